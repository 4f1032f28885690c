#include "model/flow/ordered_network.h"

#include "model/core/at.h"

#include <algorithm>
#include <array>

namespace headroom::flow {

namespace {

constexpr double kBesides = 1e-3; // of the most visits in a loop without end: does not take part in it

} // namespace

Visits propagate(const Network &network, const std::vector<double> &counts, bool onlyWaited)
{
    return propagate(network, OrderedNetwork(network), counts, onlyWaited);
}

Visits propagate(const Network &network, const OrderedNetwork &order, const std::vector<double> &counts,
                 bool onlyWaited)
{
    std::vector<double> entries, gains;
    std::vector<double> found(order.rows(), 0.0);
    order.entriesOf(network, counts, entries);
    order.gainsOf(network, counts, onlyWaited, gains);
    const int runaway = order.propagate(std::array { Passage { entries, gains, found } });

    Visits visits;
    visits.nodes.assign(network.handles.size(), 0.0);
    visits.steps.assign(network.steps.size(), 0.0);
    visits.converged = runaway < 0;
    if (runaway >= 0) {
        const Loop &loop = order.loops()[at(runaway)];
        const double most = *std::max_element(found.begin() + static_cast<std::ptrdiff_t>(loop.first),
                                              found.begin() + static_cast<std::ptrdiff_t>(loop.last));
        for (std::size_t row = loop.first; row < loop.last; ++row)
            if (found[row] > kBesides * most)
                visits.loop.push_back(order.nodes()[row] / network.operations);
        std::sort(visits.loop.begin(), visits.loop.end());
        visits.loop.erase(std::unique(visits.loop.begin(), visits.loop.end()), visits.loop.end());
        return visits;
    }
    for (std::size_t row = 0; row < order.rows(); ++row)
        visits.nodes[at(order.nodes()[row])] = found[row];
    for (std::size_t edge = 0; edge < order.edges(); ++edge)
        visits.steps[at(order.steps()[edge])] = found[at(order.sources()[edge])] * gains[edge];
    return visits;
}

} // namespace headroom::flow
