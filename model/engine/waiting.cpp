#include "model/engine/solve.h"

#include <algorithm>
#include <array>

namespace headroom::engine {

namespace {

constexpr std::size_t kLanes = 64; // stations at a time: their recursions run side by side

/// Offered loads and what Erlang C says of them.
struct Lanes {
    std::array<double, kLanes> offered; ///< erlangs; 0 where nobody comes or too many do
    std::array<double, kLanes> inverse; ///< 1/B, growing
};

[[nodiscard]] std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Service time and offered load of a station; 0 where nothing waits.
double offeredAt(const Columns &columns, std::size_t i, Results &out)
{
    const Stations &in = columns.stations;
    const double n = out.instances[i];
    const double visits = in.hot[i] * (in.visits[i] / n + in.broadcastVisits[i] / in.partitions[i]);
    const double work = in.slowdown[i] * in.hot[i] * (in.work[i] / n + in.broadcastWork[i] / in.partitions[i]);
    const double rate = out.users * columns.ratePerUser * in.pace[i];
    out.serviceTime[i] = visits > 0 ? work / visits : 0;
    out.wait[i] = out.waitProbability[i] = out.waitDecay[i] = 0;
    const double offered = in.waits[i] && visits > 0 ? rate * visits * out.serviceTime[i] : 0;
    if (offered < in.servers[i])
        return offered;
    out.isSaturated[i] = 1;
    return 0;
}

/// C = B / (1 − ρ(1 − B)) and W = C·S / (m − a). Source: Gross et al., 4th ed., section 2.3.
void finish(std::size_t i, double servers, double offered, double inverse, Results &out)
{
    if (offered <= 0)
        return;
    const double blocking = 1 / inverse;
    const double probability = blocking / (1 - offered / servers * (1 - blocking));
    out.waitProbability[i] = probability;
    out.wait[i] = out.serviceTime[i] * (probability / (servers - offered));
    out.waitDecay[i] = (servers - offered) / out.serviceTime[i];
}

/// 1/B_k = 1 + (k/a)·1/B_{k−1}: all terms are positive, and there is no division in the loop.
void recur(std::size_t count, int servers, Lanes &lanes)
{
    std::array<double, kLanes> reciprocal;
    for (std::size_t l = 0; l < count; ++l) {
        reciprocal[l] = lanes.offered[l] > 0 ? 1 / lanes.offered[l] : 0;
        lanes.inverse[l] = 1;
    }
    for (int k = 1; k <= servers; ++k)
        for (std::size_t l = 0; l < count; ++l)
            lanes.inverse[l] = 1 + k * reciprocal[l] * lanes.inverse[l];
}

} // namespace

void findWait(const Columns &columns, std::size_t component, Results &out)
{
    Lanes lanes;
    lanes.offered[0] = offeredAt(columns, component, out);
    const double servers = columns.stations.servers[component];
    recur(1, static_cast<int>(servers), lanes);
    finish(component, servers, lanes.offered[0], lanes.inverse[0], out);
}

void findWaits(const Columns &columns, Results &out)
{
    Lanes lanes;
    std::size_t first = 0;
    for (const auto &[end, servers] : columns.serverGroups) {
        for (const std::size_t last = at(end); first < last;) {
            const std::size_t count = std::min(kLanes, last - first);
            for (std::size_t l = 0; l < count; ++l)
                lanes.offered[l] = offeredAt(columns, at(columns.byServers[first + l]), out);
            recur(count, servers, lanes);
            for (std::size_t l = 0; l < count; ++l)
                finish(at(columns.byServers[first + l]), servers, lanes.offered[l], lanes.inverse[l], out);
            first += count;
        }
    }
}

} // namespace headroom::engine
