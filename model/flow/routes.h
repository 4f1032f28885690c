#pragma once

#include "model/flow/counts.h"
#include "model/flow/propagation.h"

namespace headroom::flow {

/// One of the ways a request of a class can go, and how often it then comes by.
struct Route {
    double probability = 1;
    std::vector<Counts> nodes; ///< per node; empty: never
    std::vector<double> steps; ///< per step: mean times
};

/// The ways a user can wait for a request, so that the parts of each are independent.
///
/// Wherever a request comes by once and chooses once (a region, a zone, a hit or a miss on the way to all the rest),
/// there is a route for each outcome. Choices made many times (which of ten reads miss) stay inside a route as
/// binomial counts, each destination by itself. Beyond 64 routes, further choices are treated in that way as well; from
/// 2048 visited nodes on the number of routes falls with the square of the nodes.
/// Counts in a loop are only known by their means.
/// @param counts    per operation: times per parent.
/// @param branches  per operation: whether its choices make routes; others follow those made at the same component.
/// @param waited    what propagate() says of the same class with onlyWaited.
/// O(routes · (nodes + steps)).
[[nodiscard]] std::vector<Route> routesOf(const Network &network, const std::vector<double> &counts,
                                          const std::vector<char> &branches, const Visits &waited);

} // namespace headroom::flow
