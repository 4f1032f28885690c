#pragma once

#include "model/reliability/structure.h"

#include <cstdint>
#include <span>
#include <vector>

namespace headroom::reliability {

/// A structure function taken apart: φ = all of `conjuncts` are up, times the values of independent `factors`.
/// Series and parallel parts that are used in one place only have become composite events.
class Reduction {
public:
    /// O(gates) for each of a few rounds.
    explicit Reduction(const Structure &structure);

    [[nodiscard]] bool isImpossible() const { return m_isImpossible; } ///< φ = 0 whatever is up
    [[nodiscard]] const std::vector<int> &conjuncts() const { return m_conjuncts; }
    [[nodiscard]] const std::vector<Gates> &factors() const { return m_factors; } ///< each one's last gate is its value

    /// Probabilities of the structure's events and, after them, of the composite ones. O(events).
    [[nodiscard]] std::vector<double> withComposites(std::span<const double> up) const;

    /// Turns slopes by composite events into slopes by their members, last composite first. O(events).
    void spreadSlopes(std::span<const double> probabilities, std::vector<double> &slopes) const;

    /// Per event, composite ones after the others: its position in the structure's order, that of its first member.
    [[nodiscard]] const std::vector<int> &order() const { return m_order; }

    /// Several events that are used in one place only.
    struct Composite {
        bool isSeries = true; ///< else parallel
        std::span<const int> members;
    };
    /// Valid as long as this. @pre event ≥ number of the structure's events
    [[nodiscard]] Composite composite(int event) const
    {
        return compositeAt(static_cast<std::size_t>(event) - m_events);
    }

private:
    /// A composite event as some of the members of all.
    struct Members {
        bool isSeries = true;
        std::uint32_t first = 0;
        std::uint32_t end = 0;
    };
    [[nodiscard]] Composite compositeAt(std::size_t index) const
    {
        const Members &of = m_composites[index];
        return { of.isSeries, std::span(m_members).subspan(of.first, of.end - of.first) };
    }
    bool simplify();
    void merge();
    struct Merging;
    void mergeEvents(std::size_t gate, Merging &merging);
    [[nodiscard]] std::vector<std::size_t> groupRoots(std::vector<int> &owner) const;
    void split();
    void addRoot(int gate, const Gates &gates, std::vector<int> &roots);

    std::size_t m_events = 0;
    bool m_isImpossible = false;
    Gates m_gates;
    std::vector<int> m_roots;
    std::vector<int> m_conjuncts;
    std::vector<char> m_isCertain; ///< per event: up, since φ = 0 otherwise
    std::vector<Members> m_composites;
    std::vector<int> m_members; ///< events, of one composite after the other
    std::vector<Gates> m_factors;
    std::vector<int> m_order;
};

} // namespace headroom::reliability
