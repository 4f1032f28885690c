#include "model/engine/flow.h"

#include "model/core/at.h"
#include "model/engine/bills.h"
#include "model/engine/solve.h"
#include "model/engine/visit_mix.h"
#include "model/engine/wide.h"

#include <algorithm>

namespace headroom::engine {

namespace {

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

/// What does not follow the flow, and the work where a resource is time.
HEADROOM_WIDE void loadWork(const Flow &flow, Columns &columns)
{
    const int *const component = columns.resources.component.data();
    const double *const work = columns.stations.work.data();
    const double *const broadcastWork = columns.stations.broadcastWork.data();
    const double *const fixed = flow.fixedSpread.data();
    const double *const isTime = flow.isTime.data();
    double *const spread = columns.resources.spread.data();
    double *const broadcast = columns.resources.broadcast.data();
    const std::size_t rows = columns.resources.size();
#pragma GCC ivdep
    for (std::size_t row = 0; row < rows; ++row) {
        const int i = component[row];
        spread[row] = fixed[row] + isTime[row] * work[i];
        broadcast[row] = isTime[row] * broadcastWork[i];
    }
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

void propagateClass(const Flow &flow, std::size_t index, FlowResults &found)
{
    const ClassFlow &in = flow.classes[index];
    int runaway = flow.order.propagate(in.entries, in.gains, found.visits[index]);
    if (!in.waited.empty() && runaway < 0)
        runaway = flow.order.propagate(in.entries, in.waited, found.waited[index]);
    if (runaway >= 0)
        found.runaway = runaway;
}

void gather(const Flow &flow, FlowResults &found)
{
    std::fill(found.arrivals.begin(), found.arrivals.end(), 0.0);
    std::fill(found.work.begin(), found.work.end(), 0.0);
    std::fill(found.squares.begin(), found.squares.end(), 0.0);
    const bool isMixed = !flow.mixed.empty();
    for (std::size_t c = 0; c < flow.classes.size(); ++c) {
        const ClassFlow &in = flow.classes[c];
        const std::vector<double> &visits = found.visits[c];
        for (std::size_t row = 0; row < visits.size(); ++row) {
            const double rate = in.share * visits[row];
            found.arrivals[row] += rate;
            found.work[row] += rate * in.service[row];
            if (isMixed)
                found.squares[row] += rate * in.service[row] * in.service[row];
        }
    }
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
    double squares = 0;
    for (std::size_t c = 0; station.rides && c < flow.classes.size(); ++c) {
        const ClassFlow &in = flow.classes[c];
        VisitMix mix;
        for (const int row : station.rows)
            mix.add(in.share * found.visits[c][at(row)], in.service[at(row)], flow.queues[at(row)]);
        squares += mix.squares();
    }
    for (std::size_t r = 0; !station.rides && r < station.rows.size(); ++r)
        squares += found.squares[at(station.rows[r])] / flow.queues[at(station.rows[r])];
    double copied = 0;
    for (const Term &copy : station.copies)
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
    found.runaway = -1;
    for (std::size_t c = 0; c < flow.classes.size(); ++c)
        propagateClass(flow, c, found);
    if (found.runaway >= 0)
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
