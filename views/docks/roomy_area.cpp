#include "views/docks/roomy_area.h"

#include <QEvent>
#include <QScrollBar>

namespace headroom::docks {

namespace {

constexpr QSize kLeast(240, 200);

} // namespace

RoomyArea::RoomyArea(QWidget *content, QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // the keys are for what is in it
    setWidget(content);
}

QSize RoomyArea::minimumSizeHint() const
{
    return widget()->minimumSizeHint().boundedTo(kLeast);
}

QSize RoomyArea::sizeHint() const
{
    return widget()->sizeHint();
}

void RoomyArea::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

bool RoomyArea::eventFilter(QObject *object, QEvent *event)
{
    const bool isDone = QScrollArea::eventFilter(object, event);
    if (object == widget() && event->type() == QEvent::LayoutRequest)
        fit();
    return isDone;
}

void RoomyArea::fit()
{
    const QSize least = widget()->minimumSizeHint();
    QSize room = maximumViewportSize();
    if (least.height() > room.height()) // what scrolls one way has a bar beside it
        room.rwidth() -= verticalScrollBar()->sizeHint().width();
    if (least.width() > room.width())
        room.rheight() -= horizontalScrollBar()->sizeHint().height();
    widget()->resize(room.expandedTo(least));
}

} // namespace headroom::docks
