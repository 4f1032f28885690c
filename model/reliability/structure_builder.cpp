#include "model/reliability/structure_builder.h"

#include "model/core/at.h"
#include "model/reliability/structure.h"

#include <algorithm>
#include <map>

namespace headroom::reliability {

namespace {
constexpr int kMaximumNesting = 64;            // places inside places; guards against a file that nests them in a ring
constexpr std::size_t kMostLoopGates = 400000; // gates that one loop with alternatives may take

} // namespace

StructureBuilder::StructureBuilder(const flow::Network &network, const Surroundings &surroundings,
                                   const std::vector<double> &counts, const std::vector<char> &required)
    : m_network(network)
    , m_surroundings(surroundings)
    , m_counts(counts)
    , m_required(required)
    , m_eventGate(surroundings.enclosing.size(), -1)
    , m_nodeGate(network.handles.size(), -1)
    , m_loopOf(network.handles.size(), -1)
    , m_order(network.handles.size(), -1)
    , m_low(network.handles.size(), 0)
{
    collectSteps();
}

bool StructureBuilder::isNeeded(const flow::Step &step) const
{
    return step.hard && m_required[at(step.to % m_network.operations)] && step.weight > 0
        && (step.counted < 0 || m_counts[at(step.counted)] > 0);
}

void StructureBuilder::collectSteps()
{
    m_first.assign(m_network.handles.size() + 1, 0);
    for (const flow::Step &step : m_network.steps)
        m_first[at(step.from) + 1] += isNeeded(step);
    for (std::size_t node = 1; node < m_first.size(); ++node)
        m_first[node] += m_first[node - 1];
    m_steps.resize(m_first.back());
    std::vector<std::size_t> next(m_first.begin(), m_first.end() - 1);
    for (std::size_t i = 0; i < m_network.steps.size(); ++i)
        if (isNeeded(m_network.steps[i]))
            m_steps[next[at(m_network.steps[i].from)]++] = static_cast<int>(i);
}

/// Where requests of the class enter and go on to somebody.
std::vector<int> StructureBuilder::entries() const
{
    std::vector<char> leads(m_network.handles.size(), 0);
    for (const flow::Step &step : m_network.steps)
        leads[at(step.from)] = leads[at(step.from)] || step.weight > 0;
    std::vector<int> found;
    for (std::size_t e = 0; e < m_network.entries.size(); ++e) {
        const int entry = m_network.entries[e];
        const std::size_t operation = at(entry % m_network.operations);
        if (m_network.entryShare(e) > 0 && m_required[operation] && m_counts[operation] > 0 && leads[at(entry)])
            found.push_back(entry);
    }
    return found;
}

Gates StructureBuilder::build()
{
    std::vector<int> needed;
    for (const int entry : entries()) {
        if (m_order[at(entry)] < 0)
            visit(entry);
        needed.push_back(m_nodeGate[at(entry)]);
    }
    if (!needed.empty())
        m_gates.add(Gates::Kind::All, needed);
    return std::move(m_gates);
}

void StructureBuilder::open(int node)
{
    m_order[at(node)] = m_low[at(node)] = m_opened++;
    m_path.push_back({ node, m_first[at(node)] });
    m_pending.push_back(node);
}

void StructureBuilder::visit(int entry)
{
    open(entry);
    while (!m_path.empty()) {
        Frame &frame = m_path.back();
        const int node = frame.node;
        if (frame.next == m_first[at(node) + 1]) {
            m_path.pop_back();
            close(node);
            continue;
        }
        const int to = m_network.steps[at(m_steps[frame.next++])].to;
        if (m_order[at(to)] < 0)
            open(to);
        else if (m_nodeGate[at(to)] < 0) // still on the way: a loop
            m_low[at(node)] = std::min(m_low[at(node)], m_order[at(to)]);
    }
}

void StructureBuilder::close(int node)
{
    if (!m_path.empty()) {
        int &low = m_low[at(m_path.back().node)];
        low = std::min(low, m_low[at(node)]);
    }
    if (m_low[at(node)] != m_order[at(node)])
        return;
    std::vector<int> members;
    do {
        members.push_back(m_pending.back());
        m_pending.pop_back();
    } while (members.back() != node);
    addLoop(members);
}

/// The greatest fixed point of the members' needs: each starts as working and is asked again until nothing can change.
void StructureBuilder::addLoop(const std::vector<int> &members)
{
    for (const int member : members)
        m_loopOf[at(member)] = m_loops;
    if (members.size() == 1 || !hasAlternatives(members)) {
        const int gate = addNode(members);
        for (const int member : members)
            m_nodeGate[at(member)] = gate;
    } else {
        const int works = m_gates.add(Gates::Kind::All, {});
        for (const int member : members)
            m_nodeGate[at(member)] = works;
        const std::size_t rounds = std::min(members.size(), std::max<std::size_t>(8, kMostLoopGates / members.size()));
        for (std::size_t round = 0; round < rounds; ++round)
            addRound(members);
    }
    ++m_loops;
}

void StructureBuilder::addRound(const std::vector<int> &members)
{
    for (const int member : members) {
        const int loop = m_loopOf[at(member)];
        m_loopOf[at(member)] = -1; // so that calls within the loop are asked, not taken for granted
        const int gate = addNode({ member });
        m_loopOf[at(member)] = loop;
        m_nodeGate[at(member)] = gate;
    }
}

bool StructureBuilder::hasAlternatives(const std::vector<int> &members) const
{
    for (const int member : members)
        for (std::size_t s = m_first[at(member)]; s < m_first[at(member) + 1]; ++s) {
            const flow::Step &step = m_network.steps[at(m_steps[s])];
            if (step.group >= 0 && m_loopOf[at(step.to)] == m_loopOf[at(member)])
                return true;
        }
    return false;
}

bool StructureBuilder::isBypassed(int component) const
{
    return !m_surroundings.bypassed.empty() && m_surroundings.bypassed[at(component)];
}

void StructureBuilder::addEvents(int component, std::vector<int> &into)
{
    for (int depth = 0; component >= 0 && depth < kMaximumNesting; ++depth) {
        int &gate = m_eventGate[at(component)];
        if (gate < 0)
            gate = m_gates.addEvent(component);
        into.push_back(gate);
        component = m_surroundings.enclosing[at(component)];
    }
}

int StructureBuilder::addNode(const std::vector<int> &members)
{
    std::vector<int> needed;
    for (const int member : members) {
        if (!isBypassed(member / m_network.operations))
            addEvents(member / m_network.operations, needed);
        std::map<int, std::vector<int>> groups;
        const int loop = m_loopOf[at(member)];
        for (std::size_t s = m_first[at(member)]; s < m_first[at(member) + 1]; ++s) {
            const flow::Step &step = m_network.steps[at(m_steps[s])];
            if (step.group >= 0)
                groups[step.group].push_back(m_steps[s]);
            else if (loop < 0 || m_loopOf[at(step.to)] != loop)
                needed.push_back(m_nodeGate[at(step.to)]);
        }
        for (const auto &[id, steps] : groups)
            needed.push_back(addGroup(member, steps));
    }
    std::vector<int> once;
    std::vector<int> sorted = needed;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::vector<char> taken(sorted.size(), 0);
    for (const int gate : needed) {
        const auto found
            = static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), gate) - sorted.begin());
        if (!std::exchange(taken[found], 1))
            once.push_back(gate);
    }
    return m_gates.add(Gates::Kind::All, once);
}

int StructureBuilder::addGroup(int node, const std::vector<int> &steps)
{
    const double felt = m_surroundings.failoverShare[at(node / m_network.operations)];
    const int loop = m_loopOf[at(node)];
    std::vector<int> branches;
    std::vector<double> weights;
    for (const int index : steps) {
        const flow::Step &step = m_network.steps[at(index)];
        const bool isItself = loop >= 0 && m_loopOf[at(step.to)] == loop; // only a call of a node to itself
        branches.push_back(isItself ? m_gates.add(Gates::Kind::All, {}) : m_nodeGate[at(step.to)]);
        weights.push_back(step.weight);
    }
    return m_gates.add(felt > 0 ? Gates::Kind::Share : Gates::Kind::Any, branches, weights, felt);
}

} // namespace headroom::reliability
