#include "tests/benchmarks/growth_table.h"

#include "tests/benchmarks/measure.h"

#include <algorithm>
#include <cstdio>

namespace headroom::bench {

namespace {

constexpr std::size_t kJudged = 2; // 10,000 components
constexpr double kMostGrowth = 12; // from 1,000 to 10,000

std::string shown(const std::optional<double> &value, const char *format)
{
    char text[32] = "–";
    if (value)
        std::snprintf(text, sizeof text, format, *value);
    return text;
}

std::optional<double> growth(const std::vector<std::optional<double>> &values, std::size_t to)
{
    if (to >= values.size() || !values[to] || !values[to - 1] || *values[to - 1] <= 0)
        return std::nullopt;
    return *values[to] / *values[to - 1];
}

} // namespace

GrowthTable::GrowthTable(double pace)
    : m_pace(pace)
{
}

void GrowthTable::add(const std::string &what, std::vector<std::optional<double>> milliseconds,
                      std::optional<double> limit)
{
    m_rows.push_back({ what, std::move(milliseconds), limit });
}

void GrowthTable::print() const
{
    std::printf("\n%-50s %9s %9s %9s %9s  %6s %6s %8s\n", "milliseconds, medians; components:", "100", "1,000",
                "10,000", "100,000", "10k/1k", "/10k", "limit");
    for (const Row &row : m_rows) {
        std::printf("%-50s", row.what.c_str());
        for (const auto &each : row.milliseconds)
            std::printf(" %9s", shown(each, "%.4f").c_str());
        std::printf("  %6s %6s %8s  %s\n", shown(growth(row.milliseconds, 2), "%.1f").c_str(),
                    shown(growth(row.milliseconds, 3), "%.1f").c_str(), shown(row.limit, "%.3f").c_str(), verdict(row));
    }
    std::printf("limits are of a machine %.2f times as fast as this one was, by the plain loop\n", m_pace);
    std::printf("growth from 1,000 to 10,000 should stay below %.0f\n", kMostGrowth);
}

const char *GrowthTable::verdict(const Row &row) const
{
    return row.limit && row.milliseconds[kJudged] ? bench::verdict(*row.milliseconds[kJudged], *row.limit, m_pace) : "";
}

bool GrowthTable::allKept() const
{
    return std::all_of(m_rows.begin(), m_rows.end(), [this](const Row &row) {
        return !row.limit || !row.milliseconds[kJudged] || *row.milliseconds[kJudged] <= *row.limit * m_pace;
    });
}

} // namespace headroom::bench
