#include "model/engine/incremental.h"

#include "model/core/at.h"
#include "model/engine/laws.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace headroom::engine {

IncrementalSolve::IncrementalSolve(const Columns &columns, const Flow *flow, double users)
    : m_columns(columns)
{
    m_results.users = users;
    indexComponents();
    if (flow && flow->isLinear) {
        m_flow.emplace(*flow);
        indexFlow();
    }
    solveAll();
}

void IncrementalSolve::indexComponents()
{
    const std::size_t components = m_columns.stations.size();
    m_firstEntry.assign(components + 1, 0);
    for (const Class &each : m_columns.classes)
        for (const int component : each.component)
            ++m_firstEntry[at(component) + 1];
    for (std::size_t i = 0; i < components; ++i)
        m_firstEntry[i + 1] += m_firstEntry[i];
    m_entries.resize(at(m_firstEntry.back()));
    std::vector<int> end(m_firstEntry.begin(), m_firstEntry.end() - 1);
    for (std::size_t c = 0; c < m_columns.classes.size(); ++c)
        for (std::size_t e = 0; e < m_columns.classes[c].component.size(); ++e)
            m_entries[at(end[at(m_columns.classes[c].component[e])]++)] = { static_cast<int>(c), static_cast<int>(e) };

    m_machineOf.assign(components, -1);
    for (std::size_t m = 0; m < m_columns.machines.size(); ++m)
        m_machineOf[at(m_columns.machines[m].owner)] = static_cast<int>(m);

    const Bills &bills = m_columns.bills;
    m_firstLine.assign(components + 1, 0);
    for (const int component : bills.component)
        ++m_firstLine[at(component) + 1];
    for (std::size_t i = 0; i < components; ++i)
        m_firstLine[i + 1] += m_firstLine[i];

    const Resources &resources = m_columns.resources;
    m_poolsAt.resize(components);
    for (std::size_t p = 0; p < resources.pooled.size(); ++p)
        for (int i = resources.firstPool[p]; i < resources.firstPool[p + 1]; ++i)
            m_poolsAt[at(resources.poolCaller[at(i)])].push_back(resources.pooled[p]);
}

void IncrementalSolve::solveAll()
{
    if (!m_isRegrouped)
        groupByServers(m_columns);
    m_isRegrouped = true;
    m_limits.keepsLevels = false;
    solve(m_columns, m_results.users, m_limits, m_results);
    resetSums();
}

void IncrementalSolve::resetSums()
{
    m_isOrdered = false;
    m_waits.resize(m_columns.classes.size());
    for (std::size_t c = 0; c < m_columns.classes.size(); ++c)
        m_waits[c].resize(m_columns.classes[c].component.size());
    m_bills.resize(m_columns.bills.size());
    m_transfers.resize(m_columns.bills.size());
}

const Limits &IncrementalSolve::limits()
{
    if (!std::exchange(m_limits.keepsLevels, true))
        findLimits(m_columns, m_limits);
    return m_limits;
}

/// After a full solve, which has found the least by itself: only the next small edit asks for an order.
void IncrementalSolve::order()
{
    if (std::exchange(m_isOrdered, true))
        return;
    (void)limits();
    m_at070.reset(m_limits.at070);
    m_at085.reset(m_limits.at085);
    m_full.reset(m_limits.full);
}

/// One component, everything else being as it was.
void IncrementalSolve::refreshOne(std::size_t component)
{
    order();
    const Range one { component, component + 1 };
    const char wasSaturated = m_results.isSaturated[component];
    findUse(m_columns, one, m_results);
    findWait(m_columns, component, m_results);
    findLimits(m_columns, one, m_limits);
    const Stations &stations = m_columns.stations;
    for (int row = stations.firstResource[component]; row < stations.firstResource[component + 1]; ++row) {
        m_at070.set(at(row), m_limits.at070[at(row)]);
        m_at085.set(at(row), m_limits.at085[at(row)]);
        m_full.set(at(row), m_limits.full[at(row)]);
    }
    for (int e = m_firstEntry[component]; e < m_firstEntry[component + 1]; ++e) {
        const auto [klass, index] = m_entries[at(e)];
        m_results.saturatedVisits[at(klass)] += m_results.isSaturated[component] - wasSaturated;
        m_waits[at(klass)].touch(at(index));
    }
    const Range lines { at(m_firstLine[component]), at(m_firstLine[component + 1]) };
    findBills(m_columns, component, lines, m_results);
    for (std::size_t line = lines.first; line < lines.last; ++line) {
        m_bills.touch(line);
        m_transfers.touch(line);
    }
}

