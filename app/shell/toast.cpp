#include "app/shell/toast.h"

#include <QEvent>

#include <algorithm>

namespace headroom::app {

namespace {
constexpr int kShownMilliseconds = 6000;
}

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
    const int width = std::min(520, parentWidget()->width() - 40);
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
