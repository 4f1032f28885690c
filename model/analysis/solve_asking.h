#pragma once

#include "model/analysis/analyze.h"

#include <string_view>

namespace headroom::analysis {

/// What one rule has to say; nothing of a rule that compares the stage with other designs.
[[nodiscard]] std::vector<Finding> findingsOfRule(const CompiledStage &stage, const Report &report,
                                                  std::string_view rule);

/// As solveFigures(), with what one rule finds.
[[nodiscard]] Report solveAsking(const CompiledStage &stage, double users, SolveOptions options, std::string_view rule);

} // namespace headroom::analysis
