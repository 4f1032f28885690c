#pragma once

#include "model/latency/request.h"

#include <span>
#include <utility>
#include <vector>

namespace headroom::latency {

/// P(no call is made).
[[nodiscard]] double chanceOfNone(const flow::Counts &counts);

/// Chernoff's bound of the tail, as for requests without joins; the moment of a maximum is at most the sum of moments.
class JoinedTail {
public:
    /// @param waiting  must outlive this.  @param mean  s, of the request.
    JoinedTail(std::span<const Way> ways, std::span<const Branch> branches, std::span<const Waiting> waiting,
               double mean);

    /// An upper bound of P(T > time), 0..1. @param time  s
    [[nodiscard]] double operator()(double time) const;

private:
    void note(std::span<const Way> ways);
    [[nodiscard]] double ofWays(std::span<const Way> ways, const std::vector<double> &branches, double tilt) const;

    std::span<const Waiting> m_waiting;
    double m_steepest = 0;
    std::vector<std::pair<double, double>> m_tilts; ///< and ln E[e^(θT)]
};

} // namespace headroom::latency
