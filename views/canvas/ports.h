#pragma once

#include "views/canvas/faces.h"

#include <span>
#include <vector>

namespace headroom::canvas {

/// Spreads the ends of lines along the sides of the cards they leave and enter, so that lines stay apart: in the
/// order of where they lead, a line between cards at the same height straight, and a lone one at the middle. Lines
/// led by hand and lines that are not drawn are left out. O(lines · log lines).
void assignPorts(const std::vector<ComponentFace> &components, std::vector<ConnectionFace> &connections);

/// The same for the ends at one card alone. @param lines  all connections that start or end there.
void assignPortsAt(int card, std::span<const int> lines, const std::vector<ComponentFace> &components,
                   std::vector<ConnectionFace> &connections);

} // namespace headroom::canvas
