#pragma once

#include "model/derivation/derivation.h"

#include <QString>

#include <vector>

namespace headroom::inspector {

/// A metric as the list of metrics names it: "CPU utilization of Database: 87 %".
[[nodiscard]] QString metricTitle(const derivation::Metric &metric);

/// A row of the tree: "μ  service rate · published".
[[nodiscard]] QString nodeTitle(const derivation::Derivation &node);

/// Three lines: symbol and formula, the formula with the values, the result; of an input its value.
[[nodiscard]] QString formulaOf(const derivation::Derivation &node);

/// Name and source of the formula, its note, and how far an input can be trusted; empty when there is nothing to say.
[[nodiscard]] QString aboutNode(const derivation::Derivation &node);

/// The inputs that move a number most, one a line.
[[nodiscard]] QString sensitivityText(const std::vector<derivation::Sensitivity> &found);

} // namespace headroom::inspector
