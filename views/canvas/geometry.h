#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <algorithm>
#include <cmath>

namespace headroom::canvas {

constexpr double kCardWidth = 174;
constexpr double kCardHeight = 66;
constexpr double kCardRadius = 11;
constexpr double kPlaceRadius = 14;
constexpr double kPlaceWidth = 360; ///< of a new place, and of one without a size
constexpr double kPlaceHeight = 240;
constexpr double kSmallestPlace = 96;
constexpr double kGrid = 8;          ///< scene pixels that positions snap to
constexpr double kFullDetail = 0.45; ///< below this zoom cards show icon, name and state only
constexpr double kBlocks = 0.20;     ///< below this zoom cards are colored blocks
constexpr double kLabelLetter = 6.1; ///< generous width of a letter of a connection's label
constexpr double kLabelMargins = 12; ///< of a label, left and right of its letters together
constexpr int kMostLabelLetters = 24;
constexpr double kLeastZoom = 0.01; ///< shows 10,000 components at once
constexpr double kMostZoom = 4.0;

inline double snapped(double value)
{
    return std::round(value / kGrid) * kGrid;
}

inline QPointF snapped(QPointF point)
{
    return { snapped(point.x()), snapped(point.y()) };
}

/// Which part of the scene the widget shows, and how large.
struct Viewport {
    QPointF origin; ///< scene point at the widget's top left corner
    double zoom = 1;

    [[nodiscard]] QPointF toWidget(QPointF scene) const { return (scene - origin) * zoom; }
    [[nodiscard]] QPointF toScene(QPointF widget) const { return widget / zoom + origin; }
    [[nodiscard]] QRectF toWidget(const QRectF &scene) const
    {
        return { toWidget(scene.topLeft()), scene.size() * zoom };
    }
    [[nodiscard]] QRectF toScene(const QRectF &widget) const
    {
        return { toScene(widget.topLeft()), widget.size() / zoom };
    }
    bool operator==(const Viewport &) const = default;
};

/// The viewport that shows all of `content` centered in a widget of this size, at most at 100 %.
inline Viewport fitting(const QRectF &content, QSizeF widget, double margin = 40)
{
    Viewport view;
    const double width = std::max(widget.width() - 2 * margin, 40.0);
    const double height = std::max(widget.height() - 2 * margin, 40.0);
    view.zoom = std::clamp(std::min(width / std::max(content.width(), 1.0), height / std::max(content.height(), 1.0)),
                           kLeastZoom, 1.0);
    view.origin = content.center() - QPointF(widget.width(), widget.height()) / (2 * view.zoom);
    return view;
}

} // namespace headroom::canvas
