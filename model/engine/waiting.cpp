#include "model/engine/solve.h"
#include "model/engine/wide.h"
#include "model/queueing/mmc.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace headroom::engine {

namespace {

constexpr double kMostPooled = 1e9; // servers
constexpr std::size_t kLanes = 64;  // stations at a time: their recursions run side by side

[[nodiscard]] std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Service times and offered loads; 0 erlangs where nothing waits or more comes than can be served.
HEADROOM_WIDE void offer(const Columns &columns, Range components, Results &out)
{
    const Stations &in = columns.stations;
    const double rate = out.users * columns.ratePerUser;
    for (std::size_t i = components.first; i < components.last; ++i) {
        const double visits = in.hot[i] * (in.visits[i] * out.part[i] + in.broadcastVisits[i]);
        const double work = in.slowdown[i] * in.hot[i] * (in.work[i] * out.part[i] + in.broadcastWork[i]);
        const double service = visits > 0 ? work / visits : 0;
        const double offered = rate * in.pace[i] * visits * service * in.waits[i];
        const bool isOver = offered >= in.servers[i];
        out.serviceTime[i] = service;
        out.offered[i] = isOver ? 0 : offered;
        out.isSaturated[i] = static_cast<char>(out.isSaturated[i] | isOver);
    }
}

/// The same where jobs queue among the requests: the service time is the mean over both.
void offerJobs(const Columns &columns, Range components, Results &out)
{
    const Stations &in = columns.stations;
    for (std::size_t i = components.first; i < components.last; ++i) {
        const double jobVisits = lineAt(columns.jobs.visits, columns.jobs.visitsPerUser, i, out.users);
        const double jobWork = lineAt(columns.jobs.work, columns.jobs.workPerUser, i, out.users);
        if (jobVisits <= 0)
            continue;
        const double rate = out.users * columns.ratePerUser * in.pace[i];
        const double visits
            = in.hot[i] * (rate * (in.visits[i] * out.part[i] + in.broadcastVisits[i]) + jobVisits * out.part[i]);
        const double work = in.slowdown[i] * in.hot[i]
            * (rate * (in.work[i] * out.part[i] + in.broadcastWork[i]) + jobWork * out.part[i]);
        const double offered = work * in.waits[i];
        const bool isOver = offered >= in.servers[i];
        out.serviceTime[i] = work / visits;
        out.offered[i] = isOver ? 0 : offered;
        out.isSaturated[i] = static_cast<char>(out.isSaturated[i] | isOver);
    }
}

/// C = B / (1 − ρ(1 − B)) = m / ((m − a)/B + a) and W = C·S / (m − a). Source: Gross et al., 4th ed., section 2.3.
HEADROOM_WIDE void finish(const Columns &columns, Range components, Results &out)
{
    const Stations &in = columns.stations;
    for (std::size_t i = components.first; i < components.last; ++i) {
        const double servers = in.servers[i];
        const double offered = out.offered[i];
        const double free = servers - offered;
        const double probability = offered > 0 ? servers / (free * out.blocking[i] + offered) : 0;
        out.waitProbability[i] = probability;
        out.wait[i] = out.serviceTime[i] * (probability / free) * in.variability[i];
    }
}

/// P(Poisson(a) ≥ m) ≤ e^(−(m − a)²/2m): beyond this exponent nobody ever waits.
constexpr double kNobody = 100;

/// All n instances serve one line: a station of n·m servers.
void pool(const Columns &columns, std::size_t i, Results &out)
{
    if (out.offered[i] <= 0)
        return;
    const double servers = columns.stations.servers[i] * out.instances[i];
    const double offered = out.offered[i] * out.instances[i];
    const double free = servers - offered;
    const bool waits = free * free < 2 * servers * kNobody;
    out.waitProbability[i] = waits ? queueing::erlangC(static_cast<int>(std::min(servers, kMostPooled)), offered) : 0;
    out.wait[i] = out.serviceTime[i] * (out.waitProbability[i] / free) * columns.stations.variability[i];
}

/// 1/B_k = 1 + (k/a)·1/B_{k−1}: all terms are positive, and there is no division in the loop.
HEADROOM_WIDE void recur(std::span<const int> components, int servers, Results &out)
{
    std::array<double, kLanes> reciprocal;
    std::array<double, kLanes> inverse;
    const std::size_t count = components.size();
    for (std::size_t l = 0; l < count; ++l) {
        const double offered = out.offered[at(components[l])];
        reciprocal[l] = offered > 0 ? 1 / offered : 0;
        inverse[l] = 1 + reciprocal[l];
    }
    for (int k = 2; k <= servers; ++k)
        for (std::size_t l = 0; l < count; ++l)
            inverse[l] = 1 + k * reciprocal[l] * inverse[l];
    for (std::size_t l = 0; l < count; ++l)
        out.blocking[at(components[l])] = inverse[l];
}

} // namespace

void groupByServers(Columns &columns)
{
    const std::vector<double> &servers = columns.stations.servers;
    std::vector<int> &order = columns.byServers;
    order.resize(servers.size());
    columns.serverGroups.clear();
    std::iota(order.begin(), order.end(), 0);
    const auto of = [&servers](int component) { return servers[static_cast<std::size_t>(component)]; };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return of(a) < of(b); });
    for (std::size_t i = 0; i < order.size(); ++i)
        if (i + 1 == order.size() || of(order[i]) < of(order[i + 1]))
            columns.serverGroups.emplace_back(static_cast<int>(i) + 1, static_cast<int>(of(order[i])));
}

void findWait(const Columns &columns, std::size_t component, Results &out)
{
    const Range one { component, component + 1 };
    const int index = static_cast<int>(component);
    offer(columns, one, out);
    if (columns.jobs.exist())
        offerJobs(columns, one, out);
    recur({ &index, 1 }, static_cast<int>(columns.stations.servers[component]), out);
    finish(columns, one, out);
    if (std::binary_search(columns.stations.pooled.begin(), columns.stations.pooled.end(), index))
        pool(columns, component, out);
}

void findWaits(const Columns &columns, Results &out)
{
    const Range all { 0, columns.stations.size() };
    const std::span<const int> components = columns.byServers;
    offer(columns, all, out);
    if (columns.jobs.exist())
        offerJobs(columns, all, out);
    std::size_t first = 0;
    for (const auto &[end, servers] : columns.serverGroups)
        for (const std::size_t last = at(end); first < last;) {
            const std::size_t count = std::min(kLanes, last - first);
            recur(components.subspan(first, count), servers, out);
            first += count;
        }
    finish(columns, all, out);
    for (const int station : columns.stations.pooled)
        pool(columns, at(station), out);
}

} // namespace headroom::engine
