#pragma once

#include "model/flow/counts.h"
#include "model/latency/distribution.h"

#include <span>
#include <vector>

namespace headroom::latency {

/// Visits of one sort that a request makes to a component.
struct Visits {
    double serviceTime = 0; ///< s, mean of each visit's own exponential service; 0: none
    double fixed = 0;       ///< s that each takes besides: round trips, commits
    bool waits = false;     ///< for a server of the station
    flow::Counts counts;    ///< how many of them
};

/// All that a request does at one component.
struct Stop {
    int component = 0;
    std::vector<Visits> visits;
};

/// One of the ways a request can go: a region, a zone, a hit, a miss.
struct Way {
    double probability = 1;
    std::vector<Stop> stops;
};

/// The waiting of a station: P(W > t) = probability·e^(−decay·t).
struct Waiting {
    double probability = 0; ///< 0..1
    double decay = 0;       ///< 1/s, > 0 where probability > 0
};

/// Mean and variance of the time at a component, and its covariance with the time of the whole request.
struct Moments {
    int component = -1;
    double mean = 0;       ///< s
    double covariance = 0; ///< s²; they sum to the variance of the request
};

/// The distribution of a whole request.
///
/// Each component's counts are drawn independently on a way. All visits of one request to a station share one
/// waiting sample, which counts as often as it is visited; services are independent (domain spec 4.7). Parts are
/// rounded to the nearest point of the grid and multiplied as spectra: a rounded exponential is geometric, so its
/// spectrum has a closed form and one inverse transform does. The grid is that of gridFor() by Chernoff's bound,
/// halved below 0.5 ms for requests of less than a few dozen points.
/// O(stops · counts · n + n log n); ways of 512 stops or more as crowded().
/// @param waiting  per component.
[[nodiscard]] Distribution distributionOf(std::span<const Way> ways, std::span<const Waiting> waiting);

/// The most rounded parts that a request adds up, rare counts left out: the exact quantile of the modelled sum lies
/// within half a step per part of that of the rounded sum. 1 for those that crowded() tells.
[[nodiscard]] double partsOf(std::span<const Way> ways, std::span<const Waiting> waiting);

/// Exact moments of the parts, one entry per component that is visited.
[[nodiscard]] std::vector<Moments> momentsOf(std::span<const Way> ways, std::span<const Waiting> waiting);

} // namespace headroom::latency
