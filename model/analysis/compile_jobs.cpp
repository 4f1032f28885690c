#include "model/analysis/compiler.h"
#include "model/analysis/job_days.h"
#include "model/core/at.h"
#include "model/core/quantity.h"
#include "model/engine/flow.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

using catalog::Role;

} // namespace

void Compiler::addJobs()
{
    if (m_project.workload.jobs.empty())
        return;
    m_out.jobCalls.resize(m_stage.connections.size());
    m_jobsOver.assign(m_stage.connections.size(), 0);
    for (flow::Step &step : m_network.steps)
        step.tries = step.passed = 1; // nobody repeats a call of a job, and its own gates are not looked at
    for (const project::BackgroundJob &job : m_project.workload.jobs)
        addJob(job);
}

/// The component it names, else the first of the stage that starts, holds or does such work, or runs the application;
/// −1: none.
int Compiler::entryOf(const project::BackgroundJob &job) const
{
    if (!job.entry.empty())
        return indexOf(job.entry);
    const bool isBatch = job.kind == project::BackgroundJob::Kind::Batch;
    for (const Role role :
         { isBatch ? Role::Schedules : Role::Queue, Role::Queue, Role::Worker, Role::Application, Role::AllInOne })
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
void Compiler::findEntries(const project::BackgroundJob &job, int entry, JobFlow &flow) const
{
    bool isHeld = false;
    for (std::size_t o = 0; o < flow.counts.size(); ++o) {
        const catalog::Operation &operation = m_catalog.operations()[o];
        const bool isCaused = std::any_of(job.uses.begin(), job.uses.end(), [&](const auto &each) {
            return each.operation == operation.parent && each.count > 0;
        });
        if (flow.counts[o] <= 0 || isCaused)
            continue;
        int where = entry;
        if (!leadsOn(entry, o))
            for (const CompiledLink &link : m_out.links)
                if (link.from == entry && link.to >= 0 && where == entry && leadsOn(link.to, o))
                    where = link.to;
        isHeld = isHeld || (where == entry && operation.isVisit);
        flow.isPassedBy = flow.isPassedBy || where != entry;
        flow.entries.push_back(m_network.node(where, static_cast<int>(o)));
    }
    flow.isPassedBy = flow.isPassedBy && !isHeld && m_kinds[at(entry)]->behavior == "buffer";
}

/// An open source of its own: it enters at one component, and nobody waits for it. Source: domain spec 1.2.
void Compiler::addJob(const project::BackgroundJob &job)
{
    const std::size_t operations = m_catalog.operations().size();
    JobFlow flow;
    for (std::vector<double> *each : { &flow.counts, &flow.times, &flow.sizes })
        each->assign(operations, 0.0);
    for (const catalog::Operation &operation : m_catalog.operations())
        flow.requests.push_back(operation.requestBytes);
    for (const project::OperationUse &use : job.uses)
        for (std::size_t o = 0; o < operations; ++o)
            if (m_catalog.operations()[o].id == use.operation) {
                flow.counts[o] = use.count;
                flow.times[o] = use.time;
                flow.sizes[o] = use.bytes;
                flow.requests[o] = use.requestBytes.value_or(flow.requests[o]);
            }
    CompiledJob out;
    readAmounts(job, out);
    out.entry = entryOf(job);
    if (out.entry >= 0)
        findEntries(job, out.entry, flow);
    runJob(out, flow);
    flow.rates = ratesOf(m_out, out);
    for (std::size_t s = 0; s < flow.visits.steps.size() && flow.visits.converged; ++s)
        if (const int connection = m_network.steps[s].connection;
            connection >= 0 && flow.visits.steps[s] > 0 && flow.rates.highest.exists())
            m_jobsOver[at(connection)] = 1;
    m_jobFlows.push_back(std::move(flow));
    m_out.jobs.push_back(std::move(out));
}

/// How many items there are and when they come.
void Compiler::readAmounts(const project::BackgroundJob &job, CompiledJob &out) const
{
    out.id = job.id;
    out.name = job.name;
    out.isBatch = job.kind == project::BackgroundJob::Kind::Batch;
    out.deadline = job.deadline;
    if (!out.isBatch) {
        out.flat = { job.rate, 0 };
        out.shaped = { 0, job.perRequest * m_out.ratePerUser + job.itemsPerUser / kSecondsPerDay / m_out.meanShare };
        out.items = (out.flat + out.shaped * m_out.meanShare) * kSecondsPerDay;
        return;
    }
    out.items = { job.items, job.itemsPerUser };
    out.window = job.window * kSecondsPerHour;
    out.windowed = out.items * (1 / out.window);
    const int runs = static_cast<int>(job.runs);
    for (int run = 0; run < runs; ++run)
        out.begins.push_back(std::fmod(job.at * kSecondsPerHour + run * kSecondsPerDay / runs, kSecondsPerDay));
}

/// The way of one item: what it visits from its entries on, and what it holds meanwhile.
void Compiler::runJob(CompiledJob &out, JobFlow &flow)
{
    std::vector<double> shares;
    std::swap(m_network.entries, flow.entries);
    std::swap(m_network.entryShares, shares);
    const flow::OrderedNetwork order(m_network);
    flow.visits = flow::propagate(m_network, order, flow.counts, false);
    std::swap(m_network.entries, flow.entries);
    std::swap(m_network.entryShares, shares);
    flow::Visits &visits = flow.visits;
    out.isServed = !flow.entries.empty() && visits.converged;
    if (!visits.converged) {
        std::fill(visits.nodes.begin(), visits.nodes.end(), 0.0);
        if (m_out.loop.empty())
            m_out.loop = visits.loop;
        return;
    }
    for (const flow::Network::Lost &lost : m_network.lost)
        if (visits.nodes[at(lost.node)] > 0 && (lost.counted < 0 || flow.counts[at(lost.counted)] > 0))
            out.isServed = false;
    if (m_holders == 0)
        return;
    flow.held = nothingHeld();
    addHeld(order, waysOf(order), { visits, flow.counts, flow.times, true }, 1, flow.held);
    for (const int entry : flow.entries) { // it takes a thread there too
        double called = 0;
        for (std::size_t s = 0; s < visits.steps.size(); ++s)
            called += m_network.steps[s].to == entry ? visits.steps[s] : 0;
        flow.held.entering[at(entry) / flow.counts.size()] += std::max(0.0, visits.nodes[at(entry)] - called);
    }
}

/// Once it is known at which hour each component is judged: behind a buffer at the daily mean, else at the users' peak
/// hour, and where no user comes, when most is to be done.
void Compiler::loadJobs()
{
    if (m_out.jobs.size() > 1)
        for (JobFlow &flow : m_jobFlows)
            flow.bytes = bytesOf(flow);
    for (std::size_t i = 0; i < m_out.components.size() && m_out.jobs.size() > 1; ++i)
        findBusiest(i);
    for (std::size_t j = 0; j < m_out.jobs.size(); ++j) {
        addJobCalls(m_out.jobs[j], m_jobFlows[j]);
        loadJob(j);
    }
    copyJobWrites();
    for (std::size_t i = 0; i < m_out.components.size(); ++i) {
        addJobDemand(i);
        holdNobody(i);
    }
}

bool Compiler::isVisited(const JobFlow &flow, std::size_t component) const
{
    const auto first = flow.visits.nodes.begin() + static_cast<std::ptrdiff_t>(component * flow.counts.size());
    return std::any_of(first, first + static_cast<std::ptrdiff_t>(flow.counts.size()),
                       [](double visits) { return visits > 0; });
}

/// All that one item of a job brings to a component, of which each may be what fills it.
std::vector<double> Compiler::burdenOf(const JobFlow &flow, std::size_t component) const
{
    const std::size_t operations = flow.counts.size();
    std::vector<double> burden { 0, 0, flow.bytes[component][0], flow.bytes[component][1] };
    const auto countsSingly = [&](std::size_t operation) {
        const std::string &id = m_catalog.operations()[operation].id;
        const auto &resources = m_out.components[component].resources;
        return std::any_of(resources.begin(), resources.end(), [&](const CompiledResource &each) {
            return std::any_of(each.spec->perVisit.begin(), each.spec->perVisit.end(),
                               [&](const auto &per) { return per.first == id; });
        });
    };
    for (std::size_t o = 0; o < operations; ++o) {
        const std::size_t node = component * operations + o;
        const double visits = flow.visits.nodes[node];
        if (countsSingly(o))
            burden.push_back(visits);
        burden[0] += visits;
        burden[1] += m_network.handles[node] ? visits * flow.times[o] : 0;
    }
    if (m_holders > 0 && !flow.held.own.empty()) {
        burden.push_back(heldAt(flow.held, component));
        for (std::size_t c = 0; c < m_out.links.size(); ++c)
            if (m_out.links[c].from == static_cast<int>(component))
                burden.push_back(flow.held.time[c]); // of its pool
    }
    return burden;
}

/// The moment at which jobs bring most of everything to a component that no user comes to. Where some of it is highest at
/// one moment and some at another, or for few users and for many, every job counts when it is highest itself.
void Compiler::findBusiest(std::size_t component)
{
    constexpr std::size_t kMostLooks = 200000;
    constexpr double kSame = 1 - 1e-12;
    if (hasUsers(m_out.components[component]))
        return;
    std::vector<const CompiledJob *> coming;
    std::vector<std::vector<double>> burdens;
    for (std::size_t j = 0; j < m_out.jobs.size(); ++j)
        if (isVisited(m_jobFlows[j], component)) {
            coming.push_back(&m_out.jobs[j]);
            burdens.push_back(burdenOf(m_jobFlows[j], component));
        }
    const std::vector<double> moments = coming.size() > 1 ? momentsOf(coming, m_out.day.size()) : std::vector<double>();
    if (moments.size() * coming.size() > kMostLooks)
        return;
    const auto sumsAt = [&](double moment) {
        std::vector<Line> sums(burdens.front().size());
        for (std::size_t j = 0; j < coming.size(); ++j)
            for (std::size_t b = 0; b < sums.size(); ++b)
                sums[b] += jobRateAt(m_out, *coming[j], moment) * burdens[j][b];
        return sums;
    };
    std::vector<Line> most;
    for (const double moment : moments) {
        const std::vector<Line> sums = sumsAt(moment);
        most.resize(sums.size());
        for (std::size_t b = 0; b < sums.size(); ++b)
            most[b] = { std::max(most[b].base, sums[b].base), std::max(most[b].perUser, sums[b].perUser) };
    }
    const auto isMost = [&](double moment) {
        const std::vector<Line> sums = sumsAt(moment);
        for (std::size_t b = 0; b < sums.size(); ++b)
            if (sums[b].base < most[b].base * kSame || sums[b].perUser < most[b].perUser * kSame)
                return false;
        return true;
    };
    const auto found = std::find_if(moments.begin(), moments.end(), isMost);
    if (found != moments.end())
        jobLoadOf(component).busiest = *found;
}

void Compiler::loadJob(std::size_t index)
{
    const JobFlow &flow = m_jobFlows[index];
    const JobRates &rates = flow.rates;
    const std::size_t operations = flow.counts.size();
    for (std::size_t node = 0; node < flow.visits.nodes.size(); ++node) {
        const double visits = flow.visits.nodes[node];
        if (visits <= 0)
            continue;
        const std::size_t i = node / operations;
        const std::size_t o = node % operations;
        CompiledComponent &component = m_out.components[i];
        JobLoad &load = jobLoadOf(i);
        const Line judged = judgedJobRate(m_out, component, m_out.jobs[index], rates);
        component.isReached = true;
        load.arrivals[o] += judged * visits;
        load.meanArrivals[o] += rates.mean * visits;
        if (!m_network.handles[node])
            continue;
        load.served.push_back({ o, flow.times[o], judged * visits, rates.mean * visits });
        load.visits += judged * (visits * stationVisits(i, o));
    }
    addJobTraffic(index);
    addJobHolding(index);
}

/// What jobs bring to a component; nothing so far.
JobLoad &Compiler::jobLoadOf(std::size_t component)
{
    std::shared_ptr<JobLoad> &load = m_out.components[component].jobs;
    if (!load) {
        load = std::make_shared<JobLoad>();
        load->arrivals.resize(m_catalog.operations().size());
        load->meanArrivals.resize(m_catalog.operations().size());
    }
    return *load;
}

/// Every replica replays what jobs write, as it does with the writes of users (domain spec 3.1, `replicate`).
void Compiler::copyJobWrites()
{
    for (std::size_t c = 0; c < m_stage.connections.size() && !m_out.jobs.empty(); ++c) {
        const CompiledLink &link = m_out.links[c];
        if (!m_out.links[c].isReplication() || link.from < 0 || link.to < 0 || !m_out.components[at(link.from)].jobs)
            continue;
        const JobLoad &from = *m_out.components[at(link.from)].jobs;
        const double factor = connectionNumber(m_stage.connections[c], "work_factor", 0.25);
        const double copies = copiesOver(c);
        const double bytes = connectionNumber(m_stage.connections[c], "bytes", 2000);
        Line writes;
        Line meanWrites;
        Line work;
        for (std::size_t o = 0; o < from.arrivals.size(); ++o)
            if (m_catalog.operations()[o].writes) {
                writes += from.arrivals[o];
                meanWrites += from.meanArrivals[o];
            }
        Line squares;
        for (const JobLoad::Served &served : from.served)
            if (m_catalog.operations()[served.operation].writes) {
                const double time = serviceTime(at(link.from), served.operation, served.time, true);
                work += served.rate * time;
                squares += served.rate * (time * time);
            }
        if (!writes.exists() && !meanWrites.exists())
            continue;
        JobLoad &to = jobLoadOf(at(link.to));
        to.copiedWork += work * factor;
        to.copiedSquares += squares * (factor * factor);
        if (factor > 0)
            to.copiedVisits += writes;
        m_out.components[at(link.to)].isReached = true;
        JobCalls &calls = m_out.jobCalls[c];
        calls.rate += writes * copies;
        calls.bytes += writes * (copies * bytes);
        calls.requestBytes += writes * (copies * bytes);
        calls.meanBytes += meanWrites * (copies * bytes);
        if (link.distance.reach == Reach::Host)
            continue;
        m_out.components[at(link.from)].jobs->sent += writes * (copies * bytes);
        to.receivedCopies += writes * bytes;
    }
}

/// What all of it takes of the component's resources. Needs only the component and its load, see remake().
void Compiler::addJobDemand(std::size_t i)
{
    CompiledComponent &component = m_out.components[i];
    if (!component.jobs)
        return;
    JobLoad &load = *component.jobs;
    load.work = load.meanWork = load.squares = {};
    for (const JobLoad::Served &served : load.served) {
        const double time = serviceTime(i, served.operation, served.time, true);
        load.work += served.rate * time;
        load.meanWork += served.meanRate * time;
        if (const double parts = stationVisits(i, served.operation); parts > 0)
            load.squares += served.rate * (time * time / parts);
    }
    const double replicas = component.maxInstances / component.partitions;
    for (CompiledResource &resource : component.resources) {
        if (resource.spec->kind == "time")
            resource.jobs = load.work + load.copiedWork * replicas;
        if (resource.spec->kind == "held" && resource.link < 0)
            resource.jobs = load.held;
        if (resource.spec->kind == "bytes_out")
            resource.jobs = load.sent * engine::kGigabitsPerByte;
        if (resource.spec->kind == "bytes_in")
            resource.jobs = (load.received + load.receivedCopies * replicas) * engine::kGigabitsPerByte;
        for (const auto &[operation, formula] : resource.spec->perVisit)
            for (std::size_t o = 0; o < load.arrivals.size(); ++o)
                if (m_catalog.operations()[o].id == operation)
                    resource.jobs += load.arrivals[o] * std::max(0.0, evaluate(formula, static_cast<int>(i), 0));
    }
}

} // namespace headroom::analysis
