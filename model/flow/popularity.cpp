#include "model/flow/popularity.h"

#include <algorithm>
#include <cmath>

namespace headroom::flow {

namespace {

constexpr double kSummed = 64; // terms added one by one

/// ∫ x^−s from a to b, without cancellation where s is near 1.
double powerIntegral(double a, double b, double s)
{
    const double order = 1 - s;
    const double logRatio = std::log(b / a);
    if (std::abs(order) * logRatio < 1e-8)
        return std::pow(a, order) * logRatio * (1 + order * logRatio / 2);
    return std::pow(a, order) * std::expm1(order * logRatio) / order;
}

} // namespace

double generalizedHarmonic(double n, double s)
{
    n = std::floor(n);
    if (!(n >= 1))
        return 0;
    double sum = 0;
    const double summed = std::min(n, kSummed);
    for (double k = summed; k >= 1; --k)
        sum += std::pow(k, -s);
    if (n <= kSummed)
        return sum;
    // Σ from a + 1 to n with a = 64: integral, half of the ends' difference, then Bernoulli numbers B2, B4, B6.
    const double a = kSummed;
    const auto derivative = [s](double x, int order, double factor) { return factor * std::pow(x, -s - order); };
    const double third = s * (s + 1) * (s + 2);
    const double fifth = third * (s + 3) * (s + 4);
    return sum + powerIntegral(a, n, s) + (std::pow(n, -s) - std::pow(a, -s)) / 2
        + (derivative(a, 1, s) - derivative(n, 1, s)) / 12 - (derivative(a, 3, third) - derivative(n, 3, third)) / 720
        + (derivative(a, 5, fifth) - derivative(n, 5, fifth)) / 30240;
}

double popularShare(double kept, double keys, double s)
{
    keys = std::floor(keys);
    kept = std::min(std::floor(kept), keys);
    if (!(kept >= 1) || !(s >= 0))
        return 0;
    return std::min(1.0, generalizedHarmonic(kept, s) / generalizedHarmonic(keys, s));
}

} // namespace headroom::flow
