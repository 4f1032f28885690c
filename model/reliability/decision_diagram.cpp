#include "model/reliability/decision_diagram.h"

#include "model/core/at.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace headroom::reliability {

namespace {

constexpr int kLeaf = 127;              // level of a leaf, below all events
constexpr std::size_t kWorkPerNode = 4; // results on the way that each node may take
constexpr double kRounding = 1e-14;     // leaves that differ by less are the same

std::uint64_t packed(int tag, int a, int b)
{
    return static_cast<std::uint64_t>(tag + 1) << 42 | static_cast<std::uint64_t>(a) << 21
        | static_cast<std::uint64_t>(b);
}

} // namespace

std::size_t PackedMap::slotOf(std::uint64_t key) const
{
    std::size_t slot = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 20) & (m_keys.size() - 1);
    while (m_keys[slot] != 0 && m_keys[slot] != key)
        slot = (slot + 1) & (m_keys.size() - 1);
    return slot;
}

int PackedMap::find(std::uint64_t key) const
{
    if (m_keys.empty())
        return -1;
    const std::size_t slot = slotOf(key);
    return m_keys[slot] == key ? m_indices[slot] : -1;
}

void PackedMap::insert(std::uint64_t key, int index)
{
    if (m_keys.size() < 2 * (m_used + 1))
        grow();
    const std::size_t slot = slotOf(key);
    m_used += m_keys[slot] == 0;
    m_keys[slot] = key;
    m_indices[slot] = index;
}

void PackedMap::grow()
{
    std::vector<std::uint64_t> keys(std::max<std::size_t>(256, 2 * m_keys.size()), 0);
    std::vector<int> indices(keys.size(), -1);
    keys.swap(m_keys);
    indices.swap(m_indices);
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (keys[i] != 0) {
            const std::size_t slot = slotOf(keys[i]);
            m_keys[slot] = keys[i];
            m_indices[slot] = indices[i];
        }
}

DecisionDiagram::DecisionDiagram(std::size_t maxNodes)
    : m_maxNodes(std::min<std::size_t>(maxNodes, 2000000))
{
    m_nodes.push_back({ kLeaf, 0, 0, 0.0 }); // node 0 is the number 0, node 1 the number 1
    m_nodes.push_back({ kLeaf, 1, 1, 1.0 });
    m_leaves = { 0, 1 };
}

int DecisionDiagram::leaf(double value)
{
    for (const int known : m_leaves)
        if (std::abs(m_nodes[at(known)].value - value) < kRounding)
            return known;
    const int index = static_cast<int>(m_nodes.size());
    m_nodes.push_back({ kLeaf, index, index, value });
    m_leaves.push_back(index);
    m_isFull = m_isFull || m_nodes.size() >= m_maxNodes || m_leaves.size() > 4096;
    return index;
}

int DecisionDiagram::node(int level, int low, int high)
{
    if (low == high)
        return low;
    const std::uint64_t key = packed(level, low, high);
    int index = m_unique.find(key);
    if (index >= 0)
        return index;
    index = static_cast<int>(m_nodes.size());
    m_nodes.push_back({ level, low, high, 0.0 });
    m_unique.insert(key, index);
    m_isFull = m_isFull || m_nodes.size() >= m_maxNodes;
    return index;
}

/// The result where it needs no work; −1 otherwise.
int DecisionDiagram::shortcut(Op op, int a, int b) const
{
    if (a > b)
        std::swap(a, b); // the numbers 0 and 1 come first
    switch (op) {
    case Op::Least:
    case Op::Product:
        if (a == 0)
            return 0;
        return a == 1 || (a == b && op == Op::Least) ? b : -1;
    case Op::Most:
        if (a == 1 || b == 1)
            return 1;
        return a == 0 || a == b ? b : -1;
    case Op::Sum:
        return a == 0 ? b : -1;
    }
    return -1;
}

int DecisionDiagram::apply(Op op, int a, int b)
{
    if (const int known = shortcut(op, a, b); known >= 0 || m_isFull)
        return std::max(known, 0);
    if (a > b)
        std::swap(a, b);
    const Node left = m_nodes[at(a)];
    const Node right = m_nodes[at(b)];
    const int level = std::min(left.level, right.level);
    if (level == kLeaf)
        return leaf(op == Op::Least      ? std::min(left.value, right.value)
                        : op == Op::Most ? std::max(left.value, right.value)
                        : op == Op::Sum  ? left.value + right.value
                                         : left.value * right.value);
    const std::uint64_t key = packed(static_cast<int>(op), a, b);
    if (const int known = m_results.find(key); known >= 0)
        return known;
    const int low = apply(op, left.level == level ? left.low : a, right.level == level ? right.low : b);
    const int high = apply(op, left.level == level ? left.high : a, right.level == level ? right.high : b);
    const int result = node(level, low, high);
    m_results.insert(key, result);
    m_isFull = m_isFull || m_results.size() >= kWorkPerNode * m_maxNodes;
    return result;
}

