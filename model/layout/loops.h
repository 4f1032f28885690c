#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace headroom::layout {

/// The arrows between vertices 0 … count − 1 with those turned round that lead back to where a depth-first search came
/// from, so that no way leads in a circle. Vertices that nothing leads to are searched first. Sorted, each once, none
/// from a vertex to itself. O(vertices + arrows · log arrows).
[[nodiscard]] std::vector<std::pair<int, int>> withoutLoops(std::size_t count,
                                                            const std::vector<std::pair<int, int>> &arrows);

} // namespace headroom::layout
