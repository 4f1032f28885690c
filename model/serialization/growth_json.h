#pragma once

#include "model/cost/growth.h"

#include <string>

namespace headroom::serialization {

/// The document of `headroom curves --format json` (resources/schema/curves.schema.json). What cannot be had for so
/// many users has no cost but a reason. Ends with LF.
[[nodiscard]] std::string writeGrowth(const cost::Growth &growth);

} // namespace headroom::serialization
