#include "model/workload/workload.h"

#include <cmath>
#include <string>
#include <string_view>
#include <unordered_set>

namespace headroom::workload {

namespace {

using project::BackgroundJob;

constexpr double kHoursOfDay = 24;
constexpr double kRounding = 1e-9;

Error about(const BackgroundJob &job, const std::string &what, std::string mend)
{
    return { "the job \"" + job.id + "\" " + what, "", std::move(mend) };
}

/// What belongs to the other kind of job.
std::optional<Error> wrongKind(const BackgroundJob &job)
{
    const BackgroundJob usual;
    if (job.kind == BackgroundJob::Kind::Batch) {
        if (job.rate > 0 || job.perRequest > 0)
            return about(job, "is a batch with a rate", "State the items of a run, or make it an event");
        return std::nullopt;
    }
    if (job.items > 0)
        return about(job, "is an event with the items of a run", "State a rate, or make it a batch");
    if (job.at > usual.at || std::abs(job.window - usual.window) > 0 || job.runs > usual.runs)
        return about(job, "is an event with a time of the day", "Leave the time out, or make it a batch");
    return std::nullopt;
}

} // namespace

std::optional<Error> wrongNumbers(const BackgroundJob &job)
{
    struct Range {
        const char *what;
        double value;
        double least;
        double most;
        const char *words;
    };
    const Range ranges[] {
        { "items", job.items, 0, kMostItems, "0 to 1e12" },
        { "items per user", job.itemsPerUser, 0, kMostItems, "0 to 1e12" },
        { "a rate", job.rate, 0, kHighestRate, "0 to 1e9 per second" },
        { "items per request", job.perRequest, 0, kHighestRate, "0 to 1e9" },
        { "an hour", job.at, 0, kHoursOfDay, "0 to 24" },
        { "a window", job.window, kShortestWindow, kHoursOfDay, "one minute (1/60) to 24 hours" },
        { "runs", job.runs, 1, kMostRuns, "1 to 24 a day" },
        { "a deadline", job.deadline, 0, kLongestPromise, "0 to 1,000,000 s" },
    };
    for (const Range &each : ranges)
        if (!(each.value >= each.least && each.value <= each.most))
            return about(job, std::string("has ") + each.what + " out of range", std::string("State ") + each.words);
    if (std::abs(job.runs - std::round(job.runs)) > 0)
        return about(job, "runs a broken number of times a day", "State a whole number");
    if (job.uses.size() > kMaximumClasses)
        return about(job, "performs more than 100 operations", "Leave some out");
    for (const project::OperationUse &use : job.uses)
        if (!(use.count >= 0 && use.count <= kLargestCount && use.time >= 0 && use.time <= kLongestPromise
              && use.bytes >= 0 && use.bytes <= kMostBytes && use.requestBytes.value_or(0) >= 0
              && use.requestBytes.value_or(0) <= kMostBytes))
            return about(job, "performs \"" + use.operation + "\" with a number out of range",
                         "State counts of 0 to 1,000,000, times of 0 to 1,000,000 s and 0 to 1e15 bytes");
    return std::nullopt;
}

std::optional<Error> wrongJobs(const project::Workload &workload)
{
    std::unordered_set<std::string_view> ids;
    for (const BackgroundJob &job : workload.jobs) {
        if (!ids.insert(job.id).second)
            return Error { "the id \"" + job.id + "\" is there twice", "", "Give one of the two jobs another id" };
        if (std::optional<Error> wrong = wrongKind(job))
            return wrong;
        if (job.items + job.itemsPerUser + job.rate + job.perRequest <= 0)
            return about(job, "has no items", "State how many, or leave it out");
        if (job.runs * job.window > kHoursOfDay + kRounding)
            return about(job, "begins a run before the last is over", "Shorten the window, or run it less often");
        double counts = 0;
        std::unordered_set<std::string_view> operations;
        for (const project::OperationUse &use : job.uses) {
            counts += use.count;
            if (!operations.insert(use.operation).second)
                return about(job, "lists the operation \"" + use.operation + "\" twice", "Add the two counts up");
        }
        if (counts <= 0)
            return about(job, "performs no operation", "State what one item does");
    }
    return std::nullopt;
}

} // namespace headroom::workload
