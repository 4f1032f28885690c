#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace headroom::engine {

/// The least of many numbers, kept while they change: a complete binary tree of matches.
class Tournament {
public:
    /// O(n).
    void reset(std::span<const double> values);
    /// O(log n).
    void set(std::size_t index, double value);

    [[nodiscard]] double least() const { return m_tree[1]; } ///< infinite when there are none
    /// The first that has the least; −1 when that is infinite.  O(log n).
    [[nodiscard]] int leastIndex() const;
    /// The first that has the least of those above a bound; −1: none is finite and above.
    /// O((k + 1) log n), with k numbers up to the bound.
    [[nodiscard]] int leastIndexAbove(double bound) const;

private:
    [[nodiscard]] std::size_t leafBelow(std::size_t node) const;

    std::size_t m_leaves = 1;
    std::vector<double> m_tree = std::vector<double>(2, 0.0); ///< node k has the children 2k and 2k + 1
};

} // namespace headroom::engine
