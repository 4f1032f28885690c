#include "model/engine/incremental.h"

#include "model/core/at.h"

#include <algorithm>

namespace headroom::engine {

void IncrementalSolve::indexFlow()
{
    const Flow &flow = *m_flow;
    const std::size_t components = m_columns.stations.size();
    (void)propagate(*m_flow, m_found, m_columns);
    m_firstRow.assign(components + 1, 0);
    for (const int component : flow.component)
        ++m_firstRow[at(component) + 1];
    for (std::size_t i = 0; i < components; ++i)
        m_firstRow[i + 1] += m_firstRow[i];
    m_rows.resize(flow.component.size());
    std::vector<int> end(m_firstRow.begin(), m_firstRow.end() - 1);
    for (std::size_t row = 0; row < flow.component.size(); ++row)
        m_rows[at(end[at(flow.component[row])]++)] = static_cast<int>(row);

    const auto indexTerms = [&](const std::vector<Term> &terms, std::vector<int> &first) {
        first.assign(m_columns.resources.size() + 1, 0);
        for (const Term &term : terms)
            ++first[at(term.target) + 1];
        for (std::size_t r = 0; r < m_columns.resources.size(); ++r)
            first[r + 1] += first[r];
    };
    indexTerms(flow.amounts, m_firstAmount);
    indexTerms(flow.copiedBytes, m_firstCopied);
    indexTerms(flow.answers, m_firstAnswer);
    indexTerms(flow.asks, m_firstAsk);
    m_firstPrice.assign(components + 1, 0);
    for (const FlowPrice &price : flow.prices)
        ++m_firstPrice[at(m_columns.bills.component[at(price.line)]) + 1];
    for (std::size_t i = 0; i < components; ++i)
        m_firstPrice[i + 1] += m_firstPrice[i];

    m_loopOf.assign(flow.order.rows(), -1);
    for (std::size_t l = 0; l < flow.order.loops().size(); ++l)
        for (std::size_t row = flow.order.loops()[l].first; row < flow.order.loops()[l].last; ++row)
            m_loopOf[row] = static_cast<int>(l);
    m_edgesOf.resize(flow.canScale.size());
    for (std::size_t e = 0; e < flow.connection.size(); ++e)
        if (flow.connection[e] >= 0)
            m_edgesOf[at(flow.connection[e])].push_back(static_cast<int>(e));
    m_isDirty.assign(flow.order.rows(), 0);
    m_isTouched.assign(components, 0);
    m_services.resize(flow.classes.size());
    for (BlockSums &each : m_services)
        each.resize(flow.order.rows());
    estimateReach();
}

void IncrementalSolve::mark(std::size_t row)
{
    m_isDirty[row] = 1;
    m_firstDirty = std::min(m_firstDirty, row);
    m_lastDirty = std::max(m_lastDirty, row);
}

void IncrementalSolve::touch(int component)
{
    if (m_isTouched[at(component)])
        return;
    m_isTouched[at(component)] = 1;
    m_touched.push_back(component);
}

void IncrementalSolve::scaleGains(std::size_t connection, double factor)
{
    Flow &flow = *m_flow;
    m_kept.clear();
    for (const int edge : m_edgesOf[connection]) {
        const std::size_t e = at(edge);
        const std::size_t source = at(flow.order.sources()[e]);
        for (std::size_t c = 0; c < flow.classes.size(); ++c) {
            ClassFlow &each = flow.classes[c];
            m_kept.push_back(each.gains[e]);
            each.gains[e] *= factor;
            if (!each.waited.empty()) {
                m_kept.push_back(each.waited[e]);
                each.waited[e] *= factor;
            }
            findSpent(flow, c, source);
            m_services[c].touch(source);
        }
        touch(flow.component[source]); // its bytes out
        mark(at(flow.order.targets()[e]));
    }
}

/// Undoes scaleGains(), and all that has flowed since.
void IncrementalSolve::restore(std::size_t connection)
{
    Flow &flow = *m_flow;
    std::size_t kept = 0;
    for (const int edge : m_edgesOf[connection])
        for (std::size_t c = 0; c < flow.classes.size(); ++c) {
            flow.classes[c].gains[at(edge)] = m_kept[kept++];
            if (!flow.classes[c].waited.empty())
                flow.classes[c].waited[at(edge)] = m_kept[kept++];
            findSpent(flow, c, at(flow.order.sources()[at(edge)]));
        }
    std::fill(m_isDirty.begin(), m_isDirty.end(), 0);
    (void)propagate(flow, m_found, m_columns);
    for (BlockSums &each : m_services)
        each.resize(flow.order.rows());
    solveAll();
}

/// What arrives at a row, once more; its callees follow when that is another number.
void IncrementalSolve::floodRow(std::size_t row)
{
    Flow &flow = *m_flow;
    m_isDirty[row] = 0;
    bool changed = false;
    for (std::size_t c = 0; c < flow.classes.size(); ++c) {
        const ClassFlow &in = flow.classes[c];
        double &all = m_found.visits[c][row];
        const double before = all;
        all = flow.order.arriving(row, in.entries, in.gains, m_found.visits[c]);
        changed = changed || all != before;
        if (in.waited.empty())
            continue;
        double &waited = m_found.waited[c][row];
        const double waitedBefore = waited;
        waited = flow.order.arriving(row, in.entries, in.waited, m_found.waited[c]);
        changed = changed || waited != waitedBefore;
    }
    if (!changed)
        return;
    touch(flow.component[row]);
    for (int o = flow.firstOut[row]; o < flow.firstOut[row + 1]; ++o)
        mark(at(flow.order.targets()[at(flow.out[at(o)])]));
}

bool IncrementalSolve::floodLoop(const flow::Loop &loop)
{
    Flow &flow = *m_flow;
    for (std::size_t c = 0; c < flow.classes.size(); ++c) {
        const ClassFlow &in = flow.classes[c];
        if (!flow.order.settle(loop, in.entries, in.gains, m_found.visits[c]))
            return false;
        if (!in.waited.empty() && !flow.order.settle(loop, in.entries, in.waited, m_found.waited[c]))
            return false;
    }
    for (std::size_t row = loop.first; row < loop.last; ++row) {
        touch(flow.component[row]);
        for (int o = flow.firstOut[row]; o < flow.firstOut[row + 1]; ++o)
            mark(at(flow.order.targets()[at(flow.out[at(o)])]));
    }
    for (std::size_t row = loop.first; row < loop.last; ++row)
        m_isDirty[row] = 0;
    return true;
}

/// Rows come callers first, so one walk over those that are marked does; where these are many, all are walked.
bool IncrementalSolve::flood()
{
    for (std::size_t row = m_firstDirty; row <= m_lastDirty && row < m_isDirty.size(); ++row) {
        if (!m_isDirty[row])
            continue;
        if (m_isAll || isMuch()) {
            m_isAll = true;
            std::fill(m_isDirty.begin(), m_isDirty.end(), 0);
            return findVisits(*m_flow, m_found);
        }
        const int loop = m_loopOf[row];
        if (loop < 0) {
            floodRow(row);
        } else {
            if (!floodLoop(m_flow->order.loops()[at(loop)]))
                return false;
            row = m_flow->order.loops()[at(loop)].last - 1;
        }
    }
    return true;
}

/// The load of one component in the columns.
void IncrementalSolve::reload(std::size_t i)
{
    Flow &flow = *m_flow;
    Stations &stations = m_columns.stations;
    stations.visits[i] = stations.work[i] = 0;
    for (int r = m_firstRow[i]; r < m_firstRow[i + 1]; ++r) {
        const std::size_t row = at(m_rows[at(r)]);
        m_found.arrivals[row] = m_found.work[row] = 0;
        if (!flow.mixed.empty())
            m_found.squares[row] = 0;
        for (std::size_t c = 0; c < flow.classes.size(); ++c) {
            const double rate = flow.classes[c].share * m_found.visits[c][row];
            m_found.arrivals[row] += rate;
            m_found.work[row] += rate * flow.classes[c].service[row];
            if (!flow.mixed.empty())
                m_found.squares[row] += rate * flow.classes[c].service[row] * flow.classes[c].service[row];
            m_services[c].touch(row);
        }
        stations.visits[i] += m_found.arrivals[row] * flow.queues[row];
        stations.work[i] += m_found.work[row];
    }
    for (int e = m_firstEntry[i]; e < m_firstEntry[i + 1]; ++e) {
        const auto [klass, index] = m_entries[at(e)];
        double visits = 0;
        for (int r = m_firstRow[i]; r < m_firstRow[i + 1]; ++r)
            if (flow.queues[at(m_rows[at(r)])] > 0) // parts made at once are waited for together
                visits += waitedOf(flow, m_found, at(klass))[at(m_rows[at(r)])];
        m_columns.classes[at(klass)].visits[at(index)] = visits;
    }
}

/// Resources and prices of one component, its load being there.
void IncrementalSolve::respread(std::size_t i)
{
    Flow &flow = *m_flow;
    Stations &stations = m_columns.stations;
    Resources &resources = m_columns.resources;
    for (int r = stations.firstResource[i]; r < stations.firstResource[i + 1]; ++r) {
        const std::size_t row = at(r);
        resources.spread[row] = flow.isTime[row] * stations.work[i];
        resources.broadcast[row] = flow.isTime[row] * stations.broadcastWork[i];
        for (int a = m_firstCopied[row]; a < m_firstCopied[row + 1]; ++a)
            resources.broadcast[row]
                += flow.copiedBytes[at(a)].factor * m_found.arrivals[at(flow.copiedBytes[at(a)].source)];
        for (int a = m_firstAmount[row]; a < m_firstAmount[row + 1]; ++a)
            resources.spread[row] += flow.amounts[at(a)].factor * m_found.arrivals[at(flow.amounts[at(a)].source)];
        for (int a = m_firstAnswer[row]; a < m_firstAnswer[row + 1]; ++a)
            resources.spread[row]
                += flow.answers[at(a)].factor * bytesOver(flow, m_found, at(flow.answers[at(a)].source));
        for (int a = m_firstAsk[row]; a < m_firstAsk[row + 1]; ++a)
            resources.spread[row] += flow.asks[at(a)].factor * askedOver(flow, m_found, at(flow.asks[at(a)].source));
    }
    if (stations.target[i] > 0)
        stations.perRate[i] = perRateOf(m_columns, i);
    const auto mixed = std::lower_bound(flow.mixed.begin(), flow.mixed.end(), static_cast<int>(i),
                                        [](const MixedStation &each, int index) { return each.component < index; });
    if (mixed != flow.mixed.end() && mixed->component == static_cast<int>(i))
        mixVisits(flow, *mixed, m_found, m_columns);
    for (int p = m_firstPrice[i]; p < m_firstPrice[i + 1]; ++p)
        priceFlow(flow, flow.prices[at(p)], m_found, m_columns.bills);
}

void IncrementalSolve::loadTouched()
{
    Flow &flow = *m_flow;
    const std::size_t before = m_touched.size();
    for (std::size_t t = 0; t < before; ++t)
        reload(at(m_touched[t]));
    if (!flow.copiedWork.empty() || !flow.copiedVisits.empty())
        loadCopies(flow, m_found, m_columns);
    const auto isTouched = [&](const Term &term) { return m_isTouched[at(flow.component[at(term.source)])] != 0; };
    for (const Term &term : flow.copiedWork)
        if (isTouched(term))
            touch(term.target);
    for (const Term &term : flow.copiedBytes)
        if (isTouched(term))
            touch(m_columns.resources.component[at(term.target)]);
    for (const int component : m_touched)
        respread(at(component));
    priceTransfers(flow, m_found, m_columns.bills);
    for (std::size_t c = 0; c < flow.classes.size(); ++c)
        m_columns.classes[c].serviceTime
            = m_services[c].total([&, &visits = waitedOf(flow, m_found, c)](std::size_t row) {
                  return visits[row] * flow.classes[c].spent[row];
              });
}

bool IncrementalSolve::scaleCalls(std::size_t connection, double factor)
{
    if (!m_flow || connection >= m_flow->canScale.size() || !m_flow->canScale[connection] || !(factor >= 0))
        return false;
    m_firstDirty = m_isDirty.size();
    m_lastDirty = 0;
    m_touched.clear();
    scaleGains(connection, factor);
    m_isAll = reachesMuch(connection);
    const bool settles = flood();
    if (!settles) {
        restore(connection);
    } else {
        if (m_isAll) {
            load(*m_flow, m_found, m_columns);
            for (BlockSums &each : m_services)
                each.resize(m_flow->order.rows());
            solveAll();
        } else {
            loadTouched();
            for (const int component : m_touched)
                refresh(at(component));
            finish();
        }
    }
    for (const int component : m_touched)
        m_isTouched[at(component)] = 0;
    return settles;
}

} // namespace headroom::engine
