#pragma once

#include "model/latency/request.h"
#include "model/latency/slowest.h"

#include <complex>
#include <optional>
#include <vector>

namespace headroom::latency {

/// How long a join takes.
struct JoinLaw {
    Spectrum spectrum;
    double mean = 0;           ///< s
    double variance = 0;       ///< s²
    std::vector<double> parts; ///< per arm: share of the mean in which it is the slowest; they sum to 1
};

/// The slowest of the arms: F = Π F_i^k on the grid.
/// @param arms   spectra of one call of each arm; @param means  s, exact, of one call: what rounding to the grid has
///               changed of them is taken back from the mean of the join.
/// O(arms · n log n).
[[nodiscard]] JoinLaw lawOf(const Join &join, const std::vector<const Spectrum *> &arms,
                            const std::vector<double> &means, Grid grid, const Circle &circle);

/// One call of an arm as a fixed time and one random time, where it is that simple: its mean is then exact.
[[nodiscard]] std::optional<Call> simpleCall(const Branch &branch, std::span<const Waiting> waiting);

/// Σ P(k)·z^k.
[[nodiscard]] std::complex<double> raised(std::complex<double> z, const flow::Counts &counts);

} // namespace headroom::latency
