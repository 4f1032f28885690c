#include "views/workload/quantity_field.h"

#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/theme.h"

#include <QKeyEvent>
#include <QStyle>

#include <cmath>

namespace headroom::workload_views {

namespace {

constexpr double kSame = 1e-12; ///< relative

bool isSame(double a, double b)
{
    return std::abs(a - b) <= kSame * std::max(std::abs(a), std::abs(b));
}

} // namespace

QuantityField::QuantityField(catalog::ParameterSpec spec, QWidget *parent)
    : QLineEdit(parent)
    , m_spec(std::move(spec))
{
    setAlignment(Qt::AlignRight);
    setMaxLength(60);
    setFont(theme::Theme::font(12));
    setAccessibleName(QString::fromStdString(m_spec.title));
    setAccessibleDescription(
        QString::fromStdString(screen::rangeText(m_spec.minimum, m_spec.maximum, m_spec.unit, m_spec.display)));
    connect(this, &QLineEdit::returnPressed, this, &QuantityField::read);
    connect(this, &QLineEdit::textEdited, this, [this] { setError(QString()); });
}

bool QuantityField::isChanged() const
{
    return !isSame(m_value, m_unstated);
}

void QuantityField::setValue(double value, double unstated)
{
    m_value = value;
    m_unstated = unstated;
    setFont(theme::Theme::font(12, isChanged() ? QFont::DemiBold : QFont::Normal));
    QString tip = tr("%1 · %2").arg(
        accessibleName(),
        QString::fromStdString(screen::rangeText(m_spec.minimum, m_spec.maximum, m_spec.unit, m_spec.display)));
    if (isChanged())
        tip += QLatin1Char('\n')
            + tr("default %1")
                  .arg(QString::fromStdString(screen::shortQuantity(unstated, m_spec.unit, m_spec.display)));
    setToolTip(QStringLiteral("<p style='white-space:pre'>%1</p>").arg(tip.toHtmlEscaped()));
    if (!isModified())
        restore();
}

void QuantityField::restore()
{
    setText(QString::fromStdString(screen::shortQuantity(m_value, m_spec.unit, m_spec.display)));
    setCursorPosition(0);
    setModified(false);
    setError(QString());
}

void QuantityField::setError(const QString &error)
{
    if (error == m_error)
        return;
    m_error = error;
    setProperty("wrong", !error.isEmpty());
    style()->unpolish(this);
    style()->polish(this);
    Q_EMIT errorChanged(error);
}

void QuantityField::read()
{
    if (!isModified())
        return;
    const std::string typed = text().trimmed().toStdString();
    double value = 0;
    if (typed.empty()) {
        setModified(false);
        if (isChanged())
            Q_EMIT valueStated(std::nullopt);
        restore();
        return;
    }
    if (!screen::parseQuantity(typed, m_spec.unit, m_spec.display, value)) {
        setError(tr("“%1” is not a number here. Write for example %2.")
                     .arg(text().left(30),
                          QString::fromStdString(
                              screen::shortQuantity(m_unstated > 0 ? m_unstated : 1, m_spec.unit, m_spec.display))));
        return;
    }
    if (const Result<Done> check = catalog::checkValue(m_spec, value); !check) {
        setError(screen::modelWords(check.error()));
        return;
    }
    setModified(false);
    if (!isSame(value, m_value))
        Q_EMIT valueStated(value);
    if (!isModified())
        restore(); // what was refused does not stay
}

bool QuantityField::isUndoOfWindow(const QLineEdit &field, const QEvent &event)
{
    if (event.type() != QEvent::ShortcutOverride || field.isModified())
        return false;
    const auto &key = static_cast<const QKeyEvent &>(event);
    const QKeySequence pressed(key.keyCombination());
    return QKeySequence::keyBindings(QKeySequence::Undo).contains(pressed)
        || QKeySequence::keyBindings(QKeySequence::Redo).contains(pressed);
}

/// A line takes the keys of undo even where it has nothing to undo.
bool QuantityField::event(QEvent *event)
{
    if (!isUndoOfWindow(*this, *event))
        return QLineEdit::event(event);
    event->ignore();
    return true;
}

void QuantityField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && (isModified() || !m_error.isEmpty())) {
        restore();
        selectAll(); // to be typed over
        return;
    }
    QLineEdit::keyPressEvent(event);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        event->accept(); // a dialog would take it for its default button
}

void QuantityField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (isModified() && m_error.isEmpty() && event->reason() != Qt::ActiveWindowFocusReason
        && event->reason() != Qt::PopupFocusReason)
        read();
}

} // namespace headroom::workload_views
