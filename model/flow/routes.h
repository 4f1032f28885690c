#pragma once

#include "model/flow/counts.h"
#include "model/flow/propagation.h"

namespace headroom::flow {

/// Steps of one node that start at once; or one step whose calls are looked at one by one.
struct RouteJoin {
    struct Arm {
        int step = 0;           ///< of the network
        std::size_t branch = 0; ///< index in the branches: what follows that step
        Counts calls;           ///< of each visit
    };
    std::vector<Arm> arms;
    Counts counts; ///< visits of the node; of a single step, its calls
};

/// One of the ways a request of a class can go, and how often it then comes by. What lies behind a join is not in it.
struct Route {
    double probability = 1;
    std::vector<Counts> nodes; ///< per node; empty: never
    std::vector<double> steps; ///< per step: mean times; 0 for those that join
    std::vector<RouteJoin> joins = {};
};

/// All that can happen to a request.
struct Routes {
    std::vector<Route> routes;
    /// One visit of what a step that joins leads to, as routes of their own. Callees before callers.
    std::vector<std::vector<Route>> branches;
    std::vector<int> branchSteps; ///< per branch: the step of the network that leads there
};

/// The ways a user can wait for a request, so that the parts of each are independent.
///
/// Wherever a request comes by once and chooses once (a region, a zone, a hit or a miss on the way to all the rest),
/// there is a route for each outcome. Choices made many times (which of ten reads miss) stay inside a route as
/// binomial counts, each destination by itself. Beyond 64 routes, further choices are treated in that way as well, and so
/// are choices among more than 64; from 2048 visited nodes on the number of routes falls with the square of the nodes.
/// Counts in a loop are only known by their means.
///
/// A visit with several calls that join, or a call whose attempts are given up or repeated, is cut off with what lies
/// behind it as a branch. Beyond 256 of them, or 32 whose attempts are given up, in a class, and where calls go round, such calls count as made one after
/// the other, in full.
/// @param counts    per operation: times per parent.
/// @param branches  per operation: whether its choices make routes; others follow those made at the same component.
/// @param waited    what propagate() says of the same class with onlyWaited.
/// O(routes · (nodes + steps)).
[[nodiscard]] Routes routesOf(const Network &network, const std::vector<double> &counts,
                              const std::vector<char> &branches, const Visits &waited);

} // namespace headroom::flow
