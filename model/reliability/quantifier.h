#pragma once

#include "model/reliability/availability.h"
#include "model/reliability/decision_diagram.h"
#include "model/reliability/reduction.h"

#include <optional>
#include <vector>

namespace headroom::reliability {

/// A structure made ready once, to be asked for its expected value with many probabilities: taken apart, with a decision
/// diagram for each independent part that has one of bearable size. What it says is what availability() says, to the bit.
/// Immutable; may be asked by several threads at once.
class Quantifier {
public:
    Quantifier(const Structure &structure, const Effort &effort);

    /// @param up  per event of the structure: its availability, 0..1.  O(events + nodes), more where parts are sampled.
    [[nodiscard]] Estimate estimate(const std::vector<double> &up) const;
    [[nodiscard]] Importance importance(const std::vector<double> &up) const;

private:
    struct Parts {
        std::vector<double> up;      ///< of all events, composite ones after the others
        std::vector<double> factors; ///< the expected value of each factor
        Estimate whole;
    };
    [[nodiscard]] Parts partsOf(const std::vector<double> &up) const;
    void addSample(Parts &parts, std::size_t factor) const;
    [[nodiscard]] std::vector<double> slopes(const Parts &parts) const;

    Effort m_effort;
    std::size_t m_events;
    Reduction m_reduction;
    std::vector<std::optional<DecisionDiagram>> m_diagrams; ///< per factor; none: sampled
};

} // namespace headroom::reliability
