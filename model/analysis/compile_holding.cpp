#include "model/analysis/compiler.h"
#include "model/analysis/job_days.h"
#include "model/analysis/responses.h"
#include "model/core/at.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

/// Notes which components have threads and which connections a pool, and what calls take on their way.
void Compiler::listHolders()
{
    m_threadsOf.assign(m_out.components.size(), -1);
    m_poolOver.assign(m_out.links.size(), -1);
    for (std::size_t i = 0; i < m_out.components.size(); ++i)
        for (const catalog::ResourceSpec &spec : m_kinds[i]->resources)
            if (spec.kind == "held" && evaluate(spec.capacity, static_cast<int>(i), 0) > 0)
                m_threadsOf[i] = m_holders++;
    for (std::size_t c = 0; c < m_out.links.size(); ++c)
        if (poolOf(m_stage.connections[c]) > 0 && m_out.links[c].from >= 0 && m_out.links[c].to >= 0)
            m_poolOver[c] = m_holders++;
    if (m_holders == 0)
        return;
    m_ways = waysOf(*m_order);
    m_held = nothingHeld();
}

Compiler::Ways Compiler::waysOf(const flow::OrderedNetwork &order) const
{
    Ways out;
    out.outgoing = order.outgoing();
    const bool hasJoins = std::any_of(m_network.steps.begin(), m_network.steps.end(),
                                      [](const flow::Step &step) { return step.joins; });
    for (const int s : order.steps()) {
        const flow::Step &step = m_network.steps[at(s)];
        out.latency.push_back(latencyOver(step));
        if (hasJoins)
            out.joins.push_back(step.joins && m_catalog.operations()[at(step.to % m_network.operations)].isVisit);
        out.timeout.push_back(
            step.connection < 0 ? 0 : connectionNumber(m_stage.connections[at(step.connection)], "timeout", 0));
    }
    return out;
}

double Compiler::poolOf(const project::Connection &connection) const
{
    const double pool = connectionNumber(connection, "pool", 0);
    return connectionNumber(connection, "connection_pooling", 1) != 0 ? pool : 0;
}

/// Counts how often a request asks for each thread and pooled connection on its way, as far as its user waits.
/// @param start  a further step that is taken once; −1: none.
void Compiler::notePassing(const std::vector<double> &steps, int start)
{
    std::vector<double> &passing = m_passing.back().emplace_back(at(m_holders) + m_series.size(), 0.0);
    for (std::size_t s = 0; !passing.empty() && s < steps.size(); ++s) {
        const flow::Step &step = m_network.steps[s];
        const std::size_t to = at(step.to);
        const auto operations = at(m_network.operations);
        const double passes = steps[s] + (static_cast<int>(s) == start ? 1 : 0);
        if (step.connection < 0 || passes <= 0 || !m_catalog.operations()[to % operations].isVisit)
            continue;
        for (const int holder : { m_threadsOf[to / operations], m_poolOver[at(step.connection)] })
            if (holder >= 0)
                passing[at(holder)] += passes;
        if (m_series.empty() || m_firstSeries[to / operations] < 0)
            continue;
        for (std::size_t k = at(m_firstSeries[to / operations]);
             k < m_series.size() && m_series[k].component == static_cast<int>(to / operations); ++k)
            if (m_series[k].uses[to % operations])
                passing[at(m_holders) + k] += passes;
    }
}

Compiler::Held Compiler::nothingHeld() const
{
    Held out;
    for (std::vector<double> *each : { &out.own, &out.saved, &out.entering })
        each->assign(m_out.components.size(), 0.0);
    for (std::vector<double> *each : { &out.calls, &out.time })
        each->assign(m_out.links.size(), 0.0);
    return out;
}

/// Adds what `share` requests of a class, or items of a job, hold on their way.
void Compiler::addHeld(const flow::OrderedNetwork &order, const Ways &ways, const Load &load, double share, Held &into)
{
    const auto operations = at(m_network.operations);
    std::vector<double> gains;
    order.gainsOf(m_network, load.counts, true, gains);
    std::vector<double> own;
    for (const int node : order.nodes()) {
        own.push_back(ownTime(node, load.times, load.isJob));
        into.own[at(node) / operations] += share * load.visits.nodes[at(node)] * own.back();
    }
    std::vector<double> fixed;
    for (const int node : order.nodes())
        if (!ways.joins.empty())
            fixed.push_back(ownDelay(node));
    const Responses responses(order, ways.outgoing, gains, own, ways.latency, ways.timeout, ways.joins, fixed);
    for (std::size_t row = 0; row < order.rows() && !ways.joins.empty(); ++row)
        into.saved[at(order.nodes()[row]) / operations]
            += share * load.visits.nodes[at(order.nodes()[row])] * responses.gain(row);
    for (std::size_t e = 0; e < order.edges(); ++e) {
        const std::size_t s = at(order.steps()[e]);
        const flow::Step &step = m_network.steps[s];
        const double rate = share * load.visits.steps[s];
        if (step.connection < 0 || rate <= 0)
            continue;
        into.entering[at(step.to) / operations] += rate;
        if (gains[e] <= 0)
            continue; // the caller does not wait
        into.calls[at(step.connection)] += rate;
        into.time[at(step.connection)] += rate * responses.callTime(e);
    }
}

