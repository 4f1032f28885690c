#include "model/analysis/rules/loss.h"

#include "model/analysis/rules/tiers.h"

namespace headroom::analysis {

std::optional<LossOfOne> worstLoss(const Inspection &in, std::size_t i)
{
    const CompiledComponent &component = in.stage.components[i];
    LossOfOne worst;
    if (const double copies = in.n(i) / component.partitions; copies >= 2)
        worst.factor = copies / (copies - 1);
    const std::vector<std::size_t> tier = tierOf(in, i);
    double all = 0;
    for (const std::size_t each : tier)
        all += in.report.components[each].requestsPerSecond;
    for (const std::size_t each : tier) {
        const double rest = all - in.report.components[each].requestsPerSecond;
        if (each == i || in.n(each) >= 2 || rest <= 0 || all / rest <= worst.factor)
            continue;
        worst.factor = all / rest;
        worst.other = each;
    }
    if (worst.factor <= 1)
        return std::nullopt;
    const CompiledResource &resource = component.resources[static_cast<std::size_t>(component.station)];
    const ResourceReport &station = *in.station(i);
    const double rate = judgedRate(in.stage, component, in.report.requestsPerSecond) * component.hotShare;
    worst.fixed = rate * resource.broadcast / component.partitions;
    if (!resource.isShared)
        worst.fixed += resource.standing + resource.perUser * in.report.users;
    worst.utilization = (worst.fixed + (station.used - worst.fixed) * worst.factor) / station.capacity;
    return worst;
}

} // namespace headroom::analysis
