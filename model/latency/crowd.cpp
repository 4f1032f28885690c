#include "model/latency/crowd.h"

#include "model/queueing/tails.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace headroom::latency {

namespace {

constexpr double kSymmetric = 1e-4; // skewness below which the law is normal
constexpr double kMostSkewed = 1.4; // above it the gamma density is not smooth enough for points: shape below 2
constexpr double kLeastVariance = 1e-30;
constexpr double kDeviations = 9; // that the grid reaches beyond the mean, more when skewed

/// Adds the raw moments of all combinations of counts from `visit` on.
class StopMoments {
public:
    StopMoments(const Stop &stop, const Waiting &waiting)
        : m_stop(stop)
    {
        const double c = waiting.probability;
        if (c <= 0)
            return;
        const double w = 1 / waiting.decay;
        m_wait = { c * w, (2 * c - c * c) * w * w, (6 * c - 6 * c * c + 2 * c * c * c) * w * w * w };
    }

    Cumulants run()
    {
        add(0, 1, 0, {});
        const double variance = m_second - m_first * m_first;
        const double third = m_third - 3 * m_first * m_second + 2 * m_first * m_first * m_first;
        return { m_first, std::max(0.0, variance), third };
    }

private:
    /// Given the counts, cumulants add up; the waits are one sample, as often as the stop is visited.
    void add(std::size_t visit, double probability, double waits, Cumulants sum)
    {
        if (visit < m_stop.visits.size()) {
            const Visits &visits = m_stop.visits[visit];
            const double s = visits.serviceTime;
            for (const flow::Count &count : visits.counts) {
                const double k = count.times;
                add(visit + 1, probability * count.probability, waits + (visits.waits ? k : 0),
                    { sum.mean + k * (s + visits.fixed), sum.variance + k * s * s, sum.third + 2 * k * s * s * s });
            }
            return;
        }
        const double mean = sum.mean + waits * m_wait.mean;
        const double variance = sum.variance + waits * waits * m_wait.variance;
        const double third = sum.third + waits * waits * waits * m_wait.third;
        m_first += probability * mean;
        m_second += probability * (variance + mean * mean);
        m_third += probability * (third + 3 * mean * variance + mean * mean * mean);
    }

    const Stop &m_stop;
    Cumulants m_wait;
    double m_first = 0;
    double m_second = 0;
    double m_third = 0;
};

double skewnessOf(const Cumulants &law)
{
    return law.variance > kLeastVariance ? law.third / std::pow(law.variance, 1.5) : 0;
}

/// Adds a law of these cumulants to the probabilities of a grid.
void addLaw(const Cumulants &law, double weight, Grid grid, std::vector<double> &probabilities)
{
    const double deviation = std::sqrt(law.variance);
    if (deviation <= grid.step / 2) {
        const double point = std::floor(law.mean / grid.step + 0.5);
        probabilities[std::min(probabilities.size() - 1, static_cast<std::size_t>(point))] += weight;
        return;
    }
    const double skewness = skewnessOf(law);
    const double shape = 4 / (skewness * skewness);
    const double scale = deviation * skewness / 2;
    const double shift = law.mean - shape * scale;
    const double top = std::log(scale) + std::lgamma(shape);
    const auto density = [&](double t) {
        if (skewness < kSymmetric) {
            const double z = (t - law.mean) / deviation;
            return std::exp(-z * z / 2) / (deviation * std::sqrt(2 * std::numbers::pi));
        }
        const double x = (t - shift) / scale;
        return x > 0 ? std::exp((shape - 1) * std::log(x) - x - top) : 0;
    };
    std::vector<double> own(probabilities.size());
    double sum = 0;
    for (std::size_t i = 0; i < own.size(); ++i) {
        const double t = static_cast<double>(i) * grid.step;
        own[i] = skewness <= kMostSkewed ? density(t) * grid.step
                                         : queueing::gammaShare(shape, (t + grid.step / 2 - shift) / scale)
                - (i > 0 ? queueing::gammaShare(shape, (t - grid.step / 2 - shift) / scale) : 0);
        sum += own[i];
    }
    for (std::size_t i = 0; i < own.size() && sum > 0; ++i)
        probabilities[i] += weight * own[i] / sum;
}

} // namespace

Cumulants cumulantsOf(const Way &way, std::span<const Waiting> waiting)
{
    Cumulants sum;
    for (const Stop &stop : way.stops) {
        const Cumulants each = StopMoments(stop, waiting[static_cast<std::size_t>(stop.component)]).run();
        sum.mean += each.mean;
        sum.variance += each.variance;
        sum.third += each.third;
    }
    return sum;
}

std::optional<Distribution> crowded(std::span<const Way> ways, std::span<const Waiting> waiting)
{
    const bool isCrowd
        = std::any_of(ways.begin(), ways.end(), [](const Way &way) { return way.stops.size() >= kCrowd; });
    if (!isCrowd)
        return std::nullopt;
    std::vector<Cumulants> laws;
    double end = kStep;
    for (const Way &way : ways) {
        laws.push_back(cumulantsOf(way, waiting));
        const double skewness = std::max(0.0, skewnessOf(laws.back()));
        end = std::max(end, laws.back().mean + kDeviations * (1 + skewness) * std::sqrt(laws.back().variance));
    }
    const Grid grid { end / static_cast<double>(kGridSize - 1), kGridSize };
    std::vector<double> probabilities(grid.size, 0.0);
    for (std::size_t w = 0; w < ways.size(); ++w)
        addLaw(laws[w], ways[w].probability, grid, probabilities);
    return Distribution(grid.step, std::move(probabilities));
}

} // namespace headroom::latency
