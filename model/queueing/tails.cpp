#include "model/queueing/tails.h"

#include <algorithm>
#include <cmath>

namespace headroom::queueing {

namespace {

constexpr double kNormal = 1e4;    // shape from which a gamma law is normal
constexpr double kConstant = 1e-6; // squared coefficient of variation of what is as good as constant
constexpr double kAsSlow = 0.98;   // scale of the rest over that of the exponential part, from which they are alike

/// P(Z ≤ z) of the standard normal law.
[[nodiscard]] double normalShare(double z)
{
    return std::erfc(-z / std::sqrt(2.0)) / 2;
}

} // namespace

double gammaShare(double shape, double x)
{
    constexpr int kTerms = 1000;
    constexpr double kEnough = 1e-15;
    if (x <= 0)
        return 0;
    const double scale = std::exp(shape * std::log(x) - x - std::lgamma(shape));
    if (x < shape + 1) {
        double term = 1 / shape;
        double sum = term;
        for (int n = 1; n < kTerms && term > kEnough * sum; ++n)
            sum += term *= x / (shape + n);
        return std::min(1.0, scale * sum);
    }
    double b = x + 1 - shape;
    double c = 1e300;
    double d = 1 / b;
    double fraction = d;
    for (int n = 1; n < kTerms; ++n) {
        const double a = -n * (n - shape);
        b += 2;
        d = 1 / (a * d + b);
        c = b + a / c;
        fraction *= d * c;
        if (std::abs(d * c - 1) < kEnough)
            break;
    }
    return std::clamp(1 - scale * fraction, 0.0, 1.0);
}

double visitTail(double time, double serviceTime, double waitProbability, double decay)
{
    constexpr double kEqual = 1e-7; // relative; nearer rates are as good as one
    if (time < 0)
        return 1;
    const double waited = decay > 0 ? waitProbability : 0;
    if (serviceTime <= 0)
        return waited > 0 ? waited * std::exp(-decay * time) : 0;
    const double rate = 1 / serviceTime;
    const double served = std::exp(-rate * time);
    if (waited <= 0)
        return served;
    const double apart = decay - rate;
    const double both = std::abs(apart) <= kEqual * rate ? served * (1 + rate * time)
                                                         : (decay * served - rate * std::exp(-decay * time)) / apart;
    return std::clamp((1 - waited) * served + waited * both, 0.0, 1.0);
}

double momentTail(double time, double mean, double variance, double shift)
{
    const double left = mean - shift;
    if (variance <= 0 || left <= 0)
        return mean > time ? 1 : 0;
    if (time <= shift)
        return 1;
    const double shape = left * left / variance;
    if (shape > kNormal)
        return 1 - normalShare((time - mean) / std::sqrt(variance));
    return 1 - gammaShare(shape, (time - shift) * left / variance);
}

double SumOfTimes::tail(double time) const
{
    const double restMean = mean - fixed - chance * slow;
    const double restVariance = variance - chance * (2 - chance) * slow * slow;
    const double x = time - fixed;
    if (slow <= 0 || chance <= 0 || x <= 0 || restMean < 0)
        return momentTail(time, mean, variance, fixed);
    if (restVariance <= kConstant * restMean * restMean) // also where there is no rest
        return x <= restMean ? 1 : chance * std::exp((restMean - x) / slow);
    const double scale = restVariance / restMean;
    if (scale >= kAsSlow * slow)
        return momentTail(time, mean, variance, fixed);
    const double shape = restMean / scale;
    const bool isNormal = shape > kNormal;
    const double beyond
        = isNormal ? 1 - normalShare((x - restMean) / std::sqrt(restVariance)) : 1 - gammaShare(shape, x / scale);
    const double within = isNormal ? normalShare((x - restMean - restVariance / slow) / std::sqrt(restVariance))
                                   : gammaShare(shape, x / scale * (1 - scale / slow));
    const double exponent
        = isNormal ? restMean / slow + restVariance / (2 * slow * slow) : -shape * std::log1p(-scale / slow);
    const double later = within > 0 ? std::exp(exponent - x / slow) * within : 0;
    return std::clamp(beyond + chance * later, 0.0, 1.0);
}

double SumOfTimes::tailBound(double time) const
{
    constexpr double kSteep = 0.8; // of the slowest decay
    const double part = chance * slow;
    const double restMean = std::max(0.0, mean - fixed - part);
    const double restVariance = std::max(0.0, variance - chance * (2 - chance) * slow * slow);
    const bool hasRest = restVariance > kConstant * restMean * restMean && restMean > 0;
    const double scale = hasRest ? restVariance / restMean : 0;
    if (scale >= kAsSlow * slow && variance > 0) { // all is one gamma law
        const double whole = mean - fixed;
        const double tilt = kSteep * whole / variance;
        return std::min(1.0, std::exp(-tilt * (time - fixed) - whole * whole / variance * std::log1p(-kSteep)));
    }
    if (slow <= 0)
        return time < mean ? 1 : 0;
    const double tilt = kSteep / slow;
    const double rest = hasRest ? -restMean / scale * std::log1p(-tilt * scale) : tilt * restMean;
    return std::min(1.0, std::exp(rest - tilt * (time - fixed)) * (1 + chance * kSteep / (1 - kSteep)));
}

double SumOfTimes::quantile(double p) const
{
    constexpr double kClose = 1e-6;
    if (variance <= 0 || mean <= fixed || !std::isfinite(mean + variance))
        return mean;
    const double deviation = std::sqrt(variance);
    double low = fixed;
    double high = mean;
    for (double step = deviation; tail(high) > 1 - p; step *= 2)
        high += step;
    while (high - low > kClose * deviation) {
        const double middle = (low + high) / 2;
        if (middle <= low || middle >= high) // a deviation too small for the digits of the time
            break;
        (tail(middle) > 1 - p ? low : high) = middle;
    }
    return high;
}

} // namespace headroom::queueing
