#include "model/analysis/compiler.h"
#include "model/catalog/buffers.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

void Compiler::addClass(const project::RequestClass &requestClass)
{
    double shares = 0;
    for (const double each : m_shares)
        shares += each;
    CompiledClass out;
    out.id = requestClass.id;
    out.name = requestClass.name;
    const double stated = m_shares[m_out.classes.size()];
    out.share = shares > 0 ? stated / shares : 0;
    const std::size_t operations = m_catalog.operations().size();
    std::vector<double> counts(operations), times(operations, 0.0), sizes(operations, 0.0), requests(operations);
    for (std::size_t i = 0; i < operations; ++i) {
        counts[i] = m_catalog.operations()[i].fallbackCount;
        requests[i] = m_catalog.operations()[i].requestBytes;
        for (const project::OperationUse &use : requestClass.uses)
            if (use.operation == m_catalog.operations()[i].id) {
                counts[i] = use.count;
                times[i] = use.time;
                sizes[i] = use.bytes;
                requests[i] = use.requestBytes.value_or(requests[i]);
            }
    }
    for (std::size_t i = 0; i < operations; ++i)
        if (const catalog::Formula &factor = m_catalog.operations()[i].factor; !factor.empty())
            counts[i] *= factor.evaluate([this](std::string_view name) {
                const auto found = m_out.workload.find(name);
                return found == m_out.workload.end() ? 0.0 : found->second;
            });
    takeAttempts(m_out.classes.size());
    const flow::Visits all = flow::propagate(m_network, *m_order, counts, false);
    if (!all.converged && m_out.loop.empty())
        m_out.loop = all.loop;
    addLoad(out.share, all, times);
    addTraffic(out.share, all, sizes, requests);
    out.isServed = !noteLost(all, counts) && all.converged;
    const flow::Visits waited = flow::propagate(m_network, *m_order, counts, true);
    const std::vector<double> passed = letAllPass(); // times are told of requests that are let in everywhere
    const flow::Visits letIn = passed.empty() ? waited : flow::propagate(m_network, *m_order, counts, true);
    addLatency(out, letIn, times);
    if (!m_isOfLoads)
        addWays(out, letIn, counts, times);
    std::vector<char> isLetIn;
    for (std::size_t s = 0; s < passed.size(); ++s) {
        isLetIn.push_back(m_network.steps[s].passed >= 1);
        m_network.steps[s].passed = passed[s];
    }
    addHolding(out.share, all, counts, times);
    if (!m_isOfLoads)
        addObjective(out, requestClass);
    if (m_trace) {
        m_trace->classes.push_back({ requestClass, counts, times, sizes, requests, all, waited, letIn, isLetIn });
        m_trace->classes.back().stated.share = stated;
    }
    if (!m_isOfLoads)
        tallyCalls(out, waited);
    openConnections(out, waited);
    if (!m_isOfLoads)
        addColdWork(out.share, counts, times);
    m_counts.push_back(std::move(counts));
    m_times.push_back(std::move(times));
    m_sizes.push_back(std::move(sizes));
    m_requests.push_back(std::move(requests));
    m_out.classes.push_back(std::move(out));
}

double Compiler::serviceTime(std::size_t component, std::size_t operation, double classTime, bool isJob)
{
    for (const catalog::HandledOperation &handled : m_kinds[component]->handles)
        if (handled.operation == m_catalog.operations()[operation].id && !handled.time.empty())
            return std::max(0.0,
                            (isJob && !handled.jobTime.empty() ? handled.jobTime : handled.time)
                                .evaluate([&](std::string_view name) {
                                    return name == "time" ? classTime : valueOf(static_cast<int>(component), name);
                                }));
    return 0;
}

/// Whether the operation queues for a server of the component rather than riding along or passing through.
bool Compiler::isStationVisit(std::size_t component, std::size_t operation) const
{
    if (!m_catalog.operations()[operation].isVisit)
        return false;
    for (const catalog::HandledOperation &handled : m_kinds[component]->handles)
        if (handled.operation == m_catalog.operations()[operation].id)
            return !handled.time.empty();
    return false;
}

/// Visits of the station that one of the operation makes.
double Compiler::stationVisits(std::size_t component, std::size_t operation) const
{
    if (!isStationVisit(component, operation))
        return 0;
    for (const catalog::HandledOperation &handled : m_kinds[component]->handles)
        if (handled.operation == m_catalog.operations()[operation].id)
            return std::max(1.0, evaluate(handled.parts, static_cast<int>(component), 1));
    return 1;
}

