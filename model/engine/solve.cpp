#include "model/engine/solve.h"

#include "model/engine/laws.h"

namespace headroom::engine {

namespace {

[[nodiscard]] std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

void resize(const Columns &columns, Results &out)
{
    const std::size_t components = columns.stations.size();
    for (auto *column : { &out.instances, &out.utilization, &out.serviceTime, &out.wait, &out.waitProbability,
                          &out.waitDecay, &out.cost, &out.dayInstances })
        column->resize(components);
    out.fullest.resize(components);
    out.isSaturated.resize(components);
    out.used.resize(columns.resources.size());
    out.filled.resize(columns.resources.size());
    out.pools.resize(columns.resources.size());
    out.latency.resize(columns.classes.size());
    out.saturatedVisits.resize(columns.classes.size());
    out.amounts.resize(columns.bills.size());
}

void findInstances(const Columns &columns, Range components, Results &out)
{
    const Stations &in = columns.stations;
    const double rate = out.users * columns.ratePerUser;
    for (std::size_t i = components.first; i < components.last; ++i)
        out.instances[i] = in.perRate[i] > 0 || in.spare[i] > 0
            ? instancesFor(rate * in.pace[i] * in.perRate[i], in.spare[i], in.least[i], in.most[i])
            : in.least[i];
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
    const Stations &stations = columns.stations;
    const Resources &in = columns.resources;
    const double rate = out.users * columns.ratePerUser;
    for (std::size_t i = components.first; i < components.last; ++i) {
        const double n = out.instances[i];
        const double flowing = rate * stations.pace[i] * stations.hot[i];
        double highest = 0;
        int fullest = -1;
        bool isSaturated = false;
        for (int r = stations.firstResource[i]; r < stations.firstResource[i + 1]; ++r) {
            const std::size_t row = at(r);
            double standing = in.standing[row] + in.perUser[row] * out.users;
            standing = in.isShared[row] ? standing / n : standing;
            const double used = usedBy(standing + out.pools[row], flowing, in.spread[row], n, in.broadcast[row],
                                       stations.partitions[i]);
            const double filled = used / in.capacity[row];
            out.used[row] = used;
            out.filled[row] = filled;
            isSaturated |= filled >= 1;
            if (fullest < 0 || filled > highest) {
                highest = filled;
                fullest = r;
            }
        }
        out.utilization[i] = highest;
        out.fullest[i] = fullest;
        out.isSaturated[i] = isSaturated;
    }
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
    const Range all { 0, columns.stations.size() };
    resize(columns, out);
    out.users = users;
    findInstances(columns, all, out);
    findPools(columns, out);
    findUse(columns, all, out);
    findWaits(columns, out);
    findLatencies(columns, out);
    findBills(columns, out);
}

} // namespace headroom::engine