void Compiler::addHolding(double share, const flow::Visits &all, const std::vector<double> &counts,
                          const std::vector<double> &times)
{
    if (m_holders > 0 && all.converged && share > 0)
        addHeld(*m_order, m_ways, { all, counts, times, false }, share, m_held);
}

/// s that one item of a job holds a thread of a component: its own work there, and the calls it waits for.
double Compiler::heldAt(const Held &held, std::size_t component) const
{
    double sum = held.own[component] - held.saved[component];
    for (std::size_t c = 0; c < m_out.links.size(); ++c)
        if (m_out.links[c].from == static_cast<int>(component))
            sum += held.time[c];
    return sum;
}

/// What a job holds, at the hour that each component is judged at; its calls at that of their caller.
void Compiler::addJobHolding(std::size_t index)
{
    const JobFlow &flow = m_jobFlows[index];
    if (m_holders == 0 || flow.held.own.empty())
        return;
    for (std::size_t i = 0; i < m_out.components.size(); ++i) {
        const CompiledComponent &component = m_out.components[i];
        if (!component.jobs)
            continue;
        const Line judged = judgedJobRate(m_out, component, m_out.jobs[index], flow.rates);
        jobLoadOf(i).held += judged * heldAt(flow.held, i);
        jobLoadOf(i).entering += judged * flow.held.entering[i];
    }
    for (std::size_t c = 0; c < m_out.links.size(); ++c) {
        const CompiledLink &link = m_out.links[c];
        if (link.from < 0 || flow.held.calls[c] <= 0)
            continue;
        const Line judged = judgedJobRate(m_out, m_out.components[at(link.from)], m_out.jobs[index], flow.rates);
        m_out.jobCalls[c].calls += judged * flow.held.calls[c];
        m_out.jobCalls[c].held += judged * flow.held.time[c];
    }
}

/// Threads are held for the own work and for every call that is waited for.
void Compiler::sumHolding()
{
    for (std::size_t i = 0; i < m_held.own.size(); ++i) {
        m_out.components[i].ownHeld = m_held.own[i];
        m_out.components[i].savedHold = m_held.saved[i];
        m_out.components[i].entering = m_held.entering[i];
    }
    for (std::size_t c = 0; c < m_held.calls.size(); ++c) {
        m_out.links[c].calls = m_held.calls[c];
        m_out.links[c].held = m_held.time[c];
    }
    for (CompiledComponent &component : m_out.components)
        component.held = component.ownHeld - component.savedHold;
    for (const CompiledLink &link : m_out.links)
        if (link.from >= 0)
            m_out.components[at(link.from)].held += link.held;
}

/// A pool of connections is a resource of each instance that calls.
/// With attempts, the rows stay those of the stage without them, also where so much fails that nobody calls any more.
bool Compiler::isHeld(std::size_t connection, bool hasLoad) const
{
    if (!m_base)
        return hasLoad;
    const std::vector<CompiledResource> &before = m_base->components[at(m_base->links[connection].from)].resources;
    return std::any_of(before.begin(), before.end(), [connection](const CompiledResource &each) {
        return each.link == static_cast<int>(connection);
    });
}

void Compiler::addPools()
{
    for (std::size_t c = 0; c < m_stage.connections.size(); ++c) {
        const CompiledLink &link = m_out.links[c];
        const double pool = poolOf(m_stage.connections[c]);
        const Line jobs = m_out.jobCalls.empty() ? Line {} : m_out.jobCalls[c].held;
        if (pool <= 0 || link.from < 0 || link.to < 0 || !isHeld(c, link.held > 0 || jobs.exists()))
            continue;
        auto spec = std::make_shared<catalog::ResourceSpec>();
        spec->id = "pool_" + m_stage.connections[c].id;
        spec->title = "Pool to " + m_out.components[at(link.to)].name;
        spec->unit = "connections";
        spec->kind = "held";
        CompiledResource resource;
        resource.spec = spec.get();
        resource.capacity = pool;
        resource.spread = link.held;
        resource.jobs = jobs;
        resource.link = static_cast<int>(c);
        m_out.ownSpecs.push_back(std::move(spec));
        m_out.components[at(link.from)].resources.push_back(resource);
    }
}

} // namespace headroom::analysis
