#pragma once

#include "views/canvas/geometry.h"

namespace headroom::canvas {

/// The viewport that shows all of a stage, close to the widget's edges as nothing stands behind them; larger than life, at
/// most half as large again, only where there is much more room than a usual screen has.
inline Viewport wholeFit(const QRectF &content, QSizeF widget)
{
    constexpr double kMargin = 14;
    constexpr double kUsualWidth = 1600;
    constexpr double kUsualHeight = 900;
    Viewport view = fitting(content, widget, kMargin);
    const double room = std::min((widget.width() - 2 * kMargin) / std::max(content.width(), 1.0),
                                 (widget.height() - 2 * kMargin) / std::max(content.height(), 1.0));
    const double most = std::clamp(std::min(widget.width() / kUsualWidth, widget.height() / kUsualHeight), 1.0, 1.5);
    if (room > view.zoom) {
        view.zoom = std::min(room, most);
        view.origin = content.center() - QPointF(widget.width(), widget.height()) / (2 * view.zoom);
    }
    return view;
}

} // namespace headroom::canvas
