#include "model/engine/tournament.h"

#include "model/engine/laws.h"

#include <algorithm>

namespace headroom::engine {

void Tournament::reset(std::span<const double> values)
{
    m_leaves = 1;
    while (m_leaves < values.size())
        m_leaves *= 2;
    m_tree.assign(2 * m_leaves, kNever);
    std::copy(values.begin(), values.end(), m_tree.begin() + static_cast<std::ptrdiff_t>(m_leaves));
    for (std::size_t node = m_leaves - 1; node > 0; --node)
        m_tree[node] = std::min(m_tree[2 * node], m_tree[2 * node + 1]);
}

void Tournament::set(std::size_t index, double value)
{
    std::size_t node = m_leaves + index;
    m_tree[node] = value;
    for (node /= 2; node > 0; node /= 2)
        m_tree[node] = std::min(m_tree[2 * node], m_tree[2 * node + 1]);
}

std::size_t Tournament::leafBelow(std::size_t node) const
{
    const double wanted = m_tree[node];
    while (node < m_leaves)
        node = 2 * node + (m_tree[2 * node] <= wanted ? 0 : 1);
    return node;
}

int Tournament::leastIndex() const
{
    return least() < kNever ? static_cast<int>(leafBelow(1) - m_leaves) : -1;
}

int Tournament::leastIndexAbove(double bound) const
{
    double best = kNever;
    int index = -1;
    std::size_t open[130]; // at most two per level
    std::size_t count = 0;
    open[count++] = 1;
    while (count > 0) {
        const std::size_t node = open[--count];
        if (m_tree[node] >= best)
            continue;
        if (m_tree[node] > bound) {
            best = m_tree[node];
            index = static_cast<int>(leafBelow(node) - m_leaves);
        } else if (node < m_leaves) {
            open[count++] = 2 * node + 1;
            open[count++] = 2 * node; // the left first: of equals it wins
        }
    }
    return index;
}

} // namespace headroom::engine
