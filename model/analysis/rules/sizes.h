#pragma once

#include "model/analysis/rules/inspection.h"

#include <optional>

namespace headroom::analysis {

/// What the next larger size of its ladder adds to a component's effective power: 0.29 is 29 % more.
/// Nothing for the largest, for burstable sizes and for machines described by hand.
[[nodiscard]] std::optional<double> gainOfLargerSize(const Inspection &in, std::size_t component);

} // namespace headroom::analysis
