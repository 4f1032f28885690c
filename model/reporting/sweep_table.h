#pragma once

#include "model/analysis/report.h"

#include <string>
#include <vector>

namespace headroom::reporting {

/// CSV (RFC 4180, CRLF, UTF-8): a record per stage and number of users. After the columns that all designs share there
/// is one per binding resource, headed "utilization COMPONENT.RESOURCE", empty where a stage does not have it.
/// Latency is empty where none exists; the state says why.
[[nodiscard]] std::string sweepTable(const std::vector<analysis::StageSweep> &sweeps);

/// "steady", "saturated" or "unreachable".
[[nodiscard]] const char *stateName(analysis::State state);

} // namespace headroom::reporting
