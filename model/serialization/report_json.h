#pragma once

#include "model/analysis/report.h"

#include <string>

namespace headroom::serialization {

/// The versioned results document of `headroom analyze --format json` (resources/schema/results.schema.json).
/// Keys carry their unit; what does not exist is absent and a `state` says why. Ends with LF.
[[nodiscard]] std::string writeReport(const analysis::Report &report);

} // namespace headroom::serialization
