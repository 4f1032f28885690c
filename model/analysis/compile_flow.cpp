#include "model/analysis/flow_writer.h"
#include "model/core/at.h"
#include "model/core/quantity.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

using engine::Flow;
using engine::Term;

constexpr double kSameLoad = 1e-9; // relative

[[nodiscard]] bool isSameLoad(double a, double b)
{
    return std::abs(a - b) <= kSameLoad * std::max({ std::abs(a), std::abs(b), 1e-300 });
}

} // namespace

void FlowWriter::writeRows()
{
    for (const int node : m_flow->order.nodes()) {
        const std::size_t i = at(node) / m_operations;
        m_flow->component.push_back(static_cast<int>(i));
        m_rowsOf[i].push_back(static_cast<int>(m_flow->component.size()) - 1);
        m_flow->queues.push_back(m_in.m_network.handles[at(node)] ? m_in.stationVisits(i, at(node) % m_operations) : 0);
    }
}

void FlowWriter::writeEdges()
{
    Flow &out = *m_flow;
    flow::Outgoing outgoing = out.order.outgoing();
    out.firstOut = std::move(outgoing.first);
    out.out = std::move(outgoing.edges);
    for (std::size_t e = 0; e < out.order.edges(); ++e)
        writeEdge(e);
    for (const CompiledLink &link : m_in.m_out.links)
        out.canScale.push_back(link.kind->routing == catalog::Routing::Each
                               || link.kind->routing == catalog::Routing::Share);
}

void FlowWriter::writeEdge(std::size_t e)
{
    const flow::Step &step = stepOf(e);
    m_flow->connection.push_back(step.connection);
    m_flow->edgeLatency.push_back(0);
    m_isAllWaited = m_isAllWaited && step.waits;
    if (step.connection < 0)
        return;
    if (step.waits)
        m_flow->edgeLatency.back() = m_in.latencyOver(step);
    if (const double price = pricePerByte(at(step.connection)); price != 0)
        m_flow->transfers.push_back({ 0, static_cast<int>(e), price });
}

/// USD per month and user, for each byte per dynamic request over a connection.
double FlowWriter::pricePerByte(std::size_t connection) const
{
    return m_in.m_out.ratePerUser * m_in.m_out.meanShare * kSecondsPerMonth / kGigabyte
        * m_in.m_out.transferPrices[connection];
}

void FlowWriter::writeClass(std::size_t c)
{
    const Flow &order = *m_flow;
    const std::vector<double> &times = m_in.m_times[c];
    const CompiledClass &given = m_in.m_out.classes[c];
    engine::ClassFlow out;
    out.share = given.share;
    order.order.entriesOf(m_in.m_network, m_in.m_counts[c], out.entries);
    order.order.gainsOf(m_in.m_network, m_in.m_counts[c], false, out.gains);
    if (!m_isAllWaited)
        order.order.gainsOf(m_in.m_network, m_in.m_counts[c], true, out.waited);
    std::vector<int> entryOf(m_in.m_out.components.size(), -1);
    int entries = 0;
    for (std::size_t i = 0; i < given.visits.size(); ++i)
        if (given.visits[i] > 0)
            entryOf[i] = entries++;
    for (std::size_t row = 0; row < order.order.rows(); ++row) {
        const std::size_t i = componentOf(row);
        const std::size_t o = operationOf(row);
        const int node = order.order.nodes()[row];
        const double service = m_in.m_network.handles[at(node)] ? m_in.serviceTime(i, o, times[o]) : 0;
        out.service.push_back(service);
        out.own.push_back(m_in.ownTime(node, times));
        out.entryOf.push_back(order.queues[row] > 0 ? entryOf[i] : -1);
    }
    for (std::size_t e = 0; e < order.order.edges(); ++e) {
        const bool isCall = stepOf(e).connection >= 0;
        const std::size_t o = operationOf(at(order.order.targets()[e]));
        out.bytes.push_back(isCall ? m_in.m_sizes[c][o] : 0);
        out.requests.push_back(isCall ? m_in.m_requests[c][o] : 0);
    }
    out.spent = out.own;
    m_flow->classes.push_back(std::move(out));
    for (std::size_t row = 0; row < order.order.rows(); ++row)
        engine::findSpent(*m_flow, c, row);
}

