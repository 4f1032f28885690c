#pragma once

#include "model/core/quantity.h"

#include <optional>

namespace headroom::queueing {

constexpr int kMostRecursed = 4096; ///< servers up to which a recursion is quicker than the incomplete gamma function

/// Probability that an arrival at an M/M/m station has to wait.
///
/// @param servers      m > 0. A fraction f beyond the whole servers n is a part of one more: k requests in service are
///                     served at the speed of min(k, m) servers, as those of a container with a share of the cores are.
/// @param offeredLoad  a = λS ≥ 0, in erlangs.
/// @return C(m, a) in 0..1; 1 when a ≥ m, where every arrival waits. With a fraction: P(N ≥ n)·(1 − f(1 − a/m)) of that
///         birth-death process, with which the mean beyond S is C·S/(m − a) as well.
///
/// Erlang B by the recursion B_k = a·B_{k−1} / (k + a·B_{k−1}), then C = B / (1 − ρ(1 − B)). O(m) up to
/// kMostRecursed servers, beyond them by inverseErlangB().
/// Source: Gross et al., Fundamentals of Queueing Theory, 4th ed., section 2.3.
[[nodiscard]] double erlangC(double servers, double offeredLoad);

/// Share of arrivals that an M/M/m/m station loses: B(m, a), 0..1. Source and effort as erlangC.
[[nodiscard]] double erlangB(int servers, double offeredLoad);

/// 1/B(m, a), for m ≥ 1 and a > 0; infinite where B has no digits. Of a Poisson(a), P(N ≤ m) over P(N = m), which are
/// the regularized incomplete gamma function Q(m + 1, a) and its derivative: O(1). Where a > m, the sum of these over
/// P(N = m), whose terms fall: O(√m).
/// Source: Jagerman 1974, Some properties of the Erlang loss function, Bell System Technical Journal 53(3).
[[nodiscard]] double inverseErlangB(int servers, double offeredLoad);

/// Mean wait in the queue of an M/M/m station, before service starts.
///
/// @param arrivalRate  λ ≥ 0.
/// @param serviceTime  S ≥ 0, mean time one server is busy with one request.
/// @param servers      m ≥ 1 identical servers behind one FIFO queue.
/// @return W_q = C·S / (m(1 − ρ)); nothing when λS ≥ m, where no steady state exists. O(m).
[[nodiscard]] std::optional<Seconds> meanWait(Rate arrivalRate, Seconds serviceTime, int servers);

} // namespace headroom::queueing
