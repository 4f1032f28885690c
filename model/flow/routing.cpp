#include "model/catalog/buffers.h"
#include "model/flow/lines.h"

#include <algorithm>
#include <unordered_map>

namespace headroom::flow {

namespace {

using catalog::Routing;

/// Builds the network of one stage step by step.
class Router {
public:
    Router(const project::Stage &stage, const std::vector<const catalog::Kind *> &kinds,
           const catalog::Catalog &catalog, const ValueOf &valueOf)
        : m_kinds(kinds)
        , m_catalog(catalog)
        , m_valueOf(valueOf)
        , m_lines(stage, kinds, catalog, valueOf)
    {
        m_network.components = static_cast<int>(kinds.size());
        m_network.operations = static_cast<int>(catalog.operations().size());
        m_network.handles = m_lines.handles();
        m_network.hits = m_lines.hits();
    }

    Network build()
    {
        for (int component = 0; component < m_network.components; ++component)
            for (int operation = 0; operation < m_network.operations; ++operation)
                connect(component, operation);
        shareEntries();
        return std::move(m_network);
    }

private:
    /// Leads an operation from `source` (a node) to wherever it is done; false when nobody does it.
    /// @param weight  calls per visit there, times `chance`, the likelihood that it gets this far.
    /// @param missedAt  the node of the cache whose misses are led, −1 for none.
    bool lead(int source, int component, int operation, double weight, int counted, int missedAt, double chance = 1)
    {
        const std::vector<const Line *> ways = m_lines.carriers(component, operation, missedAt >= 0);
        if (ways.empty())
            return false;
        const bool shares = ways.front()->kind->routing == Routing::Share;
        double sum = 0;
        for (const Line *line : ways)
            sum += m_lines.shareOf(*line, ways);
        const int choice = chance < 1 || (shares && ways.size() > 1) ? m_choices++ : -1;
        std::unordered_map<const catalog::ConnectionKind *, int> groups;
        for (const Line *line : ways) {
            const double portion = shares && sum > 0 ? m_lines.shareOf(*line, ways) / sum : 1;
            const bool isSpared = line->kind->routing == Routing::Lookup
                && leadMisses(source, component, operation, weight * line->calls, counted, *line, chance);
            Step step { source,
                        m_network.node(line->to, operation),
                        line->index,
                        counted,
                        weight * portion * line->calls,
                        chance * portion,
                        choice,
                        m_lines.isWaited(component, *line),
                        ((line->kind->hard && line->kind->waits) || line->strict) && !isSpared && !line->spared,
                        -1,
                        portion,
                        line->calls,
                        missedAt,
                        line->kind->joins,
                        line->needed };
            // Only connections of one kind stand in for each other: a replica cannot answer what must be read fresh.
            if (shares)
                step.group = groups.try_emplace(line->kind, m_groups).second ? m_groups++ : groups[line->kind];
            add(step);
        }
        return true;
    }

    /// What would go through a buffer is asked of those behind it while the caller waits, where queueing is off.
    bool leadPast(int source, int component, int operation, int counted)
    {
        const std::vector<Lines::Past> ends = m_lines.pastBuffers(component, operation);
        for (const Lines::Past &past : ends)
            add({ source, m_network.node(past.end, operation), past.line->index, counted, past.calls * past.portion,
                  past.portion, past.portion < 1 ? m_choices : -1, true, true, -1, past.portion, past.calls, -1, false,
                  1 });
        ++m_choices;
        return !ends.empty();
    }

    /// A cache without a line of its own for misses sends its caller on to the store, which then can do without it.
    bool leadMisses(int source, int component, int operation, double weight, int counted, const Line &lookup,
                    double chance)
    {
        const int cache = m_network.node(lookup.to, operation);
        const double hit = m_network.hits[static_cast<std::size_t>(cache)];
        if (hit >= 1 || !m_lines.carriers(lookup.to, operation, true).empty())
            return false;
        return lead(source, component, operation, weight * (1 - hit), counted, cache, chance * (1 - hit));
    }

    void add(const Step &step) { m_network.steps.push_back(step); }

