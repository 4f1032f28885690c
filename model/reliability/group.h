#pragma once

namespace headroom::reliability {

/// Probability that at least k of n like instances are up, each with probability a, independently.
///
/// @param needed  k; outside 1..n it is taken as the nearer end.
/// @param n       whole, 1 to 1000; more are counted as 1000.
/// @param one     a in 0..1.
/// @return Σ C(n, i) aⁱ (1 − a)ⁿ⁻ⁱ over i = k..n, in 0..1. O(n).
[[nodiscard]] double atLeast(double needed, double n, double one);

} // namespace headroom::reliability
