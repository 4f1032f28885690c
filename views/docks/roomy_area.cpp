#include "views/docks/roomy_area.h"

#include <QEvent>

namespace headroom::docks {

namespace {

constexpr QSize kLeast(240, 200);

} // namespace

RoomyArea::RoomyArea(QWidget *content, QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidget(content);
}

QSize RoomyArea::minimumSizeHint() const
{
    return widget()->minimumSizeHint().boundedTo(kLeast);
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
    widget()->resize(maximumViewportSize().expandedTo(widget()->minimumSizeHint()));
}

} // namespace headroom::docks
