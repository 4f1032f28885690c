#pragma once

#include "model/edits/edit.h"
#include "views/canvas/geometry.h"
#include "views/canvas/scene.h"

#include <QColor>
#include <QPainter>

#include <vector>

namespace headroom::canvas {

/// One step that collapses those of the places that are open; where all are collapsed, it opens them.
/// @param places  indices of places; not empty.
[[nodiscard]] edits::Batch toggled(const Scene &scene, std::size_t stage, const std::vector<int> &places);

/// Whether the component is a place, open or collapsed.
[[nodiscard]] bool isFoldable(const ComponentFace &face);

/// Where the button is pressed that collapses a place, at its name, or opens it, on its card; widget pixels. Null for
/// what is no place, and where it is drawn too small to be hit.
[[nodiscard]] QRectF toggleButton(const ComponentFace &face, const Viewport &view);

/// An arrow head in a box: down for what is open, right for what is collapsed.
void paintFold(QPainter &painter, const QRectF &box, bool isOpen, const QColor &color);

/// Of the button on the card of a collapsed place, scene pixels.
constexpr QRectF kCardFold(kCardWidth - 26, 10, 16, 16);
constexpr double kFoldShare = 0.8; ///< of the height of a name that its button is wide

} // namespace headroom::canvas