void FlowWriter::writeResources()
{
    for (std::size_t i = 0; i < m_in.m_out.components.size(); ++i) {
        const CompiledComponent &component = m_in.m_out.components[i];
        const int first = static_cast<int>(m_flow->isTime.size());
        m_firstResource.push_back(first);
        if (component.maxInstances > component.instances && component.station >= 0)
            m_flow->scaled.push_back(static_cast<int>(i));
        for (const CompiledResource &resource : component.resources) {
            const int target = static_cast<int>(m_flow->isTime.size());
            m_flow->isTime.push_back(resource.spec->kind == "time" ? 1 : 0);
            if (resource.spec->kind == "bytes_in" || resource.spec->kind == "bytes_out")
                writeBytes(target, i, resource.spec->kind == "bytes_out");
            for (const auto &[id, formula] : resource.spec->perVisit)
                for (const int row : m_rowsOf[i])
                    if (operation(at(row)).id == id)
                        m_flow->amounts.push_back(
                            { target, row, std::max(0.0, m_in.evaluate(formula, static_cast<int>(i), 0)) });
        }
    }
}

void FlowWriter::writeBytes(int resource, std::size_t component, bool isSent)
{
    const std::vector<int> &firstIn = m_flow->order.firstIn();
    const auto add = [&](std::vector<Term> &terms, int edge) {
        if (m_in.isOnWire(stepOf(at(edge))))
            terms.push_back({ resource, edge, engine::kGigabitsPerByte });
    };
    for (const int row : m_rowsOf[component]) {
        for (int e = firstIn[at(row)]; e < firstIn[at(row) + 1]; ++e)
            add(isSent ? m_flow->answers : m_flow->asks, e);
        for (int o = m_flow->firstOut[at(row)]; o < m_flow->firstOut[at(row) + 1]; ++o)
            add(isSent ? m_flow->asks : m_flow->answers, m_flow->out[at(o)]);
    }
}

template <typename Each>
void FlowWriter::forResources(std::size_t component, std::string_view kind, const Each &each) const
{
    const std::vector<CompiledResource> &resources = m_in.m_out.components[component].resources;
    for (std::size_t r = 0; r < resources.size(); ++r)
        if (resources[r].spec->kind == kind)
            each(m_firstResource[component] + static_cast<int>(r));
}

void FlowWriter::writeCopiedBytes(const CompiledLink &link, int row, double sent, double received)
{
    forResources(at(link.from), "bytes_out", [&](int resource) {
        m_flow->amounts.push_back({ resource, row, sent * engine::kGigabitsPerByte });
    });
    const double each = received * engine::kGigabitsPerByte / m_in.m_out.components[at(link.to)].partitions;
    forResources(at(link.to), "bytes_in", [&](int resource) {
        m_flow->copiedBytes.push_back({ resource, row, each });
    });
}

/// What replaying a write takes of resources that its visits take some of.
void FlowWriter::writeReplay(std::size_t component, int row)
{
    const CompiledComponent &replica = m_in.m_out.components[component];
    for (std::size_t r = 0; r < replica.resources.size(); ++r)
        for (const auto &[id, formula] : replica.resources[r].spec->perVisit)
            if (operation(at(row)).id == id)
                m_flow->copiedBytes.push_back(
                    { m_firstResource[component] + static_cast<int>(r), row,
                      std::max(0.0, m_in.evaluate(formula, static_cast<int>(component), 0)) / replica.partitions });
}

void FlowWriter::writeCopies()
{
    for (std::size_t c = 0; c < m_in.m_stage.connections.size(); ++c) {
        const CompiledLink &link = m_in.m_out.links[c];
        if (!m_in.m_out.links[c].isReplication() || link.from < 0 || link.to < 0)
            continue;
        const project::Connection &connection = m_in.m_stage.connections[c];
        const double bytes = m_in.connectionNumber(connection, "bytes", 2000);
        const double sent = m_in.copiesOver(c) * bytes;
        const double price = sent * pricePerByte(c);
        const double factor
            = m_in.connectionNumber(connection, "work_factor", 0.25) / m_in.m_out.components[at(link.to)].partitions;
        for (const int row : m_rowsOf[at(link.from)]) {
            if (!operation(at(row)).writes)
                continue;
            m_flow->copiedWork.push_back({ link.to, row, factor });
            if (link.distance.reach != Reach::Host)
                writeCopiedBytes(link, row, sent, bytes);
            if (factor > 0)
                writeReplay(at(link.to), row);
            if (price != 0)
                m_flow->copyTransfers.push_back({ 0, row, price });
            if (factor > 0)
                m_flow->copiedVisits.push_back({ link.to, row, 1 / m_in.m_out.components[at(link.to)].partitions });
        }
    }
}

