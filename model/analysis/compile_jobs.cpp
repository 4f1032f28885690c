#include "model/analysis/compiler.h"
#include "model/analysis/job_days.h"
#include "model/core/quantity.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

using catalog::Role;

constexpr double kHour = 3600; // s

[[nodiscard]] std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

void Compiler::addJobs()
{
    if (m_project.workload.jobs.empty())
        return;
    m_out.jobCalls.resize(m_stage.connections.size());
    for (flow::Step &step : m_network.steps)
        step.tries = 1; // nobody repeats a call of a job
    for (const project::BackgroundJob &job : m_project.workload.jobs)
        addJob(job);
}

/// The component it names, else the first of the stage that starts, holds or does such work; −1: none.
int Compiler::entryOf(const project::BackgroundJob &job) const
{
    if (!job.entry.empty())
        return indexOf(job.entry);
    const bool isBatch = job.kind == project::BackgroundJob::Kind::Batch;
    for (const Role role : { isBatch ? Role::Schedules : Role::Queue, Role::Queue, Role::Worker })
        for (std::size_t i = 0; i < m_kinds.size(); ++i) {
            const bool isUsable = role != Role::Schedules
                || std::any_of(m_stage.connections.begin(), m_stage.connections.end(),
                               [&](const auto &each) { return each.from == m_stage.components[i].id; });
            if (m_kinds[i]->is(role) && isUsable)
                return static_cast<int>(i);
        }
    return -1;
}

/// Whether a component does an operation or passes it on.
bool Compiler::leadsOn(int component, std::size_t operation) const
{
    const int node = m_network.node(component, static_cast<int>(operation));
    return m_network.handles[at(node)]
        || std::any_of(m_network.steps.begin(), m_network.steps.end(),
                       [node](const flow::Step &step) { return step.from == node; });
}

/// Where its operations enter: what another operation of the job causes does not enter by itself; what the entry
/// cannot hand on (a queue takes no reads) is done by the first component behind it that can.
std::vector<int> Compiler::entriesOf(const project::BackgroundJob &job, int entry,
                                     const std::vector<double> &counts) const
{
    std::vector<int> entries;
    for (std::size_t o = 0; o < counts.size(); ++o) {
        const std::string &parent = m_catalog.operations()[o].parent;
        const bool isCaused = std::any_of(job.uses.begin(), job.uses.end(),
                                          [&](const auto &each) { return each.operation == parent && each.count > 0; });
        if (counts[o] <= 0 || isCaused)
            continue;
        int where = entry;
        if (!leadsOn(entry, o))
            for (const CompiledLink &link : m_out.links)
                if (link.from == entry && link.to >= 0 && where == entry && leadsOn(link.to, o))
                    where = link.to;
        entries.push_back(m_network.node(where, static_cast<int>(o)));
    }
    return entries;
}

