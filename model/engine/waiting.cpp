#include "model/core/at.h"
#include "model/engine/laws.h"
#include "model/engine/solve.h"
#include "model/engine/visit_mix.h"
#include "model/engine/wide.h"
#include "model/queueing/mmc.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace headroom::engine {

namespace {

constexpr double kMostPooled = 1e9; // servers
constexpr double kLeast = std::numeric_limits<double>::min();
constexpr std::size_t kLanes = 64; // stations at a time: their recursions run side by side

/// Service times and offered loads of at most a block; 0 erlangs where nothing waits or more comes than can be served.
HEADROOM_WIDE void offer(const Columns &columns, Range components, Results &out)
{
    const Stations &in = columns.stations;
    const double *const part = out.part.data();
    const double *const hot = in.hot.data();
    const double *const visitsOf = in.visits.data();
    const double *const broadcastVisits = in.broadcastVisits.data();
    const double *const workOf = in.work.data();
    const double *const broadcastWork = in.broadcastWork.data();
    const bool copies = columns.copies;
    const double *const slowdown = in.slowdown.data();
    const double *const pace = in.pace.data();
    const char *const waits = in.waits.data();
    const double *const servers = in.servers.data();
    double *const serviceTime = out.serviceTime.data();
    double *const offered = out.offered.data();
    std::array<double, kBlock> loads; // flags written between numbers would keep the loops narrow
    const double rate = out.users * columns.ratePerUser;
#pragma GCC ivdep
    for (std::size_t i = components.first; i < components.last; ++i) {
        const double visits = hot[i] * (visitsOf[i] * part[i] + (copies ? broadcastVisits[i] : 0));
        const double work = slowdown[i] * hot[i] * (workOf[i] * part[i] + (copies ? broadcastWork[i] : 0));
        const double service = (visits > 0 ? work : 0) / std::max(visits, kLeast);
        serviceTime[i] = service;
        loads[i - components.first] = rate * pace[i] * visits * service * waits[i];
    }
#pragma GCC ivdep
    for (std::size_t i = components.first; i < components.last; ++i) {
        const double load = loads[i - components.first];
        offered[i] = load >= kEqual * servers[i] ? 0 : load;
    }
    for (std::size_t i = components.first; i < components.last; ++i)
        out.isSaturated[i]
            = static_cast<char>(out.isSaturated[i] | (loads[i - components.first] >= kEqual * servers[i]));
}

/// The same where jobs queue among the requests: the service time is the mean over both.
void offerJobs(const Columns &columns, Range components, Results &out)
{
    const Stations &in = columns.stations;
    for (std::size_t i = components.first; i < components.last; ++i) {
        const double jobVisits = lineAt(columns.jobs.visits, columns.jobs.visitsPerUser, i, out.users);
        const double jobWork = lineAt(columns.jobs.work, columns.jobs.workPerUser, i, out.users);
        out.variability[i] = in.variability[i];
        if (jobVisits <= 0)
            continue;
        const double rate = out.users * columns.ratePerUser * in.pace[i];
        const double visits
            = in.hot[i] * (rate * (in.visits[i] * out.part[i] + in.broadcastVisits[i]) + jobVisits * out.part[i]);
        const double work = in.slowdown[i] * in.hot[i]
            * (rate * (in.work[i] * out.part[i] + in.broadcastWork[i]) + jobWork * out.part[i]);
        const double offered = work * in.waits[i];
        const bool isOver = offered >= kEqual * in.servers[i];
        out.serviceTime[i] = work / visits;
        out.offered[i] = isOver ? 0 : offered;
        out.isSaturated[i] = static_cast<char>(out.isSaturated[i] | isOver);
        out.variability[i] = variabilityAt(columns, i, out.users, out.part[i]);
    }
}

/// C = B / (1 − ρ(1 − B)) = m / ((m − a)/B + a) and W = C·S / (m − a). Source: Gross et al., 4th ed., section 2.3.
/// A fraction of a server lessens it as queueing::erlangC() says; of whole servers it is 0.
HEADROOM_WIDE void finish(const Columns &columns, Range components, Results &out)
{
    const double *const servers = columns.stations.servers.data();
    const double *const variability = variabilities(columns, out).data();
    const double *const offered = out.offered.data();
    const double *const blocking = out.blocking.data();
    const double *const serviceTime = out.serviceTime.data();
    double *const waitProbability = out.waitProbability.data();
    double *const wait = out.wait.data();
#pragma GCC ivdep
    for (std::size_t i = components.first; i < components.last; ++i) {
        const double free = servers[i] - offered[i];
        const double later = servers[i] - (servers[i] - std::floor(servers[i])) * free;
        const double probability = (offered[i] > 0 ? later : 0) / (free * blocking[i] + offered[i]);
        waitProbability[i] = probability;
        wait[i] = serviceTime[i] * (probability / free) * variability[i];
    }
}

/// P(Poisson(a) ≥ m) ≤ e^(−(m − a)²/2m): beyond this exponent nobody ever waits.
constexpr double kNobodyWaits = 100;

/// All n instances serve one line: a station of n·m servers.
void pool(const Columns &columns, std::size_t i, Results &out)
{
    if (out.offered[i] <= 0)
        return;
    const double servers = columns.stations.servers[i] * out.instances[i];
    const double offered = out.offered[i] * out.instances[i];
    const double free = servers - offered;
    const bool waits = free * free < 2 * servers * kNobodyWaits;
    out.waitProbability[i] = waits ? queueing::erlangC(std::min(servers, kMostPooled), offered) : 0;
    out.wait[i] = out.serviceTime[i] * (out.waitProbability[i] / free) * variabilities(columns, out)[i];
}

/// 1/B_k = 1 + (k/a)·1/B_{k−1}: all terms are positive, and there is no division in the loop.
HEADROOM_WIDE void recur(std::span<const int> components, int servers, Results &out)
{
    std::array<double, kLanes> reciprocal;
    std::array<double, kLanes> inverse;
    const std::size_t count = components.size();
    if (servers < 1) { // a part of one: 1/B_0
        for (const int i : components)
            out.blocking[at(i)] = 1;
        return;
    }
    if (servers > queueing::kMostRecursed) {
        for (const int i : components)
            out.blocking[at(i)] = out.offered[at(i)] > 0 ? queueing::inverseErlangB(servers, out.offered[at(i)]) : 1;
        return;
    }
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
    inBlocks({ 0, order.size() }, [&](Range block) {
        const auto first = order.begin() + static_cast<std::ptrdiff_t>(block.first);
        const auto last = order.begin() + static_cast<std::ptrdiff_t>(block.last);
        std::stable_sort(first, last, [&](int a, int b) { return of(a) < of(b); });
        for (std::size_t i = block.first; i < block.last; ++i)
            if (i + 1 == block.last || of(order[i]) < of(order[i + 1]))
                columns.serverGroups.emplace_back(static_cast<int>(i) + 1, static_cast<int>(of(order[i])));
    });
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

void findWaits(const Columns &columns, Range block, Results &out)
{
    const std::span<const int> components = columns.byServers;
    offer(columns, block, out);
    if (columns.jobs.exist())
        offerJobs(columns, block, out);
    auto group = std::upper_bound(columns.serverGroups.begin(), columns.serverGroups.end(), block.first,
                                  [](std::size_t first, const auto &each) { return first < at(each.first); });
    for (std::size_t first = block.first; first < block.last; ++group)
        for (const std::size_t last = at(group->first); first < last;) {
            const std::size_t count = std::min(kLanes, last - first);
            recur(components.subspan(first, count), group->second, out);
            first += count;
        }
    finish(columns, block, out);
}

/// What users' requests vary says how large their mean squared service is; that of jobs comes to it.
double variabilityAt(const Columns &columns, std::size_t station, double users, double part)
{
    const Stations &in = columns.stations;
    const Jobs &jobs = columns.jobs;
    if (!jobs.exist() || jobs.arrivalScv[station] < 0)
        return in.variability[station];
    const double rate = users * columns.ratePerUser * in.pace[station];
    const double visits = rate * (in.visits[station] * part + in.broadcastVisits[station]);
    const double work = rate * (in.work[station] * part + in.broadcastWork[station]);
    const double ownScv = 2 * in.variability[station] - jobs.arrivalScv[station];
    const double squares = visits > 0 ? (ownScv + 1) / 2 * work * (work / visits) : 0;
    const double scv = scvOfMix(squares + part * lineAt(jobs.squares, jobs.squaresPerUser, station, users),
                                visits + part * lineAt(jobs.visits, jobs.visitsPerUser, station, users),
                                work + part * lineAt(jobs.work, jobs.workPerUser, station, users));
    return (jobs.arrivalScv[station] + scv) / 2;
}

void findPooledWaits(const Columns &columns, Results &out)
{
    for (const int station : columns.stations.pooled)
        pool(columns, at(station), out);
}

} // namespace headroom::engine
