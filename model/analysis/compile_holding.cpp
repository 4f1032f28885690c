#include "model/analysis/compiler.h"
#include "model/latency/slowest.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

constexpr int kMostRounds = 500;
constexpr double kSettled = 1e-13; // relative, of a round of a loop

[[nodiscard]] std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

/// How long visits take from arrival to answer without any queueing: R = own + Σ calls · min(timeout, latency + R of
/// the callee), over the calls that the caller waits for. That long a thread of the callee and a pooled connection
/// of the caller are held. Source: Franks et al. 2009 (layered queueing networks); domain spec 4.4.
class Responses {
public:
    /// @param gains  per edge: calls per visit that are waited for; @param own  s per row.
    /// @param latency, timeout  s per edge; a timeout of 0: none.
    /// @param joins  per edge: made at once with the others of its row; empty: none is. @param fixed  s per row, part
    ///               of `own` that is always the same.
    Responses(const flow::OrderedNetwork &order, const flow::Outgoing &outgoing, const std::vector<double> &gains,
              const std::vector<double> &own, const std::vector<double> &latency, const std::vector<double> &timeout,
              const std::vector<char> &joins, const std::vector<double> &fixed)
        : m_outgoing(outgoing)
        , m_gains(gains)
        , m_own(own)
        , m_latency(latency)
        , m_timeout(timeout)
        , m_joins(joins)
        , m_response(own)
        , m_fixed(fixed)
    {
        std::size_t loop = order.loops().size();
        for (std::size_t row = order.rows(); row > 0;) {
            if (loop > 0 && order.loops()[loop - 1].last == row) {
                settle(order.loops()[--loop]);
                row = order.loops()[loop].first;
            } else {
                --row;
                m_response[row] = respond(row) - gain(row);
                if (!m_joins.empty())
                    m_fixed[row] = fixedOf(row);
            }
        }
    }

    /// s of one call over the edge, as its caller waits for it.
    [[nodiscard]] double callTime(std::size_t edge) const
    {
        const double time = m_latency[edge] + m_response[at(m_outgoing.target[edge])];
        return m_timeout[edge] > 0 ? std::min(time, m_timeout[edge]) : time;
    }

    /// s of a visit that calls made at once save: all of them in turn less the slowest, each taken as a fixed time and
    /// an exponential one.
    [[nodiscard]] double gain(std::size_t row) const
    {
        if (m_joins.empty())
            return 0;
        std::vector<latency::Call> calls;
        double inTurn = 0;
        for (int i = m_outgoing.first[row]; i < m_outgoing.first[row + 1]; ++i)
            if (const std::size_t edge = at(m_outgoing.edges[at(i)]); m_gains[edge] > 0 && m_joins[edge]) {
                const double time = callTime(edge);
                const double fixed = std::min(time, m_latency[edge] + m_fixed[at(m_outgoing.target[edge])]);
                calls.push_back({ {}, fixed, time - fixed, m_gains[edge], 1 });
                inTurn += m_gains[edge] * time;
            }
        return calls.empty() ? 0 : std::max(0.0, inTurn - latency::meanOfSlowestExponentials(calls));
    }

private:
    [[nodiscard]] double fixedOf(std::size_t row) const
    {
        double sum = m_fixed[row];
        double most = 0;
        for (int i = m_outgoing.first[row]; i < m_outgoing.first[row + 1]; ++i)
            if (const std::size_t edge = at(m_outgoing.edges[at(i)]); m_gains[edge] > 0) {
                const double fixed = m_latency[edge] + m_fixed[at(m_outgoing.target[edge])];
                if (m_joins[edge])
                    most = std::max(most, fixed);
                else
                    sum += m_gains[edge] * fixed;
            }
        return sum + most;
    }

    [[nodiscard]] double respond(std::size_t row) const
    {
        double sum = m_own[row];
        for (int i = m_outgoing.first[row]; i < m_outgoing.first[row + 1]; ++i)
            if (const std::size_t edge = at(m_outgoing.edges[at(i)]); m_gains[edge] > 0)
                sum += m_gains[edge] * callTime(edge);
        return sum;
    }

    void settle(const flow::Loop &loop)
    {
        for (int round = 0; round < kMostRounds; ++round) {
            double moved = 0;
            for (std::size_t row = loop.last; row-- > loop.first;) {
                const double next = respond(row);
                moved = std::max(moved, std::abs(next - m_response[row]) / std::max(next, 1e-300));
                m_response[row] = next;
            }
            if (moved < kSettled)
                return;
        }
    }

    const flow::Outgoing &m_outgoing;
    const std::vector<double> &m_gains;
    const std::vector<double> &m_own;
    const std::vector<double> &m_latency;
    const std::vector<double> &m_timeout;
    const std::vector<char> &m_joins;
    std::vector<double> m_response; ///< s, per row
    std::vector<double> m_fixed;    ///< s, per row
};

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
