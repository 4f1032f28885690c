#include "model/queueing/tails.h"

#include <algorithm>
#include <cmath>

namespace headroom::queueing {

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
    constexpr double kNormal = 1e4; // shape from which the law is normal
    const double left = mean - shift;
    if (variance <= 0 || left <= 0)
        return mean > time ? 1 : 0;
    if (time <= shift)
        return 1;
    const double shape = left * left / variance;
    if (shape > kNormal)
        return std::erfc((time - mean) / std::sqrt(2 * variance)) / 2;
    return 1 - gammaShare(shape, (time - shift) * left / variance);
}

double momentQuantile(double p, double mean, double variance, double shift)
{
    constexpr double kClose = 1e-6;
    if (variance <= 0 || mean <= shift)
        return mean;
    const double deviation = std::sqrt(variance);
    double low = shift;
    double high = mean;
    for (double step = deviation; momentTail(high, mean, variance, shift) > 1 - p; step *= 2)
        high += step;
    while (high - low > kClose * deviation) {
        const double middle = (low + high) / 2;
        (momentTail(middle, mean, variance, shift) > 1 - p ? low : high) = middle;
    }
    return high;
}

} // namespace headroom::queueing
