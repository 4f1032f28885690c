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

/// "Shards (Region eu) · CPU" without its place: "Shards · CPU".
std::string withoutPlace(const std::string &name)
{
    const std::size_t end = name.rfind(") · ");
    const std::size_t begin = end == std::string::npos ? end : name.rfind(" (", end);
    return begin == std::string::npos ? name : name.substr(0, begin) + name.substr(end + 1);
}

/// Of lines that lie upon each other, all but the first.
struct Alike {
    std::size_t others = 0;
    bool isOfOneName = true; ///< but for their places
};

} // namespace

void addHighest(Chart &chart, std::vector<Chart::Line> lines)
{
    std::erase_if(lines, [](const Chart::Line &each) { return each.values.empty(); }); // of what was canceled
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto &a, const auto &b) { return *a.values.back() > *b.values.back(); });
    std::vector<Alike> alike;
    const auto first = static_cast<std::ptrdiff_t>(chart.lines.size());
    for (Chart::Line &each : lines) {
        const auto same = std::find_if(chart.lines.begin() + first, chart.lines.end(),
                                       [&](const Chart::Line &other) { return liesUpon(other, each); });
        if (same != chart.lines.end()) {
            Alike &twins = alike[static_cast<std::size_t>(same - chart.lines.begin() - first)];
            ++twins.others;
            twins.isOfOneName = twins.isOfOneName && withoutPlace(same->name) == withoutPlace(each.name);
        } else if (alike.size() < kMostLines) {
            chart.lines.push_back(std::move(each));
            alike.emplace_back();
        }
    }
    for (std::size_t i = 0; i < alike.size(); ++i) {
        std::string &name = chart.lines[static_cast<std::size_t>(first) + i].name;
        const std::size_t others = alike[i].others;
        if (others > 0 && alike[i].isOfOneName)
            name = std::to_string(others + 1) + " × " + withoutPlace(name);
        else if (others > 0)
            name += ", like " + (others == 1 ? "one other" : std::to_string(others) + " others");
    }
}

} // namespace headroom::report_writing