/// An open source of its own: it enters at one component, and nobody waits for it. Source: domain spec 1.2.
void Compiler::addJob(const project::BackgroundJob &job)
{
    const std::size_t operations = m_catalog.operations().size();
    JobFlow flow { std::vector<double>(operations, 0.0),
                   std::vector<double>(operations, 0.0),
                   std::vector<double>(operations, 0.0),
                   {},
                   {} };
    for (const project::OperationUse &use : job.uses)
        for (std::size_t o = 0; o < operations; ++o)
            if (m_catalog.operations()[o].id == use.operation) {
                flow.counts[o] = use.count;
                flow.times[o] = use.time;
                flow.sizes[o] = use.bytes;
            }
    CompiledJob out;
    out.id = job.id;
    out.name = job.name;
    out.isBatch = job.kind == project::BackgroundJob::Kind::Batch;
    out.deadline = job.deadline;
    const Line items { job.items, job.itemsPerUser };
    if (out.isBatch) {
        out.items = items;
        out.window = job.window * kHour;
        out.windowed = items * (1 / out.window);
        const int runs = static_cast<int>(job.runs);
        for (int run = 0; run < runs; ++run)
            out.begins.push_back(std::fmod(job.at * kHour + run * kSecondsPerDay / runs, kSecondsPerDay));
    } else {
        out.flat = { job.rate, 0 };
        out.shaped = { 0, job.perRequest * m_out.ratePerUser + job.itemsPerUser / kSecondsPerDay / m_out.meanShare };
        out.items = (out.flat + out.shaped * m_out.meanShare) * kSecondsPerDay;
    }
    out.entry = entryOf(job);
    if (out.entry >= 0)
        flow.entries = entriesOf(job, out.entry, flow.counts);
    std::swap(m_network.entries, flow.entries);
    flow.visits = flow::propagate(m_network, flow.counts, false);
    std::swap(m_network.entries, flow.entries);
    if (!flow.visits.converged && m_out.loop.empty())
        m_out.loop = flow.visits.loop;
    out.isServed = !flow.entries.empty() && flow.visits.converged;
    if (!flow.visits.converged)
        std::fill(flow.visits.nodes.begin(), flow.visits.nodes.end(), 0.0);
    for (const flow::Network::Lost &lost : m_network.lost)
        if (flow.visits.nodes[at(lost.node)] > 0 && (lost.counted < 0 || flow.counts[at(lost.counted)] > 0))
            out.isServed = false;
    addJobCalls(out, flow.visits, flow.sizes);
    m_jobFlows.push_back(std::move(flow));
    m_out.jobs.push_back(std::move(out));
}

/// What it sends over connections, at the hour their other load is told for.
void Compiler::addJobCalls(const CompiledJob &job, const flow::Visits &visits, const std::vector<double> &sizes)
{
    const JobRates rates = ratesOf(m_out, job);
    if (!visits.converged)
        return;
    for (std::size_t s = 0; s < visits.steps.size(); ++s) {
        const flow::Step &step = m_network.steps[s];
        if (step.connection < 0 || visits.steps[s] <= 0)
            continue;
        const double bytes = visits.steps[s] * sizes[at(step.to) % sizes.size()];
        JobCalls &calls = m_out.jobCalls[at(step.connection)];
        const bool isShared = m_out.connections[at(step.connection)].requestsPerSecond > 0;
        calls.rate += (isShared ? rates.peak : rates.highest) * visits.steps[s];
        calls.bytes += (isShared ? rates.peak : rates.highest) * bytes;
        calls.meanBytes += rates.mean * bytes;
    }
}

/// Once it is known at which hour each component is judged: behind a buffer at the daily mean, else at the users' peak
/// hour, and where no user comes, when most items do.
void Compiler::loadJobs()
{
    for (std::size_t j = 0; j < m_out.jobs.size(); ++j)
        loadJob(j);
    copyJobWrites();
    for (std::size_t i = 0; i < m_out.components.size(); ++i)
        addJobDemand(i);
    for (std::size_t j = 0; j < m_out.jobs.size(); ++j)
        addJobStops(j);
}

void Compiler::loadJob(std::size_t index)
{
    const JobFlow &flow = m_jobFlows[index];
    const JobRates rates = ratesOf(m_out, m_out.jobs[index]);
    const std::size_t operations = flow.counts.size();
    for (std::size_t node = 0; node < flow.visits.nodes.size(); ++node) {
        const double visits = flow.visits.nodes[node];
        if (visits <= 0)
            continue;
        const std::size_t i = node / operations;
        const std::size_t o = node % operations;
        CompiledComponent &component = m_out.components[i];
        if (!component.jobs) {
            component.jobs.emplace();
            component.jobs->arrivals.resize(operations);
            component.jobs->meanArrivals.resize(operations);
        }
        JobLoad &load = *component.jobs;
        const Line judged = judgedJobRate(component, rates);
        component.isReached = true;
        load.arrivals[o] += judged * visits;
        load.meanArrivals[o] += rates.mean * visits;
        if (!m_network.handles[node])
            continue;
        load.served.push_back({ o, flow.times[o], judged * visits, rates.mean * visits });
        if (isStationVisit(i, o))
            load.visits += judged * visits;
    }
    for (std::size_t s = 0; s < flow.visits.steps.size() && flow.visits.converged; ++s) {
        const flow::Step &step = m_network.steps[s];
        if (step.connection < 0 || flow.visits.steps[s] <= 0)
            continue;
        const double bytes = flow.visits.steps[s] * flow.sizes[at(step.to) % operations];
        CompiledComponent &to = m_out.components[at(step.to) / operations];
        to.jobs->requests += (to.requests > 0 ? rates.peak : rates.highest) * flow.visits.steps[s];
        to.jobs->meanBytesIn += rates.mean * bytes;
        if (m_kinds[at(step.to) / operations]->behavior != "cache")
            m_out.components[at(step.from) / operations].jobs->meanBytesOut += rates.mean * bytes;
    }
}

