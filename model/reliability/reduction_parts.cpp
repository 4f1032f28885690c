#include "model/core/at.h"
#include "model/reliability/rebuild.h"
#include "model/reliability/reduction.h"

#include <algorithm>
#include <numeric>

namespace headroom::reliability {

/// Gates on their way into smaller ones. An event is added when somebody asks for it: most end in a composite one.
struct Reduction::Merging {
    Merging(const Gates &from, const std::vector<int> &uses)
        : isUsedOnce(from.gates.size())
        , event(from.gates.size(), -1)
        , made(from.gates.size(), -1)
    {
        into.gates.reserve(from.gates.size());
        into.children.reserve(from.children.size());
        into.weights.reserve(from.weights.size());
        for (std::size_t g = 0; g < uses.size(); ++g)
            isUsedOnce[g] = uses[g] == 1;
    }
    /// The new gate of an old one.
    int gateOf(int old)
    {
        int &gate = made[at(old)];
        if (gate < 0)
            gate = into.addEvent(event[at(old)]);
        return gate;
    }

    Gates into;
    std::vector<char> isUsedOnce; ///< per old gate
    std::vector<int> event;       ///< per old gate: the event that it is; −1: none
    std::vector<int> made;        ///< per old gate: the new one; −1: none yet
    std::vector<int> children;    ///< of the gate at hand
};

/// Makes one event of those that stand side by side in one gate and nowhere else.
void Reduction::mergeEvents(std::size_t gate, Merging &merging)
{
    const Gates::Kind kind = m_gates.gates[gate].kind;
    const std::span<const int> children = m_gates.childrenOf(gate);
    const auto isAlone = [&](int child) { return merging.event[at(child)] >= 0 && merging.isUsedOnce[at(child)]; };
    const bool isMerged = kind != Gates::Kind::Share && std::count_if(children.begin(), children.end(), isAlone) >= 2;
    Members composite { kind == Gates::Kind::All, static_cast<std::uint32_t>(m_members.size()), 0 };
    int least = static_cast<int>(m_events);
    merging.children.clear();
    for (const int child : children) {
        if (!isMerged || !isAlone(child)) {
            merging.children.push_back(merging.gateOf(child));
            continue;
        }
        m_members.push_back(merging.event[at(child)]);
        least = std::min(least, m_order[at(m_members.back())]);
    }
    if (isMerged) {
        composite.end = static_cast<std::uint32_t>(m_members.size());
        const int event = static_cast<int>(m_events + m_composites.size());
        m_order.push_back(least);
        m_composites.push_back(composite);
        if (merging.children.empty()) {
            merging.event[gate] = event;
            return;
        }
        merging.children.push_back(merging.into.addEvent(event));
    }
    merging.made[gate] = merging.into.add(kind, merging.children, m_gates.weightsOf(gate), m_gates.gates[gate].felt);
}

void Reduction::merge()
{
    const std::vector<int> uses = usesOf(m_gates, m_roots);
    Merging merging(m_gates, uses);
    for (std::size_t g = 0; g < m_gates.gates.size(); ++g) {
        if (uses[g] == 0)
            continue;
        if (m_gates.gates[g].kind == Gates::Kind::Event)
            merging.event[g] = m_gates.gates[g].event;
        else
            mergeEvents(g, merging);
    }
    std::vector<int> roots;
    for (const int root : m_roots)
        addRoot(merging.gateOf(root), merging.into, roots);
    m_roots = std::move(roots);
    m_gates = std::move(merging.into);
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
    const bool isAllNeeded = std::find(owner.begin(), owner.end(), -1) == owner.end();
    if (m_factors.size() == 1 && isAllNeeded) {
        m_factors.front() = std::move(m_gates);
        m_factors.front().add(Gates::Kind::All, m_roots);
        return;
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
        made[g] = gate.kind == Gates::Kind::Event ? factor.addEvent(gate.event)
                                                  : factor.add(gate.kind, children, m_gates.weightsOf(g), gate.felt);
    }
    std::vector<std::vector<int>> tops(m_factors.size());
    for (std::size_t r = 0; r < m_roots.size(); ++r)
        tops[factorOf[group[r]]].push_back(made[at(m_roots[r])]);
    for (std::size_t f = 0; f < m_factors.size(); ++f)
        m_factors[f].add(Gates::Kind::All, tops[f]);
}

std::vector<double> Reduction::withComposites(std::span<const double> up) const
{
    std::vector<double> all(up.begin(), up.end());
    all.reserve(up.size() + m_composites.size());
    for (std::size_t c = 0; c < m_composites.size(); ++c) {
        const Composite composite = compositeAt(c);
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
        const Composite composite = compositeAt(c);
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
