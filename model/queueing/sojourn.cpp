#include "model/queueing/sojourn.h"

#include "model/queueing/mmc.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace headroom::queueing {

namespace {

constexpr double kEqualRates = 1e-12; // |d| below which (1 − e^(−xd))/d is x to the last digit
constexpr double kPrecision = 1e-13;
constexpr double kCubic = 1e-5;      // of a step of Halley's method, beyond which nothing changes any more
constexpr double kLeastBend = 0.5;   // below it the curve bends too much to follow
constexpr double kOverflow = 700;    // in e^x
constexpr double kFarApart = 0.05;   // |d| above which one exponential outlasts the other soon
constexpr double kLeastGuess = 1e-3; // of the quantile without any wait
constexpr int kMaxSteps = 200;

} // namespace

std::optional<Sojourn> Sojourn::of(Rate arrivalRate, Seconds serviceTime, int servers)
{
    const double offeredLoad = arrivalRate * serviceTime;
    if (offeredLoad >= servers)
        return std::nullopt;
    return Sojourn(serviceTime, erlangC(servers, offeredLoad), servers - offeredLoad);
}

Sojourn::Sojourn(Seconds serviceTime, double waitProbability, double spare)
    : m_serviceTime(serviceTime.value())
    , m_waitProbability(waitProbability)
    , m_spare(spare)
{
    assert(m_serviceTime > 0 && m_spare > 0 && m_waitProbability >= 0 && m_waitProbability <= 1);
}

Seconds Sojourn::mean() const
{
    return Seconds(m_serviceTime * (1 + m_waitProbability / m_spare));
}

double Sojourn::waitTail(Seconds t) const
{
    return m_waitProbability * std::exp(-m_spare * t.value() / m_serviceTime);
}

double Sojourn::tail(Seconds t) const
{
    return std::exp(logTailAt(t.value() / m_serviceTime).value);
}

Seconds Sojourn::waitQuantile(double p) const
{
    assert(p >= 0 && p < 1);
    if (1 - p >= m_waitProbability)
        return Seconds(0);
    return Seconds(m_serviceTime * std::log(m_waitProbability / (1 - p)) / m_spare);
}

/// ln P(T > x·S) and its slopes. Where e^(−xd) would overflow, which needs d < 0, it is taken out of the bracket.
Sojourn::LogTail Sojourn::logTailAt(double x) const
{
    const double d = m_spare - 1;
    const double c = m_waitProbability;
    if (std::abs(d) < kEqualRates) {
        const double slope = c / (1 + c * x);
        return { -x + std::log1p(c * x), 1 - slope, -slope * slope };
    }
    if (-x * d < kOverflow) {
        const double e = std::expm1(-x * d);
        const double share = -c * e / d;
        const double slope = c * (1 + e) / (1 + share);
        return { -x + std::log1p(share), 1 - slope, -slope * (d + slope) };
    }
    const double bracket = std::exp(x * d) + c * std::expm1(x * d) / d;
    const double slope = c / bracket;
    return { -x * m_spare + std::log(bracket), 1 - slope, -slope * (d + slope) };
}

/// Where the slower of the two exponentials of the tail alone would be.
double Sojourn::firstGuess(double wanted) const
{
    const double d = m_spare - 1;
    const double c = m_waitProbability;
    if (d > kFarApart)
        return -wanted + std::log1p(c / d);
    if (d < -kFarApart && c > 0)
        return (std::log(c / -d) - wanted) / m_spare;
    return -wanted / std::min(1.0, m_spare);
}

Seconds Sojourn::quantile(double p) const
{
    assert(p >= 0 && p < 1);
    if (p == 0)
        return Seconds(0);
    const double wanted = std::log1p(-p);
    if (std::abs(m_waitProbability + m_spare - 1) < kEqualRates) // M/M/1: the sojourn is exponential
        return Seconds(m_serviceTime * -wanted / m_spare);
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
    double x = std::max(firstGuess(wanted), -wanted * kLeastGuess);
    for (int step = 0; step < kMaxSteps && !(high - low <= kPrecision * low); ++step) {
        const LogTail here = logTailAt(x);
        const double excess = here.value - wanted;
        (excess > 0 ? low : high) = x;
        const double newton = excess / here.hazard;
        const double bend = 1 - newton * here.bend / (2 * here.hazard); // Halley
        const double next = x + (bend > kLeastBend ? newton / bend : newton);
        const bool isInside = next > low && next < high;
        const double previous = x;
        x = isInside ? next : std::isfinite(high) ? (low + high) / 2 : 2 * x;
        if (isInside && std::abs(x - previous) <= kCubic * x) // the next step would be its cube
            break;
    }
    return Seconds(m_serviceTime * x);
}

double allenCunneen(double arrivalScv, double serviceScv)
{
    assert(arrivalScv >= 0 && serviceScv >= 0);
    return (arrivalScv + serviceScv) / 2;
}

} // namespace headroom::queueing
