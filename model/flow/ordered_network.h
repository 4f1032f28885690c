#pragma once

#include "model/flow/propagation.h"

#include <span>

namespace headroom::flow {

/// Rows that call each other in circles, in the order of a walk around them.
struct Loop {
    std::size_t first = 0; ///< row
    std::size_t last = 0;  ///< one behind
};

/// The edges of an ordered network seen from where they start.
struct Outgoing {
    std::vector<int> first; ///< edges out of row r are edges[first[r]] … edges[first[r + 1] − 1]
    std::vector<int> edges;
};

/// One class on its way: what enters each row (0 but where the network has entries), what each edge multiplies, and the visits that come of it.
struct Passage {
    std::span<const double> entries;
    std::span<const double> gains;
    std::span<double> visits;
};

/// The part of a network that requests can reach, as flat arrays: a row per node, callers before callees but for loops,
/// and the steps into each row side by side. Made once for all classes.  O(nodes + steps).
class OrderedNetwork {
public:
    explicit OrderedNetwork(const Network &network);

    [[nodiscard]] std::size_t rows() const { return m_nodes.size(); }
    [[nodiscard]] std::size_t edges() const { return m_steps.size(); }
    [[nodiscard]] const std::vector<int> &nodes() const { return m_nodes; }     ///< per row, of the network
    [[nodiscard]] const std::vector<int> &rowOf() const { return m_rowOf; }     ///< per node; −1: never reached
    [[nodiscard]] const std::vector<int> &firstIn() const { return m_firstIn; } ///< edges of row r: [r], [r + 1]
    [[nodiscard]] const std::vector<int> &sources() const { return m_sources; } ///< per edge: the row it comes from
    [[nodiscard]] const std::vector<int> &targets() const { return m_targets; } ///< per edge: the row it leads to
    [[nodiscard]] const std::vector<int> &steps() const { return m_steps; }     ///< per edge, of the network
    [[nodiscard]] const std::vector<Loop> &loops() const { return m_loops; }

    [[nodiscard]] Outgoing outgoing() const; ///< O(rows + edges)

    /// What enters each row, and what each edge multiplies, for one class.
    /// @param counts  per operation: times per parent; @param onlyWaited  as propagate().
    void entriesOf(const Network &network, const std::vector<double> &counts, std::vector<double> &out) const;
    void gainsOf(const Network &network, const std::vector<double> &counts, bool onlyWaited,
                 std::vector<double> &out) const;

    /// Solves v = e + Mᵀv for each. Loops go round by Gauss–Seidel.  O(edges), no allocation but in loops.
    /// @return −1, or the index of the first loop that multiplies its own calls without end; visits then mean nothing.
    [[nodiscard]] int propagate(std::span<const Passage> passages) const;
    /// One loop of it, everything before it being done; whether it settles.
    [[nodiscard]] bool settle(const Loop &loop, std::span<const double> entries, std::span<const double> gains,
                              std::span<double> visits) const;
    /// What arrives at one row.
    [[nodiscard]] double arriving(std::size_t row, std::span<const double> entries, std::span<const double> gains,
                                  std::span<const double> visits) const
    {
        double sum = entries[row];
        for (int e = m_firstIn[row]; e < m_firstIn[row + 1]; ++e)
            sum += visits[static_cast<std::size_t>(m_sources[static_cast<std::size_t>(e)])]
                * gains[static_cast<std::size_t>(e)];
        return sum;
    }

private:
    class Walk;

    /// What the rows from first to before last are asked for by those before them, none of it in a loop.
    void addSteps(std::size_t first, std::size_t last, std::span<const Passage> passages) const;

    std::vector<int> m_nodes;
    std::vector<int> m_rowOf;
    std::vector<int> m_entered; ///< rows that requests begin at
    std::vector<int> m_firstIn;
    std::vector<int> m_sources;
    std::vector<int> m_targets;
    std::vector<int> m_steps;
    std::vector<Loop> m_loops;
};

} // namespace headroom::flow
