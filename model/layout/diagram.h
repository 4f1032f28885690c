#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <utility>
#include <vector>

namespace headroom::layout {

constexpr double kCardWidth = 174; ///< scene pixels, of every component that is no place
constexpr double kCardHeight = 66;
constexpr double kPlaceSide = 24;   ///< scene pixels that a place leaves around what is inside, on three sides
constexpr double kPlaceTop = 40;    ///< … and above it, where its name rides
constexpr double kEmptyWidth = 360; ///< of a place without contents and without a size
constexpr double kEmptyHeight = 240;

/// One component as a rectangle to be put somewhere.
struct Box {
    project::Point corner; ///< top left, as it is now
    project::Size size;
    int parent = -1;       ///< index of the open place around it; −1: none
    int carrier = -1;      ///< index of the collapsed place it is hidden in, and goes along with; −1: it is shown
    bool isOpen = false;   ///< a place whose rectangle follows from what is inside
    bool isPinned = false; ///< stays where it is
};

/// What is to be laid out: rectangles in rectangles, and arrows between them as pairs of indices.
struct Diagram {
    std::vector<Box> boxes;
    std::vector<std::pair<int, int>> arrows;
};

/// Where everything goes, by index.
struct Placement {
    std::vector<project::Point> corners;
    std::vector<project::Size> sizes;
};

/// Index of the outermost collapsed place around each component; −1: it is shown. O(components · depth).
[[nodiscard]] std::vector<int> carriersOf(const project::Stage &stage);

/// The stage as a diagram: a box per component, in its order; an arrow per pair of boxes that is connected.
[[nodiscard]] Diagram diagramOf(const project::Stage &stage, const catalog::Catalog &catalog);

/// Open places around each box.
[[nodiscard]] std::vector<int> depthsOf(const Diagram &diagram);

/// Draws every open place that has contents around them, innermost first. Corners of other boxes stay.
void wrapPlaces(const Diagram &diagram, Placement &placement);

/// Moves what is hidden as far as the place that hides it.
void carryHidden(const Diagram &diagram, Placement &placement);

} // namespace headroom::layout
