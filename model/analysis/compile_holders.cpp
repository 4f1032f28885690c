#include "model/analysis/compiled_stage.h"
#include "model/engine/solve.h"
#include "model/queueing/mmc.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

constexpr double kNobodyWaits = 1e-9; // probability of waiting just before everything else there is full
constexpr double kMostServers = 1e6;

[[nodiscard]] std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Whether anybody may have to wait for one of the pool before another resource of the design is full.
bool matters(const engine::Columns &columns, const engine::Limits &limits, std::size_t row)
{
    const double capacity = std::floor(std::min(columns.resources.capacity[row], kMostServers));
    if (!std::isfinite(limits.full[row]) || capacity < 1)
        return false;
    const double users = std::min(limits.usersAtSaturation, limits.full[row]);
    const double busy = capacity * users / limits.full[row];
    return queueing::erlangC(static_cast<int>(capacity), busy) > kNobodyWaits;
}

/// A row of the stations for those who wait for one of the pool; it fills nothing of its own.
void addStation(engine::Stations &out, std::size_t owner, double servers, double visits, double held, int end)
{
    for (auto *column : { &out.least, &out.most, &out.perRate, &out.spare, &out.pace, &out.hot })
        column->push_back((*column)[owner]);
    out.isDeferred.push_back(out.isDeferred[owner]);
    out.slowdown.push_back(1);
    out.servers.push_back(servers);
    out.visits.push_back(visits);
    out.broadcastVisits.push_back(0);
    out.work.push_back(held);
    out.broadcastWork.push_back(0);
    out.waits.push_back(1);
    out.station.push_back(-1);
    out.firstResource.push_back(end);
}

/// A mean count as the two whole numbers next to it.
flow::Counts countsOf(double mean)
{
    const double low = std::floor(mean);
    if (mean - low < 1e-12)
        return { { low, 1 } };
    if (low < 1)
        return { { 0, 1 - mean }, { 1, mean } };
    return { { low, 1 - (mean - low) }, { low + 1, mean - low } };
}

} // namespace

void addHolders(CompiledStage &stage, engine::Columns &columns, const engine::Limits &limits)
{
    const int end = static_cast<int>(columns.resources.size());
    for (std::size_t i = 0; i < stage.components.size(); ++i) {
        const CompiledComponent &component = stage.components[i];
        for (std::size_t r = 0; r < component.resources.size(); ++r) {
            const CompiledResource &resource = component.resources[r];
            const std::size_t row = at(columns.stations.firstResource[i]) + r;
            const bool isPool = resource.link >= 0;
            const double visits = isPool ? stage.links[at(resource.link)].calls : component.entering;
            if (resource.spec->kind != "held" || visits <= 0 || !matters(columns, limits, row))
                continue;
            const int index = static_cast<int>(stage.components.size() + stage.holders.size());
            stage.holders.push_back({ static_cast<int>(i), static_cast<int>(r), resource.link });
            addStation(columns.stations, i, std::floor(resource.capacity), visits, resource.spread, end);
            for (std::size_t c = 0; c < stage.classes.size(); ++c) {
                CompiledClass &each = stage.classes[c];
                const double waited = isPool ? each.callsOver[at(resource.link)] : each.entering[i];
                if (waited <= 0)
                    continue;
                columns.classes[c].component.push_back(index);
                columns.classes[c].visits.push_back(waited);
                for (std::size_t w = 0; w < each.ways.size(); ++w) {
                    const Passing &passing = each.passing[w];
                    const double mean = isPool ? passing.callsOver[at(resource.link)] : passing.entering[i];
                    if (mean > 0)
                        each.ways[w].stops.push_back({ index, { { 0, 0, true, countsOf(mean) } } });
                }
            }
        }
    }
    if (!stage.holders.empty())
        engine::groupByServers(columns);
}

} // namespace headroom::analysis
