#include "tests/benchmarks/measure.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace headroom::bench {

double Times::quantile(double share) const
{
    if (milliseconds.empty())
        return 0;
    const double last = static_cast<double>(milliseconds.size() - 1);
    return milliseconds[static_cast<std::size_t>(share * last + 0.5)];
}

double Times::median() const
{
    return quantile(0.5);
}

Times measure(int runs, const std::function<void()> &work)
{
    using Clock = std::chrono::steady_clock;
    Times times;
    for (int i = -1; i < runs; ++i) {
        const Clock::time_point start = Clock::now();
        work();
        if (i >= 0)
            times.milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
    std::sort(times.milliseconds.begin(), times.milliseconds.end());
    return times;
}

void Table::add(const std::string &what, const Times &times, double limit)
{
    const bool isKept = times.median() <= limit;
    m_allKept = m_allKept && isKept;
    char line[240];
    std::snprintf(line, sizeof line, "%-62s %9.3f %9.3f %9.1f  %s", what.c_str(), times.median(), times.quantile(0.95),
                  limit, isKept ? "kept" : "MISSED");
    m_lines.emplace_back(line);
}

void Table::print() const
{
    std::printf("%-62s %9s %9s %9s\n", "milliseconds", "median", "95 %", "limit");
    for (const std::string &line : m_lines)
        std::printf("%s\n", line.c_str());
}

} // namespace headroom::bench
