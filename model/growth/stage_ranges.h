#pragma once

#include "model/growth/ranges.h"

namespace headroom::growth {

/// resolveRanges() with the values of one stage as the bases of what is stated of elements; where it has no such element,
/// those of the first that has one. What is relative comes to other values in other stages.
[[nodiscard]] Result<std::vector<InputRange>> resolveRangesIn(std::size_t stage, const project::Project &project,
                                                              std::span<const project::Uncertainty> given,
                                                              const catalog::Catalog &catalog);

} // namespace headroom::growth
