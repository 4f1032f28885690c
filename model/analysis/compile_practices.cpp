#include "model/analysis/compiler.h"

#include <algorithm>

namespace headroom::analysis {

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

void Compiler::addColdWork(double share, const std::vector<double> &counts, const std::vector<double> &times)
{
    if (!m_coldNetwork || share <= 0)
        return;
    const flow::Visits visits = flow::propagate(*m_coldNetwork, counts, false);
    const auto operations = static_cast<std::size_t>(m_network.operations);
    for (std::size_t node = 0; node < visits.nodes.size(); ++node) {
        const std::size_t i = node / operations;
        if (visits.nodes[node] > 0 && m_coldNetwork->handles[node] && m_kinds[i]->is(catalog::Role::Database))
            m_out.components[i].coldWork
                += share * visits.nodes[node] * serviceTime(i, node % operations, times[node % operations]);
    }
}

} // namespace headroom::analysis
