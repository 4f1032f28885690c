#include "model/analysis/job_days.h"
#include "model/engine/laws.h"

#include <algorithm>

namespace headroom::analysis {

namespace {

/// Whether the resource is the component's own; connections of a pool are taken from what it calls.
bool holdsUp(const CompiledComponent &component, std::size_t resource)
{
    return component.resources[resource].link < 0;
}

/// Visits a day brings, per second: to the station where there is one.
double itemsAt(const CompiledStage &stage, std::size_t index, double users)
{
    const CompiledComponent &component = stage.components[index];
    const double rate = users * stage.ratePerUser * stage.meanShare;
    if (component.station >= 0) {
        double items = rate * component.visits;
        for (const CompiledJob &job : stage.jobs)
            if (const JobStop *stop = stopOf(job, index))
                items += ratesOf(stage, job).mean.at(users) * stop->visits;
        return items;
    }
    double items = 0;
    for (std::size_t o = 0; o < component.arrivals.size(); ++o)
        items += rate * component.arrivals[o] + (component.jobs ? component.jobs->meanArrivals[o].at(users) : 0);
    return items;
}

/// s: the shortest that a queue in front asks for, or a job whose items come one by one; 0: none.
double deadlineAt(const CompiledStage &stage, std::size_t index, const std::vector<int> &buffers)
{
    double shortest = 0;
    const auto note = [&shortest](double deadline) {
        if (deadline > 0)
            shortest = shortest > 0 ? std::min(shortest, deadline) : deadline;
    };
    for (const int buffer : buffers) {
        const NamedValues &values = stage.components[static_cast<std::size_t>(buffer)].values;
        if (const auto found = values.find("deadline"); found != values.end())
            note(found->second);
    }
    for (const CompiledJob &job : stage.jobs)
        if (!job.isBatch && stopOf(job, index))
            note(job.deadline);
    return shortest;
}

/// Buffers that hand work to the component.
std::vector<int> buffersOf(const CompiledStage &stage, std::size_t index)
{
    std::vector<int> found;
    for (std::size_t c = 0; c < stage.links.size(); ++c) {
        const CompiledLink &link = stage.links[c];
        const bool carries
            = stage.links[c].requests > 0 || (!stage.jobCalls.empty() && stage.jobCalls[c].rate.exists());
        if (carries && link.to == static_cast<int>(index) && link.from >= 0
            && stage.components[static_cast<std::size_t>(link.from)].kind->behavior == "buffer")
            found.push_back(link.from);
    }
    return found;
}

} // namespace

void addBacklogs(Report &report, const CompiledStage &stage)
{
    for (std::size_t i = 0; i < stage.components.size(); ++i) {
        const CompiledComponent &component = stage.components[i];
        if (!component.isDeferred)
            continue;
        const std::vector<int> buffers = buffersOf(stage, i);
        if (buffers.empty())
            continue;
        BacklogReport line;
        line.arriving = itemsAt(stage, i, report.users);
        line.deadline = deadlineAt(stage, i, buffers);
        double longest = -1; // s; infinite where it grows from day to day
        for (std::size_t r = 0; r < component.resources.size(); ++r) {
            if (!holdsUp(component, r))
                continue;
            const ResourceDay day = dayOf(stage, i, r, report.users, report.components[i].instances);
            const auto found = day.pace > 0 ? queueing::backlogOfDay(day.parts, day.pace) : std::nullopt;
            const double age = found ? found->oldest : engine::kNever;
            if (day.mean <= 0 || age < longest)
                continue;
            const double itemsPerUnit = line.arriving / day.mean;
            const double pace = std::max(0.0, day.pace * itemsPerUnit);
            if (age == longest && pace >= line.pace)
                continue;
            longest = age;
            line.resource = static_cast<int>(r);
            line.pace = pace;
            line.most = found ? std::optional(found->highest * itemsPerUnit) : std::nullopt;
            line.age = found ? std::optional(found->oldest) : std::nullopt;
            line.drain = found ? std::optional(found->drainTime) : std::nullopt;
        }
        if (line.resource >= 0)
            report.components[i].backlog = line;
    }
}

} // namespace headroom::analysis
