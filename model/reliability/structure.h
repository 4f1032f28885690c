#pragma once

#include "model/flow/propagation.h"
#include "model/reliability/gates.h"

#include <vector>

namespace headroom::reliability {

/// What the routes of a stage do not tell about failing together and failing over.
struct Surroundings {
    std::vector<int> enclosing;        ///< per component: the place it stands in, or −1
    std::vector<double> failoverShare; ///< per component: part of a branch's downtime that its users still feel, 0..1
    std::vector<char> bypassed = {};   ///< per component: whoever asks it does without it and goes on; empty: none
};

/// The structure function φ of one class of requests: which share of it succeeds with these components up.
/// Events are components and places by index. Independent of what it was made from.
class Structure {
public:
    /// @param counts    per operation: times per parent, for the class.
    /// @param required  per operation: the request fails when nobody does it.
    /// Calls in a loop ask for nothing new: a component of the loop works when all it needs outside of it works.
    /// O(steps); a loop with alternatives inside takes as many rounds as it has members, up to a limit of gates.
    Structure(const flow::Network &network, const Surroundings &surroundings, const std::vector<double> &counts,
              const std::vector<char> &required);

    /// φ in 0..1; between the two only where users of a dead branch wait for their failover.
    /// @param up  per component. A request that enters nowhere does not succeed. O(gates).
    [[nodiscard]] double value(const std::vector<char> &up) const;

    /// Components and places whose failure can lower φ, places first, then in order of first call.
    [[nodiscard]] const std::vector<int> &relevant() const { return m_relevant; }

    /// φ as gates; the last one is φ itself. Empty when no request enters.
    [[nodiscard]] const Gates &gates() const { return m_gates; }
    [[nodiscard]] std::size_t events() const { return m_events; }
    /// Whether both are made alike: then everything about them is equal.
    bool operator==(const Structure &) const = default;

private:
    void findRelevant(const Surroundings &surroundings);

    Gates m_gates;
    std::size_t m_events = 0;
    std::vector<int> m_relevant;
};

/// Components whose loss alone stops the class (φ(all up but it) = 0), of those that are candidates.
/// Source: domain spec 5.2; equals the minimal cut sets of order one. O(gates + c · gates / 256),
/// with c candidates that are not needed always.
[[nodiscard]] std::vector<int> singlePoints(const Structure &structure, const std::vector<char> &candidates);

} // namespace headroom::reliability
