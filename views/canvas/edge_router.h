#pragma once

#include <QPolygonF>
#include <QRectF>

#include <functional>
#include <vector>

namespace headroom::canvas {

/// Gives the cards that may stand in an area, those at the ends of the route left out.
using Obstacles = std::function<void(const QRectF &area, std::vector<QRectF> &cards)>;

/// Where a way leaves or enters a card.
enum class Side { Left, Right, Top, Bottom };

/// The side of `from` that a way to `to` is expected to leave at; it enters at the opposite side.
[[nodiscard]] Side sideTowards(const QRectF &from, const QRectF &to);

/// How a way is to run.
struct WayHints {
    double fromShift = 0; ///< of its first point from the middle of the caller's side, scene pixels
    double toShift = 0;   ///< of its last point from the middle of the callee's side
    bool isOrthogonal = false;
    std::vector<QPointF> waypoints; ///< what it is led through; then nothing is avoided
};

/// The flattened way of a connection: out of the caller's side that faces the callee, in at the opposite side,
/// with smooth or square bends, around cards where a lane above or below them is free. Nothing is avoided over very long ways.
/// @param obstacles  may be empty: nothing stands between.
[[nodiscard]] QPolygonF route(const QRectF &from, const QRectF &to, const Obstacles &obstacles,
                              const WayHints &hints = {});

/// Where cards change the way of a line between these two; null: none does, as the way is very long or led by hand.
[[nodiscard]] QRectF areaAvoided(const QRectF &from, const QRectF &to, const std::vector<QPointF> &waypoints = {});

/// Along all of its runs, scene pixels.
[[nodiscard]] double lengthOf(const QPolygonF &line);

/// Whether the polyline passes through the inside of the rectangle.
[[nodiscard]] bool crosses(const QPolygonF &line, const QRectF &rect);

/// How many of the cards the polyline passes through.
[[nodiscard]] int crossings(const QPolygonF &line, const std::vector<QRectF> &cards);

} // namespace headroom::canvas
