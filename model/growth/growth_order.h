#pragma once

#include "model/growth/when_to_move.h"

#include <vector>

namespace headroom::growth {

/// Stages in the order in which users come to them, by where their ranges begin and then end; where these are alike, in
/// that of the design. Who wrote them down in another order still means this one; what a map says about the stage before
/// or after goes by it.
[[nodiscard]] std::vector<std::size_t> orderOfGrowth(const StageMap &map);

} // namespace headroom::growth
