#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <cstdint>

namespace headroom::test {

/// A design that somebody could have drawn: clients, names, a balancer, app tiers, a database with cache and copies, a
/// queue with workers, services that call each other, now and then at once, with retries or in a loop, in zones.
/// All numbers are continuous, so that no two parts are alike. Same seed, same design.
[[nodiscard]] project::Project randomDesign(std::uint64_t seed);

/// The same without anything whose load depends on waiting: no retries, no loops.
[[nodiscard]] project::Project randomCalmDesign(std::uint64_t seed);

/// Users that fill the bottleneck of the first stage to this utilization; 1000 when nothing ever fills.
[[nodiscard]] double usersThatFill(const project::Project &project, double utilization);

/// A design that nobody would draw and every file may hold: any kinds, parameters at the ends of their ranges, loops,
/// calls of oneself, connections twice, parts apart, places in places, no requests, more requests than there are atoms.
/// Written and read again it is the same. Same seed, same design.
[[nodiscard]] project::Project hostileDesign(std::uint64_t seed);

/// Users to try it at: none, a few, 10¹².
[[nodiscard]] double hostileUsers(std::uint64_t seed);

} // namespace headroom::test
