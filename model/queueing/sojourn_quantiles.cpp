#include "model/queueing/sojourn_quantiles.h"

#include "model/engine/wide.h"
#include "model/queueing/sojourn.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace headroom::queueing {

namespace {

constexpr std::size_t kLanes = 64;   // stations that take their steps together
constexpr int kMostSteps = 8;        // two or three are the rule
constexpr double kCubic = 1e-5;      // of a step of Halley's method, beyond which nothing changes any more
constexpr double kLeastBend = 0.5;   // below it the curve bends too much to follow
constexpr double kFarApart = 0.05;   // |spare − 1| above which one exponential outlasts the other soon
constexpr double kLeastApart = 1e-9; // below it their difference is asked for alone
constexpr double kLeastGuess = 1e-3; // of the quantile without any wait
constexpr double kOverflow = 700;    // in e^x
constexpr double kEndless = 1e300;

// The functions below are those of <cmath> to a few units in the last place, without branches and calls, so that a
// loop over stations fills wide registers. Numbers to integers and back by the trick with 1.5·2^52.
constexpr double kMagic = 0x1.8p52;
constexpr double kLn2High = 0x1.62e42fefa3800p-1; // with room for a product with an exponent
constexpr double kLn2Low = 0x1.ef35793c76730p-45;

// Both series end where the next term is below the last digit.
constexpr std::array<double, 12> kTaylor = [] { // 1/2!, 1/3! …
    std::array<double, 12> found {};
    double factorial = 1;
    for (std::size_t n = 0; n < found.size(); ++n)
        found[n] = 1 / (factorial *= static_cast<double>(n + 2));
    return found;
}();
constexpr std::array<double, 11> kArctanh = [] { // 1/3, 1/5 …
    std::array<double, 11> found {};
    for (std::size_t n = 0; n < found.size(); ++n)
        found[n] = 1 / static_cast<double>(2 * n + 3);
    return found;
}();

/// e^y − 1 for |y| ≤ 700.
inline double exponentialMinusOne(double y)
{
    const double shifted = y * std::numbers::log2e + kMagic;
    const double k = shifted - kMagic;
    const double r = (y - k * kLn2High) - k * kLn2Low; // |r| ≤ ln 2 / 2
    double series = kTaylor.back();
    for (std::size_t n = kTaylor.size() - 1; n-- > 0;)
        series = kTaylor[n] + series * r;
    const double tail = r + r * r * series;
    const double scale = std::bit_cast<double>((std::bit_cast<std::uint64_t>(shifted) + 1023) << 52);
    return scale * tail + (scale - 1);
}

/// ln(1 + s) for s ≥ 0.
inline double logarithmOfOnePlus(double s)
{
    const double u = 1 + s;
    const double lost = (s - (u - 1)) / u;
    const auto bits = std::bit_cast<std::uint64_t>(u);
    const std::uint64_t shifted = bits + 0x95f6400000000ULL; // √2 and above go to the next power of two
    const double exponent = std::bit_cast<double>(0x4330000000000000ULL | (shifted >> 52)) - (0x1p52 + 1023);
    const double mantissa = std::bit_cast<double>(bits - ((shifted & 0xfff0000000000000ULL) - 0x3ff0000000000000ULL));
    const double f = (mantissa - 1) / (mantissa + 1); // |f| ≤ 0.1716: ln m = 2 atanh f
    const double square = f * f;
    double series = kArctanh.back();
    for (std::size_t n = kArctanh.size() - 1; n-- > 0;)
        series = kArctanh[n] + series * square;
    return exponent * kLn2High + (2 * f + (2 * f * square * series + (exponent * kLn2Low + lost)));
}

/// Stations that step together; times are in units of their service times.
struct Lanes {
    std::array<double, kLanes> waits {};
    std::array<double, kLanes> apart {}; ///< spare − 1
    std::array<double, kLanes> x {};
    std::array<double, kLanes> low {};
    std::array<double, kLanes> high {};
    std::array<double, kLanes> isDone {}; ///< 0 or 1
};

HEADROOM_WIDE void step(Lanes &lanes, double wanted)
{
    for (std::size_t i = 0; i < kLanes; ++i) {
        const double x = lanes.x[i];
        const double d = lanes.apart[i];
        const double c = lanes.waits[i];
        const double e = exponentialMinusOne(std::max(-kOverflow, std::min(-x * d, kOverflow)));
        const double share = -c * e / d;
        const double slope = c * (1 + e) / (1 + share);
        const double excess = logarithmOfOnePlus(share) - x - wanted;
        const double hazard = 1 - slope;
        const double newton = excess / hazard;
        const double bend = 1 + newton * slope * (d + slope) / (2 * hazard); // Halley
        const double next = x + newton / (bend > kLeastBend ? bend : 1.0);
        const double low = excess > 0 ? x : lanes.low[i];
        const double high = excess > 0 ? lanes.high[i] : x;
        const double halved = high < kEndless ? (low + high) / 2 : 2 * x;
        const double above = next > low ? next : halved;
        const double moved = next < high ? above : halved;
        const double wasDone = lanes.isDone[i];
        const double isExact = excess == 0 ? 1.0 : wasDone;
        const double isNear = std::abs(next - x) <= kCubic * next ? 1.0 : 0.0;
        const double isSettled = moved == next ? isNear : 0.0;
        lanes.x[i] = isExact > 0 ? x : moved;
        lanes.low[i] = low;
        lanes.high[i] = high;
        lanes.isDone[i] = isExact > 0 ? 1.0 : isSettled;
    }
}

/// Where the slower of the two exponentials of the tail alone would be.
HEADROOM_WIDE void guess(Lanes &lanes, double wanted)
{
    for (std::size_t i = 0; i < kLanes; ++i) {
        const double d = lanes.apart[i];
        const double c = lanes.waits[i];
        const bool isFast = d > kFarApart;
        const bool isSlow = d < -kFarApart && c > 0;
        const double ratio = c / (isFast ? d : isSlow ? -d : 1.0);
        const double logarithm = logarithmOfOnePlus(isFast ? ratio : isSlow ? std::max(0.0, ratio - 1) : 0);
        const double start = isFast ? logarithm - wanted
            : isSlow                ? (logarithm - wanted) / (1 + d)
                                    : -wanted / std::min(1.0, 1 + d);
        lanes.x[i] = std::max(start, -wanted * kLeastGuess);
        lanes.low[i] = 0;
        lanes.high[i] = 10 * kEndless;
        lanes.isDone[i] = 0;
    }
}

bool isAllDone(const Lanes &lanes)
{
    return std::all_of(lanes.isDone.begin(), lanes.isDone.end(), [](double done) { return done > 0; });
}

} // namespace

