#pragma once

namespace headroom::queueing {

/// What lies between an attempt that has failed and the next. The options of a connection's `backoff`, in their order.
enum class Backoff { None, Fixed, Exponential, Jittered };

/// How a caller repeats calls that fail.
struct RetryPolicy {
    int retries = 0;         ///< k ≥ 0 further attempts after a failed one
    double budget = 0;       ///< b: retries may be at most this share of the calls; 0: no limit
    bool hasBreaker = false; ///< refuses retries where half of the attempts fail or more
    Backoff backoff = Backoff::None;
};

/// s before the given retry (1, 2, …): 50 ms, or for the exponential ones 50 ms · 2^(retry − 1), at most 2 s; with full
/// jitter any time up to that, all alike likely.  Source: domain spec 3.3.
[[nodiscard]] double longestPause(Backoff backoff, int retry);

/// f + f² + … + f^k: further attempts per call when each fails with probability f and nothing refuses them.
/// @param retries  k ≥ 0. @param failure  f in 0..1.
[[nodiscard]] double furtherAttempts(int retries, double failure);

/// Attempts per call when each fails with probability f, independently of the others: 1 ≤ Att ≤ k + 1.
///
/// Att = (1 − f^(k+1))/(1 − f) = 1 + f + … + f^k, and k + 1 where all fail. With a budget at most 1 + b. A breaker lets
/// all retries through up to f = 0.5, its threshold, none where everything fails, and a straight part of them between:
/// how long it stays open depends on its windows, which a steady state does not see.
/// @param failure  f in 0..1.
/// Source: Amazon Builders' Library, "Timeouts, retries and backoff with jitter"; Google SRE book, "Handling overload".
[[nodiscard]] double attempts(const RetryPolicy &policy, double failure);

/// Share of calls that succeed in the end: 1 − f^(k+1); retries that budget or breaker refuse are missing at random.
[[nodiscard]] double success(const RetryPolicy &policy, double failure);

/// Whether a breaker is open for some of the time: more than half of the attempts fail.
[[nodiscard]] bool isOpen(const RetryPolicy &policy, double failure);

/// Share of the failed calls that budget and breaker let repeat, 0..1: Att = 1 + that · (f + f² + … + f^k).
[[nodiscard]] double repeatedShare(const RetryPolicy &policy, double failure);

} // namespace headroom::queueing
