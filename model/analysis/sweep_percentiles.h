#pragma once

#include "model/analysis/analyze.h"

namespace headroom::analysis {

/// Server time of all requests at one number of users; absent when saturated or unreachable.
using SweptPercentiles = std::vector<std::optional<Percentiles>>;

/// The percentiles of sweepReports() at the same users. A convolution per class and point, so it takes some ten times
/// as long as everything else. @pre stage < project.stages.size()
[[nodiscard]] SweptPercentiles sweepPercentiles(const project::Project &project, std::size_t stage,
                                                std::span<const double> users, const catalog::Catalog &catalog,
                                                std::stop_token stop = {});

/// The same of a compiled stage. On all cores; nothing at all when stopped.
[[nodiscard]] SweptPercentiles sweepPercentiles(const CompiledStage &stage, std::span<const double> users,
                                                const std::stop_token &stop = {});

} // namespace headroom::analysis
