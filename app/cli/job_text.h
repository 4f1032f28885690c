#pragma once

#include "model/analysis/report.h"

#include <string>

namespace headroom::app {

/// Tables of what waits in front of the components that queues feed, and of the background jobs; empty without either.
[[nodiscard]] std::string jobText(const analysis::Report &report);

} // namespace headroom::app
