#include "model/analysis/compiler.h"

namespace headroom::analysis {

namespace {

// Domain spec 7.3, `connection_pooling` off: what opening a connection for each request costs.
constexpr double kOpeningTime = 0.005; // s that the request waits
constexpr double kOpeningWork = 0.002; // s of the database's CPU

} // namespace

/// Without a pool each request opens a connection to the database and holds it until it is answered.
void Compiler::openConnections(CompiledClass &out, const flow::Visits &waited)
{
    for (std::size_t c = 0; c < m_out.links.size(); ++c) {
        const CompiledLink &link = m_out.links[c];
        if (link.from < 0 || link.to < 0 || link.kind->carries.empty()
            || connectionNumber(m_stage.connections[c], "connection_pooling", 1) != 0)
            continue;
        std::string parent; // the operation whose handling makes the calls: a request
        for (const catalog::Operation &operation : m_catalog.operations())
            if (operation.id == link.kind->carries.front())
                parent = operation.parent;
        for (int o = 0; o < m_network.operations; ++o) {
            if (m_catalog.operations()[static_cast<std::size_t>(o)].id != parent)
                continue;
            const double requests = waited.nodes[static_cast<std::size_t>(m_network.node(link.from, o))];
            CompiledComponent &database = m_out.components[static_cast<std::size_t>(link.to)];
            out.serviceTime += requests * kOpeningTime;
            database.work += out.share * requests * kOpeningWork;
            database.noPoolHold += out.share * requests * out.serviceTime;
        }
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
