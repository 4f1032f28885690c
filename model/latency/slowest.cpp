#include "model/latency/slowest.h"

#include <boost/math/special_functions/beta.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace headroom::latency {

namespace {

constexpr double kFewTerms = 64; ///< of a binomial sum; more are taken from the incomplete beta function

constexpr double kFirstPanel = 1.0 / 64; // of the shortest scale
constexpr double kGrowth = 2;            // of a panel's width over the one before: smooth where it is wide
constexpr double kFewCalls = 16;         // of more, all are back late and within little time: panels are narrower there
constexpr double kNarrowGrowth = 1.25;
constexpr double kScales = 45;      // e^(−45) is nothing beside 1
constexpr double kSmallest = 1e-12; // s

/// ∫ of f over a..b with 8 points, exact for polynomials up to degree 15.
template <typename Function>
double gauss(double a, double b, const Function &f)
{
    constexpr std::array<double, 4> kNodes { 0.1834346424956498, 0.5255324099163290, 0.7966664774136267,
                                             0.9602898564975363 };
    constexpr std::array<double, 4> kWeights { 0.3626837833783620, 0.3137066458778873, 0.2223810344533745,
                                               0.1012285362903763 };
    const double middle = (a + b) / 2;
    const double half = (b - a) / 2;
    double sum = 0;
    for (std::size_t i = 0; i < kNodes.size(); ++i)
        sum += kWeights[i] * (f(middle - half * kNodes[i]) + f(middle + half * kNodes[i]));
    return sum * half;
}

/// Panels start anew, and small, behind every fixed time: there the integrand bends.
template <typename Function>
double overPanels(std::span<const Call> calls, const Function &late,
                  double limit = std::numeric_limits<double>::infinity())
{
    std::vector<double> bends { 0 };
    double shortest = std::numeric_limits<double>::infinity();
    double end = 0;
    double all = 0;
    for (const Call &each : calls) {
        all += each.calls;
        bends.push_back(each.fixed);
        end = std::max(end, each.fixed + each.scale * (kScales + std::log(std::max(1.0, each.calls))));
        if (each.scale > 0)
            shortest = std::min(shortest, each.scale);
    }
    end = std::min(end, limit);
    std::erase_if(bends, [end](double bend) { return bend > end; });
    std::sort(bends.begin(), bends.end());
    bends.erase(std::unique(bends.begin(), bends.end()), bends.end());
    shortest = std::max(kSmallest, std::isfinite(shortest) ? shortest : end);
    const double growth = all > kFewCalls ? kNarrowGrowth : kGrowth;
    double sum = 0;
    for (std::size_t b = 0; b < bends.size(); ++b) {
        const double last = b + 1 < bends.size() ? bends[b + 1] : std::max(end, bends[b]);
        double width = shortest * kFirstPanel;
        for (double from = bends[b]; from < last; width *= growth) {
            const double to = std::min(last, from + width);
            sum += gauss(from, to, late);
            from = to;
        }
    }
    return sum;
}

/// 1 − Π F_i(t). @param tailOf  P(T > t) of a call's random part.
template <typename TailOf>
double notYet(std::span<const Call> calls, double t, const TailOf &tailOf)
{
    double early = 1;
    for (const Call &each : calls) {
        if (each.calls <= 0)
            continue; // 0 · log 0 is no number
        const double tail = t < each.fixed ? 1 : each.scale > 0 ? std::min(1.0, tailOf(each, t - each.fixed)) : 0;
        if (tail >= 1 && each.needed > 0)
            return 1;
        early *= each.needed < 1 ? arrived(1 - tail, each.calls, each.needed)
            : each.calls == 1    ? 1 - tail
                                 : std::exp(each.calls * std::log1p(-tail));
    }
    return 1 - early;
}

} // namespace

double arrived(double f, double calls, double needed)
{
    if (calls <= 0 || f >= 1)
        return 1;
    if (f <= 0)
        return needed > 0 ? 0 : 1;
    const double rank = std::ceil(calls * needed - 1e-9);
    if (rank >= calls || calls != std::floor(calls))
        return std::pow(f, calls);
    if (rank <= 0)
        return 1;
    if (calls - rank > kFewTerms) // a file may state a billion calls
        return boost::math::ibeta(rank, calls - rank + 1, f);
    double sum = 0;
    const double whole = std::lgamma(calls + 1);
    for (double k = rank; k <= calls; ++k)
        sum += std::exp(whole - std::lgamma(k + 1) - std::lgamma(calls - k + 1) + k * std::log(f)
                        + (calls - k) * std::log1p(-f));
    return std::min(1.0, sum);
}

double meanOfSlowest(std::span<const Call> calls)
{
    return overPanels(calls, [calls](double t) {
        return notYet(calls, t, [](const Call &each, double random) { return each.tail(random); });
    });
}

double meanOfSlowestExponentials(std::span<const Call> calls)
{
    return overPanels(calls, [calls](double t) {
        return notYet(calls, t, [](const Call &each, double random) { return std::exp(-random / each.scale); });
    });
}

double meanUpTo(const Call &call, double limit)
{
    const double fixed = std::min(call.fixed, limit);
    if (call.scale <= 0 || limit <= call.fixed)
        return fixed;
    const Call random { call.tail, 0, call.scale };
    return fixed + overPanels({ &random, 1 }, random.tail, limit - call.fixed);
}

} // namespace headroom::latency
