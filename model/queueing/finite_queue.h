#pragma once

#include "model/core/quantity.h"

namespace headroom::queueing {

/// What an M/M/m/K station carries and what it turns away, in steady state (there is one at every load).
struct FiniteQueue {
    double blocking = 0;   ///< share of arrivals that find K requests and are lost, 0..1
    Rate carried;          ///< X = λ(1 − blocking)
    double population = 0; ///< L, mean number of requests waiting and in service, 0..K
    Seconds response;      ///< R = L/X of those that get in; S when nothing arrives
};

/// @param arrivalRate  λ ≥ 0, may exceed m/S.
/// @param serviceTime  S > 0.
/// @param servers      m ≥ 1.
/// @param places       K ≥ m, waiting places and servers together.
///
/// p_n ∝ aⁿ/n! up to m, then × a/m for each further place, summed relative to the largest term so that neither
/// 10,000 erlangs nor one in a million leaves the range of a double. O(K).
/// Source: Gross et al., Fundamentals of Queueing Theory, 4th ed., section 2.5.
[[nodiscard]] FiniteQueue finiteQueue(Rate arrivalRate, Seconds serviceTime, int servers, int places);

} // namespace headroom::queueing
