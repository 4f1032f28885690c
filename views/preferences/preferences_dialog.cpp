#include "views/preferences/preferences_dialog.h"

#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSlider>

namespace headroom::preferences {

namespace {

constexpr int kFontStep = 10;

QLabel *heading(const QString &text)
{
    auto *label = new QLabel(text);
    label->setFont(theme::Theme::font(14, QFont::DemiBold));
    label->setContentsMargins(0, 10, 0, 0);
    return label;
}

} // namespace

PreferencesDialog::PreferencesDialog(const Choices &present, const std::vector<Language> &languages, QWidget *parent)
    : QDialog(parent)
    , m_before(present)
    , m_look(new QComboBox)
    , m_font(new QSlider(Qt::Horizontal))
    , m_motion(new QCheckBox(tr("Cards slide to their new places when the stage changes")))
    , m_grid(new QCheckBox(tr("Show the grid")))
    , m_selfSave(new QCheckBox(tr("Save designs that have a file half a minute after the last edit")))
    , m_language(new QComboBox)
{
    setWindowTitle(tr("Preferences"));
    m_look->addItems({ tr("As the system"), tr("Light"), tr("Dark"), tr("High contrast") });
    m_look->setAccessibleName(tr("Look"));
    m_font->setRange(100 / kFontStep, 200 / kFontStep);
    m_font->setPageStep(2);
    m_font->setAccessibleName(tr("Size of the letters"));
    auto *percent = new QLabel;
    percent->setMinimumWidth(56);
    connect(m_font, &QSlider::valueChanged, percent,
            [percent](int steps) { percent->setText(tr("%1 %").arg(steps * kFontStep)); });
    for (const Language &each : languages)
        m_language->addItem(each.name, each.code);
    m_language->setAccessibleName(tr("Language"));
    auto *fontRow = new QHBoxLayout;
    fontRow->addWidget(m_font, 1);
    fontRow->addWidget(percent);
    auto *note = new QLabel(tr("The language changes when Headroom is started again."));
    note->setWordWrap(true);
    auto *safe = new QLabel(tr(
        "Unsaved edits are always kept for the case of a crash, at most two seconds late, in a folder of your own."));
    safe->setWordWrap(true);
    auto *page = new QWidget;
    auto *form = new QFormLayout(page);
    form->setHorizontalSpacing(20);
    form->setVerticalSpacing(10);
    form->addRow(heading(tr("Look")));
    form->addRow(tr("Colors"), m_look);
    form->addRow(tr("Size of the letters"), fontRow);
    form->addRow(m_motion);
    form->addRow(m_grid);
    form->addRow(heading(tr("Files")));
    form->addRow(m_selfSave);
    form->addRow(safe);
    if (languages.size() > 1) {
        form->addRow(heading(tr("Language")));
        form->addRow(tr("Language"), m_language);
        form->addRow(note);
    }
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(page);
    auto *buttons
        = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this, [this] {
        show(Choices());
        Q_EMIT changed(choices());
    });
    connect(this, &QDialog::rejected, this, [this] { Q_EMIT changed(m_before); });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(22, 12, 22, 16);
    column->addWidget(area, 1);
    column->addWidget(buttons);
    percent->setText(tr("%1 %").arg(present.fontPercent));
    show(present);
    const auto tell = [this] {
        if (!m_isQuiet)
            Q_EMIT changed(choices());
    };
    connect(m_look, &QComboBox::currentIndexChanged, this, tell);
    connect(m_language, &QComboBox::currentIndexChanged, this, tell);
    connect(m_font, &QSlider::valueChanged, this, tell);
    for (QCheckBox *box : { m_motion, m_grid, m_selfSave })
        connect(box, &QCheckBox::toggled, this, tell);
    resize(theme::scaled(560), theme::scaled(480));
}

void PreferencesDialog::show(const Choices &choices)
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    m_look->setCurrentIndex(choices.look);
    m_font->setValue(choices.fontPercent / kFontStep);
    m_motion->setChecked(choices.hasMotion);
    m_grid->setChecked(choices.showsGrid);
    m_selfSave->setChecked(choices.savesByItself);
    m_language->setCurrentIndex(std::max(0, m_language->findData(choices.language)));
}

Choices PreferencesDialog::choices() const
{
    return { m_look->currentIndex(), m_font->value() * kFontStep, m_motion->isChecked(),
             m_grid->isChecked(),    m_selfSave->isChecked(),     m_language->currentData().toString() };
}

} // namespace headroom::preferences
