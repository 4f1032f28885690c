#include "model/latency/way_spectrum.h"

#include "model/latency/fft.h"
#include "model/latency/join_law.h"
#include "model/latency/stop_spectrum.h"

#include <algorithm>

namespace headroom::latency {

using Complex = std::complex<double>;

Spectrum spectrumOf(std::span<const Way> ways, std::span<const Waiting> waiting,
                    const std::function<const Spectrum &(const Join &)> &joinOf, Grid grid, const Circle &circle)
{
    Spectrum values(grid.size / 2 + 1);
    StopSpectrum::Workspace room;
    for (const Way &way : ways) {
        std::vector<StopSpectrum> stops;
        for (const Stop &stop : way.stops)
            stops.emplace_back(stop, waiting[static_cast<std::size_t>(stop.component)], grid);
        std::vector<const Spectrum *> joins;
        for (const Join &join : way.joins)
            joins.push_back(&joinOf(join));
        for (std::size_t first = 0; first < values.size(); first += kBlock) {
            const std::size_t count = std::min(kBlock, values.size() - first);
            const Block block = spectrumOf(way.probability, stops, first, count, circle, room);
            for (std::size_t i = 0; i < count; ++i) {
                Complex value(block.real[i], block.imaginary[i]);
                for (std::size_t j = 0; j < joins.size(); ++j)
                    if (std::norm(value) > circle.silent)
                        value *= raised((*joins[j])[first + i], way.joins[j].counts);
                values[first + i] += value;
            }
        }
    }
    return values;
}

Distribution distributionOf(const Spectrum &spectrum, Grid grid, const Circle &circle)
{
    std::vector<Complex> values(grid.size);
    for (std::size_t f = 0; f < spectrum.size(); ++f) {
        values[f] = spectrum[f];
        values[(grid.size - f) % grid.size] = std::conj(spectrum[f]);
    }
    transform(values, true);
    std::vector<double> probabilities(grid.size);
    double weight = 1;
    for (std::size_t i = 0; i < grid.size; ++i) {
        probabilities[i] = std::max(0.0, values[i].real()) * weight;
        weight /= circle.radius;
    }
    return Distribution(grid.step, std::move(probabilities));
}

} // namespace headroom::latency
