#pragma once

#include "model/latency/request.h"

#include <optional>

namespace headroom::latency {

constexpr std::size_t kCrowd = 512; ///< stops of a way from which their sum is told from its moments

/// The first three cumulants of a sum of independent parts: mean, variance, third central moment.
struct Cumulants {
    double mean = 0;     ///< s
    double variance = 0; ///< s²
    double third = 0;    ///< s³
};

/// Of the time of a whole way: exact, from those of its stops.  O(stops · counts).
[[nodiscard]] Cumulants cumulantsOf(const Way &way, std::span<const Waiting> waiting);

/// The distribution of a request with a way of kCrowd stops or more; nothing for others.
///
/// A sum of so many independent parts is close to any law with the same mean, variance and skewness; the shifted gamma
/// law (Pearson type III) is one, exact for equal exponential parts. Each way has its own, weighted by probability.
/// No bracket is known; against simulation the percentiles of meshes differ by less than 1 %.
/// O(stops + grid).  Source: Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 1, chapter 17.
[[nodiscard]] std::optional<Distribution> crowded(std::span<const Way> ways, std::span<const Waiting> waiting);

} // namespace headroom::latency
