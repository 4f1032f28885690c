#pragma once

#include "model/reliability/availability.h"

#include <random>
#include <vector>

namespace headroom::test {

using States = std::vector<char>;

/// For indices that are int in the model.
inline std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Routes with what surrounds them, and their structure function written down a second time.
struct Design {
    flow::Network network;
    reliability::Surroundings around;
    std::vector<double> up;

    explicit Design(int components, int operations = 1)
    {
        network.components = components;
        network.operations = operations;
        network.entries = { 0 };
        network.handles.assign(at(components * operations), 1);
        network.hits.assign(at(components * operations), 1);
        around.enclosing.assign(at(components), -1);
        around.failoverShare.assign(at(components), 0.0);
        up.assign(at(components), 1.0);
    }

    Design &need(int from, int to, int group = -1, double weight = 1)
    {
        flow::Step step;
        step.from = from;
        step.to = to;
        step.weight = weight;
        step.group = group;
        network.steps.push_back(step);
        return *this;
    }

    reliability::Structure structure() const
    {
        const auto operations = at(network.operations);
        return { network, around, std::vector<double>(operations, 1.0), std::vector<char>(operations, 1) };
    }

    bool isUp(int component, const States &states) const
    {
        for (; component >= 0; component = around.enclosing[at(component)])
            if (!states[at(component)])
                return false;
        return true;
    }

    /// One node's value from the others': up, and its plain calls and the groups of alternatives succeed.
    [[nodiscard]] double ask(int node, const States &states, const std::vector<double> &values) const;
    /// φ as the greatest solution: all work, until asking again changes nothing.
    [[nodiscard]] double value(const States &states) const;
    /// Availability by counting out every state.
    [[nodiscard]] double enumerated() const;
};

/// Calls forwards and, at times, back; alternatives; a place around two components; a balancer that is slow to move.
[[nodiscard]] Design randomDesign(std::mt19937_64 &random, int count);

} // namespace headroom::test
