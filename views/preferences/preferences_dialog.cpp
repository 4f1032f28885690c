#include "views/preferences/preferences_dialog.h"

#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QSpinBox>

#include <cmath>

namespace headroom::preferences {

namespace {

constexpr int kFontStep = 10;
constexpr int kLongestCurrency = 8;

QLabel *heading(const QString &text)
{
    auto *label = new QLabel(text);
    label->setFont(theme::Theme::font(14, QFont::DemiBold));
    label->setContentsMargins(0, 10, 0, 0);
    return label;
}

QLabel *note(const QString &text)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setMinimumWidth(1);
    label->setFont(theme::Theme::font(12));
    label->setProperty("note", true);
    return label;
}

/// A field for whole numbers that does not change because the page is scrolled over it.
QSpinBox *numberField(int least, int most, const QString &suffix)
{
    auto *field = new QSpinBox;
    field->setRange(least, most);
    field->setSuffix(suffix);
    field->setFocusPolicy(Qt::StrongFocus);
    field->setMinimumWidth(theme::scaled(110));
    return field;
}

int percentOf(double share)
{
    return static_cast<int>(std::lround(share * 100));
}

} // namespace

std::vector<Setting> settings()
{
    const auto tr = [](const char *words) { return PreferencesDialog::tr(words); };
    return { { tr("Colors"), QStringLiteral("look") },
             { tr("Size of the letters"), QStringLiteral("letters") },
             { tr("Motion"), QStringLiteral("motion") },
             { tr("Currency"), QStringLiteral("currency") },
             { tr("Bytes"), QStringLiteral("bytes") },
             { tr("Rates"), QStringLiteral("rates") },
             { tr("Amber above"), QStringLiteral("watch") },
             { tr("Red above"), QStringLiteral("critical") },
             { tr("Save designs that have a file by itself"), QStringLiteral("save-by-itself") },
             { tr("Language"), QStringLiteral("language") } };
}

void PreferencesDialog::lead(const QString &field)
{
    QWidget *wanted = field.isEmpty() ? nullptr : findChild<QWidget *>(field);
    if (!wanted)
        return;
    wanted->setFocus(Qt::ShortcutFocusReason);
    layout()->activate();
    findChild<QScrollArea *>()->ensureWidgetVisible(wanted, 0, 60);
}

PreferencesDialog::PreferencesDialog(const Choices &present, const std::vector<Language> &languages, QWidget *parent)
    : QDialog(parent)
    , m_before(present)
    , m_look(new QComboBox)
    , m_font(new QSlider(Qt::Horizontal))
    , m_motion(new QComboBox)
    , m_grid(new QCheckBox(tr("Show the grid")))
    , m_currency(new QLineEdit)
    , m_bytes(new QComboBox)
    , m_rates(new QComboBox)
    , m_watch(numberField(30, 98, tr(" %")))
    , m_critical(numberField(31, 99, tr(" %")))
    , m_selfSave(new QCheckBox(tr("Save designs that have a file by itself")))
    , m_saveSeconds(numberField(5, 3600, tr(" s after the last edit")))
    , m_language(new QComboBox)
{
    setObjectName(QStringLiteral("preferences-dialog"));
    setWindowTitle(tr("Preferences"));
    auto *page = new QWidget;
    auto *form = new QFormLayout(page);
    form->setHorizontalSpacing(20);
    form->setVerticalSpacing(10);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    addLook(*form);
    addFigures(*form);
    addFiles(*form);
    addLanguage(*form, languages);
    for (QComboBox *box : { m_look, m_motion, m_bytes, m_rates, m_language }) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(10);
    }
    assemble(page);
    show(present);
    listen();
    const QSize wanted(theme::scaled(620), page->sizeHint().height() + theme::scaled(110));
    resize(parent ? wanted.boundedTo(parent->screen()->availableSize() * 0.9) : wanted);
}

