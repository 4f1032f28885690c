#pragma once

#include "model/analysis/rules/inspection.h"
#include "model/cost/scale_laws.h"

#include <optional>

namespace headroom::analysis {

/// What the next larger size of its ladder adds to a component's effective power: 0.29 is 29 % more.
/// Nothing for the largest, for burstable sizes and for machines described by hand.
[[nodiscard]] std::optional<double> gainOfLargerSize(const Inspection &in, std::size_t component);

/// Two neighbors on a ladder.
struct NeighborSizes {
    cost::LadderStep smaller;
    cost::LadderStep larger;
};
/// The size of a component and the next larger one; as gainOfLargerSize().
[[nodiscard]] std::optional<NeighborSizes> upFrom(const Inspection &in, std::size_t component);
/// The size of a component and the one before it; nothing for the smallest.
[[nodiscard]] std::optional<NeighborSizes> upTo(const Inspection &in, std::size_t component);

/// The most powerful size of all that the shards of a stage could have; nothing without one.
struct LargestSize {
    std::size_t component = 0; ///< one that could have it
    cost::LadderStep step;
};
[[nodiscard]] std::optional<LargestSize> largestForShards(const Inspection &in);

} // namespace headroom::analysis
