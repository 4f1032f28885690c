#include "model/queueing/attempts.h"

#include <algorithm>
#include <cmath>

namespace headroom::queueing {

namespace {

constexpr double kThreshold = 0.5; // of failures, at which a breaker opens (resilience4j's default)

/// Share of the calls that want a retry and may have all they want.
double allowed(const RetryPolicy &policy, double failure, double wanted)
{
    double share = policy.budget > 0 && wanted > policy.budget ? policy.budget / wanted : 1;
    if (isOpen(policy, failure))
        share = std::min(share, (1 - failure) / (1 - kThreshold));
    return share;
}

} // namespace

bool isOpen(const RetryPolicy &policy, double failure)
{
    return policy.hasBreaker && failure > kThreshold;
}

double furtherAttempts(int retries, double failure)
{
    double sum = 0;
    double power = 1;
    for (int k = 0; k < retries; ++k)
        sum += power *= failure;
    return sum;
}

double attempts(const RetryPolicy &policy, double failure)
{
    const double all = furtherAttempts(policy.retries, failure);
    return 1 + allowed(policy, failure, all) * all;
}

double success(const RetryPolicy &policy, double failure)
{
    const double share = allowed(policy, failure, furtherAttempts(policy.retries, failure));
    return 1 - failure + share * (failure - std::pow(failure, policy.retries + 1));
}

double repeatedShare(const RetryPolicy &policy, double failure)
{
    return allowed(policy, failure, furtherAttempts(policy.retries, failure));
}

double longestPause(Backoff backoff, int retry)
{
    constexpr double kFirst = 0.05; // s
    constexpr double kMost = 2;     // s
    switch (backoff) {
    case Backoff::None:
        return 0;
    case Backoff::Fixed:
        return kFirst;
    case Backoff::Exponential:
    case Backoff::Jittered:
        break;
    }
    return std::min(kMost, kFirst * std::exp2(retry - 1));
}

} // namespace headroom::queueing
