#pragma once

#include "model/reliability/availability.h"
#include "model/reliability/decision_diagram.h"

#include <optional>
#include <span>

namespace headroom::reliability {

/// A diagram of one independent part; nothing where it has too many events or would take too many nodes.
/// Tries some promising orders with few nodes each, the best with more, and between them and at last the order as
/// called, which is the better one where no cut is narrow.
/// @param rank  per event: its position as called, places first.
[[nodiscard]] std::optional<DecisionDiagram> bestDiagram(const Gates &factor, std::span<const int> rank,
                                                         const Effort &effort);

} // namespace headroom::reliability