/// Every replica replays what jobs write, as it does with the writes of users (domain spec 3.1, `replicate`).
void Compiler::copyJobWrites()
{
    for (std::size_t c = 0; c < m_stage.connections.size() && !m_out.jobs.empty(); ++c) {
        const CompiledLink &link = m_out.links[c];
        if (!m_out.connections[c].isReplication || link.from < 0 || link.to < 0
            || !m_out.components[at(link.from)].jobs)
            continue;
        const JobLoad &from = *m_out.components[at(link.from)].jobs;
        const double factor = connectionNumber(m_stage.connections[c], "work_factor", 0.25);
        const double copies = connectionNumber(m_stage.connections[c], "calls", 1);
        const double bytes = connectionNumber(m_stage.connections[c], "bytes", 2000);
        Line writes;
        Line meanWrites;
        Line work;
        for (std::size_t o = 0; o < from.arrivals.size(); ++o)
            if (m_catalog.operations()[o].writes) {
                writes += from.arrivals[o];
                meanWrites += from.meanArrivals[o];
            }
        for (const JobLoad::Served &served : from.served)
            if (m_catalog.operations()[served.operation].writes)
                work += served.rate * serviceTime(at(link.from), served.operation, served.time, true);
        if (!writes.exists() && !meanWrites.exists())
            continue;
        CompiledComponent &to = m_out.components[at(link.to)];
        if (!to.jobs) {
            to.jobs.emplace();
            to.jobs->arrivals.resize(from.arrivals.size());
            to.jobs->meanArrivals.resize(from.arrivals.size());
        }
        to.jobs->copiedWork += work * factor;
        if (factor > 0)
            to.jobs->copiedVisits += writes;
        to.isReached = true;
        m_out.jobCalls[c].rate += writes * copies;
        m_out.jobCalls[c].bytes += writes * (copies * bytes);
        m_out.jobCalls[c].meanBytes += meanWrites * (copies * bytes);
    }
}

/// What all of it takes of the component's resources. Needs only the component and its load, see remake().
void Compiler::addJobDemand(std::size_t i)
{
    CompiledComponent &component = m_out.components[i];
    if (!component.jobs)
        return;
    JobLoad &load = *component.jobs;
    load.work = load.meanWork = {};
    for (const JobLoad::Served &served : load.served) {
        const double time = serviceTime(i, served.operation, served.time, true);
        load.work += served.rate * time;
        load.meanWork += served.meanRate * time;
    }
    for (CompiledResource &resource : component.resources) {
        if (resource.spec->kind == "time")
            resource.jobs = load.work + load.copiedWork * (component.maxInstances / component.partitions);
        for (const auto &[operation, formula] : resource.spec->perVisit)
            for (std::size_t o = 0; o < load.arrivals.size(); ++o)
                if (m_catalog.operations()[o].id == operation)
                    resource.jobs += load.arrivals[o] * std::max(0.0, evaluate(formula, static_cast<int>(i), 0));
    }
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
        bool isLoaded = false;
        for (std::size_t o = 0; o < operations; ++o) {
            const std::size_t node = i * operations + o;
            const double visits = flow.visits.nodes[node];
            if (visits <= 0 || !m_network.handles[node])
                continue;
            stop.visits += isStationVisit(i, o) ? visits : 0;
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
        if (isLoaded)
            m_out.jobs[index].stops.push_back(std::move(stop));
    }
}

} // namespace headroom::analysis
