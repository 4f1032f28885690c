#include "views/canvas/canvas_view.h"
#include "views/canvas/mini_map.h"
#include "views/canvas/preview_bar.h"
#include "views/canvas/rename_box.h"
#include "views/canvas/two_fingers.h"
#include "views/canvas/whole_fit.h"

#include <QGestureEvent>
#include <QNativeGestureEvent>
#include <QResizeEvent>
#include <QWheelEvent>

#include <cmath>

namespace headroom::canvas {

namespace {

constexpr double kRevealMargin = 48;
constexpr double kPixelsPerNotch = 90;
constexpr double kEdge = 2; ///< pixels that count as beyond it: a window may fill the screen
constexpr double kLeastPull = 4;
constexpr double kMostPull = 28;

} // namespace

void CanvasView::setViewport(const Viewport &viewport)
{
    if (viewport == m_viewport)
        return;
    const bool isZoomed = viewport.zoom != m_viewport.zoom;
    m_viewport = viewport;
    closeRename();
    refreshMiniMap();
    update();
    if (isZoomed)
        Q_EMIT zoomChanged(m_viewport.zoom);
}

/// The nearest origin to which what is painted can be moved as it is.
QPointF CanvasView::wholePixels(QPointF origin) const
{
    const double scale = m_viewport.zoom * devicePixelRatioF();
    return m_viewport.origin + QPointF(((origin - m_viewport.origin) * scale).toPoint()) / scale;
}

void CanvasView::moveViewport(QPointF origin)
{
    m_wasTouched = true;
    beMoving();
    setViewport({ wholePixels(origin), m_viewport.zoom });
}

void CanvasView::zoomAt(QPointF position, double zoom)
{
    m_wasTouched = true;
    const double bounded = std::clamp(zoom, kLeastZoom, kMostZoom);
    const QPointF fixed = m_viewport.toScene(position);
    beMoving();
    setViewport({ fixed - position / bounded, bounded });
}

void CanvasView::zoomBy(double factor)
{
    zoomAt(QRectF(rect()).center(), m_viewport.zoom * factor);
}

void CanvasView::resetZoom()
{
    zoomAt(QRectF(rect()).center(), 1);
}

void CanvasView::fitAll()
{
    m_wasTouched = false; // whoever wants to see all wants that in the next stage, too
    setViewport(m_scene.components().empty() ? Viewport() : wholeFit(m_scene.bounds(), size()));
    settle();
}

QRectF CanvasView::selectedArea() const
{
    QRectF area;
    for (const int index : m_selectedComponents)
        area |= m_scene.component(m_scene.shownAs(index)).rect;
    for (const int index : m_selectedConnections)
        area |= m_scene.connection(index).bounds;
    return area;
}

void CanvasView::fitSelection()
{
    const QRectF area = selectedArea();
    if (area.isNull())
        return fitAll();
    m_wasTouched = true;
    setViewport(fitting(area, size()));
    settle();
}

void CanvasView::reveal(const QRectF &area)
{
    const QRectF inside = QRectF(rect()).adjusted(kRevealMargin, kRevealMargin, -kRevealMargin, -kRevealMargin);
    const QRectF shown = m_viewport.toWidget(area);
    if (!inside.contains(shown))
        shiftInto(inside, shown);
    const QRectF there = m_viewport.toWidget(area);
    const QRectF map(m_miniMap->geometry());
    if (m_miniMap->isHidden() || !map.intersects(there))
        return;
    QRectF beside = inside; // the overview map stands in the lower right corner
    if (there.width() <= map.left() - kRevealMargin - inside.left())
        beside.setRight(map.left() - kRevealMargin);
    else
        beside.setBottom(map.top() - kRevealMargin);
    shiftInto(beside, there);
}

/// Moves what is seen by as little as brings that rectangle inside, in widget pixels.
void CanvasView::shiftInto(const QRectF &inside, const QRectF &shown)
{
    QPointF shift;
    if (shown.width() > inside.width() || shown.height() > inside.height()) {
        shift = shown.center() - inside.center();
    } else {
        shift.setX(std::max(0.0, shown.right() - inside.right()) + std::min(0.0, shown.left() - inside.left()));
        shift.setY(std::max(0.0, shown.bottom() - inside.bottom()) + std::min(0.0, shown.top() - inside.top()));
    }
    m_wasTouched = true;
    setViewport({ wholePixels(m_viewport.origin + shift / m_viewport.zoom), m_viewport.zoom });
}

QPointF CanvasView::pullOfEdge() const
{
    if (!m_tool || !m_tool->reachesOut())
        return {};
    const auto pull = [](double at, double size) {
        const double beyond = std::min(at - kEdge, 0.0) + std::max(at - (size - 1 - kEdge), 0.0);
        return beyond < 0 || beyond > 0 ? std::copysign(std::min(kLeastPull + std::abs(beyond) / 4, kMostPull), beyond)
                                        : 0.0;
    };
    return { pull(m_pointer.x(), width()), pull(m_pointer.y(), height()) };
}

/// What is dragged out of sight is followed there.
void CanvasView::followBeyondEdge()
{
    const QPointF pull = pullOfEdge();
    if (pull.isNull())
        return m_edgeTimer.stop();
    moveViewport(m_viewport.origin + pull / m_viewport.zoom);
    m_tool->drag(m_pointer);
}

void CanvasView::beMoving()
{
    m_isInMotion = true;
    m_settleTimer.start();
}

void CanvasView::settle()
{
    m_settleTimer.stop();
    m_isInMotion = false;
    update();
}

void CanvasView::wheelEvent(QWheelEvent *event)
{
    const QPoint angle = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        // Some touchpads tell pixels alone, and some systems turn Alt or Shift into sideways.
        const double turn = angle.isNull() ? event->pixelDelta().y() * 120 / kPixelsPerNotch
            : angle.y() != 0               ? angle.y()
                                           : angle.x();
        zoomAt(event->position(), m_viewport.zoom * zoomOfTurn(turn));
    } else {
        QPointF way
            = event->pixelDelta().isNull() ? QPointF(angle) * kPixelsPerNotch / 120 : QPointF(event->pixelDelta());
        if (event->modifiers() & Qt::ShiftModifier)
            way = way.transposed();
        moveViewport(m_viewport.origin - way / m_viewport.zoom);
    }
    if (m_tool && m_tool->reachesOut())
        m_tool->drag(m_pointer); // it is elsewhere in the diagram now
    else
        updateHover(event->position());
    event->accept();
}

