#include "views/report/report_dialog.h"
#include "views/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

// What the report dialog is made of.
namespace headroom::paper {

namespace {

QHBoxLayout *besideEachOther(QWidget *wide, QPushButton *button)
{
    button->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(wide, 1);
    row->addWidget(button);
    return row;
}

} // namespace

QWidget *ReportDialog::buildForm()
{
    auto *page = new QWidget;
    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(9);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Format"), m_format);
    form->addRow(tr("Paper"), m_paper);
    form->addRow(tr("Stage"), m_stages);
    form->addRow(tr("Compared with"), m_before);
    form->addRow(tr("Users"), m_number);
    form->addRow(tr("Title"), m_title);
    form->addRow(tr("Author"), m_author);
    m_chooseLogo->setObjectName(QStringLiteral("choose-logo"));
    m_choose->setObjectName(QStringLiteral("choose"));
    form->addRow(tr("Logo"), besideEachOther(m_logo, m_chooseLogo));
    form->addRow(tr("File"), besideEachOther(m_path, m_choose));
    return page;
}

QWidget *ReportDialog::buildSections(const QStringList &leftOut)
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    auto *heading = new QLabel(tr("Sections"));
    heading->setFont(theme::Theme::font(13, QFont::DemiBold));
    column->addWidget(heading);
    m_all->setObjectName(QStringLiteral("all"));
    column->addWidget(m_all);
    auto *list = new QVBoxLayout;
    list->setContentsMargins(18, 0, 0, 0);
    list->setSpacing(3);
    for (const ReportOffer::Section &each : m_offer.sections) {
        auto *box = new QCheckBox(QString(each.title).replace(QLatin1Char('&'), QStringLiteral("&&")));
        box->setObjectName(QStringLiteral("section-%1").arg(each.id));
        box->setChecked(!leftOut.contains(each.id));
        list->addWidget(box);
        m_sections.push_back(box);
    }
    column->addLayout(list);
    column->addStretch();
    return page;
}

QWidget *ReportDialog::buildButtons()
{
    auto *buttons = new QDialogButtonBox;
    m_close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    m_close->setObjectName(QStringLiteral("close"));
    m_close->setAutoDefault(false);
    buttons->addButton(m_write, QDialogButtonBox::ActionRole);
    m_write->setObjectName(QStringLiteral("write"));
    m_write->setDefault(true);
    return buttons;
}

} // namespace headroom::paper
