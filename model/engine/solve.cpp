#include "model/engine/solve.h"

#include "model/core/at.h"
#include "model/engine/laws.h"
#include "model/engine/wide.h"

namespace headroom::engine {

namespace {

/// Use of each resource, row by row.
HEADROOM_WIDE void fillRows(const Columns &columns, Range rows, Results &out)
{
    const Resources &in = columns.resources;
    const bool copies = columns.copies;
    const int *const component = in.component.data();
    const double *const part = out.part.data();
    const double *const flowing = out.flowing.data();
    const char *const shared = in.shared.data();
    const double *const standing = in.standing.data();
    const double *const perUser = in.perUser.data();
    const double *const spread = in.spread.data();
    const double *const broadcast = in.broadcast.data();
    const double *const capacity = in.capacity.data();
    double *const used = out.used.data();
    double *const filled = out.filled.data();
    const double users = out.users;
#pragma GCC ivdep
    for (std::size_t row = rows.first; row < rows.last; ++row) {
        const int i = component[row];
        const double own = 1 - shared[row] + shared[row] * part[i];
        const double still = (standing[row] + perUser[row] * users) * own;
        used[row] = usedBy(still, flowing[i], spread[row], part[i], copies ? broadcast[row] : 0);
        filled[row] = used[row] / capacity[row];
    }
}

/// The rows that count the connections of their callers once more: few, so the loop over all reads no column of them.
void addPools(const Resources &in, Range rows, Results &out)
{
    for (const int pooled : within(in.pooled, rows)) {
        const std::size_t row = at(pooled);
        const std::size_t i = at(in.component[row]);
        const double own = 1 - in.shared[row] + in.shared[row] * out.part[i];
        const double still = (in.standing[row] + in.perUser[row] * out.users) * own + out.pools[row];
        out.used[row] = usedBy(still, out.flowing[i], in.spread[row], out.part[i], in.broadcast[row]);
        out.filled[row] = out.used[row] / in.capacity[row];
    }
}

/// Jobs come on top, divided over the instances as the spread load is.
void addJobs(const Columns &columns, Range rows, Results &out)
{
    const Resources &in = columns.resources;
    for (std::size_t row = rows.first; row < rows.last; ++row) {
        const double jobs = lineAt(columns.jobs.used, columns.jobs.usedPerUser, row, out.users);
        if (jobs <= 0)
            continue;
        const std::size_t i = at(in.component[row]);
        out.used[row] += columns.stations.hot[i] * out.part[i] * jobs;
        out.filled[row] = out.used[row] / in.capacity[row];
    }
}

/// The fullest resource of each component: first its first, then whatever is fuller, without a branch to be guessed.
HEADROOM_WIDE void findFullest(const Columns &columns, Range components, Range rows, Results &out)
{
    const int *const first = columns.stations.firstResource.data();
    const double *const filled = out.filled.data();
    for (std::size_t i = components.first; i < components.last; ++i) {
        const bool hasAny = first[i] < first[i + 1];
        out.fullest[i] = hasAny ? first[i] : -1;
        out.utilization[i] = hasAny ? filled[first[i]] : 0;
    }
    for (const int row : within(columns.resources.later, rows)) {
        const std::size_t i = at(columns.resources.component[at(row)]);
        const bool isFuller = filled[row] > out.utilization[i];
        out.utilization[i] = isFuller ? filled[row] : out.utilization[i];
        out.fullest[i] = isFuller ? row : out.fullest[i];
    }
    for (std::size_t i = components.first; i < components.last; ++i)
        out.isSaturated[i] = out.utilization[i] >= kEqual;
}

/// @param before  what else to do with each block of components.
template <typename Before>
void solveBlocks(const Columns &columns, double users, Results &out, const Before &before)
{
    const Range all { 0, columns.stations.size() };
    resize(columns, out);
    out.users = users;
    findInstances(columns, all, out);
    findPools(columns, out);
    inBlocks(all, [&](Range block) {
        before(block);
        findUse(columns, block, out);
        findWaits(columns, block, out);
        findMachineWaits(columns, block, out);
    });
    findPooledWaits(columns, out);
    findMachineWaits(columns, out);
    findLatencies(columns, out);
    findBills(columns, out);
}

} // namespace

double roomAtTarget(const Columns &columns, std::size_t component)
{
    const Resources &in = columns.resources;
    const std::size_t row = at(columns.stations.station[component]);
    const double standing = in.shared[row] > 0 ? 0 : in.standing[row];
    return std::max(1e-6 * in.capacity[row], in.capacity[row] * columns.stations.target[component] - standing);
}

double perRateOf(const Columns &columns, std::size_t component)
{
    const int station = columns.stations.station[component];
    if (columns.stations.target[component] <= 0 || station < 0)
        return 0;
    return columns.resources.spread[at(station)] * columns.stations.hot[component] / roomAtTarget(columns, component);
}

void resize(const Columns &columns, Results &out)
{
    const std::size_t components = columns.stations.size();
    for (auto *column : { &out.instances, &out.part, &out.flowing, &out.utilization, &out.serviceTime, &out.wait,
                          &out.waitProbability, &out.offered, &out.blocking, &out.cost, &out.dayInstances })
        column->resize(components);
    if (columns.jobs.exist())
        out.variability.resize(components);
    out.fullest.resize(components);
    out.isSaturated.resize(components);
    out.used.resize(columns.resources.size());
    out.filled.resize(columns.resources.size());
    out.pools.resize(columns.resources.size());
    out.latency.resize(columns.classes.size());
    out.saturatedVisits.resize(columns.classes.size());
    out.amounts.resize(columns.bills.size());
}

HEADROOM_WIDE void findInstances(const Columns &columns, Range components, Results &out)
{
    const Stations &in = columns.stations;
    const double *const pace = in.pace.data();
    const double *const perRate = in.perRate.data();
    const double *const spare = in.spare.data();
    const double *const least = in.least.data();
    const double *const most = in.most.data();
    double *const instances = out.instances.data();
    const double rate = out.users * columns.ratePerUser;
#pragma GCC ivdep
    for (std::size_t i = components.first; i < components.last; ++i) {
        const double wanted = std::ceil(rate * pace[i] * perRate[i] - kRounding) + spare[i];
        const double capped = most[i] < wanted ? most[i] : wanted;
        const double grown = perRate[i] + spare[i] > 0 ? capped : least[i];
        instances[i] = grown > least[i] ? grown : least[i];
    }
    for (std::size_t i = components.first; i < std::min(components.last, columns.jobs.instances.size()); ++i)
        if (const double jobs = lineAt(columns.jobs.instances, columns.jobs.instancesPerUser, i, out.users); jobs > 0)
            out.instances[i]
                = instancesFor(rate * in.pace[i] * in.perRate[i] + jobs, in.spare[i], in.least[i], in.most[i]);
    for (std::size_t h = 0; h < columns.holders.size(); ++h)
        out.instances[stationOf(columns, h)] = out.instances[at(columns.holders[h].owner)];
    double *const part = out.part.data();
#pragma GCC ivdep
    for (std::size_t i = components.first; i < components.last; ++i)
        part[i] = 1 / instances[i];
    for (std::size_t h = 0; h < columns.holders.size(); ++h)
        out.part[stationOf(columns, h)] = out.part[at(columns.holders[h].owner)];
}

void findPools(const Columns &columns, Results &out)
{
    const Resources &in = columns.resources;
    for (std::size_t p = 0; p < in.pooled.size(); ++p) {
        double sum = 0;
        for (int i = in.firstPool[p]; i < in.firstPool[p + 1]; ++i)
            sum += in.poolSize[at(i)] * out.instances[at(in.poolCaller[at(i)])];
        out.pools[at(in.pooled[p])] = sum;
    }
}

void findUse(const Columns &columns, Range components, Results &out)
{
    const std::size_t firstRow = at(columns.stations.firstResource[components.first]);
    const std::size_t lastRow = at(columns.stations.firstResource[components.last]);
    const double rate = out.users * columns.ratePerUser;
    const double *const pace = columns.stations.pace.data();
    const double *const hot = columns.stations.hot.data();
    double *const flowing = out.flowing.data();
#pragma GCC ivdep
    for (std::size_t i = components.first; i < components.last; ++i)
        flowing[i] = rate * pace[i] * hot[i];
    fillRows(columns, { firstRow, lastRow }, out);
    addPools(columns.resources, { firstRow, lastRow }, out);
    if (columns.jobs.exist())
        addJobs(columns, { firstRow, lastRow }, out);
    findFullest(columns, components, { firstRow, lastRow }, out);
}

void findLatencies(const Columns &columns, Results &out)
{
    for (std::size_t c = 0; c < columns.classes.size(); ++c) {
        const Class &in = columns.classes[c];
        double waits = 0;
        int saturated = 0;
        for (std::size_t i = 0; i < in.component.size(); ++i) {
            waits += in.visits[i] * out.wait[at(in.component[i])];
            saturated += out.isSaturated[at(in.component[i])];
        }
        out.latency[c] = in.serviceTime + waits;
        out.saturatedVisits[c] = saturated;
    }
}

void solve(const Columns &columns, double users, Results &out)
{
    solveBlocks(columns, users, out, [](Range) {});
}

void solve(const Columns &columns, double users, Limits &limits, Results &out)
{
    resize(columns, limits);
    solveBlocks(columns, users, out, [&](Range block) { findLimits(columns, block, limits); });
    findBottleneck(columns, limits);
}

} // namespace headroom::engine
