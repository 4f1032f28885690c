#pragma once

#include "views/canvas/faces.h"
#include "views/export/card_shapes.h"

namespace headroom::pictures {

/// The line of a connection with its arrow, as routed. @param showsLoad  as thick as the canvas draws its flow.
[[nodiscard]] std::vector<Shape> lineShapes(const canvas::ConnectionFace &face, const theme::Theme &theme,
                                            bool showsLoad, Change change = Change::None);

/// What is written on it, where the scene found room; empty when it found none.
[[nodiscard]] std::vector<Shape> lineLabelShapes(const canvas::ConnectionFace &face, const QString &text,
                                                 const theme::Theme &theme);

/// The color of a connection's line.
[[nodiscard]] QColor lineColor(const canvas::ConnectionFace &face, const theme::Theme &theme);
/// On and off in pixels; empty: solid.
[[nodiscard]] QList<double> dashesOf(canvas::LineStyle line);

} // namespace headroom::pictures
