#pragma once

#include <functional>
#include <span>
#include <vector>

namespace headroom::latency {

/// P(at least `needed` of n independent calls are back) when each is with probability f: the distribution function of an
/// order statistic; f^n when all are needed. Takes no longer for many.
/// @param calls  n ≥ 0; where only a mean is known it need not be whole, then all are needed.
/// @param needed  share 0..1 of them, rounded up.  Source: David and Nagaraja, Order Statistics, 3rd ed., section 2.1.
[[nodiscard]] double arrived(double f, double calls, double needed);

/// Calls made at once: time `fixed`, then a random time with this tail.
struct Call {
    std::function<double(double)> tail; ///< P(T > t) of the random part, t ≥ 0 s
    double fixed = 0;                   ///< s
    double scale = 0;                   ///< s, mean of the random part; 0: there is none
    double calls = 1;
    double needed = 1;
};

/// Mean time until enough of all are back: ∫ 1 − Π F_i(t) dt, by Gauss–Legendre quadrature on panels that grow with t;
/// 1e-9 of exact for exponential and sojourn times. s.
[[nodiscard]] double meanOfSlowest(std::span<const Call> calls);

/// The same for times that are fixed plus exponential.
[[nodiscard]] double meanOfSlowestExponentials(std::span<const Call> calls);

/// E[min(T, limit)] of one call's time T: ∫ P(T > t) dt up to the limit, by the same quadrature. s.
[[nodiscard]] double meanUpTo(const Call &call, double limit);

} // namespace headroom::latency
