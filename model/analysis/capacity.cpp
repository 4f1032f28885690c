#include "model/analysis/compiled_stage.h"
#include "model/analysis/group_need.h"
#include "model/engine/laws.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace headroom::analysis {

namespace {

/// Whether the number of instances follows the load.
bool grows(const CompiledComponent &component)
{
    return component.maxInstances > component.instances && component.station >= 0;
}

/// @param rate  dynamic requests a second; @param jobs  what jobs take of the station, all instances together.
double instancesFor(const CompiledComponent &component, double rate, double jobs)
{
    const CompiledResource &station = component.resources[static_cast<std::size_t>(component.station)];
    const double scale = component.hotShare / roomAtTarget(component);
    return engine::instancesFor(rate * station.spread * scale + jobs * scale, component.spare, component.instances,
                                component.maxInstances);
}

} // namespace

double roomAtTarget(const CompiledComponent &component)
{
    const CompiledResource &station = component.resources[static_cast<std::size_t>(component.station)];
    const double standing = station.isShared ? 0 : station.standing;
    return std::max(1e-6 * station.capacity, station.capacity * component.target - standing);
}

double judgedRate(const CompiledStage &stage, const CompiledComponent &component, double rate)
{
    return component.isDeferred ? rate * stage.meanShare : rate;
}

double poolsAt(const CompiledStage &stage, const CompiledComponent &component, double users, bool atMaximum)
{
    double sum = 0;
    for (const auto &[caller, pool] : component.pools) {
        const CompiledComponent &from = stage.components[static_cast<std::size_t>(caller)];
        sum += pool * (atMaximum ? from.maxInstances : instancesAt(stage, from, users));
    }
    return sum;
}

double instancesAt(const CompiledStage &stage, const CompiledComponent &component, double users)
{
    if (!grows(component))
        return component.instances;
    const CompiledResource &station = component.resources[static_cast<std::size_t>(component.station)];
    return instancesFor(component, judgedRate(stage, component, users * stage.ratePerUser), station.jobs.at(users));
}

double dayInstances(const CompiledStage &stage, const CompiledComponent &component, double users)
{
    if (!grows(component) || component.isDeferred)
        return instancesAt(stage, component, users);
    const double jobs = component.jobs ? component.jobs->meanWork.at(users) : 0;
    double sum = 0;
    for (const double share : stage.day)
        sum += instancesFor(component, users * stage.ratePerUser * share, jobs);
    return sum / static_cast<double>(stage.day.size());
}

double usedAt(const CompiledStage &stage, const CompiledComponent &component, const CompiledResource &resource,
              double users, bool atMaximum)
{
    const double judged = judgedRate(stage, component, users * stage.ratePerUser);
    const double n = atMaximum ? component.maxInstances : instancesAt(stage, component, users);
    double standing = resource.standing + resource.perUser * users;
    if (resource.isShared)
        standing /= n;
    if (resource.countsPools)
        standing += poolsAt(stage, component, users, atMaximum);
    standing += component.hotShare / n * resource.jobs.at(users);
    return engine::usedBy(standing, judged * component.hotShare, resource.spread, 1 / n,
                          resource.broadcast / component.partitions);
}

GroupWork workOf(const CompiledStage &stage, const CompiledComponent &component, std::size_t row)
{
    const CompiledResource &resource = component.resources[row];
    const double rate = stage.range.to * stage.ratePerUser;
    const double idle = std::max(1.0, component.instances / component.readers); // they could take over
    return { (rate * resource.spread + resource.jobs.at(stage.range.to)) * component.hotShare / idle,
             resource.capacity - rate * resource.broadcast / component.partitions };
}

std::optional<std::size_t> neediestOf(const CompiledStage &stage, const CompiledComponent &component)
{
    std::optional<std::size_t> found;
    double most = 0;
    for (std::size_t r = 0; r < component.resources.size(); ++r) {
        if (component.resources[r].link >= 0)
            continue; // a pool is of its caller, whose threads stand for it
        const GroupWork load = workOf(stage, component, r);
        const double needed = load.work <= 0 ? 0 : load.room > 0 ? load.work / load.room : engine::kNever;
        if (needed > most || (!found && static_cast<int>(r) == component.station)) {
            most = needed;
            found = r;
        }
    }
    return found;
}

GroupNeed needOf(const CompiledStage &stage, const CompiledComponent &component)
{
    const double n = std::min(instancesAt(stage, component, stage.range.to), 1000.0);
    double needed = 1;
    if (const auto row = neediestOf(stage, component)) {
        const GroupWork load = workOf(stage, component, *row);
        needed = load.room > 0 ? std::ceil(load.work / load.room - engine::kRounding) : n;
    }
    return { n, std::clamp(needed, 1.0, n) };
}

std::vector<std::size_t> cachedOperations(const CompiledStage &stage, const CompiledComponent &component)
{
    std::vector<std::size_t> found;
    const auto &operations = stage.catalog->operations();
    for (const catalog::HandledOperation &handled : component.kind->handles)
        for (std::size_t o = 0; !handled.hit.empty() && o < operations.size(); ++o)
            if (operations[o].id == handled.operation)
                found.push_back(o);
    return found;
}

} // namespace headroom::analysis
