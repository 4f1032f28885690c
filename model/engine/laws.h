#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

/// The laws of one station or resource, as the columns and everything else that asks for a single cell apply them.
namespace headroom::engine {

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr double kRounding = 1e-9;   ///< keeps 6.0000000001 instances from becoming 7
constexpr double kEqual = 1 - 1e-12; ///< what is less than this share of another is less, not rounded otherwise
constexpr double kTie = 1.01;        ///< users within which resources count as full together (domain convention: 1 %)

/// Instances of an autoscaled tier for this load: ⌈load⌉ + spare, between its least and its most.
/// @param load  instances' worth of load at the target utilization, unrounded, ≥ 0.
[[nodiscard]] inline double instancesFor(double load, double spare, double least, double most)
{
    return std::clamp(std::ceil(load - kRounding) + spare, least, most);
}

/// Load of one resource on the hottest instance.
/// @param standing  without requests, on this instance; @param flowing  judged rate times the hottest instance's factor.
/// @param part      of the spread load that an instance gets: 1/n; @param broadcast  of its partition.
[[nodiscard]] inline double usedBy(double standing, double flowing, double spread, double part, double broadcast)
{
    return standing + flowing * (spread * part + broadcast);
}

} // namespace headroom::engine
