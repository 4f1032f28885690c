#pragma once

#include "model/analysis/analyze.h"

namespace headroom::analysis {

/// As compile(), for an edited design: availabilities of classes and journeys that fail just as they do in `like`, with
/// components just as likely to be up, are taken from there instead of being computed again. The same numbers.
[[nodiscard]] std::shared_ptr<const CompiledStage> compileLike(const CompiledStage &like,
                                                               const project::Project &project, std::size_t stage,
                                                               const catalog::Catalog &catalog);

} // namespace headroom::analysis
