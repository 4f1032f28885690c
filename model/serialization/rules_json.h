#pragma once

#include "model/catalog/catalog.h"

#include <string>

namespace headroom::serialization {

/// All rules as JSON, in the catalog's order: {"format": "headroom-rules", "version": 1, "rules": […]}.
[[nodiscard]] std::string writeRules(const catalog::Catalog &catalog);

/// "info", "warning", "error" or "by_tier".
[[nodiscard]] const char *nameOf(catalog::RuleLevel level);

} // namespace headroom::serialization