/// s of service that its caller waits for: all of it, or the slowest of the parts that it is divided into.
double Compiler::waitedTime(std::size_t component, std::size_t operation, double classTime, bool isJob)
{
    for (const catalog::HandledOperation &handled : m_kinds[component]->handles)
        if (handled.operation == m_catalog.operations()[operation].id && !handled.slowest.empty())
            return std::max(0.0, handled.slowest.evaluate([&](std::string_view name) {
                return name == "time" ? classTime : valueOf(static_cast<int>(component), name);
            }));
    return serviceTime(component, operation, classTime, isJob);
}

double Compiler::latency(std::size_t component, std::size_t operation)
{
    for (const catalog::HandledOperation &handled : m_kinds[component]->handles)
        if (handled.operation == m_catalog.operations()[operation].id)
            return std::max(0.0, evaluate(handled.latency, static_cast<int>(component), 0));
    return 0;
}

void Compiler::addLoad(double share, const flow::Visits &visits, const std::vector<double> &times)
{
    const std::size_t operations = m_catalog.operations().size();
    for (std::size_t node = 0; node < visits.nodes.size(); ++node) {
        const double rate = share * visits.nodes[node];
        if (rate <= 0)
            continue;
        const std::size_t i = node / operations;
        const std::size_t o = node % operations;
        CompiledComponent &component = m_out.components[i];
        component.isReached = true;
        component.arrivals[o] += rate;
        if (!m_network.handles[node])
            continue;
        const double work = rate * serviceTime(i, o, times[o]);
        component.work += work;
        component.served.push_back(
            { static_cast<std::uint32_t>(o), static_cast<std::uint32_t>(m_out.classes.size()), times[o], rate });
        m_work[i][o] += work;
        component.visits += rate * stationVisits(i, o);
    }
}

/// Domain spec 4.7: reads and writes have promises of their own; a user's TLS handshake takes two round trips and
/// serves ten requests (3.4).
void Compiler::addObjective(CompiledClass &out, const project::RequestClass &requestClass) const
{
    constexpr double kTlsShare = 2.0 / 10;
    bool isWrite = false;
    double bytes = 0;
    for (const project::OperationUse &use : requestClass.uses)
        for (const catalog::Operation &operation : m_catalog.operations())
            if (operation.id == use.operation && use.count > 0) {
                isWrite = isWrite || (operation.writes && !operation.deferrable);
                bytes += operation.parent.empty() && operation.isVisit ? use.count * use.bytes : 0;
            }
    out.objective = workloadNumber(isWrite ? "write_p95" : "read_p95", 0);
    const double bandwidth = workloadNumber("client_bandwidth", 0);
    out.userExtra = (1 + kTlsShare) * workloadNumber("client_rtt", 0) + (bandwidth > 0 ? bytes / bandwidth : 0);
}

/// s that a visit spends at a node by itself: service in its host and fixed latency, or what passing it on takes.
double Compiler::ownTime(int node, const std::vector<double> &times, bool isJob)
{
    const std::size_t i = static_cast<std::size_t>(node) / times.size();
    const std::size_t o = static_cast<std::size_t>(node) % times.size();
    const bool isVisit = m_catalog.operations()[o].isVisit;
    const double opening = isJob ? 0 : openingTime(node);
    if (!m_network.handles[static_cast<std::size_t>(node)])
        return opening + (isVisit ? std::max(0.0, valueOf(static_cast<int>(i), "forward_latency")) : 0);
    return opening + waitedTime(i, o, times[o], isJob) * m_out.components[i].slowdown + (isVisit ? latency(i, o) : 0);
}

/// The part of ownTime() that does not vary.
double Compiler::ownDelay(int node)
{
    const std::size_t operations = m_catalog.operations().size();
    const std::size_t i = static_cast<std::size_t>(node) / operations;
    const std::size_t o = static_cast<std::size_t>(node) % operations;
    if (!m_catalog.operations()[o].isVisit)
        return 0;
    return openingTime(node)
        + (m_network.handles[static_cast<std::size_t>(node)]
               ? latency(i, o)
               : std::max(0.0, valueOf(static_cast<int>(i), "forward_latency")));
}

/// s on the way of one call; what rides along and what clients send has none of its own.
double Compiler::latencyOver(const flow::Step &step) const
{
    const bool isAtEdge = m_kinds[static_cast<std::size_t>(step.from / m_network.operations)]->behavior == "source";
    const auto o = static_cast<std::size_t>(step.to % m_network.operations);
    if (step.connection < 0 || isAtEdge || !m_catalog.operations()[o].isVisit)
        return 0;
    return m_out.links[static_cast<std::size_t>(step.connection)].latency;
}

