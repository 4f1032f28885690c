#pragma once

#include <vector>

namespace headroom::layout {

/// An item on a line: where its middle would like to be, how long it is, and how much it insists.
struct Item {
    double wanted = 0;
    double length = 0;
    double weight = 1; ///< > 0
};

/// Middles of the items in their order, `gap` apart at least, with the least weighted sum of squared ways from what
/// they want. Pool adjacent violators; O(items). Source: Ayer et al. 1955.
[[nodiscard]] std::vector<double> spaced(const std::vector<Item> &items, double gap);

} // namespace headroom::layout
