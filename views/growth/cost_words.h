#pragma once

#include "model/cost/growth.h"

#include <QString>

namespace headroom::growth_views {

/// What it means that something became cheaper: "from 3.24 k users on stage 2, Two servers, costs less than stage 1".
[[nodiscard]] QString crossoverText(const cost::Crossover &crossover, const cost::Growth &growth);
/// Where larger machines alone end, and why; empty: within these users they do not.
[[nodiscard]] QString ceilingText(const cost::Growth &growth);
/// "compute", "transfer" … as the bill is split.
[[nodiscard]] QString categoryText(const std::string &category);

} // namespace headroom::growth_views
