#include "model/engine/flow.h"

#include "model/core/at.h"
#include "model/engine/bills.h"
#include "model/engine/solve.h"
#include "model/engine/visit_mix.h"
#include "model/engine/wide.h"

#include <algorithm>

namespace headroom::engine {

namespace {

constexpr std::size_t kDense = 4; // all of a block are found where one in so many is asked for

/// In four strands, as each sum waits for the one before.
[[nodiscard]] double dot(const std::vector<double> &a, const std::vector<double> &b)
{
    double sums[4] {};
    const std::size_t whole = a.size() / 4 * 4;
    for (std::size_t i = 0; i < whole; i += 4)
        for (std::size_t strand = 0; strand < 4; ++strand)
            sums[strand] += a[i + strand] * b[i + strand];
    for (std::size_t i = whole; i < a.size(); ++i)
        sums[0] += a[i] * b[i];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// Of what each call over the edge brings (`each`, of its class), per dynamic request.
template <typename Each>
[[nodiscard]] double amountOver(const Flow &flow, const FlowResults &found, std::size_t edge, const Each &each)
{
    double sum = 0;
    for (std::size_t c = 0; c < flow.classes.size(); ++c) {
        const ClassFlow &in = flow.classes[c];
        sum += in.share * found.visits[c][at(flow.order.sources()[edge])] * in.gains[edge] * each(in);
    }
    return sum;
}

template <typename Value>
[[nodiscard]] std::span<const Value> partOf(const std::vector<Value> &all, Part part)
{
    return { all.data() + part.first, all.data() + part.last };
}

/// What one class brings comes to what those before it have brought.
HEADROOM_WIDE void gatherClass(double share, const std::vector<double> &visitsOf, const std::vector<double> &serviceOf,
                               bool isFirst, Range block, FlowResults &found)
{
    const double *const visits = visitsOf.data();
    const double *const service = serviceOf.data();
    double *const arrivals = found.arrivals.data();
    double *const work = found.work.data();
#pragma GCC ivdep
    for (std::size_t row = block.first; row < block.last; ++row) {
        const double rate = share * visits[row];
        arrivals[row] = (isFirst ? 0 : arrivals[row]) + rate;
        work[row] = (isFirst ? 0 : work[row]) + rate * service[row];
    }
}

HEADROOM_WIDE void gatherSquares(double share, const std::vector<double> &visitsOf,
                                 const std::vector<double> &serviceOf, bool isFirst, Range rows, FlowResults &found)
{
    const double *const visits = visitsOf.data();
    const double *const service = serviceOf.data();
    double *const squares = found.squares.data();
#pragma GCC ivdep
    for (std::size_t row = rows.first; row < rows.last; ++row)
        squares[row] = (isFirst ? 0 : squares[row]) + share * visits[row] * service[row] * service[row];
}

/// The work where a resource is time; what else there is comes to it.
HEADROOM_WIDE void loadWork(const Flow &flow, Columns &columns)
{
    const int *const component = columns.resources.component.data();
    const double *const work = columns.stations.work.data();
    const double *const broadcastWork = columns.stations.broadcastWork.data();
    const char *const isTime = flow.isTime.data();
    double *const spread = columns.resources.spread.data();
    double *const broadcast = columns.resources.broadcast.data();
    const std::size_t rows = columns.resources.size();
#pragma GCC ivdep
    for (std::size_t row = 0; row < rows; ++row) {
        const int i = component[row];
        spread[row] = isTime[row] * work[i];
    }
    if (!columns.copies)
        return;
#pragma GCC ivdep
    for (std::size_t row = 0; row < rows; ++row)
        broadcast[row] = isTime[row] * broadcastWork[component[row]];
}

void loadResources(const Flow &flow, const FlowResults &found, Columns &columns)
{
    Resources &out = columns.resources;
    Stations &stations = columns.stations;
    loadWork(flow, columns);
    for (const Term &term : flow.copiedBytes)
        out.broadcast[at(term.target)] += term.factor * found.arrivals[at(term.source)];
    for (const Term &term : flow.amounts)
        out.spread[at(term.target)] += term.factor * found.arrivals[at(term.source)];
    for (const Term &term : flow.answers)
        out.spread[at(term.target)] += term.factor * bytesOver(flow, found, at(term.source));
    for (const Term &term : flow.asks)
        out.spread[at(term.target)] += term.factor * askedOver(flow, found, at(term.source));
    for (const int i : flow.scaled)
        stations.perRate[at(i)] = perRateOf(columns, at(i));
}

} // namespace

double bytesOver(const Flow &flow, const FlowResults &found, std::size_t edge)
{
    return amountOver(flow, found, edge, [edge](const ClassFlow &in) { return in.bytes[edge]; });
}

double callsOver(const Flow &flow, const FlowResults &found, std::size_t edge)
{
    return amountOver(flow, found, edge, [](const ClassFlow &) { return 1.0; });
}

double askedOver(const Flow &flow, const FlowResults &found, std::size_t edge)
{
    return amountOver(flow, found, edge, [edge](const ClassFlow &in) { return in.requests[edge]; });
}

const std::vector<double> &waitedOf(const Flow &flow, const FlowResults &found, std::size_t index)
{
    return flow.classes[index].waited.empty() ? found.visits[index] : found.waited[index];
}

void resize(const Flow &flow, FlowResults &found)
{
    found.visits.resize(flow.classes.size());
    found.waited.resize(flow.classes.size());
    for (std::size_t c = 0; c < flow.classes.size(); ++c) {
        found.visits[c].resize(flow.order.rows());
        if (!flow.classes[c].waited.empty())
            found.waited[c].resize(flow.order.rows());
    }
    found.arrivals.resize(flow.order.rows());
    found.work.resize(flow.order.rows());
    found.squares.resize(flow.mixed.empty() ? 0 : flow.order.rows());
}

bool findVisits(const Flow &flow, FlowResults &found)
{
    found.passages.clear();
    for (std::size_t c = 0; c < flow.classes.size(); ++c) {
        const ClassFlow &in = flow.classes[c];
        found.passages.push_back({ in.entries, in.gains, found.visits[c] });
        if (!in.waited.empty())
            found.passages.push_back({ in.entries, in.waited, found.waited[c] });
    }
    found.runaway = flow.order.propagate(found.passages);
    return found.runaway < 0;
}

void gather(const Flow &flow, FlowResults &found)
{
    if (flow.classes.empty()) {
        std::fill(found.arrivals.begin(), found.arrivals.end(), 0.0);
        std::fill(found.work.begin(), found.work.end(), 0.0);
    }
    inBlocks({ 0, found.arrivals.size() }, [&](Range block) {
        const std::span<const int> squared = within(flow.squaredRows, block);
        const bool isDense = squared.size() * kDense >= block.last - block.first;
        for (std::size_t c = 0; c < flow.classes.size(); ++c) {
            const ClassFlow &in = flow.classes[c];
            gatherClass(in.share, found.visits[c], in.service, c == 0, block, found);
            if (isDense)
                gatherSquares(in.share, found.visits[c], in.service, c == 0, block, found);
            else
                for (const int row : squared)
                    gatherSquares(in.share, found.visits[c], in.service, c == 0, { at(row), at(row) + 1 }, found);
        }
    });
}

void loadCopies(const Flow &flow, const FlowResults &found, Columns &columns)
{
    Stations &out = columns.stations;
    for (const Term &term : flow.copiedVisits)
        out.broadcastVisits[at(term.target)] = 0;
    for (const Term &term : flow.copiedWork)
        out.broadcastWork[at(term.target)] = 0;
    for (const Term &term : flow.copiedVisits)
        out.broadcastVisits[at(term.target)] += term.factor * found.arrivals[at(term.source)];
    for (const Term &term : flow.copiedWork)
        out.broadcastWork[at(term.target)] += term.factor * found.work[at(term.source)];
}

void mixVisits(const Flow &flow, const MixedStation &station, const FlowResults &found, Columns &columns)
{
    const std::span<const int> rows = partOf(flow.mixedRows, station.rows);
    double squares = 0;
    for (std::size_t c = 0; station.rides && c < flow.classes.size(); ++c) {
        const ClassFlow &in = flow.classes[c];
        VisitMix mix;
        for (const int row : rows)
            mix.add(in.share * found.visits[c][at(row)], in.service[at(row)], flow.queues[at(row)]);
        squares += mix.squares();
    }
    for (std::size_t r = 0; !station.rides && r < rows.size(); ++r)
        squares += found.squares[at(rows[r])] / flow.queues[at(rows[r])];
    double copied = 0;
    for (const Term &copy : partOf(flow.mixedCopies, station.copies))
        copied += copy.factor * copy.factor * found.squares[at(copy.source)];
    Stations &out = columns.stations;
    const std::size_t i = at(station.component);
    const double scv = scvOfMix(squares * station.part + copied * station.copyPart,
                                out.visits[i] * station.part + out.broadcastVisits[i],
                                out.work[i] * station.part + out.broadcastWork[i]);
    out.variability[i] = (station.arrivalScv + scv) / 2;
}

void loadStations(const Flow &flow, const FlowResults &found, Columns &columns)
{
    Stations &out = columns.stations;
    for (auto *column : { &out.visits, &out.work })
        std::fill(column->begin(), column->end(), 0.0);
    for (std::size_t row = 0; row < found.arrivals.size(); ++row) {
        const std::size_t i = at(flow.component[row]);
        out.visits[i] += found.arrivals[row] * flow.queues[row];
        out.work[i] += found.work[row];
    }
    loadCopies(flow, found, columns);
    for (const MixedStation &station : flow.mixed)
        mixVisits(flow, station, found, columns);
    loadResources(flow, found, columns);
}

void loadClass(const Flow &flow, std::size_t index, const FlowResults &found, Columns &columns)
{
    const ClassFlow &in = flow.classes[index];
    const std::vector<double> &visits = waitedOf(flow, found, index);
    Class &out = columns.classes[index];
    out.serviceTime = dot(visits, in.spent);
    std::fill(out.visits.begin(), out.visits.end(), 0.0);
    for (std::size_t row = 0; row < visits.size(); ++row)
        if (const int entry = in.entryOf[row]; entry >= 0)
            out.visits[at(entry)] += visits[row];
}

void priceFlow(const Flow &flow, FlowPrice &price, const FlowResults &found, Bills &bills)
{
    for (const std::vector<Term> *terms : { &price.arrivals, &price.bytes, &price.asks, &price.calls })
        for (const Term &term : *terms)
            price.curve.values[at(term.target)] = price.jobs.empty() ? 0 : price.jobs[at(term.target)];
    for (const Term &term : price.arrivals)
        price.curve.values[at(term.target)] += term.factor * found.arrivals[at(term.source)];
    for (const Term &term : price.bytes)
        price.curve.values[at(term.target)] += term.factor * bytesOver(flow, found, at(term.source));
    for (const Term &term : price.asks)
        price.curve.values[at(term.target)] += term.factor * askedOver(flow, found, at(term.source));
    for (const Term &term : price.calls)
        price.curve.values[at(term.target)] += term.factor * callsOver(flow, found, at(term.source));
    setLine(bills, at(price.line), price.curve);
}

void priceTransfers(const Flow &flow, const FlowResults &found, Bills &bills)
{
    bills.betweenPlaces = flow.jobTransfers;
    for (const Term &term : flow.transfers)
        bills.betweenPlaces
            += term.factor * (bytesOver(flow, found, at(term.source)) + askedOver(flow, found, at(term.source)));
    for (const Term &term : flow.copyTransfers)
        bills.betweenPlaces += term.factor * found.arrivals[at(term.source)];
}

void findSpent(Flow &flow, std::size_t index, std::size_t row)
{
    ClassFlow &in = flow.classes[index];
    const std::vector<double> &gains = in.waited.empty() ? in.gains : in.waited;
    double sum = in.own[row];
    for (int o = flow.firstOut[row]; o < flow.firstOut[row + 1]; ++o)
        sum += gains[at(flow.out[at(o)])] * flow.edgeLatency[at(flow.out[at(o)])];
    in.spent[row] = sum;
}

bool propagate(Flow &flow, FlowResults &found, Columns &columns)
{
    resize(flow, found);
    if (!findVisits(flow, found))
        return false;
    load(flow, found, columns);
    return true;
}

void load(Flow &flow, FlowResults &found, Columns &columns)
{
    gather(flow, found);
    loadStations(flow, found, columns);
    for (std::size_t c = 0; c < flow.classes.size(); ++c)
        loadClass(flow, c, found, columns);
    for (FlowPrice &price : flow.prices)
        priceFlow(flow, price, found, columns.bills);
    priceTransfers(flow, found, columns.bills);
}

} // namespace headroom::engine