/// In pairs of pairs, which keeps the parts small.
int DecisionDiagram::combine(Op op, std::span<const int> of)
{
    if (of.empty())
        return op == Op::Least ? 1 : 0;
    std::vector<int> parts(of.begin(), of.end());
    while (parts.size() > 1) {
        std::vector<int> next;
        for (std::size_t i = 0; i < parts.size(); i += 2)
            next.push_back(i + 1 < parts.size() ? apply(op, parts[i], parts[i + 1]) : parts[i]);
        parts.swap(next);
    }
    return parts.front();
}

int DecisionDiagram::share(const Gates &gates, std::size_t gate, std::span<const int> of)
{
    const Gates::Gate &each = gates.gates[gate];
    const int most = combine(Op::Most, of);
    const int floor = apply(Op::Product, most, leaf(1 - each.felt));
    double total = 0;
    for (std::size_t i = 0; i < each.count; ++i)
        total += gates.weights[each.first + i];
    std::vector<int> terms;
    for (std::size_t i = 0; i < each.count; ++i)
        terms.push_back(apply(Op::Product, leaf(gates.weights[each.first + i] / total), apply(Op::Most, of[i], floor)));
    return combine(Op::Sum, terms);
}

bool DecisionDiagram::build(const Gates &gates, std::span<const int> order)
{
    assert(order.size() <= kMaximumEvents);
    m_eventOf.assign(order.begin(), order.end());
    std::vector<int> made(gates.gates.size(), 0);
    std::vector<int> of;
    for (std::size_t g = 0; g < gates.gates.size() && !m_isFull; ++g) {
        const Gates::Gate &gate = gates.gates[g];
        of.clear();
        for (const int child : gates.childrenOf(g))
            of.push_back(made[at(child)]);
        if (gate.kind == Gates::Kind::Event)
            made[g] = node(static_cast<int>(std::find(order.begin(), order.end(), gate.event) - order.begin()), 0, 1);
        else if (gate.kind == Gates::Kind::Share)
            made[g] = share(gates, g, of);
        else
            made[g] = combine(gate.kind == Gates::Kind::All ? Op::Least : Op::Most, of);
    }
    m_root = made.empty() ? 0 : made.back();
    m_unique = {}; // only building asks for them
    m_results = {};
    return !m_isFull;
}

double DecisionDiagram::expectation(std::span<const double> up) const
{
    std::vector<double> values(at(m_root) + 1);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Node &each = m_nodes[i];
        if (each.level == kLeaf) {
            values[i] = each.value;
            continue;
        }
        const double p = up[at(m_eventOf[at(each.level)])];
        values[i] = p * values[at(each.high)] + (1 - p) * values[at(each.low)];
    }
    return values.back();
}

std::vector<DecisionDiagram::Split> DecisionDiagram::splits(std::span<const double> up) const
{
    std::vector<char> isUsed(at(m_root) + 1, 0);
    isUsed.back() = 1;
    for (std::size_t i = isUsed.size(); i-- > 0;)
        if (isUsed[i] && m_nodes[i].level != kLeaf)
            isUsed[at(m_nodes[i].low)] = isUsed[at(m_nodes[i].high)] = 1;
    std::vector<Split> out;
    std::vector<std::size_t> place(isUsed.size(), 0);
    for (std::size_t i = 0; i < isUsed.size(); ++i) {
        if (!isUsed[i])
            continue;
        const Node &each = m_nodes[i];
        place[i] = out.size();
        if (each.level == kLeaf) {
            out.push_back({ -1, 0, 0, each.value });
            continue;
        }
        const int event = m_eventOf[at(each.level)];
        const double p = up[at(event)];
        const std::size_t with = place[at(each.high)];
        const std::size_t without = place[at(each.low)];
        out.push_back({ event, with, without, p * out[with].value + (1 - p) * out[without].value });
    }
    return out;
}

void DecisionDiagram::addSlopes(std::span<const double> up, double factor, std::span<double> slopes) const
{
    std::vector<double> values(at(m_root) + 1);
    std::vector<double> pull(values.size(), 0.0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Node &each = m_nodes[i];
        const double p = each.level == kLeaf ? 0 : up[at(m_eventOf[at(each.level)])];
        values[i] = each.level == kLeaf ? each.value : p * values[at(each.high)] + (1 - p) * values[at(each.low)];
    }
    pull.back() = factor;
    for (std::size_t i = values.size(); i-- > 0;) {
        const Node &each = m_nodes[i];
        if (each.level == kLeaf || pull[i] == 0)
            continue;
        const auto event = at(m_eventOf[at(each.level)]);
        slopes[event] += pull[i] * (values[at(each.high)] - values[at(each.low)]);
        pull[at(each.high)] += pull[i] * up[event];
        pull[at(each.low)] += pull[i] * (1 - up[event]);
    }
}

} // namespace headroom::reliability
