#include "model/analysis/job_days.h"
#include "model/analysis/rules/cures.h"
#include "model/analysis/rules/inspection.h"
#include "model/engine/laws.h"
#include "model/flow/popularity.h"
#include "model/reporting/numbers.h"
#include "model/reporting/stated_time.h"

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
            in.addAll({ i }, oneMore(in, i, in.n(i) * cpu->utilization / in.limit("target")), cpu->utilization,
                      in.utilizationOf(i, *cpu));
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
void addLate(Inspection &in, std::size_t i, const std::string &name, std::string metric, std::optional<double> time,
             double deadline, std::optional<edits::Edit> cure)
{
    in.add({ .subjects = { in.id(i) },
             .measured = time,
             .threshold = deadline,
             .words = { { "name", name },
                        { "measured", time ? reporting::duration(*time) : in.phrase("never") },
                        { "threshold", reporting::statedTime(deadline) } },
             .cure = std::move(cure),
             .metric = std::move(metric) });
}

void lateJobs(Inspection &in)
{
    const double users = in.report.users;
    const auto &buffered
        = in.componentsWith("behind a buffer", [&](std::size_t i) { return in.stage.components[i].isDeferred; });
    for (const std::size_t i : buffered) {
        const auto &backlog = in.report.components[i].backlog;
        if (!backlog || !backlog->isLate())
            continue;
        const auto resource = static_cast<std::size_t>(backlog->resource);
        addLate(in, i, in.phrase("backlog", { { "name", in.name(i) } }), in.id(i) + ".backlog_age", backlog->age,
                backlog->deadline, enough(in, i, [&](double n) {
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
        addLate(in, i, job.name, "job." + job.id + ".time", job.time, job.deadline, enough(in, i, [&](double n) {
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
        ids.push_back(in.stage.connectionId(c));
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

/// Instances that a reader has, or would grow to if partitions did not keep it from that.
double wantedReaders(const Inspection &in, std::size_t i)
{
    CompiledComponent free = in.stage.components[i];
    if (free.maxInstances <= free.instances && in.value(i, "autoscale", 0) <= 0)
        return in.n(i);
    free.maxInstances = std::max(free.instances, in.value(i, "n_max", free.maxInstances));
    return instancesAt(in.stage, free, in.report.users);
}

/// More workers than partitions.
void tellIdleConsumers(Inspection &in, std::size_t i)
{
    double consumers = 0;
    for (const CompiledLink &link : in.stage.links)
        if (link.from == static_cast<int>(i) && link.to >= 0 && in.is(static_cast<std::size_t>(link.to), Role::Worker))
            consumers = std::max(consumers, wantedReaders(in, static_cast<std::size_t>(link.to)));
    const double partitions = in.value(i, "partitions");
    if (partitions >= consumers)
        return;
    in.add({ .subjects = { in.id(i) },
             .measured = partitions,
             .threshold = consumers,
             .words = { { "name", in.name(i) },
                        { "what",
                          in.phrase("few",
                                    { { "partitions", reporting::briefNumber(partitions) },
                                      { "workers", reporting::briefNumber(consumers) } }) },
                        { "why", in.phrase("few_why") },
                        { "cure", in.phrase("few_fix") } },
             .cure = setTo(in, in.id(i), "partitions", consumers) });
}

/// A key is in one partition: the one with the most popular key has its events and a mean part of all others
/// (domain spec 8.5), times the mean N·h + 1 − h, with h = 1/H of Zipf's law.
void tellHotPartition(Inspection &in, std::size_t i)
{
    const double partitions = in.value(i, "partitions");
    const double hottest = flow::popularShare(1, in.value(i, "event_keys"), in.value(i, "key_exponent"));
    const double skew = partitions * hottest + 1 - hottest;
    if (skew <= in.limit("skew"))
        return;
    in.add({ .subjects = { in.id(i) },
             .measured = skew,
             .threshold = in.limit("skew"),
             .words = { { "name", in.name(i) },
                        { "what", in.phrase("hot", { { "times", reporting::briefNumber(skew) } }) },
                        { "why", in.phrase("hot_why", { { "share", reporting::percent(hottest) } }) },
                        { "cure", in.phrase("hot_fix") } },
             .metric = in.ownMetric(in.id(i)) });
}

void unevenPartitions(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Partitioned)) {
        tellIdleConsumers(in, i);
        tellHotPartition(in, i);
    }
}

} // namespace

std::span<const Condition> asynchronousConditions()
{
    static constexpr Condition table[] {
        { "Q-01", backlogGrows }, { "Q-02", lateJobs },    { "Q-03", noOutbox },
        { "Q-05", waitsForJob },  { "Q-06", passedQueue }, { "HOT-04", unevenPartitions },
    };
    return table;
}

} // namespace headroom::analysis