void PreferencesDialog::addLook(QFormLayout &form)
{
    m_look->setObjectName(QStringLiteral("look"));
    m_look->addItems({ tr("As the system"), tr("Light"), tr("Dark"), tr("High contrast") });
    m_look->setAccessibleName(tr("Look"));
    m_font->setObjectName(QStringLiteral("letters"));
    m_font->setRange(100 / kFontStep, 200 / kFontStep);
    m_font->setPageStep(2);
    m_font->setAccessibleName(tr("Size of the letters"));
    m_motion->setObjectName(QStringLiteral("motion"));
    m_motion->addItems({ tr("As the system"), tr("On"), tr("Off") });
    m_motion->setAccessibleName(tr("Motion"));
    m_motion->setToolTip(tr("Cards slide to their new places when the stage changes"));
    m_grid->setObjectName(QStringLiteral("grid"));
    auto *percent = new QLabel;
    percent->setMinimumWidth(56);
    percent->setText(tr("%1 %").arg(m_before.fontPercent));
    connect(m_font, &QSlider::valueChanged, percent,
            [percent](int steps) { percent->setText(tr("%1 %").arg(steps * kFontStep)); });
    auto *fontRow = new QHBoxLayout;
    fontRow->setSpacing(12);
    fontRow->addWidget(m_font, 1);
    fontRow->addWidget(percent);
    form.addRow(heading(tr("Look")));
    form.addRow(tr("Colors"), m_look);
    form.addRow(tr("Size of the letters"), fontRow);
    form.addRow(tr("Motion"), m_motion);
    form.addRow(m_grid);
}

void PreferencesDialog::addFigures(QFormLayout &form)
{
    m_currency->setObjectName(QStringLiteral("currency"));
    m_currency->setMaxLength(kLongestCurrency);
    m_currency->setPlaceholderText(tr("of the prices, $"));
    m_currency->setAccessibleName(tr("Currency"));
    m_bytes->setObjectName(QStringLiteral("bytes"));
    m_bytes->addItems({ tr("KB, MB, GB (1,000)"), tr("KiB, MiB, GiB (1,024)") });
    m_bytes->setAccessibleName(tr("Bytes"));
    m_rates->setObjectName(QStringLiteral("rates"));
    m_rates->addItems({ tr("per second"), tr("per minute") });
    m_rates->setAccessibleName(tr("Rates"));
    m_watch->setObjectName(QStringLiteral("watch"));
    m_watch->setAccessibleName(tr("Amber above"));
    m_critical->setObjectName(QStringLiteral("critical"));
    m_critical->setAccessibleName(tr("Red above"));
    auto *limits = new QGridLayout;
    limits->setSpacing(8);
    limits->addWidget(new QLabel(tr("▲ amber above")), 0, 0);
    limits->addWidget(m_watch, 0, 1);
    limits->addWidget(new QLabel(tr("◆ red above")), 1, 0);
    limits->addWidget(m_critical, 1, 1);
    limits->setColumnStretch(2, 1);
    form.addRow(heading(tr("Figures")));
    form.addRow(tr("Currency"), m_currency);
    form.addRow(note(tr("What stands before an amount, such as € or CHF. Amounts are not converted.")));
    form.addRow(tr("Bytes"), m_bytes);
    form.addRow(tr("Rates"), m_rates);
    form.addRow(tr("Utilization"), limits);
    form.addRow(note(tr("For the colors on the screen; memory turns amber 10 and red 5 points later. Findings keep the "
                        "limits of their rules, and files and exports are the same for everybody.")));
}

void PreferencesDialog::addFiles(QFormLayout &form)
{
    m_selfSave->setObjectName(QStringLiteral("save-by-itself"));
    m_saveSeconds->setObjectName(QStringLiteral("save-seconds"));
    m_saveSeconds->setAccessibleName(tr("Seconds after the last edit"));
    connect(m_selfSave, &QCheckBox::toggled, m_saveSeconds, &QWidget::setEnabled);
    form.addRow(heading(tr("Files")));
    form.addRow(m_selfSave);
    form.addRow(tr("When"), m_saveSeconds);
    form.addRow(note(tr(
        "Unsaved edits are always kept for the case of a crash, at most two seconds late, in a folder of your own.")));
}

