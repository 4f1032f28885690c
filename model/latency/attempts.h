#pragma once

#include "model/latency/blocks.h"
#include "model/latency/distribution.h"

#include <complex>
#include <limits>
#include <vector>

namespace headroom::latency {

/// e^(−2πi·f/n)-spectrum of a time on a grid of n points, for f = 0..n/2; on a smaller circle where one is used.
using Spectrum = std::vector<std::complex<double>>;

/// A wait before a further attempt.
struct Pause {
    double longest = 0;    ///< s
    bool isSpread = false; ///< any time up to the longest, all alike likely; else always the longest
    [[nodiscard]] double mean() const { return isSpread ? longest / 2 : longest; }
    bool operator==(const Pause &) const = default;
};

/// How a caller makes one call: an attempt is given up after a while, one that fails may be repeated.
struct Attempts {
    double timeout = std::numeric_limits<double>::infinity(); ///< s of one attempt, > 0
    double failure = 0;        ///< f: share of the attempts that fail, those that are given up included, 0..1
    double allowed = 1;        ///< share of the calls that may be repeated at all, 0..1
    std::vector<Pause> pauses; ///< one before each further attempt
    [[nodiscard]] bool isGivenUp() const { return timeout < std::numeric_limits<double>::infinity(); }
    [[nodiscard]] bool isPlain() const { return !isGivenUp() && pauses.empty(); }
    /// Att per call: 1 + allowed·(f + f² + … + f^k).
    [[nodiscard]] double count() const;
    /// s of pauses per call, in the mean.
    [[nodiscard]] double paused() const;
    bool operator==(const Attempts &) const = default;
};

/// How long one call takes with all its attempts, on a grid.
struct CallLaw {
    Spectrum spectrum;
    double mean = 0;     ///< s
    double variance = 0; ///< s²
    double lateFail = 0; ///< share of the attempts given up that count as failed
    double restFail = 0; ///< of all others
    Spectrum further;    ///< of what follows a first attempt that has failed and may be repeated; empty: nothing
};

/// P(T ≤ point) per point of the grid; what lies beyond its end is missing at the last.
[[nodiscard]] std::vector<double> cumulativeOf(const Spectrum &spectrum, Grid grid, const Circle &circle);

/// The spectrum of probabilities on the grid.
[[nodiscard]] Spectrum spectrumOf(const std::vector<double> &probabilities, const Circle &circle);

/// Attempts one after another, each min(T, timeout) long and independent of the others, until one does not fail.
///
/// Those that are given up fail first; further failures take as long as answers. With S(z), F(z) the spectra of attempts
/// that succeed and fail, and D_j that of the pause before the j-th retry, the call has Σ_j S·F^j·D_1…D_j and, when all
/// have failed, F^(k+1)·D_1…D_k. The mean follows from Wald's equation: E[min(T, timeout)]·Att + pauses.
/// @param attempt  of T; @param mean  s, the exact mean of T: told instead of that on the grid where nobody gives up.
/// O(n log n + k·n).
[[nodiscard]] CallLaw lawOf(const Attempts &attempts, const Spectrum &attempt, double mean, Grid grid,
                            const Circle &circle);

/// The same call where its first attempt is known to take another time; what follows is as `law` says of any.
/// @param first  of that attempt.  O(n log n).
[[nodiscard]] Spectrum lawGiven(const Attempts &attempts, const CallLaw &law, const Spectrum &first, Grid grid,
                                const Circle &circle);

} // namespace headroom::latency
