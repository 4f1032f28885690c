#pragma once

#include "model/reliability/structure.h"

#include <stop_token>
#include <vector>

namespace headroom::reliability {

/// Events whose common failure stops the class, and no smaller set of them does.
struct CutSet {
    std::vector<int> events; ///< ascending
    int order = 0;           ///< failures it takes: the sum of what each event takes
    double probability = 0;  ///< of all being down at once: the product of their unavailabilities
    bool operator==(const CutSet &) const = default;
};

struct CutSets {
    std::vector<CutSet> sets; ///< by order, then the most probable first
    int completeOrder = 0;    ///< all cuts up to this order are there; less than asked when the search was cut short
};

/// Minimal cut sets up to an order, by branching on the events of one way to succeed: each cut must break it.
/// Sets with a known cut inside are dropped. Source: domain spec 5.3 (MOCUS); Reiter 1987 for the search from paths.
/// @param failures  per event: failures it takes to bring it down (n − k + 1 for k of n), ≥ 1.
/// @param up        per event: availability, 0..1.
/// O(gates · p^(order − 1)), p being the events of the shortest way with something to fail in it; gives up an order
/// when `work` (gates evaluated) is spent, and keeps the lower ones.
[[nodiscard]] CutSets minimalCuts(const Structure &structure, const std::vector<int> &failures,
                                  const std::vector<double> &up, int maximumOrder = 3, double work = 4e9,
                                  std::stop_token stop = {});

} // namespace headroom::reliability
