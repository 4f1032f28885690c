#pragma once

#include "model/analysis/report.h"

#include <string>

namespace headroom::growth {

/// The least available of what the design's tier of criticality judges: the read path, in the tiers that protect
/// everything every class of requests. Source: domain spec 5.7.
struct LeastProtected {
    double availability = 0; ///< 0..1; 0: not served
    std::string title;       ///< of the class
};
[[nodiscard]] LeastProtected leastProtected(const analysis::Report &report);

/// What the tier asks and the design lacks, in words; empty: nothing.
[[nodiscard]] std::string tierMissedBy(const analysis::Report &report);

} // namespace headroom::growth