void Compiler::addLatency(CompiledClass &out, const flow::Visits &waited, const std::vector<double> &times)
{
    const std::size_t operations = m_catalog.operations().size();
    out.visits.assign(m_out.components.size(), 0.0);
    out.passes.assign(m_out.components.size(), 0);
    for (const int node : m_order->nodes()) {
        const double visits = waited.nodes[static_cast<std::size_t>(node)];
        if (visits <= 0)
            continue;
        const std::size_t i = static_cast<std::size_t>(node) / operations;
        out.serviceTime += visits * ownTime(node, times);
        if (m_network.handles[static_cast<std::size_t>(node)]
            && isStationVisit(i, static_cast<std::size_t>(node) % operations))
            out.visits[i] += visits;
        else
            out.passes[i] = 1;
    }
    for (std::size_t s = 0; s < waited.steps.size(); ++s)
        if (waited.steps[s] > 0)
            out.serviceTime += waited.steps[s] * latencyOver(m_network.steps[s]);
}

/// How often each connection is waited for, in the mean and by the class that does it most.
void Compiler::tallyCalls(CompiledClass &out, const flow::Visits &waited)
{
    std::vector<double> calls(m_out.links.size(), 0.0);
    for (std::size_t s = 0; s < waited.steps.size(); ++s) {
        const flow::Step &step = m_network.steps[s];
        const auto o = static_cast<std::size_t>(step.to % m_network.operations);
        if (step.connection >= 0 && m_catalog.operations()[o].isVisit)
            calls[static_cast<std::size_t>(step.connection)] += waited.steps[s];
    }
    for (std::size_t c = 0; c < calls.size(); ++c) {
        CompiledLink &link = m_out.links[c];
        link.waited += out.share * calls[c];
        // What a balancer passes on is the call that came to it.
        const std::string *caller = link.from >= 0 ? &m_kinds[static_cast<std::size_t>(link.from)]->behavior : nullptr;
        if (caller && *caller != "source" && *caller != "balancer")
            out.remoteCalls += calls[c];
        if (calls[c] > link.most) {
            link.most = calls[c];
            link.mostClass = static_cast<int>(m_out.classes.size());
        }
    }
}

/// What is fed by buffers alone, directly or through others that are, works at its own pace (domain spec 8.6).
void Compiler::findDeferred()
{
    const std::size_t count = m_out.components.size();
    std::vector<char> isFed(count, 0);
    std::vector<char> isPaced(count, 0); // some of its load comes at the pace of the users
    const auto carriesLoad = [this](std::size_t connection) {
        return m_out.links[connection].requests > 0 || (!m_jobsOver.empty() && m_jobsOver[connection]);
    };
    for (std::size_t c = 0; c < m_out.links.size(); ++c)
        if (const CompiledLink &link = m_out.links[c]; link.to >= 0 && carriesLoad(c) && !link.isReplication())
            isFed[static_cast<std::size_t>(link.to)] = 1;
    for (bool changed = true; changed;) {
        changed = false;
        for (const flow::Step &step : m_network.steps) {
            const auto from = static_cast<std::size_t>(step.from / m_network.operations);
            const auto to = static_cast<std::size_t>(step.to / m_network.operations);
            const bool carries = step.connection >= 0 && carriesLoad(static_cast<std::size_t>(step.connection));
            if (!carries || isPaced[to] || m_kinds[from]->behavior == "buffer")
                continue;
            isPaced[to] = isPaced[from] || !isFed[from];
            changed = changed || isPaced[to];
        }
    }
    for (std::size_t i = 0; i < count; ++i)
        m_out.components[i].isDeferred = isFed[i] && !isPaced[i];
}

/// Notes the work of one class that nobody does, once per component and operation; whether anybody waits for some of it.
bool Compiler::noteLost(const flow::Visits &visits, const std::vector<double> &counts)
{
    bool hasLost = false;
    for (const flow::Network::Lost &lost : m_network.lost) {
        const catalog::Operation &operation = m_catalog.operations()[static_cast<std::size_t>(lost.operation)];
        const bool isAsked = visits.nodes[static_cast<std::size_t>(lost.node)] > 0
            && (lost.counted < 0 || counts[static_cast<std::size_t>(lost.counted)] > 0);
        const int component = lost.node / m_network.operations;
        const bool isKept = catalog::keeps(*m_out.components[static_cast<std::size_t>(component)].kind, operation.id);
        if (!isAsked || !operation.required || (operation.dispensable && !isKept))
            continue; // who has a queue for it means it to be done
        m_lost.emplace(component, lost.operation);
        hasLost = hasLost || !isKept;
    }
    return hasLost;
}

} // namespace headroom::analysis
