#pragma once

#include "model/growth/plan.h"

#include <string>

namespace headroom::reporting {

/// "milestone", "amber", "red", "saturated", "begin", "in place".
[[nodiscard]] const char *nameOf(growth::PlanEvent::What what);

/// A plan as CSV (RFC 4180): one record per month and per event, in time; `record` tells them apart.
[[nodiscard]] std::string planTable(const growth::Plan &plan);

} // namespace headroom::reporting
