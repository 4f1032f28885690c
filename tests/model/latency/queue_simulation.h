#pragma once

#include <cstdint>
#include <vector>

namespace headroom::test {

/// A request that is served once at an application and then, one after another, `statements` times at a database.
struct TwoTiers {
    double arrivalRate = 1; ///< requests/s, Poisson
    int appServers = 1;
    double appService = 1; ///< s, exponential
    int databaseServers = 1;
    double databaseService = 1; ///< s each, exponential
    int statements = 1;
};

/// Response times of `requests` requests after a warm-up, by event-driven simulation of the two FIFO stations: exact
/// waiting of every visit, no approximation. Same seed, same answer.
[[nodiscard]] std::vector<double> simulate(const TwoTiers &tiers, std::size_t requests, std::uint64_t seed);

/// The p-quantile of several independent samples, with the half width of its 99 % confidence interval.
struct Estimate {
    double mean = 0;
    double halfWidth = 0;
};
[[nodiscard]] Estimate quantileOf(const std::vector<std::vector<double>> &replications, double p);

} // namespace headroom::test
