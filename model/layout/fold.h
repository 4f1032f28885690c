#pragma once

#include "model/layout/diagram.h"

#include <vector>

namespace headroom::layout {

/// Folds a drawing in columns that is far wider than a window into rows below each other, so that it is seen larger: the
/// first row runs to the right, the next one back to the left, and so on, so that what turns round stays close. Others
/// come back as they are. The whole begins where it began.
/// @param corners  top left corners of rectangles that do not overlap. O(n log n).
[[nodiscard]] std::vector<project::Point> folded(std::vector<project::Point> corners,
                                                 const std::vector<project::Size> &sizes);

/// The same for a whole diagram, each outermost place as one piece; with something pinned nothing is folded.
/// @param found  a corner per box; those of open places with contents and of hidden boxes do not count.
[[nodiscard]] std::vector<project::Point> foldedRoots(const Diagram &diagram, std::vector<project::Point> found);

} // namespace headroom::layout
