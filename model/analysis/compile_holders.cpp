#include "model/analysis/compiler.h"
#include "model/analysis/holder_station.h"
#include "model/core/at.h"
#include "model/engine/solve.h"
#include "model/queueing/mmc.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace headroom::analysis {

namespace {

constexpr double kNobodyWaits = 1e-9; // probability of waiting just before everything else there is full
constexpr double kMostHolders = 1e6;

/// Whether anybody may have to wait for one of the pool before its owner, with all who come by, is saturated anyway.
bool matters(const engine::Columns &columns, const engine::Limits &limits, std::size_t owner, std::size_t row)
{
    const double capacity = std::floor(std::min(columns.resources.capacity[row], kMostHolders));
    if (capacity < 1)
        return false;
    const double jobs = columns.jobs.exist()
        ? columns.stations.hot[owner] * columns.jobs.used[row] / columns.stations.least[owner]
        : 0; // held without any user, where the instances are fewest
    if (jobs >= capacity || limits.full[row] <= 0)
        return true;
    if (!std::isfinite(limits.full[row])) // no user asks for one
        return jobs > 0 && queueing::erlangC(static_cast<int>(capacity), jobs) > kNobodyWaits;
    const double busy = jobs + (capacity - jobs) * std::max(0.0, limits.bindingUsers[owner]) / limits.full[row];
    return queueing::erlangC(static_cast<int>(capacity), busy) > kNobodyWaits;
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

void addHolderStation(engine::Columns &columns, engine::Holder holder, double servers, const Asked &users,
                      const JobsAsked &jobs)
{
    engine::Stations &out = columns.stations;
    const auto owner = at(holder.owner);
    for (auto *column : { &out.pace, &out.hot })
        column->push_back((*column)[owner]);
    out.isDeferred.push_back(out.isDeferred[owner]);
    for (auto *one : { &out.least, &out.most, &out.slowdown, &out.variability })
        one->push_back(1);
    out.waits.push_back(1);
    for (auto *none : { &out.target, &out.perRate, &out.spare, &out.broadcastVisits, &out.broadcastWork })
        none->push_back(0);
    out.servers.push_back(servers);
    out.visits.push_back(users.visits);
    out.work.push_back(users.held);
    if (columns.jobs.exist()) {
        columns.jobs.visits.push_back(jobs.visits.base);
        columns.jobs.visitsPerUser.push_back(jobs.visits.perUser);
        columns.jobs.work.push_back(jobs.held.base);
        columns.jobs.workPerUser.push_back(jobs.held.perUser);
        columns.jobs.squares.push_back(0);
        columns.jobs.squaresPerUser.push_back(0);
        columns.jobs.arrivalScv.push_back(-1);
    }
    out.station.push_back(-1);
    out.firstResource.push_back(out.firstResource.back());
    columns.holders.push_back(holder);
}

/// Stations of those who wait for something else than a server, behind those of the components.
void Compiler::addHolders(engine::Columns &columns, const engine::Limits &limits)
{
    listSeries(columns, limits);
    if (!m_series.empty())
        remakeWays();
    if (m_holders > 0)
        addHeldStations(columns, limits);
    addSeries(columns);
    if (!m_out.holders.empty())
        engine::groupByServers(columns);
}

/// All ways once more, this time counting too who passes what is in series: most stages have none that matters.
void Compiler::remakeWays()
{
    m_passing.clear();
    const std::vector<flow::Step> steps = m_out.retried ? m_network.steps : std::vector<flow::Step> {};
    for (std::size_t c = 0; c < m_out.classes.size(); ++c) {
        takeAttempts(c);
        (void)letAllPass();
        CompiledClass &out = m_out.classes[c];
        out.ways.clear();
        out.branches.clear();
        out.branchLinks.clear();
        addWays(out, flow::propagate(m_network, *m_order, m_counts[c], true), m_counts[c], m_times[c]);
    }
    if (m_out.retried)
        m_network.steps = steps;
}

/// Gives each of the threads and pools that somebody may have to wait for such a station:
/// its visits wait for one of its threads as for a server of an M/M/m station (domain spec 4.4).
void Compiler::addHeldStations(engine::Columns &columns, const engine::Limits &limits)
{
    for (std::size_t i = 0; i < m_out.components.size(); ++i)
        for (std::size_t r = 0; r < m_out.components[i].resources.size(); ++r) {
            const CompiledResource &resource = m_out.components[i].resources[r];
            const std::size_t row = at(columns.stations.firstResource[i]) + r;
            const bool isPool = resource.link >= 0;
            const double visits = isPool ? m_out.links[at(resource.link)].calls : m_out.components[i].entering;
            const Line jobVisits = m_out.jobs.empty() ? Line {}
                : isPool                              ? m_out.jobCalls[at(resource.link)].calls
                : m_out.components[i].jobs            ? m_out.components[i].jobs->entering
                                                      : Line {};
            if (resource.spec->kind != "held" || (visits <= 0 && !jobVisits.exists())
                || !matters(columns, limits, i, row))
                continue;
            addHolderStation(columns, { static_cast<int>(i), static_cast<int>(row) },
                             std::floor(std::min(resource.capacity, kMostHolders)), { visits, resource.spread },
                             { jobVisits, resource.jobs });
            addWaits(columns, at(isPool ? m_poolOver[at(resource.link)] : m_threadsOf[i]));
            m_out.holders.push_back({ static_cast<int>(i), static_cast<int>(r) });
        }
}

/// What threads, cores and places of a component do together (engine/machines.cpp).
void Compiler::addMachines(engine::Columns &columns) const
{
    std::map<std::pair<int, int>, int> rows;
    for (std::size_t h = 0; h < m_out.holders.size(); ++h)
        rows[{ m_out.holders[h].component, m_out.holders[h].resource }]
            = static_cast<int>(engine::stationOf(columns, h));
    for (std::size_t i = 0; i < m_out.components.size(); ++i) {
        const CompiledComponent &component = m_out.components[i];
        for (std::size_t r = 0; r < component.resources.size() && !component.isPooled; ++r) {
            const CompiledResource &threads = component.resources[r];
            if (threads.spec->kind != "held" || threads.link >= 0)
                continue;
            engine::Machine machine { static_cast<int>(i), -1, columns.stations.firstResource[i] + static_cast<int>(r),
                                      std::numeric_limits<double>::infinity() };
            if (threads.queue >= 0 && !component.isDeferred)
                machine.places = std::floor(std::min(threads.capacity, kMostHolders)) + threads.queue;
            if (const auto row = rows.find({ static_cast<int>(i), static_cast<int>(r) }); row != rows.end())
                machine.holder = row->second;
            machine.light = engine::lightLoad(machine.places, component.servers, threads.capacity);
            if (machine.holder >= 0 || std::isfinite(machine.places))
                columns.machines.push_back(machine);
        }
    }
    std::stable_partition(columns.machines.begin(), columns.machines.end(),
                          [](const engine::Machine &each) { return each.holder < 0; });
}

/// Lets the classes wait at the station that comes next.
void Compiler::addWaits(engine::Columns &columns, std::size_t holder)
{
    const int station = static_cast<int>(m_out.components.size() + m_out.holders.size());
    for (std::size_t c = 0; c < m_out.classes.size(); ++c) {
        const double waited = m_passing[c].back()[holder]; // the mean of all ways comes last
        m_out.classes[c].slots.push_back(waited);
        if (waited <= 0)
            continue;
        columns.classes[c].component.push_back(station);
        columns.classes[c].visits.push_back(waited);
        addHolderStops(c, holder, station);
    }
}

void Compiler::addHolderStops(std::size_t requestClass, std::size_t holder, int station)
{
    std::size_t next = 0;
    const auto addTo = [&](std::vector<latency::Way> &ways) {
        for (latency::Way &way : ways)
            if (const double mean = m_passing[requestClass][next++][holder]; mean > 0)
                way.stops.push_back({ station, { { 0, 0, true, countsOf(mean) } } });
    };
    addTo(m_out.classes[requestClass].ways);
    for (latency::Branch &branch : m_out.classes[requestClass].branches)
        addTo(branch);
}

} // namespace headroom::analysis
