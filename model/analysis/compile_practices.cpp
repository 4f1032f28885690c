#include "model/analysis/cold_caches.h"
#include "model/analysis/compiler.h"

#include <algorithm>

namespace headroom::analysis {

namespace {

/// The first resource that takes time, or else the first that counts requests.
const catalog::ResourceSpec *bearingOf(const catalog::Kind &kind)
{
    for (const char *bearing : { "time", "rate" })
        for (const catalog::ResourceSpec &each : kind.resources)
            if (each.kind == bearing)
                return &each;
    return nullptr;
}

} // namespace

/// Notes which calls open a connection of their own: without a pool each request of the caller does.
void Compiler::findOpeners()
{
    for (std::size_t c = 0; c < m_out.links.size(); ++c) {
        CompiledLink &link = m_out.links[c];
        if (link.from < 0 || link.to < 0 || link.kind->carries.empty()
            || connectionNumber(m_stage.connections[c], "connection_pooling", 1) != 0)
            continue;
        const auto &operations = m_catalog.operations();
        const auto carried = std::find_if(operations.begin(), operations.end(),
                                          [&](const auto &each) { return each.id == link.kind->carries.front(); });
        for (std::size_t o = 0; carried != operations.end() && o < operations.size(); ++o)
            if (operations[o].id == carried->parent) { // whose handling makes the calls: a request
                link.opener = static_cast<std::int16_t>(o);
                m_openers.push_back(m_network.node(link.from, link.opener));
            }
    }
}

/// s that a visit of a node waits for connections that it opens.
double Compiler::openingTime(int node) const
{
    return kOpeningTime * static_cast<double>(std::count(m_openers.begin(), m_openers.end(), node));
}

/// A connection of its own is held until the request is answered.
void Compiler::openConnections(const CompiledClass &requestClass, const flow::Visits &waited)
{
    for (const CompiledLink &link : m_out.links) {
        if (link.opener < 0)
            continue;
        const double opened
            = requestClass.share * waited.nodes[static_cast<std::size_t>(m_network.node(link.from, link.opener))];
        CompiledComponent &callee = m_out.components[static_cast<std::size_t>(link.to)];
        callee.openings += opened;
        callee.work += opened * kOpeningWork;
        callee.coldWork += m_coldNetwork ? opened * kOpeningWork : 0;
        callee.noPoolHold += opened * requestClass.serviceTime;
    }
}

/// Where shared caches are, the routes that requests take when these are empty.
void Compiler::prepareColdCaches()
{
    bool hasCache = false;
    for (const catalog::Kind *kind : m_kinds)
        hasCache = hasCache || kind->is(catalog::Role::SharedCache);
    if (!hasCache)
        return;
    m_coldNetwork = flow::route(m_stage, m_kinds, m_catalog, [this](int component, std::string_view name) {
        const bool isCold = m_kinds[static_cast<std::size_t>(component)]->is(catalog::Role::SharedCache);
        return isCold ? 0.0 : valueOf(component, name);
    });
}

/// Work of databases, stores and services, which answer misses; of what has no station, its quota.
void Compiler::addColdWork(double share, const std::vector<double> &counts, const std::vector<double> &times)
{
    if (!m_coldNetwork || share <= 0)
        return;
    const flow::Visits visits = flow::propagate(*m_coldNetwork, counts, false);
    const auto operations = static_cast<std::size_t>(m_network.operations);
    for (std::size_t node = 0; node < visits.nodes.size(); ++node) {
        const std::size_t i = node / operations;
        const std::size_t o = node % operations;
        const catalog::Kind &kind = *m_kinds[i];
        if (visits.nodes[node] <= 0 || !m_coldNetwork->handles[node]
            || (kind.behavior != "store" && kind.behavior != "sink" && !kind.is(catalog::Role::Service)))
            continue;
        const catalog::ResourceSpec *bearing = bearingOf(kind);
        double each = bearing && bearing->kind == "time" ? serviceTime(i, o, times[o]) : 0;
        if (bearing)
            for (const auto &[operation, formula] : bearing->perVisit)
                if (m_catalog.operations()[o].id == operation)
                    each += std::max(0.0, evaluate(formula, static_cast<int>(i), 0));
        m_out.components[i].coldWork += share * visits.nodes[node] * each;
    }
}

int coldRow(const CompiledComponent &component)
{
    const catalog::ResourceSpec *bearing = bearingOf(*component.kind);
    for (std::size_t r = 0; bearing && r < component.resources.size(); ++r)
        if (component.resources[r].spec == bearing)
            return static_cast<int>(r);
    return -1;
}

double coldMore(const CompiledComponent &component)
{
    const int row = coldRow(component);
    if (row < 0)
        return 0;
    const double warm = component.resources[static_cast<std::size_t>(row)].spread;
    const double more = component.coldWork - warm;
    return more > 1e-9 * warm ? more : 0; // sums in another order
}

} // namespace headroom::analysis
