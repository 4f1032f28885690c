#pragma once

#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QPointF>
#include <QWidget>

#include <optional>

namespace headroom::canvas {

/// What two fingers on a touchpad or screen ask of a camera.
struct TwoFingers {
    QPointF center;    ///< between them, widget pixels
    double factor = 1; ///< times the present zoom
    QPointF shift;     ///< of the scene, widget pixels
    bool isDoubleTap = false;
};

/// Times the present zoom when a wheel is turned by that angle; a notch is 120.
[[nodiscard]] double zoomOfTurn(double angle);

/// @return nothing: a gesture that is none of these.
[[nodiscard]] std::optional<TwoFingers> twoFingersOf(const QNativeGestureEvent &event);
/// @param widget  that grabbed the gesture
[[nodiscard]] TwoFingers twoFingersOf(const QPinchGesture &pinch, const QWidget &widget);

} // namespace headroom::canvas
