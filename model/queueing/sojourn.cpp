#include "model/queueing/sojourn.h"

#include "model/queueing/mmc.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace headroom::queueing {

namespace {

constexpr double kEqualRates = 1e-12; // |d| below which (1 − e^(−xd))/d is x to the last digit
constexpr double kPrecision = 1e-13;
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
    return std::exp(logTail(t.value() / m_serviceTime));
}

Seconds Sojourn::waitQuantile(double p) const
{
    assert(p >= 0 && p < 1);
    if (1 - p >= m_waitProbability)
        return Seconds(0);
    return Seconds(m_serviceTime * std::log(m_waitProbability / (1 - p)) / m_spare);
}

/// For d < 0 the factor e^(−xd) is taken out of the bracket: it would overflow where waits are long.
double Sojourn::logTail(double x) const
{
    const double d = m_spare - 1;
    if (std::abs(d) < kEqualRates)
        return -x + std::log1p(m_waitProbability * x);
    if (d > 0)
        return -x + std::log1p(-m_waitProbability * std::expm1(-x * d) / d);
    return -x * m_spare + std::log(std::exp(x * d) + m_waitProbability * std::expm1(x * d) / d);
}

/// −d/dx of logTail.
double Sojourn::hazard(double x) const
{
    const double d = m_spare - 1;
    if (std::abs(d) < kEqualRates)
        return 1 - m_waitProbability / (1 + m_waitProbability * x);
    if (d > 0)
        return 1 - m_waitProbability * std::exp(-x * d) / (1 - m_waitProbability * std::expm1(-x * d) / d);
    return 1 - m_waitProbability / (std::exp(x * d) + m_waitProbability * std::expm1(x * d) / d);
}

Seconds Sojourn::quantile(double p) const
{
    assert(p >= 0 && p < 1);
    if (p == 0)
        return Seconds(0);
    const double wanted = std::log1p(-p);
    double low = 0;
    double high = -wanted / std::min(1.0, m_spare);
    while (logTail(high) > wanted)
        high *= 2;
    double x = high;
    for (int step = 0; step < kMaxSteps && high - low > kPrecision * high; ++step) {
        const double excess = logTail(x) - wanted;
        (excess > 0 ? low : high) = x;
        const double next = x + excess / hazard(x);
        const bool isInside = next > low && next < high;
        const double previous = x;
        x = isInside ? next : (low + high) / 2;
        if (isInside && std::abs(x - previous) <= kPrecision * x)
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
