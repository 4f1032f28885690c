#pragma once

#include "model/analysis/compiled_stage.h"
#include "model/cost/sizing.h"

#include <vector>

namespace headroom::growth {

/// One way a component could be bought: size, count, redundancy.
struct SizeOption {
    project::Component component;
    double cost = 0;      ///< USD a month of its own, without overheads that follow the others
    double count = 1;     ///< of what its kind counts; 1 where it counts nothing
    std::size_t size = 0; ///< place in its ladder
    int redundancy = 0;   ///< how far its switches for redundancy are turned up
};

/// Every setting of one component that carries the users alone: the sizes of its ladder that fit, each with the fewest
/// that hold and up to `more` beyond these, with and without what makes it redundant. Ascending by cost, ties by fewer.
/// What the design states by hand (vCPUs, memory, price) keeps its size; redundancy that it has is kept, as are counts of
/// two or more; quotas are those of `sized`; an autoscaled tier may grow to the end of the stage's range. At least one: `sized` itself, in front of all that cost as much.
/// @param stage  the stage with everything sized, compiled
/// @param index  of the component in it
[[nodiscard]] std::vector<SizeOption> sizeOptions(const analysis::CompiledStage &stage, std::size_t index, double users,
                                                  const cost::SizingLimits &limits, int more);

} // namespace headroom::growth
