#pragma once

#include "model/analysis/analyze.h"

namespace headroom::analysis {

/// As solve(), without asking the rules what they find: for comparisons of many designs.
[[nodiscard]] Report solveFigures(const CompiledStage &stage, double users, SolveOptions options = {});

/// As solve() and solveFigures(), into a report of any stage: its memory is used again, none of its numbers.
/// @pre  options.before is another report.
void solveInto(const CompiledStage &stage, double users, SolveOptions options, Report &report);
void solveFiguresInto(const CompiledStage &stage, double users, SolveOptions options, Report &report);

} // namespace headroom::analysis
