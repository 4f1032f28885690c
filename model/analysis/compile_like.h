#pragma once

#include "model/analysis/analyze.h"

namespace headroom::analysis {

/// As compile(), for an edited design: availabilities of classes and journeys that fail just as they do in `like`, with
/// components just as likely to be up, are taken from there instead of being computed again. The same numbers.
[[nodiscard]] std::shared_ptr<const CompiledStage> compileLike(const CompiledStage &like,
                                                               const project::Project &project, std::size_t stage,
                                                               const catalog::Catalog &catalog);

/// As compileLike(), of what is loaded alone: limits, costs and the availability of the first class are the same numbers
/// in less than half the time. Times, journeys, the other classes' failures and what rules ask for are left out, so it is
/// for engine::solve() and costAt(), not for solve(). A stage with retries comes complete, as its loads depend on times.
[[nodiscard]] std::shared_ptr<const CompiledStage> compileLoadsLike(const CompiledStage &like,
                                                                    const project::Project &project, std::size_t stage,
                                                                    const catalog::Catalog &catalog);

} // namespace headroom::analysis
