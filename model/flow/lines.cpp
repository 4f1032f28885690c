#include "model/flow/lines.h"

#include <algorithm>

namespace headroom::flow {

namespace {

using catalog::Routing;

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

} // namespace

Lines::Lines(const project::Stage &stage, const std::vector<const catalog::Kind *> &kinds,
             const catalog::Catalog &catalog, const ValueOf &valueOf)
    : m_kinds(kinds)
    , m_catalog(catalog)
    , m_valueOf(valueOf)
    , m_operations(static_cast<int>(catalog.operations().size()))
{
    for (std::size_t i = 0; i < catalog.operations().size(); ++i)
        m_operationIndex[catalog.operations()[i].id] = static_cast<int>(i);
    collectHandled();
    collectPractices();
    collectLines(stage);
    spreadAcceptance();
    chooseCarried();
}

void Lines::collectHandled()
{
    const std::size_t nodes = m_kinds.size() * static_cast<std::size_t>(m_operations);
    m_handled.assign(nodes, nullptr);
    m_handles.assign(nodes, 0);
    m_hits.assign(nodes, 1.0);
    m_accepts.assign(m_kinds.size(), 0);
    for (std::size_t i = 0; i < m_kinds.size(); ++i)
        for (const catalog::HandledOperation &handled : m_kinds[i]->handles) {
            const int operation = m_operationIndex.at(handled.operation);
            const auto index = static_cast<std::size_t>(node(static_cast<int>(i), operation));
            m_handled[index] = &handled;
            m_handles[index] = 1;
            if (!handled.onlyLocal)
                m_accepts[i] |= bit(operation);
            if (!handled.hit.empty())
                m_hits[index] = std::clamp(
                    handled.hit.evaluate([&](std::string_view name) { return m_valueOf(static_cast<int>(i), name); }),
                    0.0, 1.0);
        }
}

void Lines::collectPractices()
{
    m_off.assign(m_kinds.size(), 0);
    const auto note = [this](std::size_t i, std::string_view practice, Off bit) {
        if (m_kinds[i]->findParameter(practice) && m_valueOf(static_cast<int>(i), practice) == 0)
            m_off[i] = static_cast<unsigned char>(m_off[i] | bit);
    };
    for (std::size_t i = 0; i < m_kinds.size(); ++i) {
        note(i, "async_noncritical", Queueing);
        note(i, "read_your_writes", ReadingOwnWrites);
    }
}

void Lines::collectLines(const project::Stage &stage)
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

void Lines::spreadAcceptance()
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

std::uint64_t Lines::allowed(const catalog::ConnectionKind &kind) const
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

std::uint64_t Lines::handledBy(int component) const
{
    std::uint64_t mask = 0;
    for (int operation = 0; operation < m_operations; ++operation)
        if (m_handles[static_cast<std::size_t>(node(component, operation))])
            mask |= bit(operation);
    return mask;
}

/// A cache is asked only for what it keeps; everything else takes the other connections.
void Lines::chooseCarried()
{
    for (Line &line : m_lines) {
        line.carries = m_accepts[static_cast<std::size_t>(line.to)] & allowed(*line.kind);
        if (line.kind->routing == Routing::Lookup)
            line.carries &= handledBy(line.to);
    }
}

std::vector<const Line *> Lines::carriers(int component, int operation, bool misses) const
{
    const auto rank = [this, misses](const Line &line) {
        if (!misses && m_kinds[static_cast<std::size_t>(line.to)]->is(catalog::Role::Sessions))
            return 0; // who has a store for them does not look for them in a cache
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
    const bool isPassed = isOff(component, Queueing);
    for (const int index : m_out[static_cast<std::size_t>(component)]) {
        const Line &line = m_lines[static_cast<std::size_t>(index)];
        const bool carries = (line.carries & bit(operation)) && !(isPassed && isBuffer(line.to));
        const int order = carries ? rank(line) : 9;
        if (order > best || order == 9)
            continue;
        if (order < best)
            chosen.clear();
        best = order;
        chosen.push_back(&line);
    }
    return chosen;
}

double Lines::shareOf(const Line &line, const std::vector<const Line *> &ways) const
{
    const bool isStale
        = std::any_of(ways.begin(), ways.end(), [this](const Line *way) { return isOff(way->to, ReadingOwnWrites); });
    // Then nobody reads at the primary what a replica may have too.
    return isStale && !m_kinds[static_cast<std::size_t>(line.to)]->is(catalog::Role::Replica) ? 0 : line.share;
}

/// Whom a consumer of a buffer calls for what it takes from there; itself, where it calls nobody.
void Lines::addEnds(const Line &line, const Line &consumer, int operation, std::vector<Past> &ends) const
{
    const std::vector<const Line *> ways = carriers(consumer.to, operation, false);
    const bool shares = !ways.empty() && ways.front()->kind->routing == Routing::Share;
    double sum = 0;
    for (const Line *way : ways)
        sum += shareOf(*way, ways);
    for (const Line *way : ways) {
        const double portion = shares && sum > 0 ? shareOf(*way, ways) / sum : 1;
        if (!isBuffer(way->to) && portion > 0)
            ends.push_back({ &line, way->to, line.calls * consumer.calls * way->calls, portion });
    }
    if (ways.empty() && m_handles[static_cast<std::size_t>(node(consumer.to, operation))])
        ends.push_back({ &line, consumer.to, line.calls * consumer.calls, 1 });
}

std::vector<Lines::Past> Lines::pastBuffers(int component, int operation) const
{
    std::vector<Past> ends;
    if (!isOff(component, Queueing))
        return ends;
    const auto leadsTo = [&](int from, const auto &use) {
        for (const int index : m_out[static_cast<std::size_t>(from)])
            if (const Line &line = m_lines[static_cast<std::size_t>(index)]; line.carries & bit(operation))
                use(line);
    };
    leadsTo(component, [&](const Line &line) {
        if (isBuffer(line.to))
            leadsTo(line.to, [&](const Line &consumer) {
                if (!isBuffer(consumer.to))
                    addEnds(line, consumer, operation, ends);
            });
    });
    return ends;
}

bool Lines::isWaited(int from, const Line &line) const
{
    return !isBuffer(from) && (line.kind->waits || isBuffer(line.to));
}

} // namespace headroom::flow
