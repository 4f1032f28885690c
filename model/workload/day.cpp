#include "model/workload/workload.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace headroom::workload {

namespace {

constexpr int kDay = static_cast<int>(kHours);
constexpr double kPeakHour = 20;
constexpr double kSteeper = 1.25;
constexpr double kSteepest = 4000; // one hour bears it all

double swing(int hour, double exponent)
{
    return std::pow((1 + std::cos(2 * std::numbers::pi * (hour - kPeakHour) / kDay)) / 2, exponent);
}

double meanSwing(double exponent)
{
    double sum = 0;
    for (int hour = 0; hour < kDay; ++hour)
        sum += swing(hour, exponent);
    return sum / kDay;
}

} // namespace

std::vector<double> dayCurve(double peak)
{
    double exponent = 4;
    while (meanSwing(exponent) > 1 / peak && exponent < kSteepest)
        exponent *= kSteeper;
    const double mean = meanSwing(exponent);
    const double base = std::max(0.0, (1 / peak - mean) / (1 - mean));
    std::vector<double> day;
    for (int hour = 0; hour < kDay; ++hour)
        day.push_back(base + (1 - base) * swing(hour, exponent));
    return day;
}

std::vector<double> relativeToPeak(const std::vector<double> &day)
{
    const double peak = *std::max_element(day.begin(), day.end());
    std::vector<double> out;
    for (const double each : day)
        out.push_back(each / peak);
    return out;
}

double peakFactor(const std::vector<double> &day)
{
    const double peak = *std::max_element(day.begin(), day.end());
    // Over the peak first: a sum of large samples could overflow.
    const std::vector<double> shares = relativeToPeak(day);
    return peak > 0
        ? std::max(1.0, static_cast<double>(day.size()) / std::accumulate(shares.begin(), shares.end(), 0.0))
        : 1;
}

} // namespace headroom::workload
