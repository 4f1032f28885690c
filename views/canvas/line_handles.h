#pragma once

#include "views/canvas/faces.h"
#include "views/canvas/geometry.h"

#include <QPolygonF>

namespace headroom::canvas {

/// What of a line can be pulled.
enum class LinePart { None, From, To, Waypoint, Between };

/// Where the parts of one line are, in widget pixels.
struct LineHandles {
    QPointF from;
    QPointF to;
    QPolygonF waypoints;
    QPolygonF between; ///< pulling one makes a waypoint before the one of the same index, or after the last

    /// The part within reach; waypoints before ends before middles.
    [[nodiscard]] std::pair<LinePart, int> partAt(QPointF position) const;
};

/// @param labels  of lines nearby, scene pixels: middles keep off them.
[[nodiscard]] LineHandles handlesOfLine(const ConnectionFace &face, const Viewport &view,
                                        const std::vector<QRectF> &labels);

} // namespace headroom::canvas
