#include "model/reliability/rebuild.h"

#include "model/core/at.h"

#include <algorithm>
#include <utility>

namespace headroom::reliability {

std::vector<int> usesOf(const Gates &gates, const std::vector<int> &roots)
{
    std::vector<int> uses(gates.gates.size(), 0);
    for (const int root : roots)
        ++uses[at(root)];
    for (std::size_t g = gates.gates.size(); g-- > 0;)
        if (uses[g] > 0)
            for (const int child : gates.childrenOf(g))
                ++uses[at(child)];
    return uses;
}

bool isConstant(const Gates &gates, int gate, Gates::Kind kind)
{
    return gates.gates[at(gate)].kind == kind && gates.gates[at(gate)].count == 0;
}

Rebuild::Rebuild(const Gates &from, const std::vector<int> &uses, std::size_t events)
    : made(from.gates.size(), -1)
    , m_from(from)
    , m_uses(uses)
    , m_eventGate(events, -1)
    , m_mark(from.gates.size() + 2, -1) // a new gate for each old one at most, and the two constants
{
    to.gates.reserve(m_mark.size());
    to.children.reserve(from.children.size());
    to.weights.reserve(from.weights.size());
}

int Rebuild::constant(bool value)
{
    int &gate = value ? m_works : m_fails;
    if (gate < 0)
        gate = to.add(value ? Gates::Kind::All : Gates::Kind::Any, {});
    return gate;
}

int Rebuild::event(int index)
{
    int &gate = m_eventGate[at(index)];
    if (gate < 0)
        gate = to.addEvent(index);
    return gate;
}

std::span<const int> Rebuild::flat(std::size_t gate, std::span<const int> children)
{
    const Gates::Kind kind = m_from.gates[gate].kind;
    m_kept.clear();
    const auto take = [&](int child) {
        if (std::exchange(m_mark[at(child)], static_cast<int>(gate)) != static_cast<int>(gate)
            && !isConstant(to, child, kind))
            m_kept.push_back(child);
    };
    std::size_t i = 0;
    for (const int old : m_from.childrenOf(gate)) {
        const int child = children[i++];
        if (m_uses[at(old)] == 1 && to.gates[at(child)].kind == kind)
            for (const int inner : to.childrenOf(at(child)))
                take(inner);
        else
            take(child);
    }
    return m_kept;
}

int Rebuild::rebuilt(std::size_t gate, std::span<const int> children)
{
    const Gates::Kind kind = m_from.gates[gate].kind;
    if (kind == Gates::Kind::Share) {
        const bool isOne = std::all_of(children.begin(), children.end(), [&](int c) { return c == children.front(); });
        if (isOne && !children.empty())
            return children.front();
        return to.add(kind, children, m_from.weightsOf(gate), m_from.gates[gate].felt);
    }
    const Gates::Kind other = kind == Gates::Kind::All ? Gates::Kind::Any : Gates::Kind::All;
    for (const int child : children)
        if (isConstant(to, child, other))
            return child;
    const std::span<const int> needed = flat(gate, children);
    if (needed.empty())
        return constant(kind == Gates::Kind::All);
    return needed.size() == 1 ? needed.front() : to.add(kind, needed);
}

} // namespace headroom::reliability
