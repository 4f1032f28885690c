#include "tests/benchmarks/measure.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

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

double now()
{
    timespec time {};
    clock_gettime(std::getenv("HEADROOM_BENCH_CPU") ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

Times measure(int runs, const std::function<void()> &work)
{
    Times times;
    for (int i = -1; i < runs; ++i) {
        const double start = now();
        work();
        if (i >= 0)
            times.milliseconds.push_back(now() - start);
    }
    std::sort(times.milliseconds.begin(), times.milliseconds.end());
    return times;
}

const char *verdict(double milliseconds, double limit, double pace)
{
    if (milliseconds <= limit)
        return "kept";
    return milliseconds <= limit * pace ? "kept at this machine's pace" : "MISSED";
}

void Table::add(const std::string &what, const Times &times, double limit, Judged judged)
{
    const double high = times.quantile(0.95);
    const double judgedTime = judged == Judged::Median ? times.median() : high;
    m_allKept = m_allKept && judgedTime <= limit * m_pace;
    addLine(what, times.median(), high, limit, verdict(judgedTime, limit, m_pace));
}

void Table::addAmount(const std::string &what, double amount, double limit)
{
    m_allKept = m_allKept && amount <= limit;
    addLine(what, amount, amount, limit, verdict(amount, limit, 1));
}

void Table::addLine(const std::string &what, double middle, double high, double limit, const char *said)
{
    char line[240];
    std::snprintf(line, sizeof line, "%-62s %9.3f %9.3f %9.1f  %s", what.c_str(), middle, high, limit, said);
    m_lines.emplace_back(line);
}

void Table::print() const
{
    std::printf("limits of times are of a machine %.2f times as fast as this one was, by the plain loop\n", m_pace);
    std::printf("%-62s %9s %9s %9s\n", "milliseconds", "median", "95 %", "limit");
    for (const std::string &line : m_lines)
        std::printf("%s\n", line.c_str());
}

} // namespace headroom::bench