void sojournQuantiles(std::span<const double> waitProbability, std::span<const double> spare, double p,
                      std::span<double> times)
{
    assert(p >= 0 && p < 1 && waitProbability.size() == times.size() && spare.size() == times.size());
    const double wanted = std::log1p(-p);
    for (std::size_t first = 0; first < times.size(); first += kLanes) {
        const std::size_t count = std::min(kLanes, times.size() - first);
        Lanes lanes;
        for (std::size_t i = 0; i < kLanes; ++i) {
            const bool isPlain = i < count && std::abs(spare[first + i] - 1) > kLeastApart;
            lanes.waits[i] = isPlain ? waitProbability[first + i] : 0;
            lanes.apart[i] = isPlain ? spare[first + i] - 1 : 1;
        }
        guess(lanes, wanted);
        for (int steps = 0; steps < kMostSteps && !isAllDone(lanes); ++steps)
            step(lanes, wanted);
        for (std::size_t i = 0; i < count; ++i) {
            const double d = spare[first + i] - 1;
            const bool isSafe
                = p > 0 && std::abs(d) > kLeastApart && lanes.isDone[i] > 0 && -lanes.x[i] * d < kOverflow;
            times[first + i] = isSafe
                ? lanes.x[i]
                : Sojourn(Seconds(1), waitProbability[first + i], spare[first + i]).quantile(p).value();
        }
    }
}

} // namespace headroom::queueing
