#include "model/reliability/structure.h"

#include "model/reliability/structure_builder.h"

#include <algorithm>
#include <utility>

namespace headroom::reliability {

Structure::Structure(const flow::Network &network, const Surroundings &surroundings, const std::vector<double> &counts,
                     const std::vector<char> &required)
    : m_gates(StructureBuilder(network, surroundings, counts, required).build())
    , m_events(surroundings.enclosing.size())
{
    findRelevant(surroundings);
}

void Structure::findRelevant(const Surroundings &surroundings)
{
    if (m_gates.gates.empty())
        return;
    std::vector<char> seen(m_gates.gates.size(), 0);
    std::vector<int> waiting { static_cast<int>(m_gates.gates.size()) - 1 };
    while (!waiting.empty()) {
        const auto gate = static_cast<std::size_t>(waiting.back());
        waiting.pop_back();
        if (std::exchange(seen[gate], 1))
            continue;
        if (m_gates.gates[gate].kind == Gates::Kind::Event)
            m_relevant.push_back(m_gates.gates[gate].event);
        const auto children = m_gates.childrenOf(gate);
        waiting.insert(waiting.end(), children.rbegin(), children.rend());
    }
    std::vector<char> isPlace(m_events, 0);
    for (const int place : surroundings.enclosing)
        if (place >= 0)
            isPlace[static_cast<std::size_t>(place)] = 1;
    std::stable_partition(m_relevant.begin(), m_relevant.end(),
                          [&](int event) { return isPlace[static_cast<std::size_t>(event)]; });
}

double Structure::value(const std::vector<char> &up) const
{
    if (m_gates.gates.empty())
        return 0;
    std::vector<double> values;
    m_gates.evaluate(up, values);
    return values.back();
}

namespace {

/// Events that the last gate reaches through nothing but gates that need all of their children.  O(children).
std::vector<char> alwaysNeeded(const Gates &gates, std::size_t events)
{
    std::vector<char> needed(events, 0);
    std::vector<char> isNeeded(gates.gates.size(), 0);
    isNeeded.back() = 1;
    for (std::size_t gate = gates.gates.size(); gate-- > 0;) { // parents before children
        if (!isNeeded[gate])
            continue;
        const Gates::Gate &each = gates.gates[gate];
        if (each.kind == Gates::Kind::Event)
            needed[static_cast<std::size_t>(each.event)] = 1;
        else if (each.kind == Gates::Kind::All || each.count == 1)
            for (const int child : gates.childrenOf(gate))
                isNeeded[static_cast<std::size_t>(child)] = 1;
    }
    return needed;
}

} // namespace

std::vector<int> singlePoints(const Structure &structure, const std::vector<char> &candidates)
{
    std::vector<int> found;
    if (structure.gates().gates.empty())
        return found;
    const std::vector<char> needed = alwaysNeeded(structure.gates(), structure.events());
    std::vector<int> asked;
    for (const int event : structure.relevant())
        if (candidates[static_cast<std::size_t>(event)])
            (needed[static_cast<std::size_t>(event)] ? found : asked).push_back(event);
    std::vector<Gates::States> up(structure.events(), Gates::kAll);
    std::vector<Gates::States> values;
    for (std::size_t first = 0; first < asked.size(); first += Gates::kStates) {
        const std::size_t count = std::min(Gates::kStates, asked.size() - first);
        for (std::size_t i = 0; i < count; ++i) // state i has lost candidate i alone
            Gates::clear(up[static_cast<std::size_t>(asked[first + i])], i);
        structure.gates().evaluate(up, values);
        for (std::size_t i = 0; i < count; ++i) {
            up[static_cast<std::size_t>(asked[first + i])] = Gates::kAll;
            if (!Gates::isSet(values.back(), i))
                found.push_back(asked[first + i]);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace headroom::reliability
