#pragma once

#include "model/analysis/analyze.h"

namespace headroom::analysis {

/// As solve(), without asking the rules what they find: for comparisons of many designs.
[[nodiscard]] Report solveFigures(const CompiledStage &stage, double users, SolveOptions options = {});

} // namespace headroom::analysis
