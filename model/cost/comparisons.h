#pragma once

#include "model/analysis/analyze.h"
#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <memory>
#include <stop_token>
#include <string_view>

namespace headroom::cost {

/// Whether a rule compares a stage with what else could be built (COST-01, STG-01, STG-02): only withComparisons() asks
/// it.
[[nodiscard]] bool isComparison(std::string_view rule);

/// Adds what those rules find to the findings of a report, and puts these in order. Sizes every stage of the design for
/// twice the users, and solves what a part less would do: milliseconds per stage, so not for a slider that moves.
/// @pre `report` is the result of this project, and its stage exists.
/// @param stage  that of the report, where it is at hand compiled
/// @return false when asked to stop: then the report is as it was.
bool withComparisons(analysis::Report &report, const project::Project &project, const catalog::Catalog &catalog,
                     const std::stop_token &stop = {},
                     const std::shared_ptr<const analysis::CompiledStage> &stage = nullptr);

} // namespace headroom::cost
