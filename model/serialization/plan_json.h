#pragma once

#include "model/growth/plan.h"

#include <string>

namespace headroom::serialization {

/// As `headroom plan --format json` prints it: see resources/schema/plan.schema.json.
[[nodiscard]] std::string writePlan(const growth::Plan &plan);

} // namespace headroom::serialization
