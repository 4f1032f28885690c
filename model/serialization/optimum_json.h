#pragma once

#include "model/growth/cheapest.h"
#include "model/growth/not_needed.h"

#include <string>

namespace headroom::serialization {

/// As `headroom optimize --format json` prints it: see resources/schema/optimize.schema.json.
/// @param notYet  what the design does not need at these users; null: not asked for.
[[nodiscard]] std::string writeOptimum(const growth::Optimum &optimum, const growth::NotYet *notYet);

} // namespace headroom::serialization
