#pragma once

#include "model/latency/stop_spectrum.h"

#include <span>
#include <utility>
#include <vector>

namespace headroom::latency {

/// P(no call is made).
[[nodiscard]] double chanceOfNone(const flow::Counts &counts);

/// Chernoff's bound of the tail, as for requests without joins; the moment of a maximum is at most the sum of moments,
/// that of an attempt at most e^(θ·timeout).
class JoinedTail {
public:
    /// @param mean  s, of the request.
    JoinedTail(std::span<const Way> ways, std::span<const Branch> branches, std::span<const Waiting> waiting,
               double mean);

    /// An upper bound of P(T > time), 0..1. @param time  s
    [[nodiscard]] double operator()(double time) const;

private:
    /// The moments of all that is visited, per way.
    using Stops = std::vector<std::vector<StopSpectrum>>;
    [[nodiscard]] Stops stopsOf(std::span<const Way> ways) const;
    /// 1/s: the slowest rate of decay among all parts that are not given up.
    [[nodiscard]] double steepestOf(std::span<const Way> ways, const Stops &stops) const;
    [[nodiscard]] double ofWays(std::span<const Way> ways, const Stops &stops, double tilt) const;
    [[nodiscard]] double ofCall(const Arm &arm, double tilt) const;
    void addTilts(std::span<const Way> ways, const Stops &stops, double steepest);

    std::span<const Branch> m_branches;
    std::span<const Waiting> m_waiting;
    std::vector<Stops> m_stops;                     ///< per branch
    std::vector<double> m_steepest;                 ///< 1/s, per branch
    std::vector<double> m_known;                    ///< ln E[e^(θT)] per branch, at the tilt that is looked at
    std::vector<std::pair<double, double>> m_tilts; ///< and ln E[e^(θT)]
};

} // namespace headroom::latency