/// A component whose own figures have changed, and those that count its pools.
void IncrementalSolve::refresh(std::size_t component)
{
    findInstances(m_columns, { component, component + 1 }, m_results);
    refreshOne(component);
    const Resources &resources = m_columns.resources;
    for (const int row : m_poolsAt[component]) {
        double sum = 0;
        const int pooled = resources.pool[at(row)];
        for (int i = resources.firstPool[at(pooled)]; i < resources.firstPool[at(pooled) + 1]; ++i)
            sum += resources.poolSize[at(i)] * m_results.instances[at(resources.poolCaller[at(i)])];
        m_results.pools[at(row)] = sum;
        refreshOne(at(resources.component[at(row)]));
        settleMachine(at(resources.component[at(row)]));
    }
    for (std::size_t h = 0; h < m_columns.holders.size(); ++h)
        if (m_columns.holders[h].owner == static_cast<int>(component))
            refreshOne(stationOf(m_columns, h));
    settleMachine(component);
}

/// Waits for threads and at the cores together, once each has been found by itself.
void IncrementalSolve::settleMachine(std::size_t component)
{
    if (m_machineOf[component] < 0)
        return;
    const Machine &machine = m_columns.machines[at(m_machineOf[component])];
    const std::size_t row = at(machine.holder >= 0 ? machine.holder : machine.owner);
    const char wasSaturated = m_results.isSaturated[row];
    findMachineWait(m_columns, machine, m_results);
    for (const std::size_t each : { component, row })
        for (int e = m_firstEntry[each]; e < m_firstEntry[each + 1]; ++e)
            m_waits[at(m_entries[at(e)].klass)].touch(at(m_entries[at(e)].index));
    for (int e = m_firstEntry[row]; e < m_firstEntry[row + 1]; ++e)
        m_results.saturatedVisits[at(m_entries[at(e)].klass)] += m_results.isSaturated[row] - wasSaturated;
}

/// What is about the whole.
void IncrementalSolve::finish()
{
    order();
    for (std::size_t c = 0; c < m_columns.classes.size(); ++c) {
        const Class &in = m_columns.classes[c];
        m_results.latency[c] = in.serviceTime
            + m_waits[c].total([&](std::size_t i) { return in.visits[i] * m_results.wait[at(in.component[i])]; });
    }
    m_limits.usersAt070 = m_at070.least();
    m_limits.usersAt085 = m_at085.least();
    m_limits.usersAtSaturation = m_full.least();
    m_limits.bottleneck = m_full.leastIndex();
    m_limits.next = m_limits.bottleneck < 0 ? -1 : m_full.leastIndexAbove(kTie * m_limits.usersAtSaturation);
    const Bills &bills = m_columns.bills;
    const double between = bills.betweenPlacesBase + bills.betweenPlaces * m_results.users;
    m_results.totalCost = between
        + m_bills.total([&](std::size_t line) { return bills.isOverhead[line] ? 0 : m_results.amounts[line]; });
    m_results.transferCost = between + m_transfers.total([&](std::size_t line) {
        return bills.category[line] == bills.transfer ? m_results.amounts[line] : 0;
    });
    addOverheads(m_columns, m_results);
}

void IncrementalSolve::setCapacity(std::size_t resource, double capacity)
{
    Resources &resources = m_columns.resources;
    const std::size_t component = at(resources.component[resource]);
    Stations &stations = m_columns.stations;
    const bool isScaled = stations.target[component] > 0;
    const double before = isScaled ? roomAtTarget(m_columns, component) : 1;
    resources.capacity[resource] = capacity;
    if (isScaled) {
        stations.perRate[component] = perRateOf(m_columns, component);
        const double after = roomAtTarget(m_columns, component);
        if (Jobs &jobs = m_columns.jobs; jobs.exist())
            for (auto *column :
                 { &jobs.instances, &jobs.instancesPerUser, &jobs.dayInstances, &jobs.dayInstancesPerUser })
                (*column)[component] *= before / after;
    }
    for (std::size_t h = 0; h < m_columns.holders.size(); ++h)
        if (m_columns.holders[h].resource == static_cast<int>(resource)) {
            const std::size_t station = stationOf(m_columns, h);
            if (m_columns.holders[h].use > 0) {
                stations.work[station] = resources.spread[resource] / capacity;
                stations.broadcastWork[station] = resources.broadcast[resource] / capacity;
                continue;
            }
            stations.servers[station] = std::max(1.0, std::floor(capacity));
            m_isRegrouped = false;
        }
    refresh(component);
    finish();
}

void IncrementalSolve::setServers(std::size_t component, double servers)
{
    m_columns.stations.servers[component] = servers;
    m_isRegrouped = false;
    refresh(component);
    finish();
}

void IncrementalSolve::setInstances(std::size_t component, double least, double most)
{
    m_columns.stations.least[component] = least;
    m_columns.stations.most[component] = most;
    refresh(component);
    finish();
}

} // namespace headroom::engine
