#pragma once

#include "model/project/project.h"

#include <utility>
#include <vector>

namespace headroom::layout {

/// Top left corners of rectangles that arrows lead through from left to right: callees stand in a column right of
/// their callers, columns are ordered for few crossings and stacked near what they are joined to; what is joined to
/// nothing stands below. A strip is folded(), see there. The whole begins at (0, 0). Equal input gives equal output.
///
/// Layered drawing after Sugiyama et al. 1981: loops are cut where a depth-first search meets itself, columns are the
/// longest ways, order by barycenters (Warfield 1977), heights by spaced(). O(sweeps · (boxes + lengths of arrows)).
[[nodiscard]] std::vector<project::Point> layered(const std::vector<project::Size> &sizes,
                                                  const std::vector<std::pair<int, int>> &arrows);

} // namespace headroom::layout
