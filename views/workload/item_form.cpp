#include "views/workload/item_form.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace headroom::workload_views {

using catalog::EffectiveValue;
using catalog::ValueOrigin;
using theme::Theme;

ItemForm::ItemForm(const QString &nameTitle, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_name(new QLineEdit(this))
{
    m_column->setContentsMargins(4, 0, 8, 12);
    m_column->setSpacing(4);
    m_name->setFont(Theme::font(15, QFont::DemiBold));
    m_name->setProperty("heading", true);
    m_name->setMaxLength(200);
    m_name->setAccessibleName(nameTitle);
    m_column->addWidget(m_name);
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        const std::string typed = m_name->text().trimmed().toStdString();
        m_name->setModified(false);
        if (typed.empty() || typed == m_shownName)
            m_name->setText(QString::fromStdString(m_shownName));
        else
            rename(typed);
    });
}

void ItemForm::addHeading(const QString &words)
{
    auto *label = new QLabel(words, this);
    label->setTextFormat(Qt::PlainText);
    label->setFont(Theme::font(12, QFont::DemiBold));
    label->setContentsMargins(0, 12, 0, 2);
    m_column->addWidget(label);
    m_quiet.push_back(label);
}

QLabel *ItemForm::addRemark()
{
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(Theme::font(11));
    m_column->addWidget(label);
    m_quiet.push_back(label);
    return label;
}

void ItemForm::addWidget(QWidget *widget)
{
    m_column->addWidget(widget);
}

inspector::ParameterRow *ItemForm::addRow(const catalog::ParameterSpec &spec)
{
    auto *row = new inspector::ParameterRow(spec, this);
    m_column->addWidget(row);
    m_rows.push_back(row);
    return row;
}

void ItemForm::finish()
{
    m_column->addStretch(1);
}

void ItemForm::showName(const std::string &name)
{
    m_shownName = name;
    if (m_name->isModified())
        return;
    m_name->setText(QString::fromStdString(name));
    m_name->setCursorPosition(0);
}

void ItemForm::showValue(const char *parameter, std::optional<project::Value> stated, project::Value otherwise)
{
    const EffectiveValue unstated { std::move(otherwise), ValueOrigin::Default };
    row(parameter)->setValue(stated ? EffectiveValue { std::move(*stated), ValueOrigin::Stated } : unstated, unstated);
}

inspector::ParameterRow *ItemForm::row(const std::string &parameter) const
{
    for (inspector::ParameterRow *each : m_rows)
        if (each->parameter() == parameter)
            return each;
    return nullptr;
}

void ItemForm::setTheme(const Theme &theme)
{
    for (inspector::ParameterRow *each : m_rows)
        each->setTheme(theme);
    for (QLabel *label : m_quiet) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, theme.color(theme::Role::Secondary));
        label->setPalette(palette);
    }
}

catalog::ParameterSpec formSpec(const char *id, const QString &title, const QString &help, double least, double most,
                                const char *unit, const char *display)
{
    catalog::ParameterSpec spec;
    spec.id = id;
    spec.title = title.toStdString();
    spec.help = help.toStdString();
    spec.unit = unit;
    spec.display = display;
    spec.minimum = least;
    spec.maximum = most;
    return spec;
}

std::optional<project::Value> asValue(const std::optional<double> &number)
{
    return number ? std::optional<project::Value>(*number) : std::nullopt;
}

} // namespace headroom::workload_views
