#pragma once

#include "model/growth/difference.h"

#include <string>

namespace headroom::serialization {

/// As `headroom diff --format json` prints it: see resources/schema/diff.schema.json.
[[nodiscard]] std::string writeDifference(const growth::Difference &difference);

} // namespace headroom::serialization
