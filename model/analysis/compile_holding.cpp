#include "model/analysis/compiler.h"
#include "model/analysis/responses.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

[[nodiscard]] std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

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
    m_outgoing = m_order->outgoing();
    const bool hasJoins = std::any_of(m_network.steps.begin(), m_network.steps.end(),
                                      [](const flow::Step &step) { return step.joins; });
    for (const int s : m_order->steps()) {
        const flow::Step &step = m_network.steps[at(s)];
        m_edgeLatency.push_back(latencyOver(step));
        if (hasJoins)
            m_edgeJoins.push_back(step.joins && m_catalog.operations()[at(step.to % m_network.operations)].isVisit);
        m_edgeTimeout.push_back(
            step.connection < 0 ? 0 : connectionNumber(m_stage.connections[at(step.connection)], "timeout", 0));
    }
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
    std::vector<double> &passing = m_passing.back().emplace_back(at(m_holders), 0.0);
    for (std::size_t s = 0; m_holders > 0 && s < steps.size(); ++s) {
        const flow::Step &step = m_network.steps[s];
        const std::size_t to = at(step.to);
        const auto operations = at(m_network.operations);
        const double passes = steps[s] + (static_cast<int>(s) == start ? 1 : 0);
        if (step.connection < 0 || passes <= 0 || !m_catalog.operations()[to % operations].isVisit)
            continue;
        for (const int holder : { m_threadsOf[to / operations], m_poolOver[at(step.connection)] })
            if (holder >= 0)
                passing[at(holder)] += passes;
    }
}

/// Adds to every component how long one class holds its threads, and to every link how long its calls take.
void Compiler::addHolding(double share, const flow::Visits &all, const std::vector<double> &counts,
                          const std::vector<double> &times)
{
    if (m_holders == 0 || !all.converged || share <= 0)
        return;
    const auto operations = at(m_network.operations);
    std::vector<double> gains;
    m_order->gainsOf(m_network, counts, true, gains);
    std::vector<double> own;
    for (const int node : m_order->nodes()) {
        own.push_back(ownTime(node, times));
        m_out.components[at(node) / operations].ownHeld += share * all.nodes[at(node)] * own.back();
    }
    std::vector<double> fixed;
    for (const int node : m_order->nodes())
        if (!m_edgeJoins.empty())
            fixed.push_back(ownDelay(node));
    const Responses responses(*m_order, m_outgoing, gains, own, m_edgeLatency, m_edgeTimeout, m_edgeJoins, fixed);
    for (std::size_t row = 0; row < m_order->rows() && !m_edgeJoins.empty(); ++row)
        m_out.components[at(m_order->nodes()[row]) / operations].savedHold
            += share * all.nodes[at(m_order->nodes()[row])] * responses.gain(row);
    for (std::size_t e = 0; e < m_order->edges(); ++e) {
        const std::size_t s = at(m_order->steps()[e]);
        const flow::Step &step = m_network.steps[s];
        const double rate = share * all.steps[s];
        if (step.connection < 0 || rate <= 0)
            continue;
        m_out.components[at(step.to) / operations].entering += rate;
        if (gains[e] <= 0)
            continue; // the caller does not wait
        CompiledLink &link = m_out.links[at(step.connection)];
        link.calls += rate;
        link.held += rate * responses.callTime(e);
    }
}

/// Threads are held for the own work and for every call that is waited for.
void Compiler::sumHolding()
{
    for (CompiledComponent &component : m_out.components)
        component.held = component.ownHeld - component.savedHold;
    for (const CompiledLink &link : m_out.links)
        if (link.from >= 0)
            m_out.components[at(link.from)].held += link.held;
}

/// A pool of connections is a resource of each instance that calls.
void Compiler::addPools()
{
    for (std::size_t c = 0; c < m_stage.connections.size(); ++c) {
        const CompiledLink &link = m_out.links[c];
        const double pool = poolOf(m_stage.connections[c]);
        if (pool <= 0 || link.from < 0 || link.to < 0 || link.held <= 0)
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
        resource.link = static_cast<int>(c);
        m_out.ownSpecs.push_back(std::move(spec));
        m_out.components[at(link.from)].resources.push_back(resource);
    }
}

} // namespace headroom::analysis
