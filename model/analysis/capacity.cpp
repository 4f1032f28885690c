#include "model/analysis/compiled_stage.h"
#include "model/analysis/group_need.h"
#include "model/engine/laws.h"

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
    const double scale = component.hotShare / (station.capacity * component.target);
    const double perRate = station.spread * component.hotShare / (station.capacity * component.target);
    return engine::instancesFor(rate * perRate + jobs * scale, component.spare, component.instances,
                                component.maxInstances);
}

} // namespace

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

GroupWork workOf(const CompiledStage &stage, const CompiledComponent &component)
{
    const CompiledResource &resource = component.resources[static_cast<std::size_t>(component.station)];
    const double rate = stage.range.to * stage.ratePerUser;
    return { (rate * resource.spread + resource.jobs.at(stage.range.to)) * component.hotShare,
             resource.capacity - rate * resource.broadcast / component.partitions };
}

GroupNeed needOf(const CompiledStage &stage, const CompiledComponent &component)
{
    const double n = std::min(instancesAt(stage, component, stage.range.to), 1000.0);
    double needed = 1;
    if (component.station >= 0) {
        const GroupWork load = workOf(stage, component);
        needed = load.room > 0 ? std::ceil(load.work / load.room - engine::kRounding) : n;
    }
    return { n, std::clamp(needed, 1.0, n) };
}

} // namespace headroom::analysis
