#pragma once

#include <QPolygonF>
#include <QRectF>

#include <vector>

namespace headroom::canvas {

/// The way from `start` to `end` in straight runs along the axes with round corners, beginning and ending towards
/// growing x, that passes through the fewest cards; of those the shortest with the fewest bends.
[[nodiscard]] QPolygonF orthogonalWay(QPointF start, QPointF end, const std::vector<QRectF> &cards);

/// The way between two rectangles through points that somebody chose, smooth or along the axes. It leaves each
/// rectangle on the side towards its neighbour point. @param points  at least one.
[[nodiscard]] QPolygonF wayThrough(const QRectF &from, const QRectF &to, const std::vector<QPointF> &points,
                                   bool isOrthogonal);

} // namespace headroom::canvas
