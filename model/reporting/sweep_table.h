#pragma once

#include "model/analysis/sweep_percentiles.h"

#include <string>
#include <vector>

namespace headroom::reporting {

/// CSV (RFC 4180, CRLF, UTF-8): a record per stage and number of users. After the columns that all designs share there
/// is one per binding resource, headed "utilization COMPONENT.RESOURCE", empty where a stage does not have it.
/// Latency is empty where none exists; the state says why.
/// @param percentiles  of each sweep at its points; empty: they were not asked for, and have no columns.
/// @param digits  of numbers, for people and spreadsheets; 0: as many as read back equal
[[nodiscard]] std::string sweepTable(const std::vector<analysis::StageSweep> &sweeps,
                                     const std::vector<analysis::SweptPercentiles> &percentiles = {}, int digits = 0);

/// "steady", "saturated" or "unreachable".
[[nodiscard]] const char *stateName(analysis::State state);

} // namespace headroom::reporting
