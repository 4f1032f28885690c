#include "model/analysis/component_reports.h"

#include "model/analysis/compiled_stage.h"
#include "model/analysis/overload.h"
#include "model/core/at.h"
#include "model/engine/columns.h"
#include "model/engine/laws.h"
#include "model/engine/results.h"
#include "model/engine/solve.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace headroom::analysis {

namespace {

Band bandOf(double utilization, std::string_view resource)
{
    if (utilization >= engine::kEqual)
        return Band::Saturated;
    if (utilization > criticalFrom(resource))
        return Band::Critical;
    return utilization > watchedFrom(resource) ? Band::Watch : Band::Fine;
}

/// Puts what was solved about components into words, in the memory that the report holds.
class ComponentReporter {
public:
    ComponentReporter(Report &report, const CompiledStage &stage, const engine::Results &results)
        : m_report(report)
        , m_stage(stage)
        , m_columns(*stage.columns)
        , m_limits(*stage.limits)
        , m_results(results)
        , m_isWritten(report.writtenFor == stage.serial)
    {
    }

    void run()
    {
        m_report.components.resize(m_stage.components.size());
        for (std::size_t i = 0; i < m_stage.components.size(); ++i)
            addComponent(i);
        for (const int line : m_columns.bills.overheads)
            m_report.components[at(m_columns.bills.component[at(line)])].costPerMonth += m_results.amounts[at(line)];
        addHolders();
    }

private:
    void addComponent(std::size_t i)
    {
        const CompiledComponent &component = m_stage.components[i];
        ComponentReport &out = m_report.components[i];
        static_cast<ComponentFigures &>(out) = {};
        if (!m_isWritten)
            writeTexts(i, out);
        out.hitRatio = component.hit;
        out.availability = component.availability;
        out.instances = m_results.instances[i];
        out.maxInstances = component.maxInstances;
        out.requestsPerSecond = (component.kind->behavior == "source" ? component.usersShare : component.requests)
            * m_report.requestsPerSecond;
        if (component.jobs)
            out.requestsPerSecond += component.jobs->requests.at(m_report.users);
        const int first = m_columns.stations.firstResource[i];
        for (std::size_t r = 0; r < component.resources.size(); ++r)
            addResource(at(first) + r, out.resources[r]);
        out.utilization = m_results.utilization[i];
        out.fullestResource = m_results.fullest[i] < 0 ? -1 : m_results.fullest[i] - first;
        out.bindingResource = m_limits.binding[i] < 0 ? -1 : m_limits.binding[i] - first;
        for (std::size_t r = 0; r < out.resources.size(); ++r)
            if (static_cast<int>(r) != out.bindingResource && std::isfinite(out.resources[r].usersAtSaturation)
                && (out.nextResource < 0
                    || out.resources[r].usersAtSaturation
                        < engine::kEqual * out.resources[at(out.nextResource)].usersAtSaturation))
                out.nextResource = static_cast<int>(r);
        if (out.fullestResource >= 0)
            out.band = out.resources[at(out.fullestResource)].band;
        out.servers = component.servers;
        out.lineServers = component.servers * (component.isPooled ? out.instances : 1);
        out.serviceTime = m_results.serviceTime[i];
        out.wait = m_results.wait[i];
        out.waitProbability = m_results.waitProbability[i];
        if (m_results.offered[i] > 0)
            out.waitDecay = (component.servers - m_results.offered[i]) / out.serviceTime
                / std::max(1e-9, engine::variabilities(m_columns, m_results)[i])
                * (component.isPooled ? out.instances : 1);
        out.places = placesOf(component, out);
        out.state = m_results.isSaturated[i] ? State::Saturated : State::Fine;
        out.costPerMonth = m_results.cost[i];
        addCosts(static_cast<int>(i), out.costByCategory);
    }

    void writeTexts(std::size_t i, ComponentReport &out) const
    {
        const CompiledComponent &component = m_stage.components[i];
        out.id = component.id;
        out.kind = component.kindId;
        out.name = component.name;
        out.isPlace = component.kind->behavior == "place";
        out.isReached = component.isReached;
        out.singlePointFor = m_stage.singlePointFor[i];
        out.isSinglePoint = !out.singlePointFor.empty();
        out.resources.resize(component.resources.size());
        for (std::size_t r = 0; r < component.resources.size(); ++r) {
            const catalog::ResourceSpec &spec = *component.resources[r].spec;
            out.resources[r].id = spec.id;
            out.resources[r].title = spec.title;
            out.resources[r].unit = spec.unit;
            out.resources[r].isHeld = spec.kind == "held";
        }
    }

    /// Bills name their components in order.
    void addCosts(int component, CategoryCosts &costs)
    {
        const engine::Bills &bills = m_columns.bills;
        std::size_t end = m_line;
        while (end < bills.size() && bills.component[end] == component)
            ++end;
        costs.clear();
        costs.reserve(end - m_line);
        for (; m_line < end; ++m_line)
            if (const double amount = m_results.amounts[m_line]; amount > 0)
                costs.add(bills.categories[at(bills.category[m_line])], amount);
    }

    void addResource(std::size_t row, ResourceReport &out) const
    {
        static_cast<ResourceFigures &>(out) = {};
        out.used = m_results.used[row];
        out.capacity = m_columns.resources.capacity[row];
        out.utilization = m_results.filled[row];
        out.band = bandOf(out.utilization, out.id);
        out.usersAt070 = m_limits.at070[row];
        out.usersAt085 = m_limits.at085[row];
        out.usersAtSaturation = m_limits.full[row];
    }

    void addHolders()
    {
        for (std::size_t h = 0; h < m_stage.holders.size(); ++h) {
            const Holder &holder = m_stage.holders[h];
            const std::size_t row = m_stage.components.size() + h;
            ResourceReport &out = m_report.components[at(holder.component)].resources[at(holder.resource)];
            m_report.holders.push_back({ holder.component, holder.resource });
            out.isInSeries = m_columns.holders[h].use > 0;
            if (m_results.isSaturated[row] || m_results.offered[row] <= 0)
                continue;
            out.wait = m_results.wait[row];
            out.waitProbability = m_results.waitProbability[row];
            if (out.wait > 0)
                out.waitDecay = out.waitProbability / out.wait;
        }
    }

    Report &m_report;
    const CompiledStage &m_stage;
    const engine::Columns &m_columns;
    const engine::Limits &m_limits;
    const engine::Results &m_results;
    bool m_isWritten;       ///< the report has the texts of this stage already
    std::size_t m_line = 0; ///< of the bills, the first that is not told yet
};

} // namespace

void addComponents(Report &report, const CompiledStage &stage, const engine::Results &results)
{
    ComponentReporter(report, stage, results).run();
}

} // namespace headroom::analysis
