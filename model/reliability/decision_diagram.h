#pragma once

#include "model/reliability/gates.h"

#include <cstdint>
#include <span>
#include <vector>

namespace headroom::reliability {

/// Pairs of a key ≠ 0 and an index, by open addressing: a table of nodes or of results.
class PackedMap {
public:
    /// The index kept under a key, −1 when none is.
    [[nodiscard]] int find(std::uint64_t key) const;
    void insert(std::uint64_t key, int index);
    [[nodiscard]] std::size_t size() const { return m_used; }

private:
    [[nodiscard]] std::size_t slotOf(std::uint64_t key) const;
    void grow();

    std::vector<std::uint64_t> m_keys;
    std::vector<int> m_indices;
    std::size_t m_used = 0;
};

/// A reduced ordered decision diagram whose leaves are numbers (an ROBDD where they are 0 and 1), for formulas over
/// at most 120 events: recursion is as deep as there are events. Source: Bryant 1986; domain spec 5.4.
class DecisionDiagram {
public:
    static constexpr int kMaximumEvents = 120; ///< recursion is as deep

    /// @param maxNodes  gives up beyond, ≤ 2,000,000.
    explicit DecisionDiagram(std::size_t maxNodes);

    /// Builds a formula with its events in this order (at most 120). False when that took too many nodes.
    [[nodiscard]] bool build(const Gates &gates, std::span<const int> order);

    /// Expected value with these probabilities, by event index. O(nodes).
    [[nodiscard]] double expectation(std::span<const double> up) const;

    /// Adds to `slopes` the derivatives of the expectation by each probability, times `factor`. O(nodes).
    void addSlopes(std::span<const double> up, double factor, std::span<double> slopes) const;

    [[nodiscard]] std::size_t nodes() const { return m_nodes.size(); }

    /// What a node decides: value = p·(with it) + (1 − p)·(without it).
    struct Split {
        int event = -1;          ///< −1: a number
        std::size_t with = 0;    ///< earlier splits
        std::size_t without = 0; ///< likewise
        double value = 0;        ///< expected
    };
    /// The nodes below the root, it itself last.  O(nodes).
    [[nodiscard]] std::vector<Split> splits(std::span<const double> up) const;

private:
    enum class Op { Least, Most, Sum, Product };
    struct Node {
        int level;
        int low;
        int high;
        double value; ///< of a leaf
    };
    int leaf(double value);
    int node(int level, int low, int high);
    int apply(Op op, int a, int b);
    int combine(Op op, std::span<const int> of);
    int share(const Gates &gates, std::size_t gate, std::span<const int> of);
    [[nodiscard]] int shortcut(Op op, int a, int b) const;

    std::size_t m_maxNodes;
    bool m_isFull = false;
    std::vector<Node> m_nodes;  ///< children before parents
    std::vector<int> m_eventOf; ///< per level
    PackedMap m_unique;
    PackedMap m_results;
    std::vector<int> m_leaves;
    int m_root = -1;
};

} // namespace headroom::reliability
