#include "model/report_writing/chart_lines.h"

#include <algorithm>
#include <cmath>

namespace headroom::report_writing {

namespace {

constexpr std::size_t kMostLines = 5;
constexpr double kThin = 1e-3; ///< nobody sees a smaller difference of utilization

bool liesUpon(const Chart::Line &a, const Chart::Line &b)
{
    return std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end(),
                      [](const auto &x, const auto &y) { return std::abs(*x - *y) < kThin; });
}

} // namespace

void addHighest(Chart &chart, std::vector<Chart::Line> lines)
{
    std::erase_if(lines, [](const Chart::Line &each) { return each.values.empty(); }); // of what was canceled
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto &a, const auto &b) { return *a.values.back() > *b.values.back(); });
    std::vector<std::size_t> alike;
    const auto first = static_cast<std::ptrdiff_t>(chart.lines.size());
    for (Chart::Line &each : lines) {
        const auto same = std::find_if(chart.lines.begin() + first, chart.lines.end(),
                                       [&](const Chart::Line &other) { return liesUpon(other, each); });
        if (same != chart.lines.end())
            ++alike[static_cast<std::size_t>(same - chart.lines.begin() - first)];
        else if (alike.size() < kMostLines) {
            chart.lines.push_back(std::move(each));
            alike.push_back(0);
        }
    }
    for (std::size_t i = 0; i < alike.size(); ++i)
        if (alike[i] > 0)
            chart.lines[static_cast<std::size_t>(first) + i].name
                += ", like " + (alike[i] == 1 ? "one other" : std::to_string(alike[i]) + " others");
}

} // namespace headroom::report_writing
