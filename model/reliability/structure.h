#pragma once

#include "model/flow/propagation.h"

#include <optional>
#include <vector>

namespace headroom::reliability {

/// What the routes of a stage do not tell about failing together and failing over.
struct Surroundings {
    std::vector<int> enclosing;        ///< per component: the place it stands in, or −1
    std::vector<double> failoverShare; ///< per component: part of a branch's downtime that its users still feel, 0..1
};

/// The structure function φ of one class of requests: which share of it succeeds with these components up.
class Structure {
public:
    /// @param counts    per operation: times per parent, for the class.
    /// @param required  per operation: the request fails when nobody does it.
    Structure(const flow::Network &network, const Surroundings &surroundings, std::vector<double> counts,
              std::vector<char> required);

    /// φ in 0..1; between the two only where users of a dead branch wait for their failover.
    /// @param up  per component. A request that enters nowhere does not succeed. O(steps).
    [[nodiscard]] double value(const std::vector<char> &up) const;

    /// Components and places whose failure can lower φ, each place before what stands in it, in order of first call.
    [[nodiscard]] std::vector<int> relevant() const;

private:
    [[nodiscard]] bool isNeeded(const flow::Step &step) const;
    [[nodiscard]] double nodeValue(int node, const std::vector<char> &up, std::vector<double> &known) const;
    [[nodiscard]] double stepsValue(int node, const std::vector<char> &up, std::vector<double> &known) const;
    [[nodiscard]] bool isUp(int component, const std::vector<char> &up) const;

    const flow::Network &m_network;
    const Surroundings &m_surroundings;
    std::vector<double> m_counts;
    std::vector<char> m_required;
    std::vector<std::vector<int>> m_outgoing;
};

/// Components whose loss alone stops the class (φ(all up but it) = 0), of those that are candidates.
/// Source: domain spec 5.2; equals the minimal cut sets of order one.
[[nodiscard]] std::vector<int> singlePoints(const Structure &structure, const std::vector<char> &candidates);

/// Expected φ with independent components and places, by conditioning on one after the other, places first,
/// until φ is decided (Shannon expansion, domain spec 5.4). Exact, or nothing when more than `budget` evaluations would be needed.
[[nodiscard]] std::optional<double> availability(const Structure &structure, const std::vector<double> &up,
                                                 int budget = 20000);

} // namespace headroom::reliability
