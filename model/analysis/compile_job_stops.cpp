#include "model/analysis/compiler.h"
#include "model/core/at.h"
#include "model/engine/flow.h"

#include <algorithm>
#include <utility>

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

/// Bytes that one item of a job brings to the network of each component on its way: in, out.
std::vector<std::array<double, 2>> Compiler::bytesOf(const JobFlow &flow) const
{
    std::vector<std::array<double, 2>> bytes(m_out.components.size(), { 0, 0 });
    const std::size_t operations = flow.counts.size();
    for (std::size_t s = 0; s < flow.visits.steps.size() && flow.visits.converged; ++s) {
        const flow::Step &step = m_network.steps[s];
        const double calls = flow.visits.steps[s];
        if (calls <= 0 || !isOnWire(step))
            continue;
        const std::size_t o = at(step.to) % operations;
        std::array<double, 2> &callee = bytes[at(step.to) / operations];
        std::array<double, 2> &caller = bytes[at(step.from) / operations];
        callee[0] += calls * flow.requests[o];
        callee[1] += calls * flow.sizes[o];
        caller[1] += calls * flow.requests[o];
        caller[0] += calls * flow.sizes[o];
    }
    return bytes;
}

/// What they are to the job's stops.
void Compiler::addJobBytes(std::size_t index)
{
    const std::vector<std::array<double, 2>> bytes = bytesOf(m_jobFlows[index]);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        for (const auto &[kind, each] : { std::pair<std::string_view, double>("bytes_in", bytes[i][0]),
                                          std::pair<std::string_view, double>("bytes_out", bytes[i][1]) }) {
            const std::vector<CompiledResource> &resources = m_out.components[i].resources;
            for (std::size_t r = 0; r < resources.size() && each > 0; ++r)
                if (resources[r].spec->kind == kind)
                    jobStopOf(index, i).demand[r] += each * engine::kGigabitsPerByte;
        }
}

} // namespace headroom::analysis
