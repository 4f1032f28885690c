#pragma once

namespace headroom::queueing {

/// P(k, x): the regularized lower incomplete gamma function, the share of a gamma law of this shape below x.
/// @param shape  k > 0; @param x  any; 0 below 0.  By series or continued fraction.
/// Source: Abramowitz and Stegun, 6.5.29 and 6.5.31; Lentz's method.
[[nodiscard]] double gammaShare(double shape, double x);

/// P(W + S > t) of one visit to an M/M/m station whose own service differs from the mean of all who wait there:
/// W is exponential with rate `decay` in a share `waitProbability` of the visits, else 0; S is exponential.
/// @param time  any; 1 below 0; @param serviceTime  s ≥ 0; @param decay  1/s; 0: nobody waits.
/// Source: Gross et al., 4th ed., section 2.3 (law of the wait), sum of two exponentials.
[[nodiscard]] double visitTail(double time, double serviceTime, double waitProbability, double decay);

/// P(T > t) of a sum T known by its mean and variance, its constant part taken out: shifted gamma law of two moments.
/// @param shift  constant part ≤ mean; without variance T is the mean.
[[nodiscard]] double momentTail(double time, double mean, double variance, double shift);

/// The time t that a share p of such sums keeps: P(T > t) = 1 − p, to 1e-6 of the standard deviation.
/// @param p  0..1, below 1; the others as of momentTail(), finite.
[[nodiscard]] double momentQuantile(double p, double mean, double variance, double shift);

} // namespace headroom::queueing
