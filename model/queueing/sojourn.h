#pragma once

#include "model/core/quantity.h"

#include <optional>

namespace headroom::queueing {

/// The distribution of wait and sojourn (wait + service) at an M/M/m station in steady state, all closed forms.
///
/// Times are kept in units of the mean service time, so that 1 μs and 1 h are equally exact.
/// P(W > t) = C·e^(−(m − a)·t/S);  P(T > t) = e^(−x)·[1 + C·(1 − e^(−x·d))/d], x = t/S, d = m − 1 − a;
/// with d = 0, where waiting and service have one rate (mμ − λ = μ), e^(−x)·(1 + C·x).
/// Source: Gross et al., Fundamentals of Queueing Theory, 4th ed., section 2.3.
class Sojourn {
public:
    /// @param arrivalRate  λ ≥ 0.
    /// @param serviceTime  S > 0.
    /// @param servers      m ≥ 1.
    /// @return nothing when λS ≥ m, where no steady state exists. O(m).
    [[nodiscard]] static std::optional<Sojourn> of(Rate arrivalRate, Seconds serviceTime, int servers);

    /// A station of which the probability of waiting is known already.
    /// @param waitProbability  C in 0..1.
    /// @param spare            m − a > 0, servers idle on average.
    Sojourn(Seconds serviceTime, double waitProbability, double spare);

    [[nodiscard]] Seconds mean() const;
    [[nodiscard]] double waitTail(Seconds t) const; ///< P(W > t), t ≥ 0
    [[nodiscard]] double tail(Seconds t) const;     ///< P(T > t), t ≥ 0
    /// The time that a share p in 0..1 (1 excluded) of the visits waits at most; 0 for those who never wait.
    [[nodiscard]] Seconds waitQuantile(double p) const;
    /// The time that a share p in 0..1 (1 excluded) of the visits takes at most, to 1e-12 of itself.
    /// Newton's method with Halley's correction on the logarithm of the tail, kept inside a bracket; two or three steps.
    [[nodiscard]] Seconds quantile(double p) const;

private:
    /// At a time in units of the service time.
    struct LogTail {
        double value = 0;  ///< ln P(T > x)
        double hazard = 0; ///< −d/dx of it
        double bend = 0;   ///< d²/dx² of it
    };
    [[nodiscard]] LogTail logTailAt(double x) const;
    [[nodiscard]] double firstGuess(double wanted) const;

    double m_serviceTime = 0;
    double m_waitProbability = 0;
    double m_spare = 0;
};

/// Allen–Cunneen correction of the M/M/m wait for arrivals and services that are not exponential: (c_a² + c_s²)/2.
/// @param arrivalScv, serviceScv  squared coefficients of variation ≥ 0; 1 is exponential.
/// Source: Allen, Probability, Statistics and Queueing Theory, 2nd ed., section 5.4. An approximation, exact for M/G/1.
[[nodiscard]] double allenCunneen(double arrivalScv, double serviceScv);

} // namespace headroom::queueing
