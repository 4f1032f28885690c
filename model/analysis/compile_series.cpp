#include "model/analysis/compiler.h"
#include "model/analysis/holder_station.h"
#include "model/core/at.h"
#include "model/engine/results.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

constexpr double kContends = 0.70; // how full it must be where its component is, to be a line of its own
constexpr double kFelt = 0.01; // of a visit's service: a wait that is shorter where the instance is full is left out
constexpr double kLeastWait = 1e-6;   // s
constexpr double kAlmostFull = 0.999; // the wait grows without end at 1

/// How full it is when its owner, with all who come by, is as good as saturated.
double busiest(const engine::Limits &limits, std::size_t owner, std::size_t row)
{
    const double full = limits.full[row];
    if (!(full > 0) || !std::isfinite(full))
        return 0;
    return std::min(kAlmostFull, std::max(0.0, limits.bindingUsers[owner]) / full);
}

} // namespace

/// Whether an operation uses the resource, per operation.
std::vector<char> Compiler::usersOf(std::size_t component, const CompiledResource &resource) const
{
    std::vector<char> uses;
    for (const catalog::Operation &operation : m_catalog.operations()) {
        const auto found = resource.spec->perVisit.find(operation.id);
        uses.push_back(operation.isVisit && found != resource.spec->perVisit.end()
                       && evaluate(found->second, static_cast<int>(component), 0) > 0);
    }
    return uses;
}

/// Finds the disks that somebody is felt to wait for; of all others the wait is too short to be told.
void Compiler::listSeries(const engine::Columns &columns, const engine::Limits &limits)
{
    m_firstSeries.assign(m_out.components.size(), -1);
    for (std::size_t i = 0; i < m_out.components.size(); ++i) {
        const CompiledComponent &component = m_out.components[i];
        const double served = component.visits > 0 ? component.slowdown * component.work / component.visits : 0;
        for (std::size_t r = 0; r < component.resources.size(); ++r) {
            const CompiledResource &resource = component.resources[r];
            if (!resource.spec->isInSeries || resource.spread <= 0)
                continue;
            const double busy = busiest(limits, i, at(columns.stations.firstResource[i]) + r);
            if (busy < kContends)
                continue;
            Series found { static_cast<int>(i), static_cast<int>(r), usersOf(i, resource), 0 };
            double visits = 0;
            for (std::size_t o = 0; o < component.arrivals.size(); ++o)
                visits += found.uses[o] ? component.arrivals[o] : 0;
            if (visits <= 0)
                continue;
            found.use = resource.spread / visits;
            const double wait = found.use / resource.capacity * busy / (1 - busy);
            if (wait < std::max(kFelt * served, kLeastWait))
                continue;
            if (m_firstSeries[i] < 0)
                m_firstSeries[i] = static_cast<int>(m_series.size());
            m_series.push_back(std::move(found));
        }
    }
}

/// Lists those that a stage has had when it was compiled.
void Compiler::restoreSeries()
{
    m_firstSeries.assign(m_out.components.size(), -1);
    for (const Holder &each : m_out.holders) {
        const CompiledResource &resource = m_out.components[at(each.component)].resources[at(each.resource)];
        if (!resource.spec->isInSeries)
            continue;
        if (m_firstSeries[at(each.component)] < 0)
            m_firstSeries[at(each.component)] = static_cast<int>(m_series.size());
        m_series.push_back({ each.component, each.resource, usersOf(at(each.component), resource), 0 });
    }
}

/// Gives each of them a station behind those of the components: an M/M/1 line, as all I/O that an instance can do serves one
/// visit after the other (domain spec 4.5: resources in series). The service itself is in the work already.
void Compiler::addSeries(engine::Columns &columns)
{
    for (std::size_t k = 0; k < m_series.size(); ++k) {
        const Series &each = m_series[k];
        const CompiledResource &resource = m_out.components[at(each.component)].resources[at(each.resource)];
        const int row = columns.stations.firstResource[at(each.component)] + each.resource;
        const double partitions = m_out.components[at(each.component)].partitions;
        addHolderStation(columns, { each.component, row, each.use }, 1,
                         { resource.spread / each.use, resource.spread / resource.capacity },
                         { resource.jobs * (1 / each.use), resource.jobs * (1 / resource.capacity) });
        columns.stations.broadcastVisits.back() = resource.broadcast / partitions / each.use;
        columns.stations.broadcastWork.back() = resource.broadcast / partitions / resource.capacity;
        addWaits(columns, at(m_holders) + k);
        m_out.holders.push_back({ each.component, each.resource });
    }
}

} // namespace headroom::analysis
