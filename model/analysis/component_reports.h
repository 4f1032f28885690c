#pragma once

#include "model/analysis/report.h"
#include "model/analysis/solve_figures.h"

namespace headroom::engine {
struct Results;
}

namespace headroom::analysis {

/// What was solved about every component, and who waits for threads and pools. O(resources).
/// @pre  report: its users and rates are known.  Components that are there already lend their memory, nothing else.
void addComponents(Report &report, const CompiledStage &stage, const engine::Results &results);

} // namespace headroom::analysis
