#pragma once

#include "model/layout/diagram.h"

namespace headroom::layout {

/// Lays out the whole diagram from left to right with layered(), places inside out: what stands in a place is drawn
/// for itself, then the place is one box among its neighbours. What is pinned keeps its position, and so do the
/// places around it; the others of its place are drawn beside it and stand on nothing pinned. Corners are on a grid
/// of 8 pixels. Where nothing is pinned the upper left corner of the whole stays where it was.
[[nodiscard]] Placement layoutOf(const Diagram &diagram);

/// Takes positions that somebody else found, for boxes that are no open places: puts what is pinned back, moves what
/// stands on it, wraps the places and keeps the corner of the whole, as layoutOf() does.
/// @param found  a corner per box; those of open places and hidden boxes do not count.
[[nodiscard]] Placement settled(const Diagram &diagram, std::vector<project::Point> found);

/// How large a window of the usual shape shows the whole: window widths per scene pixel; for comparing layouts.
[[nodiscard]] double largestScale(const Placement &placement);

} // namespace headroom::layout
