#include "model/reliability/rebuild.h"

#include <algorithm>
#include <utility>

namespace headroom::reliability {

namespace {

using Kind = Gates::Kind;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

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

int Rebuild::constant(bool value)
{
    int &gate = value ? works : fails;
    if (gate < 0)
        gate = to.add(value ? Kind::All : Kind::Any, {});
    return gate;
}

int Rebuild::event(int index)
{
    int &gate = eventGate[at(index)];
    if (gate < 0)
        gate = to.addEvent(index);
    return gate;
}

std::vector<int> Rebuild::flat(std::size_t gate, const std::vector<int> &children)
{
    const Kind kind = from.gates[gate].kind;
    std::vector<int> out;
    const auto take = [&](int child) {
        mark.resize(std::max(mark.size(), to.gates.size()), -1);
        if (std::exchange(mark[at(child)], static_cast<int>(gate)) != static_cast<int>(gate))
            out.push_back(child);
    };
    std::size_t i = 0;
    for (const int old : from.childrenOf(gate)) {
        const int child = children[i++];
        if (uses[at(old)] == 1 && to.gates[at(child)].kind == kind)
            for (const int inner : to.childrenOf(at(child)))
                take(inner);
        else
            take(child);
    }
    return out;
}

int Rebuild::rebuilt(std::size_t gate, const std::vector<int> &children)
{
    const Kind kind = from.gates[gate].kind;
    if (kind == Kind::Share) {
        const bool isOne = std::all_of(children.begin(), children.end(), [&](int c) { return c == children.front(); });
        if (isOne && !children.empty())
            return children.front();
        return to.add(kind, children, std::span(from.weights).subspan(from.gates[gate].first, children.size()),
                      from.gates[gate].felt);
    }
    const Kind other = kind == Kind::All ? Kind::Any : Kind::All;
    for (const int child : children)
        if (isConstant(to, child, other))
            return child;
    const std::vector<int> kept = flat(gate, children);
    std::vector<int> needed;
    for (const int child : kept)
        if (!isConstant(to, child, kind))
            needed.push_back(child);
    if (needed.empty())
        return constant(kind == Kind::All);
    return needed.size() == 1 ? needed.front() : to.add(kind, needed);
}

} // namespace headroom::reliability
