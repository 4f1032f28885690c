#include "app/shell/toast.h"

#include "views/theme/letters.h"

#include <QEvent>

#include <algorithm>

namespace headroom::app {

namespace {
constexpr int kShownMilliseconds = 6000;
constexpr int kWidth = 520;
constexpr int kWidest = 760; ///< of texts that would be more than kMostLines
constexpr int kMostLines = 2;
} // namespace

Toast::Toast(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setMargin(12);
    setFont(theme::Theme::font(12));
    hide();
    m_timer.setSingleShot(true);
    m_timer.setInterval(kShownMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    parent->installEventFilter(this);
}

void Toast::setTheme(const theme::Theme &theme)
{
    setStyleSheet(QStringLiteral("background: %1; color: %2; border-radius: 10px;")
                      .arg(theme.color(theme::Role::Text).name(), theme.color(theme::Role::Panel).name()));
}

void Toast::say(const QString &text)
{
    setText(text);
    settle();
    show();
    raise();
    m_timer.start();
}

void Toast::settle()
{
    // As wide as a short line is, and long ones broken where they read well; what is longer still gets more width, not height.
    const int room = parentWidget()->width() - 40;
    const int line = fontMetrics().horizontalAdvance(text()) + 2 * margin() + 2;
    int width = std::min({ line, theme::scaled(kWidth), room });
    if (heightForWidth(width) > kMostLines * fontMetrics().lineSpacing() + 2 * margin())
        width = std::min(theme::scaled(kWidest), room);
    const int height = heightForWidth(width);
    setGeometry((parentWidget()->width() - width) / 2, parentWidget()->height() - height - 24, width, height);
}

bool Toast::eventFilter(QObject *object, QEvent *event)
{
    if (object == parentWidget() && event->type() == QEvent::Resize && isVisible())
        settle();
    return QLabel::eventFilter(object, event);
}

} // namespace headroom::app
