#pragma once

#include "views/canvas/faces.h"
#include "views/export/shapes.h"
#include "views/theme/theme.h"

namespace headroom::pictures {

/// What a difference of two stages says of something.
enum class Change { None, Added, Changed, Anew, Gone };

/// The color that marks a change, and the tint that goes with it.
[[nodiscard]] QColor changeColor(const theme::Theme &theme, Change change);
[[nodiscard]] QColor changeSoft(const theme::Theme &theme, Change change);
/// "new", "changed", "built anew", "gone"; empty for None.
[[nodiscard]] QString changeWord(Change change);

/// The shapes of a card where its face says, as the canvas paints it; a long name takes a second line.
[[nodiscard]] std::vector<Shape> cardShapes(const canvas::ComponentFace &face, const theme::Theme &theme,
                                            Change change = Change::None);

/// Frame and tint of a place; its name is apart, as it lies above the lines.
[[nodiscard]] std::vector<Shape> placeShapes(const canvas::ComponentFace &face, const theme::Theme &theme,
                                             Change change = Change::None);
[[nodiscard]] std::vector<Shape> placeNameShapes(const canvas::ComponentFace &face, const theme::Theme &theme,
                                                 Change change = Change::None);

/// The line around what is gone, as dashes.
[[nodiscard]] Stroke goneStroke(const theme::Theme &theme);

/// ◆, ▲ or ✓ as a shape; nothing for Unknown.
void addSymbol(std::vector<Shape> &shapes, canvas::CardState state, const QRectF &area, const QColor &color);

} // namespace headroom::pictures
