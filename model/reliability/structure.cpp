#include "model/reliability/structure.h"

#include <algorithm>
#include <map>
#include <utility>

namespace headroom::reliability {

namespace {
constexpr int kMaximumNesting = 64; // places inside places; guards against a file that nests them in a ring
}

Structure::Structure(const flow::Network &network, const Surroundings &surroundings, std::vector<double> counts,
                     std::vector<char> required)
    : m_network(network), m_surroundings(surroundings), m_counts(std::move(counts)), m_required(std::move(required)),
      m_outgoing(network.handles.size())
{
    for (std::size_t i = 0; i < network.steps.size(); ++i)
        m_outgoing[static_cast<std::size_t>(network.steps[i].from)].push_back(static_cast<int>(i));
}

bool Structure::isUp(int component, const std::vector<char> &up) const
{
    for (int depth = 0; component >= 0 && depth < kMaximumNesting; ++depth) {
        if (!up[static_cast<std::size_t>(component)])
            return false;
        component = m_surroundings.enclosing[static_cast<std::size_t>(component)];
    }
    return true;
}

bool Structure::isNeeded(const flow::Step &step) const
{
    const auto operation = static_cast<std::size_t>(step.to % m_network.operations);
    return step.hard && m_required[operation] && step.weight > 0
        && (step.counted < 0 || m_counts[static_cast<std::size_t>(step.counted)] > 0);
}

std::vector<int> Structure::relevant() const
{
    std::vector<int> found;
    std::vector<char> isFound(m_surroundings.enclosing.size(), 0);
    const auto add = [&](int component) {
        std::vector<int> chain; // innermost first
        for (; component >= 0 && !isFound[static_cast<std::size_t>(component)];
             component = m_surroundings.enclosing[static_cast<std::size_t>(component)]) {
            isFound[static_cast<std::size_t>(component)] = 1;
            chain.push_back(component);
        }
        found.insert(found.end(), chain.rbegin(), chain.rend());
    };
    std::vector<char> seen(m_network.handles.size(), 0);
    std::vector<int> waiting(m_network.entries.rbegin(), m_network.entries.rend());
    std::erase_if(waiting, [&](int entry) {
        const auto operation = static_cast<std::size_t>(entry % m_network.operations);
        return !m_required[operation] || m_counts[operation] <= 0;
    });
    while (!waiting.empty()) {
        const int node = waiting.back();
        waiting.pop_back();
        if (std::exchange(seen[static_cast<std::size_t>(node)], 1))
            continue;
        add(node / m_network.operations);
        for (const int index : m_outgoing[static_cast<std::size_t>(node)])
            if (const flow::Step &step = m_network.steps[static_cast<std::size_t>(index)]; isNeeded(step))
                waiting.push_back(step.to);
    }
    return found;
}

double Structure::nodeValue(int node, const std::vector<char> &up, std::vector<double> &known) const
{
    double &answer = known[static_cast<std::size_t>(node)];
    if (answer >= 0)
        return answer;
    answer = 1; // a loop back here asks for nothing new
    const double value = isUp(node / m_network.operations, up) ? stepsValue(node, up, known) : 0;
    return known[static_cast<std::size_t>(node)] = value;
}

double Structure::stepsValue(int node, const std::vector<char> &up, std::vector<double> &known) const
{
    struct Group {
        double weight = 0;
        double best = 0;
        double expected = 0;
    };
    std::map<int, Group> groups;
    const double felt = m_surroundings.failoverShare[static_cast<std::size_t>(node / m_network.operations)];
    double value = 1;
    for (const int index : m_outgoing[static_cast<std::size_t>(node)]) {
        const flow::Step &step = m_network.steps[static_cast<std::size_t>(index)];
        if (!isNeeded(step))
            continue;
        const double reached = nodeValue(step.to, up, known);
        if (step.group < 0) {
            value = std::min(value, reached);
            continue;
        }
        Group &group = groups[step.group];
        group.weight += step.weight;
        group.best = std::max(group.best, reached);
        group.expected += step.weight * (reached > 0 ? reached : 1 - felt);
    }
    for (const auto &[id, group] : groups)
        value = std::min(value, group.best > 0 && felt > 0 ? group.expected / group.weight : group.best);
    return value;
}

double Structure::value(const std::vector<char> &up) const
{
    std::vector<double> known(m_network.handles.size(), -1);
    bool enters = false;
    double value = 1;
    for (const int entry : m_network.entries) {
        const auto operation = static_cast<std::size_t>(entry % m_network.operations);
        if (!m_required[operation] || m_counts[operation] <= 0)
            continue;
        bool leads = false;
        for (const int index : m_outgoing[static_cast<std::size_t>(entry)])
            leads = leads || m_network.steps[static_cast<std::size_t>(index)].weight > 0;
        if (!leads)
            continue;
        enters = true;
        value = std::min(value, nodeValue(entry, up, known));
    }
    return enters ? value : 0;
}

std::vector<int> singlePoints(const Structure &structure, const std::vector<char> &candidates)
{
    std::vector<int> found;
    std::vector<char> up(candidates.size(), 1);
    if (structure.value(up) <= 0)
        return found;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (!candidates[i])
            continue;
        up[i] = 0;
        if (structure.value(up) <= 0)
            found.push_back(static_cast<int>(i));
        up[i] = 1;
    }
    return found;
}

namespace {

/// Shannon expansion with both bounds tried first, so that series systems need one branch a component.
struct Expansion {
    const Structure &structure;
    const std::vector<double> &up;
    std::vector<std::size_t> undecided;
    int budget;

    double probability(std::size_t depth, std::vector<char> &best, std::vector<char> &worst)
    {
        if (--budget < 0)
            return 0;
        const double upper = structure.value(best);
        if (depth == undecided.size() || upper <= 0 || upper == structure.value(worst))
            return upper;
        const std::size_t component = undecided[depth];
        worst[component] = 1;
        const double whenUp = probability(depth + 1, best, worst);
        worst[component] = 0;
        best[component] = 0;
        const double whenDown = probability(depth + 1, best, worst);
        best[component] = 1;
        return up[component] * whenUp + (1 - up[component]) * whenDown;
    }
};

} // namespace

std::optional<double> availability(const Structure &structure, const std::vector<double> &up, int budget)
{
    std::vector<char> best(up.size(), 1);
    std::vector<char> worst(up.size(), 1);
    Expansion expansion { structure, up, {}, budget };
    for (const int component : structure.relevant()) {
        const auto i = static_cast<std::size_t>(component);
        if (up[i] < 1) {
            worst[i] = 0;
            expansion.undecided.push_back(i);
        }
    }
    if (structure.value(best) <= 0)
        return std::nullopt;
    const double result = expansion.probability(0, best, worst);
    return expansion.budget < 0 ? std::nullopt : std::optional(result);
}

} // namespace headroom::reliability
