#include "model/flow/propagation.h"

#include <algorithm>
#include <cmath>

namespace headroom::flow {

namespace {

constexpr int kMaxSweeps = 20000;
constexpr double kTolerance = 1e-14;
constexpr double kRunaway = 1e9; // visits per request beyond which a loop counts as diverging

double gain(const Step &step, const std::vector<double> &counts)
{
    return step.weight * (step.counted >= 0 ? counts[static_cast<std::size_t>(step.counted)] : 1.0);
}

/// Nodes in topological order; those in or behind a loop follow in index order.
std::vector<int> order(const Network &network, const std::vector<std::vector<int>> &outgoing, bool &cyclic)
{
    const std::size_t nodes = network.handles.size();
    std::vector<int> waiting(nodes, 0);
    for (const auto &steps : outgoing)
        for (const int step : steps)
            ++waiting[static_cast<std::size_t>(network.steps[static_cast<std::size_t>(step)].to)];
    std::vector<int> sorted;
    std::vector<char> placed(nodes, 0);
    for (std::size_t i = 0; i < nodes; ++i)
        if (waiting[i] == 0)
            sorted.push_back(static_cast<int>(i));
    for (std::size_t next = 0; next < sorted.size(); ++next) {
        placed[static_cast<std::size_t>(sorted[next])] = 1;
        for (const int step : outgoing[static_cast<std::size_t>(sorted[next])]) {
            const int to = network.steps[static_cast<std::size_t>(step)].to;
            if (--waiting[static_cast<std::size_t>(to)] == 0)
                sorted.push_back(to);
        }
    }
    cyclic = sorted.size() < nodes;
    for (std::size_t i = 0; i < nodes; ++i)
        if (!placed[i])
            sorted.push_back(static_cast<int>(i));
    return sorted;
}

} // namespace

Visits propagate(const Network &network, const std::vector<double> &counts, bool onlyWaited)
{
    const std::size_t nodes = network.handles.size();
    std::vector<std::vector<int>> outgoing(nodes);
    std::vector<std::vector<int>> incoming(nodes);
    for (std::size_t i = 0; i < network.steps.size(); ++i) {
        const Step &step = network.steps[i];
        if ((onlyWaited && !step.waits) || gain(step, counts) <= 0)
            continue;
        outgoing[static_cast<std::size_t>(step.from)].push_back(static_cast<int>(i));
        incoming[static_cast<std::size_t>(step.to)].push_back(static_cast<int>(i));
    }
    bool cyclic = false;
    const std::vector<int> sequence = order(network, outgoing, cyclic);

    Visits visits;
    std::vector<double> entry(nodes, 0.0);
    for (const int node : network.entries)
        entry[static_cast<std::size_t>(node)] += counts[static_cast<std::size_t>(node % network.operations)];
    visits.nodes = entry;
    double change = 1;
    for (int sweep = 0; change > kTolerance && sweep < (cyclic ? kMaxSweeps : 1); ++sweep) {
        change = 0;
        for (const int node : sequence) {
            double value = entry[static_cast<std::size_t>(node)];
            for (const int index : incoming[static_cast<std::size_t>(node)]) {
                const Step &step = network.steps[static_cast<std::size_t>(index)];
                value += visits.nodes[static_cast<std::size_t>(step.from)] * gain(step, counts);
            }
            double &present = visits.nodes[static_cast<std::size_t>(node)];
            change = std::max(change, std::abs(value - present) / std::max(1.0, value));
            present = value;
            if (value > kRunaway)
                visits.converged = false;
        }
        if (!visits.converged)
            break;
    }
    visits.converged &= !cyclic || change <= kTolerance;
    if (!visits.converged) {
        for (std::size_t i = 0; i < nodes; ++i)
            if (visits.nodes[i] > 1e3)
                visits.loop.push_back(static_cast<int>(i) / network.operations);
        visits.loop.erase(std::unique(visits.loop.begin(), visits.loop.end()), visits.loop.end());
        std::fill(visits.nodes.begin(), visits.nodes.end(), 0.0);
    }
    for (const Step &step : network.steps)
        visits.steps.push_back(
            onlyWaited && !step.waits ? 0.0 : visits.nodes[static_cast<std::size_t>(step.from)] * gain(step, counts));
    return visits;
}

} // namespace headroom::flow
