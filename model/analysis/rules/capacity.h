#pragma once

#include "model/analysis/rules/inspection.h"

namespace headroom::analysis {

/// What an instance of a burstable size is busy with in the mean of a day, over its baseline: above 1 it is billed as
/// surplus.
[[nodiscard]] double meanOfBaseline(const Inspection &in, std::size_t component);

} // namespace headroom::analysis
