#pragma once

#include "model/reliability/estimate.h"
#include "model/reliability/structure.h"

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

namespace headroom::reliability {

class Quantifier; // see quantifier.h

/// How far to go for an exact answer, and how long to sample otherwise.
struct Effort {
    int exactEvents = 120;            ///< of one independent part, after reduction; at most 120
    std::size_t exactNodes = 2000000; ///< of one decision diagram
    std::uint64_t samples = 1000000;
    double sampledGates = 1e10; ///< gates · samples; fewer samples are drawn beyond
    std::uint64_t seed = 20240229;
    std::stop_token stop; ///< ends sampling early, with the interval of what was drawn
};

/// Expected φ with independent events. Exact by reducing series and parallel parts and by a decision diagram
/// (ROBDD) of each independent part that remains, places first in its order; where a part is too large, that part
/// is sampled (Monte Carlo, Wilson's 99 % interval). Same input, same seed, same answer.
/// Source: domain spec 5.4.
/// @param up  per event of the structure: its availability, 0..1.
[[nodiscard]] Estimate availability(const Structure &structure, const std::vector<double> &up,
                                    const Effort &effort = {});

/// What each event contributes: Birnbaum's importance I = A(v up for certain) − A(v down for certain).
struct Importance {
    std::vector<double>
        birnbaum; ///< per event; 0 where the class does not need it. Empty when it cannot be had exactly
    Estimate availability;
};
/// Both at once. Importance only where availability is exact. O(nodes) more than availability().
[[nodiscard]] Importance importance(const Structure &structure, const std::vector<double> &up,
                                    const Effort &effort = {});

} // namespace headroom::reliability
