#pragma once

#include "model/latency/request.h"

#include <complex>
#include <vector>

namespace headroom::latency {

/// Spectrum of an exponential time rounded to the nearest point of a grid, which makes it geometric:
/// P(0) = 1 − h, P(k) = h(1 − q)q^(k−1) with h = e^(−step/2·mean), q = h².
class RoundedExponential {
public:
    /// @param mean  s ≥ 0; 0 is no time at all.
    RoundedExponential(double mean, double step);
    /// @param root  e^(−2πi·f/n).
    [[nodiscard]] std::complex<double> at(std::complex<double> root) const;

private:
    double m_h = 0;
    double m_q = 0;
};

/// The time a request spends at one component as a spectrum, evaluated frequency by frequency:
/// the sum over all combinations of counts of the product of services, fixed times and the one shared wait.
class StopSpectrum {
public:
    StopSpectrum(const Stop &stop, const Waiting &waiting, Grid grid);

    /// @param roots  e^(−2πi·k/n) for all k < n.
    [[nodiscard]] std::complex<double> at(std::size_t frequency, const std::vector<std::complex<double>> &roots);
    /// ln E[e^(θT)] of the time before rounding. @pre 0 < θ < steepest().
    [[nodiscard]] double logMoment(double tilt) const;
    /// 1/s: the slowest rate of decay among the services and the wait; infinite when all is fixed.
    [[nodiscard]] double steepest() const;

private:
    struct Visit {
        Visits visits;
        RoundedExponential service;
        std::size_t point = 0; ///< of the grid before the fixed time
        double beyond = 0;     ///< share of the step that it lies beyond that point
        std::vector<std::complex<double>> powers;
    };
    struct Combination {
        double probability = 1;
        std::vector<std::size_t> picks; ///< index of the count, per visit
        double waits = 0;
        std::size_t wait = 0; ///< index in m_waits
    };

    void combine();
    void indexWaits(double step);
    void raise(Visit &visit, std::complex<double> base);

    Waiting m_waiting;
    std::vector<Visit> m_visits;
    std::vector<Combination> m_combinations;
    std::vector<RoundedExponential> m_waits; ///< of one sample, as often as a combination waits
    std::vector<std::complex<double>> m_waitValues;
};

} // namespace headroom::latency