void PreferencesDialog::addLanguage(QFormLayout &form, const std::vector<Language> &languages)
{
    m_language->setObjectName(QStringLiteral("language"));
    m_language->setAccessibleName(tr("Language"));
    for (const Language &each : languages)
        m_language->addItem(each.name, each.code);
    if (languages.size() < 2)
        return;
    form.addRow(heading(tr("Language")));
    form.addRow(tr("Language"), m_language);
    form.addRow(note(tr("Spoken as soon as this dialog is closed with OK. Numbers are written as usual there.")));
}

void PreferencesDialog::assemble(QWidget *page)
{
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(page);
    area->setFocusPolicy(Qt::NoFocus);
    page->installEventFilter(this);
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
}

/// The letters grow while the dialog is open, and its page with them.
bool PreferencesDialog::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) {
        auto *page = qobject_cast<QWidget *>(object);
        const QScrollArea *area = findChild<QScrollArea *>();
        const QMargins margins = layout()->contentsMargins();
        const int beside = margins.left() + margins.right() + area->verticalScrollBar()->sizeHint().width();
        setMinimumWidth(std::min(page->minimumSizeHint().width() + beside, screen()->availableSize().width()));
    }
    return QDialog::eventFilter(object, event);
}

void PreferencesDialog::listen()
{
    const auto tell = [this] {
        if (!m_isQuiet)
            Q_EMIT changed(choices());
    };
    for (QComboBox *box : { m_look, m_motion, m_bytes, m_rates, m_language })
        connect(box, &QComboBox::currentIndexChanged, this, tell);
    connect(m_font, &QSlider::valueChanged, this, tell);
    for (QCheckBox *box : { m_grid, m_selfSave })
        connect(box, &QCheckBox::toggled, this, tell);
    connect(m_currency, &QLineEdit::textChanged, this, tell);
    // Red stays above amber, whichever is moved.
    connect(m_watch, &QSpinBox::valueChanged, this, [this](int watch) { m_critical->setMinimum(watch + 1); });
    for (QSpinBox *field : { m_watch, m_critical, m_saveSeconds })
        connect(field, &QSpinBox::valueChanged, this, tell);
}

void PreferencesDialog::show(const Choices &choices)
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    m_look->setCurrentIndex(choices.look);
    m_font->setValue(choices.fontPercent / kFontStep);
    m_motion->setCurrentIndex(choices.motion);
    m_grid->setChecked(choices.showsGrid);
    m_currency->setText(QString::fromStdString(choices.units.currency));
    m_bytes->setCurrentIndex(choices.units.hasBinaryBytes ? 1 : 0);
    m_rates->setCurrentIndex(choices.units.isPerMinute ? 1 : 0);
    m_watch->setValue(percentOf(choices.units.watch));
    m_critical->setMinimum(m_watch->value() + 1);
    m_critical->setValue(percentOf(choices.units.critical));
    m_selfSave->setChecked(choices.savesByItself);
    m_saveSeconds->setValue(choices.saveSeconds);
    m_saveSeconds->setEnabled(choices.savesByItself);
    m_language->setCurrentIndex(std::max(0, m_language->findData(choices.language)));
}

Choices PreferencesDialog::choices() const
{
    return { m_look->currentIndex(),
             m_font->value() * kFontStep,
             m_motion->currentIndex(),
             m_grid->isChecked(),
             m_selfSave->isChecked(),
             m_saveSeconds->value(),
             m_language->currentData().toString(),
             { m_bytes->currentIndex() == 1, m_rates->currentIndex() == 1, m_currency->text().trimmed().toStdString(),
               m_watch->value() / 100.0, m_critical->value() / 100.0 } };
}

} // namespace headroom::preferences
