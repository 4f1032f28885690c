#pragma once

#include "model/core/quantity.h"

#include <span>
#include <vector>

namespace headroom::queueing {

/// What a station of K places carries and what it turns away, in steady state (there is one at every load).
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

/// The same where what is finished depends on how many are inside: a birth-death process.
/// @param rates   1/s with 1, 2, … inside, each > 0, not empty; beyond its end the last one.
/// @param places  K ≥ 1.
/// Source: Gross et al., 4th ed., section 2.2.
[[nodiscard]] FiniteQueue finiteQueue(Rate arrivalRate, std::span<const double> rates, int places);

/// The most threads whose rates are exact; beyond, X(k) is the smaller of k/(S + Z) and m/S, its upper bound.
constexpr int kMostExactThreads = 2048;

/// What a machine finishes whose threads each alternate between its cores and calls that take their time elsewhere:
/// throughput of the closed network of one M/M/m station and a delay, with 1…threads customers (flow-equivalent server).
/// @param service  S > 0, on a core per visit.  @param servers  m > 0; a fraction is a part of one more (mmc.h).
/// @param delay    Z ≥ 0 elsewhere per visit.
/// With such rates a finite queue is exact when K = threads; with more places it carries up to 1.5 % too little (tests).
/// @return rates in 1/s, ascending, k/(S + Z) up to m, never above m/S; ends early where it has come to m/S.
/// Source: Chandy, Herzog and Woo 1975; machine repair model, Gross et al., 4th ed., section 2.7.
[[nodiscard]] std::vector<double> flowEquivalentRates(Seconds service, double servers, Seconds delay, int threads);

} // namespace headroom::queueing
