#pragma once

#include "model/analysis/report.h"
#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace headroom::analysis {

class CompiledStage;

/// A stage turned into flat arrays: everything that does not depend on the number of users.
/// Immutable; may be solved by several threads at once. Keeps what it needs of the project, not of the catalog:
/// the catalog must outlive it.
/// @pre stage < project.stages.size().  O(components + connections × operations), more with loops.
[[nodiscard]] std::shared_ptr<const CompiledStage> compile(const project::Project &project, std::size_t stage,
                                                           const catalog::Catalog &catalog);

/// As compile(), and keeps where the load comes from, for engine::IncrementalSolve.
[[nodiscard]] std::shared_ptr<const CompiledStage> compileForEdits(const project::Project &project, std::size_t stage,
                                                                   const catalog::Catalog &catalog);

/// What a solve is asked for beyond what is always there.
struct SolveOptions {
    bool percentiles = false; ///< latency percentiles of classes, components and the mix, and what objectives measure
    const Report *before = nullptr; ///< of the same stage before its last edit, for the rules that judge edits
};

/// What the model says at this many registered users (≥ 0).
[[nodiscard]] Report solve(const CompiledStage &stage, double users, SolveOptions options = {});

/// compile() and solve() in one, with percentiles.
[[nodiscard]] Report analyze(const project::Project &project, std::size_t stage, double users,
                             const catalog::Catalog &catalog);

/// Utilization and cost at each of these users (ascending, > 0); stops early, with what it has, when asked to.
[[nodiscard]] Curves sweep(const CompiledStage &stage, std::span<const double> users, std::stop_token stop = {});

/// What the report says at each of these users, as a table; stops early, with what it has, when asked to.
/// @pre stage < project.stages.size()
[[nodiscard]] StageSweep sweepReports(const project::Project &project, std::size_t stage, std::span<const double> users,
                                      const catalog::Catalog &catalog, std::stop_token stop = {});

/// `count` ≥ 2 user counts from `from` to `to`, both included, evenly spaced on a log scale.
[[nodiscard]] std::vector<double> logarithmicUsers(double from, double to, std::size_t count);

/// The line of each stage.
[[nodiscard]] std::vector<StageSummary> summarizeStages(const project::Project &project,
                                                        const catalog::Catalog &catalog);

} // namespace headroom::analysis
