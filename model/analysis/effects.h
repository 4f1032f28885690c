#pragma once

#include "model/analysis/analyze.h"

namespace headroom::analysis {

/// The few figures of a report by which two designs are compared.
[[nodiscard]] Figures figuresOf(const Report &report);

/// Whether a finding is about work that nobody waits for: a job or a backlog that is late. Then the slowest job of its
/// effect is that work, whatever else is slower.
[[nodiscard]] bool isAboutWork(const Finding &finding);

/// What an edit changes, found by solving the design with and without it.
/// Nothing when the edit cannot be applied, or when it removes the stage.
[[nodiscard]] std::optional<Effect> effectOf(const project::Project &project, std::size_t stage, double users,
                                             const catalog::Catalog &catalog, const edits::Edit &edit);

/// Fills in the effect of every finding's cure, takes back cures that leave fewer users than there are and than before,
/// and sorts the findings: open before acknowledged, then by severity, then what is overloaded, the bottleneck first,
/// then by gain (users at saturation, availability, latency; cost counts least).
/// Solves the stage once per cure, so it is not for a slider that moves; without p99 in stages of more than 64 components,
/// and of the worst 200,000 / components cures alone.
/// @pre `report` is the result of this project, and its stage exists.
/// @param compiled  the stage of the report, where it is at hand
/// @return false when asked to stop: then some effects are missing and nothing is sorted.
bool withEffects(Report &report, const project::Project &project, const catalog::Catalog &catalog,
                 const std::stop_token &stop = {}, const std::shared_ptr<const CompiledStage> &compiled = nullptr);

} // namespace headroom::analysis
