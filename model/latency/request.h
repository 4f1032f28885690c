#pragma once

#include "model/flow/counts.h"
#include "model/latency/attempts.h"

#include <limits>
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

/// Calls made at once that all do the same.
struct Arm {
    std::size_t branch = 0; ///< what one call does: an index in the branches of the request
    double needed = 1;      ///< share of the answers that is waited for, 0..1
    flow::Counts calls;     ///< how many there are each time
    Attempts attempts = {}; ///< of each call
    [[nodiscard]] bool isOneCall() const { return calls.size() == 1 && calls.front().times == 1; }
};

/// A point where a request goes several ways at once and waits for the slowest; with one arm, a call whose attempts are
/// given up or repeated.
struct Join {
    std::vector<Arm> arms;
    flow::Counts counts; ///< how often the request comes by
};

/// One of the ways a request can go: a region, a zone, a hit, a miss.
struct Way {
    double probability = 1;
    std::vector<Stop> stops;
    std::vector<Join> joins = {};
};

/// What one of several simultaneous calls does, as ways of its own. Its joins only lead to branches that stand before
/// it in the list of all branches.
using Branch = std::vector<Way>;

/// The waiting of a station: P(W > t) = probability·e^(−decay·t); of some requests only what lies in between two times.
struct Waiting {
    double probability = 0;                                ///< 0..1; 1 where from or upTo say anything
    double decay = 0;                                      ///< 1/s, > 0 where probability > 0
    double from = 0;                                       ///< s ≥ 0
    double upTo = std::numeric_limits<double>::infinity(); ///< s > from
    [[nodiscard]] bool isWhole() const { return from <= 0 && upTo == std::numeric_limits<double>::infinity(); }
};

/// Mean and variance of the time at a component, and its covariance with the time of the whole request.
struct Moments {
    int component = -1;
    double mean = 0;       ///< s
    double covariance = 0; ///< s²; they sum to the variance of the request
};

/// Mean and variance of one number.
struct Spread {
    double mean = 0;
    double variance = 0;
};
[[nodiscard]] Spread spreadOf(const flow::Counts &counts);

/// Of the time at one stop. Given the counts, T has the mean Σ k·(S + d) + K·E[W] and the variance
/// Σ k·S² + K²·Var[W]; K is the number of waits.
[[nodiscard]] Spread spreadOf(const Stop &stop, const Waiting &waiting);

/// The distribution of a whole request without joins; joins.h has those with joins.
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