/// Where visits take different times and nobody states what they vary altogether; as Compiler::findVariation().
void FlowWriter::writeMixes()
{
    for (std::size_t i = 0; i < m_rowsOf.size(); ++i) {
        const CompiledComponent &component = m_in.m_out.components[i];
        if (!m_in.isMixed(i))
            continue;
        engine::MixedStation out;
        out.component = static_cast<int>(i);
        out.arrivalScv = arrivalScvOf(component);
        out.part = 1 / component.instances;
        out.copyPart = 1 / component.partitions;
        std::vector<int> rows = m_rowsOf[i];
        std::sort(rows.begin(), rows.end(), [this](int a, int b) { return operationOf(at(a)) < operationOf(at(b)); });
        const auto takesTime = [this](int row) {
            return std::any_of(m_flow->classes.begin(), m_flow->classes.end(),
                               [row](const engine::ClassFlow &each) { return each.service[at(row)] > 0; });
        };
        std::erase_if(rows, [&](int row) { return m_flow->queues[at(row)] <= 0 && !takesTime(row); });
        out.rides = std::any_of(rows.begin(), rows.end(), [&](int row) { return m_flow->queues[at(row)] <= 0; });
        out.rows.first = static_cast<int>(m_flow->mixedRows.size());
        m_flow->mixedRows.insert(m_flow->mixedRows.end(), rows.begin(), rows.end());
        out.rows.last = static_cast<int>(m_flow->mixedRows.size());
        out.copies.first = static_cast<int>(m_flow->mixedCopies.size());
        for (std::size_t c = 0; component.broadcastVisits > 0 && c < m_in.m_stage.connections.size(); ++c)
            if (const CompiledLink &link = m_in.m_out.links[c];
                link.isReplication() && link.to == static_cast<int>(i) && link.from >= 0)
                for (const int row : m_rowsOf[at(link.from)])
                    if (operation(at(row)).writes)
                        m_flow->mixedCopies.push_back(
                            { 0, row, m_in.connectionNumber(m_in.m_stage.connections[c], "work_factor", 0.25) });
        out.copies.last = static_cast<int>(m_flow->mixedCopies.size());
        m_flow->mixed.push_back(out);
    }
    std::vector<int> &squared = m_flow->squaredRows;
    for (const engine::MixedStation &each : m_flow->mixed)
        if (!each.rides)
            squared.insert(squared.end(), m_flow->mixedRows.begin() + each.rows.first,
                           m_flow->mixedRows.begin() + each.rows.last);
    for (const engine::Term &copy : m_flow->mixedCopies)
        squared.push_back(copy.source);
    std::sort(squared.begin(), squared.end());
    squared.erase(std::unique(squared.begin(), squared.end()), squared.end());
}

void FlowWriter::check()
{
    Flow &flow = *m_flow;
    if (!m_in.m_out.jobs.empty())
        return void(flow.isLinear = false); // an edit of a flow moves theirs too
    if (!m_in.m_series.empty())
        return void(flow.isLinear = false); // its columns know no stations of disks
    const auto isHeld = [](const CompiledResource &each) { return each.spec->kind == "held"; };
    const auto billsWork = [](const CompiledComponent &each) {
        const auto policy = each.values.find("burst_policy");
        return policy != each.values.end() && policy->second > 1;
    };
    for (const CompiledComponent &each : m_in.m_out.components)
        if (billsWork(each) || std::any_of(each.resources.begin(), each.resources.end(), isHeld))
            return void(flow.isLinear = false); // how long callers hold depends on all that is behind them
    engine::FlowResults found;
    engine::Columns columns = *m_in.m_out.columns;
    flow.isLinear = engine::propagate(flow, found, columns);
    const engine::Columns &wanted = *m_in.m_out.columns;
    const auto same = [](const std::vector<double> &a, const std::vector<double> &b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), isSameLoad);
    };
    flow.isLinear = flow.isLinear && same(columns.stations.visits, wanted.stations.visits)
        && same(columns.stations.work, wanted.stations.work)
        && same(columns.stations.variability, wanted.stations.variability)
        && same(columns.stations.broadcastVisits, wanted.stations.broadcastVisits)
        && same(columns.stations.broadcastWork, wanted.stations.broadcastWork)
        && same(columns.resources.spread, wanted.resources.spread)
        && same(columns.resources.broadcast, wanted.resources.broadcast)
        && same(columns.bills.perUser, wanted.bills.perUser)
        && isSameLoad(columns.bills.betweenPlaces, wanted.bills.betweenPlaces);
    for (std::size_t c = 0; c < columns.classes.size(); ++c)
        flow.isLinear = flow.isLinear && isSameLoad(columns.classes[c].serviceTime, wanted.classes[c].serviceTime)
            && same(columns.classes[c].visits, wanted.classes[c].visits);
}

std::shared_ptr<const engine::Flow> Compiler::writeFlow()
{
    return FlowWriter(*this).run();
}

std::shared_ptr<const CompiledStage> compileForEdits(const project::Project &project, std::size_t stage,
                                                     const catalog::Catalog &catalog)
{
    Compiler compiler(project, stage, catalog);
    compiler.keepFlow();
    return compiler.run();
}

} // namespace headroom::analysis
