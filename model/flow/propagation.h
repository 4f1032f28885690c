#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom::flow {

/// One way from an operation at a component to an operation at a component.
struct Step {
    int from = 0; ///< node: component · operations + operation
    int to = 0;
    int connection = -1; ///< index in the stage; −1: inside the component
    int counted = -1;    ///< operation whose count per parent multiplies the weight; −1: none
    double weight = 1;   ///< calls, share, miss ratio
    double chance = 1;   ///< part of the weight that is luck: share, miss ratio; weight / chance is the number of calls
    int choice = -1;     ///< of the steps of one choice at most one is taken each time; −1: the step is always taken
    bool waits = true;   ///< the user waits for it
    bool hard = true;    ///< its failure fails the request
    int group = -1;      ///< steps of one group are alternatives: one of them must work
    double portion = 1;  ///< factor of the weight: the connection's part among those that share
    double calls = 1;    ///< factor of the weight: calls of the connection
    int missedAt = -1;   ///< node of the cache whose misses go this way; the rest of the weight is their ratio
    bool joins = false;  ///< starts together with the other such steps of its node
    double needed = 1;   ///< of steps that join: share of the answers that is waited for, 0..1
    double tries = 1;    ///< attempts per call, of the class that is looked at; not in the weight
    double passed = 1;   ///< likewise: share of them that a limiter or a bulkhead lets pass
    bool cut = false; ///< likewise: its attempts may be given up or repeated, so that each call is looked at by itself
};

/// The parameter of sources that says how many of the users there are, compared with other sources.
inline constexpr std::string_view kEntryWeight = "weight";

/// The routes of a stage, the same for every class of requests.
struct Network {
    int components = 0;
    int operations = 0;
    std::vector<Step> steps;
    std::vector<int> entries;        ///< nodes where requests enter, with their operation
    std::vector<double> entryShares; ///< per entry: of the requests of that operation, 0..1; empty: all of them
    std::vector<char> handles;       ///< per node: done here
    std::vector<double> hits;        ///< per node: share answered here, 1 without a cache
    /// Work that nobody does: it would come from `node`, `counted` (−1: none) times per visit there.
    struct Lost {
        int node = 0;
        int operation = 0;
        int counted = -1;
    };
    std::vector<Lost> lost;
    [[nodiscard]] double entryShare(std::size_t entry) const { return entryShares.empty() ? 1 : entryShares[entry]; }
    [[nodiscard]] int node(int component, int operation) const { return component * operations + operation; }
};

/// How a component's values are found by name, for the hit ratios of caches.
using ValueOf = std::function<double(int component, std::string_view name)>;

/// Finds which connection carries which operation.
/// Connections at unknown ids are skipped. O(connections · operations), times the depth of the graph for acceptance.
[[nodiscard]] Network route(const project::Stage &stage, const std::vector<const catalog::Kind *> &kinds,
                            const catalog::Catalog &catalog, const ValueOf &valueOf);

/// Visits of one class per request of it.
struct Visits {
    std::vector<double> nodes; ///< per node
    std::vector<double> steps; ///< per step
    bool converged = true;     ///< false: a loop multiplies its own calls without end
    std::vector<int> loop;     ///< components of that loop
};

class OrderedNetwork;

/// Solves v = e + Mᵀv: in topological order where there is none but forward calls, by Gauss–Seidel in loops.
/// @param counts      per operation: times per parent.
/// @param onlyWaited  leave out what the user does not wait for.
/// Source: Denning and Buzen 1978, forced-flow law; domain spec 3.2.
[[nodiscard]] Visits propagate(const Network &network, const std::vector<double> &counts, bool onlyWaited);
/// The same for a network that is ordered already.
[[nodiscard]] Visits propagate(const Network &network, const OrderedNetwork &order, const std::vector<double> &counts,
                               bool onlyWaited);

} // namespace headroom::flow
