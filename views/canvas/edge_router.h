#pragma once

#include <QPolygonF>
#include <QRectF>

#include <functional>
#include <vector>

namespace headroom::canvas {

/// Gives the cards that may stand in an area, those at the ends of the route left out.
using Obstacles = std::function<void(const QRectF &area, std::vector<QRectF> &cards)>;

/// The flattened way of a connection: out of the caller's side that faces the callee, in at the opposite side,
/// with smooth bends, around cards where a lane above or below them is free. Nothing is avoided over very long ways.
/// @param obstacles  may be empty: nothing stands between.
[[nodiscard]] QPolygonF route(const QRectF &from, const QRectF &to, const Obstacles &obstacles);

/// How many of the cards the polyline passes through.
[[nodiscard]] int crossings(const QPolygonF &line, const std::vector<QRectF> &cards);

} // namespace headroom::canvas
