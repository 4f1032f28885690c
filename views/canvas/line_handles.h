#pragma once

#include "views/canvas/faces.h"
#include "views/canvas/geometry.h"

#include <QPolygonF>

namespace headroom::canvas {

/// What of a line can be pulled.
enum class LinePart { None, From, To };

/// Where the parts of one line are, in widget pixels.
struct LineHandles {
    QPointF from;
    QPointF to;

    /// The part within reach.
    [[nodiscard]] LinePart partAt(QPointF position) const;
};

[[nodiscard]] LineHandles handlesOfLine(const ConnectionFace &face, const Viewport &view);

} // namespace headroom::canvas
