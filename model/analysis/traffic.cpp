#include "model/analysis/overload.h"
#include "model/core/quantity.h"

#include <array>

namespace headroom::analysis {

std::vector<TrafficReport> trafficOf(const CompiledStage &stage, const Report &report)
{
    std::array<TrafficReport, 4> all {
        TrafficReport { Reach::Host }, { Reach::Near }, { Reach::Zones }, { Reach::Regions }
    };
    for (std::size_t c = 0; c < stage.links.size(); ++c) {
        const CompiledLink &link = stage.links[c];
        if (link.isOfClient)
            continue;
        TrafficReport &out = all[static_cast<std::size_t>(link.distance.reach)];
        double meanBytes = link.bytes * report.meanRequestsPerSecond;
        if (!stage.jobCalls.empty())
            meanBytes += stage.jobCalls[c].meanBytes.at(report.users);
        out.requestsPerSecond += report.connections[c].requestsPerSecond;
        out.bytesPerSecond += report.connections[c].bytesPerSecond;
        out.roundTrips += link.waited;
        out.roundTripTime += link.waited * link.latency;
        out.costPerMonth += meanBytes * kSecondsPerMonth / kGigabyte * stage.transferPrices[c];
    }
    std::vector<TrafficReport> found;
    for (const TrafficReport &each : all)
        if (each.requestsPerSecond > 0 || each.bytesPerSecond > 0)
            found.push_back(each);
    return found;
}

} // namespace headroom::analysis
