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

/// A time T that is a sum of independent parts: a constant one, an exponential one that only a share of such times has,
/// and all others, taken together as a gamma law with the mean and variance that are left.
///
/// Far out a sum decays as its slowest exponential part does, which a gamma law of the whole forgets. Exact for a
/// constant, an exponential and any gamma law (an Erlang law, say); where the others vary more than the exponential
/// part, or there is none, T is momentTail() of the whole.
/// Source: P(R + E > x) = P(R > x) + e^(−x/m)·E[e^(R/m); R ≤ x], with the moment generating function of the gamma law.
struct SumOfTimes {
    double mean = 0;     ///< s, of T
    double variance = 0; ///< s²
    double fixed = 0;    ///< s ≤ mean
    double slow = 0;     ///< s, mean of the exponential part; 0: there is none
    double chance = 0;   ///< that it is there, 0..1

    /// P(T > time).
    [[nodiscard]] double tail(double time) const;
    /// At least that, for less work: Chernoff's bound at one tilt.
    [[nodiscard]] double tailBound(double time) const;
    /// The time that a share p < 1 keeps: P(T > t) = 1 − p, to 1e-6 of the standard deviation. @pre finite.
    [[nodiscard]] double quantile(double p) const;
    bool operator==(const SumOfTimes &) const = default;
};

} // namespace headroom::queueing
