#include "views/canvas/two_fingers.h"

#include <algorithm>
#include <cmath>

namespace headroom::canvas {

double zoomOfTurn(double angle)
{
    constexpr double kPerUnit = 1.0015;
    return std::pow(kPerUnit, angle);
}

std::optional<TwoFingers> twoFingersOf(const QNativeGestureEvent &event)
{
    TwoFingers fingers;
    fingers.center = event.position();
    switch (event.gestureType()) {
    case Qt::BeginNativeGesture:
    case Qt::EndNativeGesture:
        break;
    case Qt::ZoomNativeGesture: // tells by how much more than before
        fingers.factor = std::max(0.1, 1 + event.value());
        break;
    case Qt::PanNativeGesture:
        fingers.shift = event.delta();
        break;
    case Qt::SmartZoomNativeGesture: // a double tap of two fingers
        fingers.isDoubleTap = true;
        break;
    default:
        return std::nullopt;
    }
    return fingers;
}

TwoFingers twoFingersOf(const QPinchGesture &pinch, const QWidget &widget)
{
    TwoFingers fingers;
    fingers.center = widget.mapFromGlobal(pinch.centerPoint());
    if (pinch.changeFlags() & QPinchGesture::ScaleFactorChanged)
        fingers.factor = pinch.scaleFactor();
    if ((pinch.changeFlags() & QPinchGesture::CenterPointChanged) && pinch.state() != Qt::GestureStarted)
        fingers.shift = pinch.centerPoint() - pinch.lastCenterPoint();
    return fingers;
}

} // namespace headroom::canvas
