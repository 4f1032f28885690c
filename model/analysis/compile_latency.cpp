#include "model/analysis/compiler.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

/// The time of addLatency() once more, as distributions: every route with its stops.
void Compiler::addWays(CompiledClass &out, const flow::Visits &waited, const std::vector<double> &counts,
                       const std::vector<double> &times)
{
    m_passing.emplace_back();
    std::vector<char> branches;
    for (const catalog::Operation &operation : m_catalog.operations())
        branches.push_back(operation.isVisit);
    const flow::Routes all = flow::routesOf(m_network, counts, branches, waited);
    for (const flow::Route &route : all.routes)
        out.ways.push_back(wayOf(route, -1, times));
    for (std::size_t b = 0; b < all.branches.size(); ++b) {
        out.branches.emplace_back();
        out.branchLinks.push_back(m_network.steps[static_cast<std::size_t>(all.branchSteps[b])].connection);
        for (const flow::Route &route : all.branches[b])
            out.branches.back().push_back(wayOf(route, all.branchSteps[b], times));
    }
    notePassing(waited.steps, -1);
}

/// @param start  the step that leads there; −1: from the entries.
latency::Way Compiler::wayOf(const flow::Route &route, int start, const std::vector<double> &times)
{
    latency::Way way;
    way.probability = route.probability;
    std::vector<double> arrivalLatency = arrivalLatencies(route);
    if (start >= 0) {
        const flow::Step &step = m_network.steps[static_cast<std::size_t>(start)];
        arrivalLatency[static_cast<std::size_t>(step.to)] += latencyOver(step);
    }
    for (std::size_t i = 0; i < m_out.components.size(); ++i)
        if (latency::Stop stop = stopAt(i, route, arrivalLatency, times); !stop.visits.empty())
            way.stops.push_back(std::move(stop));
    for (const flow::RouteJoin &join : route.joins) {
        latency::Join &out = way.joins.emplace_back();
        out.counts = join.counts;
        for (const flow::RouteJoin::Arm &arm : join.arms)
            out.arms.push_back({ arm.branch, m_network.steps[static_cast<std::size_t>(arm.step)].needed, arm.calls,
                                 attemptsOver(arm.step) });
    }
    notePassing(route.steps, start);
    return way;
}

/// Per node: seconds on the connections to it, of all its visits on the route together.
std::vector<double> Compiler::arrivalLatencies(const flow::Route &route) const
{
    std::vector<double> latencies(route.nodes.size(), 0.0);
    for (std::size_t s = 0; s < route.steps.size(); ++s) {
        const flow::Step &step = m_network.steps[s];
        if (route.steps[s] > 0)
            latencies[static_cast<std::size_t>(step.to)] += route.steps[s] * latencyOver(step);
    }
    return latencies;
}

/// What rides along with a visit (static files with a page) makes its service longer.
latency::Stop Compiler::stopAt(std::size_t component, const flow::Route &route,
                               const std::vector<double> &arrivalLatency, const std::vector<double> &times)
{
    latency::Stop stop;
    stop.component = static_cast<int>(component);
    const double slowdown = m_out.components[component].slowdown;
    const double varied = std::sqrt(std::min(1.0, m_out.components[component].serviceScv)); // exponential part
    const std::size_t operations = times.size();
    double riding = 0;
    for (std::size_t o = 0; o < operations; ++o) {
        const std::size_t node = component * operations + o;
        const double mean = flow::meanOf(route.nodes[node]);
        if (mean <= 0)
            continue;
        const bool isHandled = m_network.handles[node];
        const double service = isHandled ? waitedTime(component, o, times[o]) * slowdown : 0;
        if (!m_catalog.operations()[o].isVisit) {
            riding += mean * service;
            continue;
        }
        const double own = openingTime(static_cast<int>(node))
            + (isHandled ? latency(component, o)
                         : std::max(0.0, valueOf(static_cast<int>(component), "forward_latency")));
        latency::Visits visits { varied * service, own + (1 - varied) * service + arrivalLatency[node] / mean,
                                 isHandled && isStationVisit(component, o), route.nodes[node] };
        if (visits.waits || visits.serviceTime > 0 || visits.fixed > 0)
            stop.visits.push_back(std::move(visits));
    }
    if (riding > 0) {
        const auto host
            = std::find_if(stop.visits.begin(), stop.visits.end(), [](const auto &each) { return each.waits; });
        const double share = host == stop.visits.end() ? 1 : flow::meanOf(host->counts);
        latency::Visits &longer = host == stop.visits.end()
            ? stop.visits.emplace_back(latency::Visits { 0, 0, false, { { 1, 1 } } })
            : *host;
        longer.serviceTime += varied * riding / share;
        longer.fixed += (1 - varied) * riding / share;
    }
    return stop;
}

} // namespace headroom::analysis
