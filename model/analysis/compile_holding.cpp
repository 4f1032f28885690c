#include "model/analysis/compiler.h"

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
    Responses(const flow::OrderedNetwork &order, const std::vector<double> &gains, std::vector<double> own,
              std::vector<double> edgeLatency, std::vector<double> edgeTimeout)
        : m_order(order)
        , m_gains(gains)
        , m_response(std::move(own))
        , m_own(m_response)
        , m_latency(std::move(edgeLatency))
        , m_timeout(std::move(edgeTimeout))
    {
        readTargets();
        std::size_t loop = order.loops().size();
        for (std::size_t row = order.rows(); row > 0;) {
            if (loop > 0 && order.loops()[loop - 1].last == row) {
                settle(order.loops()[--loop]);
                row = order.loops()[loop].first;
            } else {
                --row;
                m_response[row] = respond(row);
            }
        }
    }

    /// s of one call over the edge, as its caller waits for it.
    [[nodiscard]] double callTime(std::size_t edge) const
    {
        const double time = m_latency[edge] + m_response[at(m_target[edge])];
        return m_timeout[edge] > 0 ? std::min(time, m_timeout[edge]) : time;
    }

private:
    void readTargets()
    {
        m_target.resize(m_order.edges());
        m_firstOut.assign(m_order.rows() + 1, 0);
        for (std::size_t row = 0; row < m_order.rows(); ++row)
            for (int e = m_order.firstIn()[row]; e < m_order.firstIn()[row + 1]; ++e)
                m_target[at(e)] = static_cast<int>(row);
        for (std::size_t e = 0; e < m_order.edges(); ++e)
            ++m_firstOut[at(m_order.sources()[e]) + 1];
        for (std::size_t row = 0; row < m_order.rows(); ++row)
            m_firstOut[row + 1] += m_firstOut[row];
        m_out.resize(m_order.edges());
        std::vector<int> end(m_firstOut.begin(), m_firstOut.end() - 1);
        for (std::size_t e = 0; e < m_order.edges(); ++e)
            m_out[at(end[at(m_order.sources()[e])]++)] = static_cast<int>(e);
    }

    [[nodiscard]] double respond(std::size_t row) const
    {
        double sum = m_own[row];
        for (int i = m_firstOut[row]; i < m_firstOut[row + 1]; ++i)
            if (const std::size_t edge = at(m_out[at(i)]); m_gains[edge] > 0)
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

    const flow::OrderedNetwork &m_order;
    const std::vector<double> &m_gains;
    std::vector<double> m_response; ///< s, per row
    std::vector<double> m_own;
    std::vector<double> m_latency; ///< s, per edge
    std::vector<double> m_timeout; ///< s, per edge; 0: none
    std::vector<int> m_target;
    std::vector<int> m_firstOut;
    std::vector<int> m_out;
};

bool Compiler::holdsAnything() const
{
    const auto isHeld = [](const catalog::ResourceSpec &spec) { return spec.kind == "held"; };
    return std::any_of(m_kinds.begin(), m_kinds.end(),
                       [&](const catalog::Kind *kind) {
                           return std::any_of(kind->resources.begin(), kind->resources.end(), isHeld);
                       })
        || std::any_of(m_stage.connections.begin(), m_stage.connections.end(),
                       [this](const auto &each) { return poolOf(each) > 0; });
}

double Compiler::poolOf(const project::Connection &connection) const
{
    const double pool = connectionNumber(connection, "pool", 0);
    return connectionNumber(connection, "connection_pooling", 1) != 0 ? pool : 0;
}

/// Adds to every component how long one class holds its threads, and to every link how long its calls take.
void Compiler::addHolding(CompiledClass &out, const flow::Visits &all, const std::vector<double> &counts,
                          const std::vector<double> &times)
{
    if (!m_holds || !all.converged || out.share <= 0)
        return;
    const auto operations = at(m_network.operations);
    std::vector<double> gains;
    m_order->gainsOf(m_network, counts, true, gains);
    std::vector<double> own;
    for (const int node : m_order->nodes()) {
        const std::size_t i = at(node) / operations;
        const std::size_t o = at(node) % operations;
        const bool isVisit = m_catalog.operations()[o].isVisit;
        const bool isHandled = m_network.handles[at(node)];
        const double service = isHandled ? serviceTime(i, o, times[o]) * m_out.components[i].slowdown : 0;
        const double passing = std::max(0.0, valueOf(static_cast<int>(i), "forward_latency"));
        own.push_back(service + (!isVisit ? 0 : isHandled ? latency(i, o) : passing));
        m_out.components[i].ownHeld += out.share * all.nodes[at(node)] * own.back();
    }
    std::vector<double> latencies(m_order->edges(), 0.0), timeouts(m_order->edges(), 0.0);
    for (std::size_t e = 0; e < m_order->edges(); ++e) {
        const flow::Step &step = m_network.steps[at(m_order->steps()[e])];
        if (step.connection < 0)
            continue;
        const project::Connection &connection = m_stage.connections[at(step.connection)];
        const bool isAtEdge = m_kinds[at(step.from) / operations]->behavior == "source";
        if (!isAtEdge && m_catalog.operations()[at(step.to) % operations].isVisit)
            latencies[e] = connectionNumber(connection, "latency", 0);
        timeouts[e] = connectionNumber(connection, "timeout", 0);
    }
    const Responses responses(*m_order, gains, std::move(own), std::move(latencies), std::move(timeouts));
    std::vector<char> enters(m_out.components.size(), 0);
    for (std::size_t e = 0; e < m_order->edges(); ++e) {
        const std::size_t s = at(m_order->steps()[e]);
        const flow::Step &step = m_network.steps[s];
        const double rate = out.share * all.steps[s];
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
        component.held = component.ownHeld;
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
