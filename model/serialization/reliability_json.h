#pragma once

#include "model/analysis/reliability.h"
#include "model/analysis/report.h"

#include <string>
#include <vector>

namespace headroom::serialization {

/// What `headroom cuts --format json` prints; resources/schema/cuts.schema.json describes it.
/// @param report   of the stage, for its components' ids and names.
/// @param classes  what is said about each class.
[[nodiscard]] std::string writeReliability(const analysis::Report &report,
                                           const std::vector<analysis::ReliabilityReport> &classes);

} // namespace headroom::serialization
