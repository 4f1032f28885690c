#pragma once

namespace headroom::flow {

/// Generalized harmonic number H_{n,s} = Σ k^−s for k = 1 … n.
///
/// @param n  number of terms, ≥ 0; a fraction is cut off.  Up to 1e15.
/// @param s  exponent, 0 ≤ s ≤ 10.
/// The first 64 terms one by one, the rest by Euler and Maclaurin; relative error below 1e-13. O(1).
/// Source: Graham, Knuth, Patashnik, Concrete Mathematics, 2nd ed., section 9.5.
[[nodiscard]] double generalizedHarmonic(double n, double s);

/// Share of the lookups that find the `kept` most popular of `keys` keys, which are asked for by Zipf's law with
/// exponent s: H_{kept,s} / H_{keys,s}. That is what a cache of that many entries answers which keeps the most
/// popular (ideal LFU). 0 ≤ share ≤ 1; 0 without keys.
/// Source: Breslau et al., INFOCOM 1999.
[[nodiscard]] double popularShare(double kept, double keys, double s);

} // namespace headroom::flow
