#include "views/charts/value_scale.h"

#include <algorithm>
#include <cmath>

namespace headroom::charts {

namespace {

constexpr double kMostDecades = 6;

/// 1, 2, 2.5 or 5 times a power of ten that divides `most` into about four.
double niceTick(double most)
{
    const double raw = most / 4;
    const double scale = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : { 1.0, 2.0, 2.5, 5.0 })
        if (raw <= factor * scale)
            return factor * scale;
    return 10 * scale;
}

} // namespace

double ValueScale::shareOf(double value) const
{
    if (!isLogarithmic)
        return (value - least) / (most - least);
    return value <= 0 ? 0 : std::log(value / least) / std::log(most / least);
}

ValueScale linearScale(double most)
{
    const double tick = niceTick(most);
    return linearScale(std::ceil(most / tick - 1e-9) * tick, tick);
}

ValueScale linearScale(double most, double tick)
{
    ValueScale scale { 0, most, false, {} };
    for (int i = 0; i * tick <= most * 1.0001; ++i)
        scale.ticks.push_back(i * tick);
    return scale;
}

ValueScale logarithmicScale(double least, double most)
{
    const double top = std::ceil(std::log10(most) - 1e-9);
    const double bottom = std::clamp(std::floor(std::log10(least) + 1e-9), top - kMostDecades, top - 1);
    ValueScale scale { std::pow(10, bottom), std::pow(10, top), true, {} };
    for (double power = bottom; power <= top + 1e-9; ++power)
        scale.ticks.push_back(std::pow(10, power));
    return scale;
}

} // namespace headroom::charts