bool CanvasView::takeNativeGesture(const QNativeGestureEvent &event)
{
    const std::optional<TwoFingers> fingers = twoFingersOf(event);
    if (!fingers)
        return false;
    if (fingers->isDoubleTap)
        m_viewport.zoom < 1 ? zoomAt(fingers->center, 1) : fitAll();
    else if (fingers->factor < 1 || fingers->factor > 1)
        zoomAt(fingers->center, m_viewport.zoom * fingers->factor);
    else if (!fingers->shift.isNull())
        moveViewport(m_viewport.origin - fingers->shift / m_viewport.zoom);
    return true;
}

bool CanvasView::takePinch(QGestureEvent &event)
{
    auto *pinch = qobject_cast<QPinchGesture *>(event.gesture(Qt::PinchGesture));
    if (!pinch)
        return false;
    event.accept(pinch);
    if (pinch->state() == Qt::GestureStarted)
        endTool(true); // the first finger alone looked like a mouse
    const TwoFingers fingers = twoFingersOf(*pinch, *this);
    if (fingers.factor < 1 || fingers.factor > 1)
        zoomAt(fingers.center, m_viewport.zoom * fingers.factor);
    if (!fingers.shift.isNull())
        moveViewport(m_viewport.origin - fingers.shift / m_viewport.zoom);
    return true;
}

void CanvasView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_miniMap->settle();
    if (m_previewBar)
        m_previewBar->settle();
    if (!m_wasTouched)
        fitAll();
}

void CanvasView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_wasTouched)
        fitAll();
    runFlow();
}

void CanvasView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    runFlow();
}

void CanvasView::setGridVisible(bool isVisible)
{
    m_showsGrid = isVisible;
    m_backdrop.forget();
    update();
}

} // namespace headroom::canvas
