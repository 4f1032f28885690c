#include "model/flow/propagation.h"

#include <algorithm>
#include <unordered_map>

namespace headroom::flow {

namespace {

using catalog::Routing;

/// A connection with its ends as indices and the operations it carries as bits.
struct Line {
    int index = 0;
    int from = 0;
    int to = 0;
    const catalog::ConnectionKind *kind = nullptr;
    double share = 1;
    double calls = 1;
    bool spared = false; ///< has an answer without the callee
    bool strict = false; ///< fails when the callee cannot take it, though nobody waits
    double needed = 1;   ///< share of the answers of calls made at once that is waited for
    std::uint64_t carries = 0;
};

double numberIn(const project::Parameters &parameters, const catalog::ConnectionKind &kind, std::string_view id,
                double otherwise)
{
    if (const project::Value *stated = parameters.find(id)) {
        if (const double *number = std::get_if<double>(stated))
            return *number;
        if (const bool *flag = std::get_if<bool>(stated))
            return *flag ? 1 : 0;
    }
    if (const catalog::ParameterSpec *spec = kind.findParameter(id))
        if (const double *number = std::get_if<double>(&spec->fallback))
            return *number;
    return otherwise;
}

/// Builds the network of one stage step by step.
class Router {
public:
    Router(const project::Stage &stage, const std::vector<const catalog::Kind *> &kinds,
           const catalog::Catalog &catalog, const ValueOf &valueOf)
        : m_kinds(kinds)
        , m_catalog(catalog)
        , m_valueOf(valueOf)
    {
        m_network.components = static_cast<int>(kinds.size());
        m_network.operations = static_cast<int>(catalog.operations().size());
        for (std::size_t i = 0; i < catalog.operations().size(); ++i)
            m_operationIndex[catalog.operations()[i].id] = static_cast<int>(i);
        collectHandled();
        collectLines(stage);
        spreadAcceptance();
        chooseCarried();
    }

    Network build()
    {
        for (int component = 0; component < m_network.components; ++component)
            for (int operation = 0; operation < m_network.operations; ++operation)
                connect(component, operation);
        return std::move(m_network);
    }

private:
    static std::uint64_t bit(int operation) { return std::uint64_t(1) << operation; }

    void collectHandled()
    {
        const std::size_t nodes = static_cast<std::size_t>(m_network.components * m_network.operations);
        m_handled.assign(nodes, nullptr);
        m_network.handles.assign(nodes, 0);
        m_network.hits.assign(nodes, 1.0);
        m_accepts.assign(m_kinds.size(), 0);
        for (std::size_t i = 0; i < m_kinds.size(); ++i)
            for (const catalog::HandledOperation &handled : m_kinds[i]->handles) {
                const int operation = m_operationIndex.at(handled.operation);
                const auto node = static_cast<std::size_t>(m_network.node(static_cast<int>(i), operation));
                m_handled[node] = &handled;
                m_network.handles[node] = 1;
                if (!handled.onlyLocal)
                    m_accepts[i] |= bit(operation);
                if (!handled.hit.empty())
                    m_network.hits[node] = std::clamp(handled.hit.evaluate([&](std::string_view name) {
                        return m_valueOf(static_cast<int>(i), name);
                    }),
                                                      0.0, 1.0);
            }
    }

    void collectLines(const project::Stage &stage)
    {
        std::unordered_map<std::string_view, int> indexOf;
        for (std::size_t i = 0; i < stage.components.size(); ++i)
            indexOf[stage.components[i].id] = static_cast<int>(i);
        m_out.resize(m_kinds.size());
        for (std::size_t i = 0; i < stage.connections.size(); ++i) {
            const project::Connection &connection = stage.connections[i];
            const auto from = indexOf.find(connection.from);
            const auto to = indexOf.find(connection.to);
            if (from == indexOf.end() || to == indexOf.end())
                continue;
            const catalog::ConnectionKind &kind = m_catalog.connectionKind(connection.kind);
            if (kind.routing == Routing::Control || kind.routing == Routing::Replicate)
                continue;
            Line line;
            line.index = static_cast<int>(i);
            line.from = from->second;
            line.to = to->second;
            line.kind = &kind;
            line.spared = numberIn(connection.parameters, kind, "fallback", 0) != 0;
            line.strict = numberIn(connection.parameters, kind, "outbox", 1) == 0;
            line.needed = std::clamp(numberIn(connection.parameters, kind, "needed", 1), 0.0, 1.0);
            line.share = std::max(0.0, numberIn(connection.parameters, kind, "share", 1));
            line.calls = std::max(0.0, numberIn(connection.parameters, kind, "calls", 1));
            m_out[static_cast<std::size_t>(line.from)].push_back(static_cast<int>(m_lines.size()));
            m_lines.push_back(line);
        }
    }

    void spreadAcceptance()
    {
        for (bool changed = true; changed;) {
            changed = false;
            for (auto line = m_lines.rbegin(); line != m_lines.rend(); ++line) {
                const auto from = static_cast<std::size_t>(line->from);
                if (m_kinds[from]->behavior == "source" || m_kinds[from]->behavior == "store")
                    continue;
                std::uint64_t passed = m_accepts[static_cast<std::size_t>(line->to)] & allowed(*line->kind);
                if (line->kind->routing == Routing::Miss)
                    passed &= handledBy(line->from);
                passed |= m_accepts[from];
                changed |= passed != m_accepts[from];
                m_accepts[from] = passed;
            }
        }
    }

