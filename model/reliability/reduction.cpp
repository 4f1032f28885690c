#include "model/reliability/reduction.h"

#include "model/core/at.h"
#include "model/reliability/rebuild.h"

#include <algorithm>
#include <utility>

namespace headroom::reliability {

namespace {

constexpr int kMaximumRounds
    = 8; // after them only events that must be up at the top are looked for: none may be left below

constexpr std::size_t kWorthARound = 1000; // a large structure must lose that part of it for another one

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
    addRoot(static_cast<int>(m_gates.gates.size()) - 1, m_gates, m_roots); // what must hold helps the first round
    std::sort(m_roots.begin(), m_roots.end());
    m_roots.erase(std::unique(m_roots.begin(), m_roots.end()), m_roots.end());
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
        if (each.kind == Gates::Kind::Event) {
            const std::size_t event = at(each.event);
            if (event >= m_isCertain.size())
                m_conjuncts.push_back(each.event); // composite: used here only
            else if (!std::exchange(m_isCertain[event], 1))
                m_conjuncts.push_back(each.event);
        } else if (each.kind == Gates::Kind::All) {
            const auto children = gates.childrenOf(at(next));
            waiting.insert(waiting.end(), children.rbegin(), children.rend());
        } else {
            m_isImpossible = m_isImpossible || isConstant(gates, next, Gates::Kind::Any);
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
    Rebuild rebuild(m_gates, uses, m_events);
    std::vector<int> children;
    for (std::size_t g = 0; g < m_gates.gates.size(); ++g) {
        if (uses[g] == 0)
            continue;
        if (m_gates.gates[g].kind == Gates::Kind::Event) {
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
    const std::size_t worthwhile = m_gates.children.size() / kWorthARound;
    const bool isSmaller = m_conjuncts.size() > before || roots.size() != m_roots.size()
        || rebuild.to.children.size() + worthwhile < m_gates.children.size();
    m_roots = std::move(roots);
    m_gates = std::move(rebuild.to);
    return isSmaller;
}

} // namespace headroom::reliability
