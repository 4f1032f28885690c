#include "model/analysis/compiled_stage.h"
#include "model/engine/laws.h"

namespace headroom::analysis {

double judgedRate(const CompiledStage &stage, const CompiledComponent &component, double rate)
{
    return component.isDeferred ? rate * stage.meanShare : rate;
}

double poolsAt(const CompiledStage &stage, const CompiledComponent &component, double rate, bool atMaximum)
{
    double sum = 0;
    for (const auto &[caller, pool] : component.pools) {
        const CompiledComponent &from = stage.components[static_cast<std::size_t>(caller)];
        sum += pool * (atMaximum ? from.maxInstances : instancesAt(stage, from, rate));
    }
    return sum;
}

double instancesAt(const CompiledStage &stage, const CompiledComponent &component, double rate)
{
    if (component.maxInstances <= component.instances || component.station < 0)
        return component.instances;
    const CompiledResource &resource = component.resources[static_cast<std::size_t>(component.station)];
    const double perRate = resource.spread * component.hotShare / (resource.capacity * component.target);
    return engine::instancesFor(judgedRate(stage, component, rate) * perRate, component.spare, component.instances,
                                component.maxInstances);
}

double usedAt(const CompiledStage &stage, const CompiledComponent &component, const CompiledResource &resource,
              double users, bool atMaximum)
{
    const double rate = users * stage.ratePerUser;
    const double judged = judgedRate(stage, component, rate);
    const double n = atMaximum ? component.maxInstances : instancesAt(stage, component, rate);
    double standing = resource.standing + resource.perUser * users;
    if (resource.isShared)
        standing /= n;
    if (resource.countsPools)
        standing += poolsAt(stage, component, rate, atMaximum);
    return engine::usedBy(standing, judged * component.hotShare, resource.spread, 1 / n,
                          resource.broadcast / component.partitions);
}

GroupNeed needOf(const CompiledStage &stage, const CompiledComponent &component)
{
    const double rate = stage.range.to * stage.ratePerUser;
    const double n = std::min(instancesAt(stage, component, rate), 1000.0);
    double needed = 1;
    if (component.station >= 0) {
        const CompiledResource &resource = component.resources[static_cast<std::size_t>(component.station)];
        const double room = resource.capacity - rate * resource.broadcast / component.partitions;
        needed = room > 0 ? std::ceil(rate * resource.spread * component.hotShare / room - engine::kRounding) : n;
    }
    return { n, std::clamp(needed, 1.0, n) };
}

} // namespace headroom::analysis