    std::uint64_t allowed(const catalog::ConnectionKind &kind) const
    {
        std::uint64_t mask = kind.carries.empty() ? ~std::uint64_t(0) : 0;
        for (const std::string &operation : kind.carries)
            if (const auto found = m_operationIndex.find(operation); found != m_operationIndex.end())
                mask |= bit(found->second);
        if (!kind.waits)
            for (std::size_t i = 0; i < m_catalog.operations().size(); ++i)
                if (!m_catalog.operations()[i].deferrable)
                    mask &= ~bit(static_cast<int>(i));
        return mask;
    }

    std::uint64_t handledBy(int component) const
    {
        std::uint64_t mask = 0;
        for (int operation = 0; operation < m_network.operations; ++operation)
            if (m_network.handles[static_cast<std::size_t>(m_network.node(component, operation))])
                mask |= bit(operation);
        return mask;
    }

    /// A cache is asked only for what it keeps; everything else takes the other connections.
    void chooseCarried()
    {
        for (Line &line : m_lines) {
            line.carries = m_accepts[static_cast<std::size_t>(line.to)] & allowed(*line.kind);
            if (line.kind->routing == Routing::Lookup)
                line.carries &= handledBy(line.to);
        }
    }

    /// The lines that carry an operation away from a component, the preferred way first:
    /// a cache is asked before its store, a queue takes what may wait, alternatives share, calls repeat.
    std::vector<const Line *> carriers(int component, int operation, bool misses) const
    {
        const auto rank = [misses](const Line &line) {
            switch (line.kind->routing) {
            case Routing::Miss:
                return misses ? 0 : 9;
            case Routing::Lookup:
                return misses ? 9 : 1;
            case Routing::Share:
                return 3;
            default:
                return line.kind->waits ? 4 : 2;
            }
        };
        std::vector<const Line *> chosen;
        int best = 9;
        for (const int index : m_out[static_cast<std::size_t>(component)]) {
            const Line &line = m_lines[static_cast<std::size_t>(index)];
            const int order = line.carries & bit(operation) ? rank(line) : 9;
            if (order > best || order == 9)
                continue;
            if (order < best)
                chosen.clear();
            best = order;
            chosen.push_back(&line);
        }
        return chosen;
    }

    /// Leads an operation from `source` (a node) to wherever it is done; false when nobody does it.
    /// @param weight  calls per visit there, times `chance`, the likelihood that it gets this far.
    /// @param missedAt  the node of the cache whose misses are led, −1 for none.
    bool lead(int source, int component, int operation, double weight, int counted, int missedAt, double chance = 1)
    {
        const std::vector<const Line *> ways = carriers(component, operation, missedAt >= 0);
        if (ways.empty())
            return false;
        const bool shares = ways.front()->kind->routing == Routing::Share;
        double sum = 0;
        for (const Line *line : ways)
            sum += line->share;
        const int choice = chance < 1 || (shares && ways.size() > 1) ? m_choices++ : -1;
        std::unordered_map<const catalog::ConnectionKind *, int> groups;
        for (const Line *line : ways) {
            const double portion = shares && sum > 0 ? line->share / sum : 1;
            const bool isSpared = line->kind->routing == Routing::Lookup
                && leadMisses(source, component, operation, weight * line->calls, counted, *line, chance);
            Step step { source,
                        m_network.node(line->to, operation),
                        line->index,
                        counted,
                        weight * portion * line->calls,
                        chance * portion,
                        choice,
                        isWaited(component, *line),
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

    /// The caller waits until a buffer has taken a thing, and nobody waits for what becomes of it.
    bool isWaited(int from, const Line &line) const
    {
        const auto isBuffer
            = [this](int component) { return m_kinds[static_cast<std::size_t>(component)]->behavior == "buffer"; };
        return !isBuffer(from) && (line.kind->waits || isBuffer(line.to));
    }

    /// A cache without a line of its own for misses sends its caller on to the store, which then can do without it.
    bool leadMisses(int source, int component, int operation, double weight, int counted, const Line &lookup,
                    double chance)
    {
        const int cache = m_network.node(lookup.to, operation);
        const double hit = m_network.hits[static_cast<std::size_t>(cache)];
        if (hit >= 1 || !carriers(lookup.to, operation, true).empty())
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
        const catalog::HandledOperation *handled = m_handled[static_cast<std::size_t>(node)];
        const double hit = m_network.hits[static_cast<std::size_t>(node)];
        if (!handled || enters) {
            if (!lead(node, component, operation, 1, -1, -1))
                m_network.lost.push_back({ node, operation, -1 });
            return;
        }
        if (hit < 1)
            lead(node, component, operation, 1 - hit, -1, node, 1 - hit);
        else if (handled->forwards)
            lead(node, component, operation, 1, -1, -1);
        const std::string &id = m_catalog.operations()[static_cast<std::size_t>(operation)].id;
        for (int child = 0; child < m_network.operations; ++child)
            if (isChild(child, id))
                spawn(node, component, child);
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
        else if (operation.required && !operation.remote)
            m_network.lost.push_back({ node, child, child });
    }

    const std::vector<const catalog::Kind *> &m_kinds;
    const catalog::Catalog &m_catalog;
    const ValueOf &m_valueOf;
    Network m_network;
    std::unordered_map<std::string, int> m_operationIndex;
    std::vector<const catalog::HandledOperation *> m_handled;
    std::vector<std::uint64_t> m_accepts;
    std::vector<Line> m_lines;
    std::vector<std::vector<int>> m_out;
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
