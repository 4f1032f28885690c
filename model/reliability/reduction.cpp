#include "model/reliability/reduction.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace headroom::reliability {

namespace {

constexpr int kMaximumRounds
    = 8; // after them only events that must be up at the top are looked for: none may be left below

using Kind = Gates::Kind;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// How often each gate is used by gates below the roots, and by them.
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

bool isConstant(const Gates &gates, int gate, Kind kind)
{
    return gates.gates[at(gate)].kind == kind && gates.gates[at(gate)].count == 0;
}

/// Rebuilds gates bottom-up with what is known put in.
struct Rebuild {
    const Gates &from;
    const std::vector<int> &uses;
    Gates to;
    std::vector<int> made;      ///< per old gate
    std::vector<int> eventGate; ///< per event
    std::vector<int> mark;      ///< per new gate: last gate that took it as a child
    int works = -1;
    int fails = -1;

    int constant(bool value)
    {
        int &gate = value ? works : fails;
        if (gate < 0)
            gate = to.add(value ? Kind::All : Kind::Any, {});
        return gate;
    }

    int event(int index)
    {
        int &gate = eventGate[at(index)];
        if (gate < 0)
            gate = to.addEvent(index);
        return gate;
    }

    /// Children of an all or any gate without repetition, nested gates of its kind that nobody else uses unfolded.
    std::vector<int> flat(std::size_t gate, const std::vector<int> &children)
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

    int rebuilt(std::size_t gate, const std::vector<int> &children)
    {
        const Kind kind = from.gates[gate].kind;
        if (kind == Kind::Share) {
            const bool isOne
                = std::all_of(children.begin(), children.end(), [&](int c) { return c == children.front(); });
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
};

} // namespace

Reduction::Reduction(const Structure &structure)
    : m_events(structure.events())
    , m_gates(structure.gates())
    , m_isCertain(structure.events(), 0)
{
    m_order.assign(m_events, static_cast<int>(m_events));
    for (std::size_t i = 0; i < structure.relevant().size(); ++i)
        m_order[at(structure.relevant()[i])] = static_cast<int>(i);
    if (m_gates.gates.empty()) {
        m_isImpossible = true;
        return;
    }
    m_roots = { static_cast<int>(m_gates.gates.size()) - 1 };
    for (int round = 0; !m_isImpossible; ++round) {
        const std::size_t before = m_conjuncts.size();
        const bool isSmaller = simplify();
        if (!isSmaller || (round >= kMaximumRounds && m_conjuncts.size() == before))
            break;
    }
    if (m_isImpossible)
        return;
    merge();
    split();
}

/// A root that must hold: events become conjuncts, a series is taken apart, the rest is kept once.
void Reduction::addRoot(int gate, const Gates &gates, std::vector<int> &roots)
{
    std::vector<int> waiting { gate };
    while (!waiting.empty()) {
        const int next = waiting.back();
        waiting.pop_back();
        const Gates::Gate &each = gates.gates[at(next)];
        if (each.kind == Kind::Event) {
            const std::size_t event = at(each.event);
            if (event >= m_isCertain.size())
                m_conjuncts.push_back(each.event); // composite: used here only
            else if (!std::exchange(m_isCertain[event], 1))
                m_conjuncts.push_back(each.event);
        } else if (each.kind == Kind::All) {
            const auto children = gates.childrenOf(at(next));
            waiting.insert(waiting.end(), children.rbegin(), children.rend());
        } else {
            m_isImpossible = m_isImpossible || isConstant(gates, next, Kind::Any);
            roots.push_back(next);
        }
    }
}

/// One round: what must hold at the top is certain everywhere below. @return whether anything became smaller.
bool Reduction::simplify()
{
    const std::vector<int> uses = usesOf(m_gates, m_roots);
    const std::vector<char> isBinary = m_gates.binary();
    std::vector<char> isCertain(m_gates.gates.size(), 0);
    for (const int root : m_roots)
        isCertain[at(root)] = isBinary[at(root)];
    Rebuild rebuild { m_gates, uses, {}, std::vector<int>(m_gates.gates.size(), -1), std::vector<int>(m_events, -1),
                      {},      -1,   -1 };
    std::vector<int> children;
    for (std::size_t g = 0; g < m_gates.gates.size(); ++g) {
        if (uses[g] == 0)
            continue;
        if (m_gates.gates[g].kind == Kind::Event) {
            const int event = m_gates.gates[g].event;
            rebuild.made[g] = m_isCertain[at(event)] ? rebuild.constant(true) : rebuild.event(event);
            continue;
        }
        children.clear();
        for (const int child : m_gates.childrenOf(g))
            children.push_back(isCertain[at(child)] ? rebuild.constant(true) : rebuild.made[at(child)]);
        rebuild.made[g] = rebuild.rebuilt(g, children);
    }
    const std::size_t before = m_conjuncts.size();
    std::vector<int> roots;
    for (const int root : m_roots)
        addRoot(rebuild.made[at(root)], rebuild.to, roots);
    std::sort(roots.begin(), roots.end());
    roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
    const bool isSmaller = m_conjuncts.size() > before || roots.size() != m_roots.size()
        || rebuild.to.children.size() < m_gates.children.size();
    m_roots = std::move(roots);
    m_gates = std::move(rebuild.to);
    return isSmaller;
}

/// Makes one event of those that stand side by side in one gate and nowhere else; gives the gate or its stand-in.
int Reduction::mergeEvents(std::size_t gate, std::vector<int> &children, Gates &into, std::vector<int> &uses)
{
    const Kind kind = m_gates.gates[gate].kind;
    const auto weights = std::span(m_gates.weights).subspan(m_gates.gates[gate].first, m_gates.gates[gate].count);
    if (kind == Kind::Share)
        return into.add(kind, children, weights, m_gates.gates[gate].felt);
    std::vector<int> rest;
    Composite composite { kind == Kind::All, {} };
    int first = -1;
    for (const int child : children) {
        if (into.gates[at(child)].kind != Kind::Event || uses[at(child)] != 1) {
            rest.push_back(child);
            continue;
        }
        if (first < 0)
            first = child;
        composite.members.push_back(into.gates[at(child)].event);
    }
    if (composite.members.size() < 2)
        return into.add(kind, children);
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
        made[g] = gate.kind == Kind::Event
            ? factor.addEvent(gate.event)
            : factor.add(gate.kind, children, std::span(m_gates.weights).subspan(gate.first, gate.count), gate.felt);
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
