#pragma once

#include "model/analysis/sweep_percentiles.h"

#include <string>
#include <vector>

namespace headroom::serialization {

/// The document of `headroom sweep --format json` (resources/schema/sweep.schema.json), of stages of one design.
/// Keys carry their unit; what does not exist is absent and `state` says why. Ends with LF.
/// @param percentiles  of each sweep at its points; empty: they were not asked for.
[[nodiscard]] std::string writeSweep(const std::vector<analysis::StageSweep> &sweeps,
                                     const std::vector<analysis::SweptPercentiles> &percentiles = {});

} // namespace headroom::serialization
