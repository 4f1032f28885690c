#include "model/analysis/compiler.h"
#include "model/core/at.h"
#include "model/engine/flow.h"

#include <algorithm>

namespace headroom::analysis {

/// Once all resources are there, those of pools too.
void Compiler::noteJobStops()
{
    for (std::size_t j = 0; j < m_out.jobs.size(); ++j)
        addJobStops(j);
}

/// What one item takes of each component on its way.
void Compiler::addJobStops(std::size_t index)
{
    const JobFlow &flow = m_jobFlows[index];
    const std::size_t operations = flow.counts.size();
    for (std::size_t i = 0; i < m_out.components.size(); ++i) {
        JobStop stop;
        stop.component = static_cast<int>(i);
        stop.demand.assign(m_out.components[i].resources.size(), 0.0);
        stop.asks.assign(stop.demand.size(), 0.0);
        bool isLoaded = false;
        for (std::size_t o = 0; o < operations; ++o) {
            const std::size_t node = i * operations + o;
            const double visits = flow.visits.nodes[node];
            if (visits <= 0 || !m_network.handles[node])
                continue;
            stop.visits += visits * stationVisits(i, o);
            for (std::size_t r = 0; r < stop.demand.size(); ++r) {
                const catalog::ResourceSpec &spec = *m_out.components[i].resources[r].spec;
                if (spec.kind == "time")
                    stop.demand[r] += visits * serviceTime(i, o, flow.times[o], true);
                for (const auto &[operation, formula] : spec.perVisit)
                    if (m_catalog.operations()[o].id == operation)
                        stop.demand[r] += visits * std::max(0.0, evaluate(formula, static_cast<int>(i), 0));
                isLoaded = isLoaded || stop.demand[r] > 0;
            }
        }
        for (std::size_t r = 0; r < stop.demand.size() && !flow.held.own.empty(); ++r) {
            const CompiledResource &resource = m_out.components[i].resources[r];
            if (resource.spec->kind != "held")
                continue;
            stop.demand[r] = resource.link < 0 ? heldAt(flow.held, i) : flow.held.time[at(resource.link)];
            stop.asks[r] = resource.link < 0 ? flow.held.entering[i] : flow.held.calls[at(resource.link)];
            isLoaded = isLoaded || stop.demand[r] > 0;
        }
        if (isLoaded)
            m_out.jobs[index].stops.push_back(std::move(stop));
    }
    addJobBytes(index);
}

/// The job's stop at a component; made where there is none so far.
JobStop &Compiler::jobStopOf(std::size_t job, std::size_t component)
{
    std::vector<JobStop> &stops = m_out.jobs[job].stops;
    const auto found = std::lower_bound(stops.begin(), stops.end(), static_cast<int>(component),
                                        [](const JobStop &stop, int index) { return stop.component < index; });
    if (found != stops.end() && found->component == static_cast<int>(component))
        return *found;
    JobStop made;
    made.component = static_cast<int>(component);
    made.demand.assign(m_out.components[component].resources.size(), 0.0);
    made.asks.assign(made.demand.size(), 0.0);
    return *stops.insert(found, std::move(made));
}

/// Gbit that one item of a job brings to the network of each component on its way.
void Compiler::addJobBytes(std::size_t index)
{
    const JobFlow &flow = m_jobFlows[index];
    const std::size_t operations = flow.counts.size();
    const auto add = [&](std::size_t component, std::string_view kind, double bytes) {
        const CompiledComponent &owner = m_out.components[component];
        for (std::size_t r = 0; r < owner.resources.size(); ++r)
            if (owner.resources[r].spec->kind == kind && bytes > 0)
                jobStopOf(index, component).demand[r] += bytes * engine::kGigabitsPerByte;
    };
    for (std::size_t s = 0; s < flow.visits.steps.size() && flow.visits.converged; ++s) {
        const flow::Step &step = m_network.steps[s];
        const double calls = flow.visits.steps[s];
        if (calls <= 0 || !isOnWire(step))
            continue;
        const std::size_t o = at(step.to) % operations;
        add(at(step.to) / operations, "bytes_in", calls * flow.requests[o]);
        add(at(step.to) / operations, "bytes_out", calls * flow.sizes[o]);
        add(at(step.from) / operations, "bytes_out", calls * flow.requests[o]);
        add(at(step.from) / operations, "bytes_in", calls * flow.sizes[o]);
    }
}

} // namespace headroom::analysis
