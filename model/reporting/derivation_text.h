#pragma once

#include "model/derivation/derivation.h"

#include <string>
#include <vector>

namespace headroom::reporting {

/// Where to change an input, for a reader: "db: vcpu", "workload: peak_factor", "class feed: page/time".
[[nodiscard]] std::string placeText(const derivation::Place &place);

/// The tree as indented lines, two spaces a level, each ended by a line feed: symbol, value and label; below it the
/// formula, the formula with the values put in, and where it comes from.
/// @param depth  levels below the root that are shown, ≥ 0; what is left out is said.
[[nodiscard]] std::string derivationText(const derivation::Derivation &root, int depth);

/// "users +1.00 %": what one percent more of each input does, a line each; empty without any.
[[nodiscard]] std::string sensitivityText(const std::vector<derivation::Sensitivity> &sensitivities);

} // namespace headroom::reporting
