#pragma once

#include "model/analysis/rules/inspection.h"

namespace headroom::analysis {

/// Components of a kind among which the same caller divides its calls, this one included: cards that stand in for each
/// other, in the order of the stage. Empty for one that has no other beside it.  O(its size), found once per stage.
[[nodiscard]] std::vector<std::size_t> tierOf(const Inspection &in, std::size_t component);

/// Per component the next of its tier, after the last the first; itself when it is alone. Found once per stage.
[[nodiscard]] const RuleFacts::List &nextInTier(const Inspection &in);

/// Whether there are several, or can be: instances, or cards of a tier.
[[nodiscard]] bool isSeveral(const Inspection &in, std::size_t component);

} // namespace headroom::analysis
