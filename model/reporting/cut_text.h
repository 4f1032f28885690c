#pragma once

#include "model/analysis/reliability.h"
#include "model/catalog/catalog.h"

#include <string>

namespace headroom::reporting {

/// One component of a set that fails at once, in plain words: "Region", "2 of 3 instances of App server", "Database and
/// its standby" of what guards itself by others that stand in for it.
[[nodiscard]] std::string cutPartText(const analysis::CutReport::Part &part, const analysis::ComponentReport &component,
                                      const catalog::Kind &kind);

} // namespace headroom::reporting
