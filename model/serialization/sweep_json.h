#pragma once

#include "model/analysis/report.h"

#include <string>
#include <vector>

namespace headroom::serialization {

/// The document of `headroom sweep --format json` (resources/schema/sweep.schema.json), of stages of one design.
/// Keys carry their unit; what does not exist is absent and `state` says why. Ends with LF.
[[nodiscard]] std::string writeSweep(const std::vector<analysis::StageSweep> &sweeps);

} // namespace headroom::serialization
