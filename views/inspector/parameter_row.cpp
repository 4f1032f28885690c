#include "views/inspector/parameter_row.h"

#include "model/layout/looks.h"
#include "views/help/spec_help.h"
#include "views/inspector/calm_combo_box.h"
#include "views/language/words.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>

namespace headroom::inspector {

namespace {

using theme::Role;
using theme::Theme;

const char *word(catalog::Trust trust)
{
    switch (trust) {
    case catalog::Trust::Measured:
        return QT_TRANSLATE_NOOP("headroom::inspector::ParameterRow", "measured");
    case catalog::Trust::Published:
        return QT_TRANSLATE_NOOP("headroom::inspector::ParameterRow", "published");
    case catalog::Trust::Illustrative:
        break;
    }
    return QT_TRANSLATE_NOOP("headroom::inspector::ParameterRow", "illustrative");
}

} // namespace

ParameterRow::ParameterRow(const catalog::ParameterSpec &spec, QWidget *parent)
    : QWidget(parent)
    , m_spec(spec)
    , m_title(new QLabel(text(spec.title), this))
    , m_source(new QLabel(this))
    , m_reset(new QToolButton(this))
    , m_grid(new QGridLayout(this))
    , m_theme(&Theme::light())
{
    for (QLabel *label : { m_title, m_source })
        label->setTextFormat(Qt::PlainText);
    m_title->setFont(Theme::font(12));
    m_title->setWordWrap(true);
    m_source->setFont(Theme::font(10));
    m_source->setWordWrap(true);
    m_reset->setAutoRaise(true);
    const int side = std::min(theme::scaled(14), 20);
    m_reset->setFixedSize(side + 10, side + 10);
    m_reset->setIconSize(QSize(side, side));
    m_reset->setToolTip(tr("Back to the default"));
    m_reset->setAccessibleName(tr("Reset %1").arg(text(spec.title)));
    connect(m_reset, &QToolButton::clicked, this, [this] { Q_EMIT valueStated(std::nullopt); });
    makeEditor();
    editor()->setAccessibleName(text(spec.title));
    m_grid->setContentsMargins(0, 3, 0, 3);
    m_grid->setHorizontalSpacing(4);
    m_grid->setVerticalSpacing(2);
    m_grid->addWidget(m_title, 0, 0);
    m_grid->addWidget(m_source, 2, 0, 1, 3);
    m_grid->setColumnStretch(0, 1);
    placeEditor();
    QSizePolicy kept = m_reset->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(kept);
    editor()->setAccessibleName(text(spec.title));
    editor()->setAccessibleDescription(text(spec.help));
    setWhatsThis(help::helpOf(spec));
    if (!spec.help.empty())
        setToolTip(QStringLiteral("<p>%1</p>").arg(text(spec.help).toHtmlEscaped()));
}

void ParameterRow::makeEditor()
{
    switch (m_spec.type) {
    case catalog::ParameterType::Flag:
        m_flag = new QCheckBox(this);
        connect(m_flag, &QCheckBox::clicked, this, [this](bool isOn) { state(isOn); });
        return;
    case catalog::ParameterType::Choice:
        m_choice = new CalmComboBox(this);
        m_choice->setFont(Theme::font(12));
        for (const catalog::Option &option : m_spec.options)
            m_choice->addItem(text(option.title), text(option.id));
        connect(m_choice, &QComboBox::activated, this,
                [this] { state(m_choice->currentData().toString().toStdString()); });
        return;
    case catalog::ParameterType::Number:
    case catalog::ParameterType::Text:
        break;
    }
    m_text = new QLineEdit(this);
    m_text->setFont(Theme::font(12));
    m_text->setAlignment(m_spec.type == catalog::ParameterType::Number ? Qt::AlignRight : Qt::AlignLeft);
    m_text->setMaxLength(200);
    m_text->installEventFilter(this);
    connect(m_text, &QLineEdit::returnPressed, this, &ParameterRow::readText);
    connect(m_text, &QLineEdit::textEdited, this, [this] { showError(QString()); });
}

QWidget *ParameterRow::editor() const
{
    if (m_flag)
        return m_flag;
    return m_choice ? static_cast<QWidget *>(m_choice) : m_text;
}

QString ParameterRow::error() const
{
    return m_isWrong ? m_source->text() : QString();
}

QString ParameterRow::textOf(const project::Value &value) const
{
    if (const double *number = std::get_if<double>(&value))
        return text(screen::shortQuantity(*number, m_spec.unit, m_spec.display));
    if (const bool *flag = std::get_if<bool>(&value))
        return *flag ? tr("yes") : tr("no");
    const std::string &chosen = std::get<std::string>(value);
    for (const catalog::Option &option : m_spec.options)
        if (option.id == chosen)
            return text(option.title);
    return text(chosen);
}

QString ParameterRow::hint() const
{
    return m_source->text();
}

void ParameterRow::setOverruled(const QString &why)
{
    m_overruled = why;
    editor()->setEnabled(why.isEmpty());
    m_reset->setVisible(m_reset->isVisibleTo(this) && why.isEmpty());
    if (!m_isWrong)
        showSource();
}

void ParameterRow::setValue(const catalog::EffectiveValue &value, const catalog::EffectiveValue &unstated)
{
    endMixture();
    const bool isChanged = value.origin == catalog::ValueOrigin::Stated && value.value != unstated.value;
    m_value = isChanged ? value : unstated;
    m_unstated = unstated;
    m_reset->setVisible(isChanged);
    if (m_text)
        m_text->setFont(Theme::font(12, isChanged ? QFont::DemiBold : QFont::Normal));
    if (m_text && !m_text->isModified()) {
        m_text->setText(textOf(value.value));
        m_text->setCursorPosition(0);
        m_text->setModified(false);
        m_isWrong = false;
    }
    if (m_flag)
        m_flag->setChecked(std::get_if<bool>(&value.value) && std::get<bool>(value.value));
    if (m_choice && std::get_if<std::string>(&value.value))
        m_choice->setCurrentIndex(m_choice->findData(text(std::get<std::string>(value.value))));
    if (!m_isWrong)
        showSource();
}

void ParameterRow::setTheme(const Theme &theme)
{
    m_theme = &theme;
    m_reset->setIcon(Theme::icon(QStringLiteral("undo"), 14, theme.color(Role::Secondary), devicePixelRatioF()));
    QPalette palette = m_title->palette();
    palette.setColor(QPalette::WindowText, theme.color(Role::Text));
    m_title->setPalette(palette);
    if (!m_isWrong)
        showSource();
}

QString ParameterRow::originText() const
{
    if (!m_overruled.isEmpty())
        return m_overruled;
    if (m_isMixed)
        return m_mixture;
    const bool isStated = m_value.origin == catalog::ValueOrigin::Stated;
    const QString given = textOf(m_unstated.value);
    switch (m_unstated.origin) {
    case catalog::ValueOrigin::Size:
        return isStated ? tr("the size has %1").arg(given) : tr("from the size");
    case catalog::ValueOrigin::Computed:
        return isStated ? tr("computed: %1").arg(given) : tr("computed; type a value to state it");
    default:
        return isStated ? tr("default %1").arg(given) : QString();
    }
}

void ParameterRow::showSource()
{
    QString line = originText();
    if (m_spec.type == catalog::ParameterType::Number && m_overruled.isEmpty()) {
        const QString range = text(screen::rangeText(m_spec.minimum, m_spec.maximum, m_spec.unit, m_spec.display));
        line += (line.isEmpty() ? QString() : QStringLiteral(" · ")) + range;
    }
    const QString source = layout::isLook(m_spec.id) ? QString() : text(m_spec.source); // nobody measures a look
    if (!source.isEmpty() && m_overruled.isEmpty())
        line
            += (line.isEmpty() ? QString() : QStringLiteral(" · ")) + tr("%1 (%2)").arg(source, tr(word(m_spec.trust)));
    m_source->setText(line);
    m_source->setVisible(!line.isEmpty());
    QPalette palette = m_source->palette();
    palette.setColor(QPalette::WindowText, m_theme->color(Role::Faint));
    m_source->setPalette(palette);
}

void ParameterRow::showError(const QString &words)
{
    const bool isWrong = !words.isEmpty();
    if (m_text) {
        m_text->setProperty("wrong", isWrong);
        m_text->style()->unpolish(m_text);
        m_text->style()->polish(m_text);
    }
    if (isWrong) {
        m_isWrong = true;
        m_source->setText(words);
        m_source->show();
        QPalette palette = m_source->palette();
        palette.setColor(QPalette::WindowText, m_theme->color(Role::Critical));
        m_source->setPalette(palette);
    } else if (m_isWrong) {
        m_isWrong = false;
        showSource();
    }
}

void ParameterRow::readText()
{
    if (!m_text->isModified())
        return;
    const std::string typed = m_text->text().trimmed().toStdString();
    if (m_spec.type == catalog::ParameterType::Text) {
        state(typed);
        return;
    }
    double value = 0;
    if (!screen::parseQuantity(typed, m_spec.unit, m_spec.display, value)) {
        showError(tr("◆ “%1” is not a number here. Write for example %2.")
                      .arg(m_text->text().left(30), textOf(m_spec.fallback)));
        return;
    }
    state(value);
}

void ParameterRow::state(const project::Value &value)
{
    if (const Result<Done> check = catalog::checkValue(m_spec, value); !check) {
        showError(QStringLiteral("◆ ") + screen::modelWords(check.error()));
        return;
    }
    showError(QString());
    if (m_text)
        m_text->setModified(false);
    if (value == m_value.value && !m_isMixed)
        setValue(m_value, m_unstated);
    else
        Q_EMIT valueStated(value);
}

void ParameterRow::commitTyping()
{
    if (m_text && m_text->isModified() && !m_isWrong)
        readText();
}

void ParameterRow::dropTyping()
{
    if (!m_text || !(m_text->isModified() || m_isWrong))
        return;
    m_text->setModified(false);
    showError(QString());
    if (m_isMixed)
        m_text->clear();
    else
        setValue(m_value, m_unstated);
}

bool ParameterRow::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_text && event->type() == QEvent::FocusOut)
        commitTyping();
    const bool isKey = object == m_text && event->type() == QEvent::KeyPress;
    const bool isBegun = isKey && (m_text->isModified() || m_isWrong); // else Esc leads out of the inspector
    if (isBegun && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        dropTyping();
        return true;
    }
    return QWidget::eventFilter(object, event);
}

} // namespace headroom::inspector
