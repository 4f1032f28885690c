#include "model/analysis/compiled_stage.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::analysis {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr double kRounding = 1e-9; // keeps 6.0000000001 instances from becoming 7

} // namespace

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
    const double load = judgedRate(stage, component, rate) * resource.spread * component.hotShare;
    const double wanted = std::ceil(load / (resource.capacity * component.target) - kRounding) + component.spare;
    return std::clamp(wanted, component.instances, component.maxInstances);
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
    return standing + judged * component.hotShare * (resource.spread / n + resource.broadcast / component.partitions);
}

GroupNeed needOf(const CompiledStage &stage, const CompiledComponent &component)
{
    const double rate = stage.range.to * stage.ratePerUser;
    const double n = std::min(instancesAt(stage, component, rate), 1000.0);
    double needed = 1;
    if (component.station >= 0) {
        const CompiledResource &resource = component.resources[static_cast<std::size_t>(component.station)];
        const double room = resource.capacity - rate * resource.broadcast / component.partitions;
        needed = room > 0 ? std::ceil(rate * resource.spread * component.hotShare / room - kRounding) : n;
    }
    return { n, std::clamp(needed, 1.0, n) };
}

double usersAt(const CompiledStage &stage, const CompiledComponent &component, const CompiledResource &resource,
               double utilization)
{
    const double limit = utilization * resource.capacity;
    const double base = usedAt(stage, component, resource, 0, true);
    const double slope = usedAt(stage, component, resource, 1e6, true) - base;
    if (resource.countsPools) {
        if (base <= limit && slope <= 0)
            return kNever;
        double low = 0;
        double high = 1e12;
        for (int step = 0; step < 80; ++step) {
            const double middle = (low + high) / 2;
            (usedAt(stage, component, resource, middle, false) <= limit ? low : high) = middle;
        }
        return low;
    }
    if (base >= limit)
        return 0;
    return slope > 0 ? (limit - base) / slope * 1e6 : kNever;
}

} // namespace headroom::analysis
