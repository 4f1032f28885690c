#pragma once

#include "model/analysis/report.h"
#include "model/report_writing/document.h"

#include <vector>

namespace headroom::report_writing {

/// Utilization of what fills first, response times and cost of one stage over these users.
/// @param reports  of the stage, with percentiles, one per users; at least two.
[[nodiscard]] std::vector<Chart> growthCharts(const std::vector<double> &users,
                                              const std::vector<analysis::Report> &reports);

} // namespace headroom::report_writing
