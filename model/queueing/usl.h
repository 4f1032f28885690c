#pragma once

namespace headroom::queueing {

/// The Universal Scalability Law: capacity of n units relative to one, C(n) = n / (1 + σ(n − 1) + κn(n − 1)).
/// @param units       n ≥ 1.
/// @param contention  σ in 0..1: the share of work that only one unit can do at a time.
/// @param coherency   κ ≥ 0: the price of every pair of units keeping in step.
/// Source: Gunther, Guerrilla Capacity Planning, 2007, chapter 4.
[[nodiscard]] double uslCapacity(double units, double contention, double coherency);

/// n* = √((1 − σ)/κ), beyond which more units do less; infinite when κ = 0.
[[nodiscard]] double uslPeak(double contention, double coherency);

} // namespace headroom::queueing
