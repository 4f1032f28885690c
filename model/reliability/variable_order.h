#pragma once

#include "model/reliability/gates.h"

#include <optional>
#include <span>
#include <vector>

namespace headroom::reliability {

/// Orders of a formula's events for a decision diagram, the most promising first: as they are called, level by level
/// from either end, and each of these with what belongs together drawn together (FORCE). Judged by how much must be
/// remembered at each cut of the order. Source: Aloul, Markov and Sakallah 2003; Malik et al. 1988 for the levels.
/// @param rank  per event: its position as called, places first.
/// @return each order holds every event of the formula once; no order twice. O(gates) per order.
[[nodiscard]] std::vector<std::vector<int>> promisingOrders(const Gates &gates, std::span<const int> rank);

/// The best of those orders that need no drawing together, where no more than about so many nodes must be remembered.
/// O(gates).
[[nodiscard]] std::optional<std::vector<int>> easyOrder(const Gates &gates, std::span<const int> rank, double most);

/// The events as they are called, places first.
[[nodiscard]] std::vector<int> orderAsCalled(const Gates &gates, std::span<const int> rank);

} // namespace headroom::reliability
