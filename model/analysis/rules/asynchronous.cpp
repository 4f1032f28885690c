#include "model/analysis/job_days.h"
#include "model/analysis/rules/inspection.h"
#include "model/engine/laws.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

using catalog::Role;

void backlogGrows(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Worker)) {
        const ResourceReport *cpu = in.station(i);
        if (cpu && in.stage.components[i].isDeferred && cpu->utilization >= in.limit())
            in.addAll({ i }, oneMore(in, i, in.n(i) * cpu->utilization / 0.7), cpu->utilization);
    }
}

/// More instances of a component, as few as are in time; nothing when no number of them is.
std::optional<edits::Edit> enough(const Inspection &in, std::size_t i, const std::function<bool(double)> &isInTime)
{
    constexpr double kMost = 1e5;
    double low = in.n(i);
    double high = 2 * low;
    while (high < kMost && !isInTime(high))
        high *= 2;
    if (high >= kMost)
        return std::nullopt;
    while (high - low > 1) {
        const double middle = std::floor((low + high) / 2);
        (isInTime(middle) ? high : low) = middle;
    }
    return oneMore(in, i, high);
}

/// @param time  s; absent: never
void addLate(Inspection &in, std::size_t i, const std::string &name, std::optional<double> time, double deadline,
             std::optional<edits::Edit> cure)
{
    in.add({ .subjects = { in.id(i) },
             .measured = time,
             .threshold = deadline,
             .words = { { "name", name },
                        { "measured", time ? reporting::duration(*time) : "never done" },
                        { "threshold", reporting::duration(deadline) } },
             .cure = std::move(cure) });
}

void lateJobs(Inspection &in)
{
    const double users = in.report.users;
    for (std::size_t i = 0; i < in.report.components.size(); ++i) {
        const auto &backlog = in.report.components[i].backlog;
        if (!backlog || !backlog->isLate())
            continue;
        const auto resource = static_cast<std::size_t>(backlog->resource);
        addLate(in, i, "Backlog of " + in.name(i), backlog->age, backlog->deadline, enough(in, i, [&](double n) {
                    const ResourceDay day = dayOf(in.stage, i, resource, users, n);
                    const auto found = day.pace > 0 ? queueing::backlogOfDay(day.parts, day.pace) : std::nullopt;
                    return found && found->oldest <= backlog->deadline;
                }));
    }
    for (std::size_t j = 0; j < in.report.jobs.size(); ++j) {
        const JobReport &job = in.report.jobs[j];
        if (job.holds.value_or(true) || job.slowest < 0)
            continue;
        const auto i = static_cast<std::size_t>(job.slowest);
        const auto &backlog = in.report.components[i].backlog;
        if (!job.isBatch && backlog && backlog->isLate())
            continue; // said above
        const JobStop *stop = stopOf(in.stage.jobs[j], i);
        addLate(in, i, job.name, job.time, job.deadline, enough(in, i, [&](double n) {
                    double longest = 0;
                    for (std::size_t r = 0; r < stop->demand.size(); ++r)
                        if (stop->demand[r] > 0 && in.stage.components[i].resources[r].spec->kind != "held")
                            longest = std::max(longest, timeOf(in.stage.jobs[j], dayOf(in.stage, i, r, users, n)));
                    return longest <= job.deadline;
                }));
    }
}

void noOutbox(Inspection &in)
{
    std::vector<std::size_t> found;
    std::vector<std::string> ids;
    const auto &toQueues = in.connectionsWith("to queues", [&](const CompiledLink &link) {
        return link.from >= 0 && link.to >= 0 && in.is(static_cast<std::size_t>(link.to), Role::Queue);
    });
    for (const std::size_t c : toQueues) {
        if (!in.isLinkOff(c, "outbox"))
            continue;
        found.push_back(c);
        ids.push_back(in.stage.connections[c].id);
    }
    in.addLinks(found, setAllTo(in, ids, "outbox", true));
}

void waitsForJob(Inspection &in)
{
    in.addLinks(in.callsWith("waits for a queue", [&](std::size_t c) {
        return in.is(static_cast<std::size_t>(in.stage.links[c].to), Role::Queue) && in.stage.links[c].kind->waits;
    }));
}

/// Queueing is switched off where there is a queue for it.
void passedQueue(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Application))
        if (in.isOff(i, "async_noncritical")
            && std::any_of(in.stage.links.begin(), in.stage.links.end(), [&](const CompiledLink &link) {
                   return link.from == static_cast<int>(i) && link.to >= 0
                       && in.stage.components[static_cast<std::size_t>(link.to)].kind->is(Role::Queue);
               }))
            in.addAll({ i }, setTo(in, in.id(i), "async_noncritical", true));
}

void idleConsumers(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Partitioned)) {
        double consumers = 0;
        for (const CompiledLink &link : in.stage.links)
            if (link.from == static_cast<int>(i) && link.to >= 0
                && in.is(static_cast<std::size_t>(link.to), Role::Worker))
                consumers = std::max(consumers, in.n(static_cast<std::size_t>(link.to)));
        if (in.value(i, "partitions") < consumers)
            in.add({ .subjects = { in.id(i) },
                     .measured = in.value(i, "partitions"),
                     .threshold = consumers,
                     .words = { { "name", in.name(i) } },
                     .cure = setTo(in, in.id(i), "partitions", consumers) });
    }
}

} // namespace

std::span<const Condition> asynchronousConditions()
{
    static constexpr Condition table[] {
        { "Q-01", backlogGrows }, { "Q-02", lateJobs },    { "Q-03", noOutbox },
        { "Q-05", waitsForJob },  { "Q-06", passedQueue }, { "HOT-04", idleConsumers },
    };
    return table;
}

} // namespace headroom::analysis
