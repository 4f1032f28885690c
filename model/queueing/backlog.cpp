#include "model/queueing/backlog.h"

#include <algorithm>
#include <cmath>

namespace headroom::queueing {

namespace {

constexpr double kRounding = 1e-9; // keeps 72.0000000001 consumers from becoming 73

/// A fluid that is let run part by part.
struct Fluid {
    double out = 0;
    double waiting = 0;
    double time = 0; ///< s since it began, empty

    void run(double duration, double rate)
    {
        waiting = std::max(0.0, waiting + (rate - out) * duration);
        time += duration;
    }
};

/// Whether a day leaves time in which nothing waits.
bool isSteady(std::span<const DayPart> in, double out)
{
    double work = 0;
    double length = 0;
    for (const DayPart &part : in) {
        work += part.rate * part.duration;
        length += part.duration;
    }
    return work < out * length;
}

} // namespace

double backlogAfter(double in, double out, double duration)
{
    return std::max(0.0, in - out) * duration;
}

std::optional<double> drainTime(double backlog, double in, double out)
{
    if (backlog <= 0)
        return 0;
    return out > in ? std::optional(backlog / (out - in)) : std::nullopt;
}

double consumersNeeded(double rate, double serviceTime, double utilization)
{
    return std::ceil(rate * serviceTime / utilization - kRounding);
}

std::optional<DayBacklog> backlogOfDay(std::span<const DayPart> in, double out)
{
    if (!isSteady(in, out))
        return std::nullopt;
    Fluid fluid { out };
    for (const DayPart &part : in) // the first day ends as all others do: each of them is empty at some time
        fluid.run(part.duration, part.rate);
    DayBacklog day;
    day.highest = fluid.waiting;
    double highestAt = fluid.time;
    double drainedAt = fluid.waiting > 0 ? -1 : fluid.time;
    const auto step = [&](const DayPart &part, bool looksForHighest) {
        const double before = fluid.waiting;
        const double began = fluid.time;
        fluid.run(part.duration, part.rate);
        if (looksForHighest && fluid.waiting > 0 && fluid.waiting >= day.highest) {
            day.highest = fluid.waiting;
            highestAt = fluid.time;
            drainedAt = -1;
        } else if (drainedAt < 0 && fluid.waiting <= 0) {
            drainedAt = began + before / (out - part.rate);
            day.emptying = { began, before, part.rate };
        }
    };
    for (const bool looksForHighest : { true, false, false })
        for (const DayPart &part : in)
            step(part, looksForHighest);
    day.oldest = day.highest / out;
    day.drainTime = day.highest > 0 ? drainedAt - highestAt : 0;
    day.highestAt = highestAt;
    return day;
}

std::vector<DayPart> pilingUp(std::span<const DayPart> in, double out, double end)
{
    Fluid fluid { out };
    std::vector<DayPart> found;
    while (fluid.time < end) {
        for (const DayPart &part : in) {
            const double left = end - fluid.time;
            if (left <= 0)
                break;
            found.push_back({ std::min(part.duration, left), part.rate });
            fluid.run(found.back().duration, part.rate);
            if (fluid.waiting <= 0)
                found.clear();
        }
    }
    return found;
}

std::optional<double> doneAfter(std::span<const DayPart> in, double out, double from, double until)
{
    if (!isSteady(in, out))
        return std::nullopt;
    double length = 0;
    for (const DayPart &part : in)
        length += part.duration;
    Fluid fluid { out };
    const double end = length + until; // after one day to settle
    while (fluid.time < end) {
        for (const DayPart &part : in) {
            const double left = end - fluid.time;
            if (left <= 0)
                break;
            fluid.run(std::min(part.duration, left), part.rate);
        }
    }
    return until - from + fluid.waiting / out;
}

} // namespace headroom::queueing
