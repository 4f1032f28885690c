#include "model/latency/request.h"

#include "model/latency/crowd.h"
#include "model/latency/fft.h"
#include "model/latency/stop_spectrum.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom::latency {

namespace {

using Complex = std::complex<double>;

constexpr double kFewPoints = 64; // a mean of fewer points makes the grid finer
constexpr double kFinest = 1e-9;  // s
constexpr int kTilts = 32;
constexpr double kFixedTilt = 1e3; // in means, where nothing is random
constexpr double kRare = 1e-6;

/// The stops of all ways, ready for one grid.
using Spectra = std::vector<std::vector<StopSpectrum>>;

bool isAlike(const Visits &a, const Visits &b)
{
    return a.serviceTime == b.serviceTime && a.fixed == b.fixed && a.waits == b.waits && a.counts == b.counts;
}

bool isAlike(const Way &a, const Way &b, std::span<const Waiting> waiting)
{
    return std::equal(a.stops.begin(), a.stops.end(), b.stops.begin(), b.stops.end(),
                      [&](const Stop &x, const Stop &y) {
                          const Waiting &one = waiting[static_cast<std::size_t>(x.component)];
                          const Waiting &other = waiting[static_cast<std::size_t>(y.component)];
                          return one.probability == other.probability && one.decay == other.decay
                              && std::equal(x.visits.begin(), x.visits.end(), y.visits.begin(), y.visits.end(),
                                            [](const Visits &v, const Visits &w) { return isAlike(v, w); });
                      });
}

/// Whether hardly anybody spends time there: only a wait, and that is rare.
bool isIdle(const Stop &stop, std::span<const Waiting> waiting)
{
    return waiting[static_cast<std::size_t>(stop.component)].probability <= kRare
        && std::all_of(stop.visits.begin(), stop.visits.end(),
                       [](const Visits &each) { return each.serviceTime <= 0 && each.fixed <= 0; });
}

/// One way for all that take alike times, through twins in other regions say; idle stops are left out.
std::vector<Way> merged(std::span<const Way> ways, std::span<const Waiting> waiting)
{
    std::vector<Way> different;
    for (Way way : ways) {
        std::erase_if(way.stops, [&](const Stop &stop) { return isIdle(stop, waiting); });
        const auto twin = std::find_if(different.begin(), different.end(),
                                       [&](const Way &other) { return isAlike(way, other, waiting); });
        if (twin == different.end())
            different.push_back(std::move(way));
        else
            twin->probability += way.probability;
    }
    return different;
}

Spectra spectraOf(std::span<const Way> ways, std::span<const Waiting> waiting, Grid grid)
{
    Spectra spectra;
    for (const Way &way : ways) {
        spectra.emplace_back();
        for (const Stop &stop : way.stops)
            spectra.back().emplace_back(stop, waiting[static_cast<std::size_t>(stop.component)], grid);
    }
    return spectra;
}

double meanOf(std::span<const Way> ways, std::span<const Waiting> waiting)
{
    double mean = 0;
    for (const Moments &each : momentsOf(ways, waiting))
        mean += each.mean;
    return mean;
}

/// Chernoff: P(T > t) ≤ min over θ of E[e^(θT)]·e^(−θt), summed over the ways.
class TailBound {
public:
    TailBound(std::span<const Way> ways, std::span<const Waiting> waiting, double mean)
    {
        for (const std::vector<StopSpectrum> &stops : spectraOf(ways, waiting, {})) {
            Bound &bound = m_bounds.emplace_back();
            bound.probability = ways[m_bounds.size() - 1].probability;
            bound.steepest = kFixedTilt / std::max(mean, kFinest);
            for (const StopSpectrum &stop : stops)
                bound.steepest = std::min(bound.steepest, stop.steepest());
            for (int i = 1; i < kTilts; ++i)
                for (const StopSpectrum &stop : stops)
                    bound.logMoments[static_cast<std::size_t>(i)] += stop.logMoment(bound.steepest * i / kTilts);
        }
    }

    [[nodiscard]] double operator()(double time) const
    {
        double sum = 0;
        for (const Bound &bound : m_bounds) {
            double least = 0;
            for (int i = 1; i < kTilts; ++i)
                least = std::min(least,
                                 bound.logMoments[static_cast<std::size_t>(i)] - bound.steepest * i / kTilts * time);
            sum += bound.probability * std::exp(least);
        }
        return sum;
    }

private:
    struct Bound {
        double probability = 1;
        double steepest = 0; ///< 1/s
        std::array<double, kTilts> logMoments {};
    };
    std::vector<Bound> m_bounds;
};

/// The grid of the spec, made finer for requests that it would show in a few points.
Grid gridOf(std::span<const Way> ways, std::span<const Waiting> waiting)
{
    const double mean = meanOf(ways, waiting);
    const TailBound bound(ways, waiting, mean);
    Grid grid = gridFor(bound);
    while (mean < kFewPoints * grid.step && grid.step > kFinest && bound(grid.end() / 2) < kLostTail)
        grid.step /= 2;
    return grid;
}

} // namespace

Distribution distributionOf(std::span<const Way> allWays, std::span<const Waiting> waiting)
{
    if (std::optional<Distribution> crowd = crowded(allWays, waiting))
        return std::move(*crowd);
    const std::vector<Way> ways = merged(allWays, waiting);
    const Grid grid = gridOf(ways, waiting);
    const Circle circle(grid.size);
    const Spectra spectra = spectraOf(ways, waiting, grid);
    StopSpectrum::Workspace room;
    std::vector<Complex> values(grid.size);
    for (std::size_t first = 0; first <= grid.size / 2; first += kBlock) {
        const std::size_t count = std::min(kBlock, grid.size / 2 + 1 - first);
        for (std::size_t w = 0; w < spectra.size(); ++w) {
            const Block block = spectrumOf(ways[w].probability, spectra[w], first, count, circle, room);
            for (std::size_t i = 0; i < count; ++i)
                values[first + i] += Complex(block.real[i], block.imaginary[i]);
        }
    }
    for (std::size_t f = 0; f <= grid.size / 2; ++f)
        values[(grid.size - f) % grid.size] = std::conj(values[f]);
    transform(values, true);
    std::vector<double> probabilities(grid.size);
    for (std::size_t i = 0; i < grid.size; ++i)
        probabilities[i] = std::max(0.0, values[i].real());
    return Distribution(grid.step, std::move(probabilities));
}

double partsOf(std::span<const Way> ways, std::span<const Waiting> waiting)
{
    double most = 0;
    for (const Way &way : ways) {
        if (way.stops.size() >= kCrowd)
            return 1;
        double parts = 0;
        for (const Stop &stop : way.stops) {
            const bool isWaitRare = waiting[static_cast<std::size_t>(stop.component)].probability <= kRare;
            bool waits = false;
            for (const Visits &visits : stop.visits) {
                double count = 0;
                for (const flow::Count &each : visits.counts)
                    if (each.probability > kRare)
                        count = std::max(count, each.times);
                // A fixed time goes to the points on both sides: up to a whole step, two halves.
                parts += count * ((visits.serviceTime > 0 ? 1 : 0) + (visits.fixed > 0 ? 2 : 0));
                waits = waits || (visits.waits && count > 0);
            }
            parts += waits && !isWaitRare ? 1 : 0;
        }
        most = std::max(most, parts);
    }
    return most;
}

} // namespace headroom::latency
