#include "model/reliability/rebuild.h"
#include "model/reliability/reduction.h"

#include <algorithm>
#include <numeric>

namespace headroom::reliability {

namespace {

using Kind = Gates::Kind;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

/// Makes one event of those that stand side by side in one gate and nowhere else; gives the gate or its stand-in.
int Reduction::mergeEvents(std::size_t gate, std::vector<int> &children, Gates &into, std::vector<int> &uses)
{
    const Kind kind = m_gates.gates[gate].kind;
    if (kind == Kind::Share)
        return into.add(kind, children, m_gates.weightsOf(gate), m_gates.gates[gate].felt);
    const auto isAlone = [&](int child) { return into.gates[at(child)].kind == Kind::Event && uses[at(child)] == 1; };
    if (std::count_if(children.begin(), children.end(), isAlone) < 2)
        return into.add(kind, children);
    std::vector<int> rest;
    Composite composite { kind == Kind::All, {} };
    for (const int child : children) {
        if (isAlone(child))
            composite.members.push_back(into.gates[at(child)].event);
        else
            rest.push_back(child);
    }
    const int event = static_cast<int>(m_events + m_composites.size());
    int least = m_order[at(composite.members.front())];
    for (const int member : composite.members)
        least = std::min(least, m_order[at(member)]);
    m_order.push_back(least);
    m_composites.push_back(std::move(composite));
    const int merged = into.addEvent(event);
    if (rest.empty())
        return merged;
    uses.resize(into.gates.size(), 0);
    uses[at(merged)] = 1;
    rest.push_back(merged);
    return into.add(kind, rest);
}

void Reduction::merge()
{
    const std::vector<int> oldUses = usesOf(m_gates, m_roots);
    Gates merged;
    merged.gates.reserve(2 * m_gates.gates.size());
    merged.children.reserve(m_gates.children.size());
    merged.weights.reserve(m_gates.weights.size());
    std::vector<int> made(m_gates.gates.size(), -1);
    std::vector<int> uses; // per new gate
    std::vector<int> children;
    for (std::size_t g = 0; g < m_gates.gates.size(); ++g) {
        if (oldUses[g] == 0)
            continue;
        if (m_gates.gates[g].kind == Kind::Event) {
            made[g] = merged.addEvent(m_gates.gates[g].event);
        } else {
            children.clear();
            for (const int child : m_gates.childrenOf(g))
                children.push_back(made[at(child)]);
            made[g] = mergeEvents(g, children, merged, uses);
        }
        uses.resize(merged.gates.size(), 0);
        uses[at(made[g])] = oldUses[g];
    }
    std::vector<int> roots;
    for (const int root : m_roots)
        addRoot(made[at(root)], merged, roots);
    m_roots = std::move(roots);
    m_gates = std::move(merged);
}

/// Per root the first root of its group: roots that share no event are independent. All that hold shares stay
/// together, because their least is no product. Gives each live gate a root that owns it.
std::vector<std::size_t> Reduction::groupRoots(std::vector<int> &owner) const
{
    std::vector<std::size_t> group(m_roots.size());
    std::iota(group.begin(), group.end(), std::size_t(0));
    const auto find = [&](std::size_t i) {
        while (group[i] != i)
            i = group[i] = group[group[i]];
        return i;
    };
    const std::vector<char> isBinary = m_gates.binary();
    std::size_t shares = m_roots.size();
    owner.assign(m_gates.gates.size(), -1);
    for (std::size_t r = 0; r < m_roots.size(); ++r) {
        if (!isBinary[at(m_roots[r])]) {
            shares = shares == m_roots.size() ? r : shares;
            group[find(r)] = find(shares);
        }
        std::vector<int> waiting { m_roots[r] };
        while (!waiting.empty()) {
            const int gate = waiting.back();
            waiting.pop_back();
            if (owner[at(gate)] >= 0) {
                group[find(r)] = find(at(owner[at(gate)]));
                continue;
            }
            owner[at(gate)] = static_cast<int>(r);
            const auto children = m_gates.childrenOf(at(gate));
            waiting.insert(waiting.end(), children.begin(), children.end());
        }
    }
    for (std::size_t r = 0; r < group.size(); ++r)
        group[r] = find(r);
    return group;
}

void Reduction::split()
{
    std::vector<int> owner;
    const std::vector<std::size_t> group = groupRoots(owner);
    std::vector<std::size_t> factorOf(m_roots.size(), 0);
    for (std::size_t r = 0; r < group.size(); ++r)
        if (group[r] == r) {
            factorOf[r] = m_factors.size();
            m_factors.emplace_back();
        }
    if (m_factors.size() == 1) {
        m_factors.front().gates.reserve(m_gates.gates.size() + 1);
        m_factors.front().children.reserve(m_gates.children.size() + m_roots.size());
    }
    std::vector<int> made(m_gates.gates.size(), -1);
    std::vector<int> children;
    for (std::size_t g = 0; g < m_gates.gates.size(); ++g) {
        if (owner[g] < 0)
            continue;
        Gates &factor = m_factors[factorOf[group[at(owner[g])]]];
        const Gates::Gate &gate = m_gates.gates[g];
        children.clear();
        for (const int child : m_gates.childrenOf(g))
            children.push_back(made[at(child)]);
        made[g] = gate.kind == Kind::Event ? factor.addEvent(gate.event)
                                           : factor.add(gate.kind, children, m_gates.weightsOf(g), gate.felt);
    }
    std::vector<std::vector<int>> tops(m_factors.size());
    for (std::size_t r = 0; r < m_roots.size(); ++r)
        tops[factorOf[group[r]]].push_back(made[at(m_roots[r])]);
    for (std::size_t f = 0; f < m_factors.size(); ++f)
        m_factors[f].add(Kind::All, tops[f]);
}

std::vector<double> Reduction::withComposites(std::span<const double> up) const
{
    std::vector<double> all(up.begin(), up.end());
    for (const Composite &composite : m_composites) {
        double product = 1;
        for (const int member : composite.members)
            product *= composite.isSeries ? all[at(member)] : 1 - all[at(member)];
        all.push_back(composite.isSeries ? product : 1 - product);
    }
    return all;
}

void Reduction::spreadSlopes(std::span<const double> probabilities, std::vector<double> &slopes) const
{
    std::vector<double> before;
    for (std::size_t c = m_composites.size(); c-- > 0;) {
        const Composite &composite = m_composites[c];
        const double slope = slopes[m_events + c];
        const auto factor = [&](std::size_t i) {
            const double up = probabilities[at(composite.members[i])];
            return composite.isSeries ? up : 1 - up;
        };
        before.assign(composite.members.size(), 1);
        for (std::size_t i = 1; i < before.size(); ++i)
            before[i] = before[i - 1] * factor(i - 1);
        double after = 1;
        for (std::size_t i = before.size(); i-- > 0;) {
            slopes[at(composite.members[i])] += slope * before[i] * after;
            after *= factor(i);
        }
    }
}

} // namespace headroom::reliability
