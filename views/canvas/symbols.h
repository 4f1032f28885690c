#pragma once

#include "views/canvas/faces.h"
#include "views/theme/theme.h"

#include <QPainter>

namespace headroom::canvas {

/// The color that says how a component fares.
[[nodiscard]] QColor stateColor(const theme::Theme &theme, CardState state);
/// The tint that goes with it.
[[nodiscard]] QColor stateSoft(const theme::Theme &theme, CardState state);

/// Draws ◆ (critical), ▲ (warning) or ✓ (fine) as shapes, so that no font must have them; nothing for Unknown.
void drawSymbol(QPainter &painter, CardState state, const QRectF &area, const QColor &color);

} // namespace headroom::canvas