    void connect(int component, int operation)
    {
        const int node = m_network.node(component, operation);
        const catalog::Kind &kind = *m_kinds[static_cast<std::size_t>(component)];
        const bool enters = std::find(kind.originates.begin(), kind.originates.end(),
                                      m_catalog.operations()[static_cast<std::size_t>(operation)].id)
            != kind.originates.end();
        if (enters)
            m_network.entries.push_back(node);
        const catalog::HandledOperation *handled = m_lines.handled(node);
        const double hit = m_network.hits[static_cast<std::size_t>(node)];
        if (!handled || enters) {
            if (!lead(node, component, operation, 1, -1, -1) && !leadPast(node, component, operation, -1))
                m_network.lost.push_back({ node, operation, -1 });
            return;
        }
        if (hit < 1)
            lead(node, component, operation, 1 - hit, -1, node, 1 - hit);
        else if (handled->forwards && !lead(node, component, operation, 1, -1, -1)
                 && catalog::keeps(kind, handled->operation))
            m_network.lost.push_back({ node, operation, -1 }); // taken in, and never taken out
        const std::string &id = m_catalog.operations()[static_cast<std::size_t>(operation)].id;
        for (int child = 0; child < m_network.operations; ++child)
            if (isChild(child, id))
                spawn(node, component, child);
    }

    /// Several sources divide the users by their weights, each kind of request among those where it leads somewhere.
    void shareEntries()
    {
        const std::vector<int> &entries = m_network.entries;
        std::vector<char> leads(m_network.handles.size(), 0);
        for (const Step &step : m_network.steps)
            leads[static_cast<std::size_t>(step.from)] |= step.weight > 0 ? 1 : 0;
        std::vector<double> weights; // per entry
        std::vector<double> sums(static_cast<std::size_t>(m_network.operations), 0.0);
        std::vector<double> equals(sums.size(), 0.0);
        for (const int entry : entries) {
            const auto operation = static_cast<std::size_t>(entry % m_network.operations);
            const double lead = leads[static_cast<std::size_t>(entry)];
            weights.push_back(lead * weightOf(entry / m_network.operations));
            sums[operation] += weights.back();
            equals[operation] += lead;
        }
        for (std::size_t e = 0; e < entries.size(); ++e) {
            const auto operation = static_cast<std::size_t>(entries[e] % m_network.operations);
            const double lead = leads[static_cast<std::size_t>(entries[e])];
            m_network.entryShares.push_back(sums[operation] > 0         ? weights[e] / sums[operation]
                                                : equals[operation] > 0 ? lead / equals[operation]
                                                                        : 1);
        }
    }

    [[nodiscard]] double weightOf(int component) const
    {
        return m_kinds[static_cast<std::size_t>(component)]->findParameter(kEntryWeight)
            ? std::max(0.0, m_valueOf(component, kEntryWeight))
            : 1;
    }

    bool isChild(int child, const std::string &parent) const
    {
        const catalog::Operation &operation = m_catalog.operations()[static_cast<std::size_t>(child)];
        return operation.parent == parent || (operation.remote && operation.id == parent);
    }

    void spawn(int node, int component, int child)
    {
        if (lead(node, component, child, 1, child, -1))
            return;
        const int here = m_network.node(component, child);
        const catalog::Operation &operation = m_catalog.operations()[static_cast<std::size_t>(child)];
        if (m_network.handles[static_cast<std::size_t>(here)] && here != node && !operation.remote)
            add({ node, here, -1, child, 1, 1, -1, true, true, -1, 1, 1, -1, false, 1 });
        else if (!leadPast(node, component, child, child) && operation.required && !operation.remote)
            m_network.lost.push_back({ node, child, child });
    }

    const std::vector<const catalog::Kind *> &m_kinds;
    const catalog::Catalog &m_catalog;
    ValueOf m_valueOf;
    Lines m_lines;
    Network m_network;
    int m_groups = 0;
    int m_choices = 0;
};

} // namespace

Network route(const project::Stage &stage, const std::vector<const catalog::Kind *> &kinds,
              const catalog::Catalog &catalog, const ValueOf &valueOf)
{
    return Router(stage, kinds, catalog, valueOf).build();
}

} // namespace headroom::flow
