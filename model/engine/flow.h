#pragma once

#include "model/engine/bills.h"
#include "model/engine/columns.h"
#include "model/flow/ordered_network.h"

#include <vector>

namespace headroom::engine {

constexpr double kGigabitsPerByte = 8e-9;

/// What one class does on its way.
struct ClassFlow {
    double share = 0;
    std::vector<double> entries;  ///< per row, of one request
    std::vector<double> gains;    ///< per edge: calls per visit
    std::vector<double> waited;   ///< the same, 0 where no user waits; empty where users wait for all
    std::vector<double> service;  ///< per row: s of the reference core per visit
    std::vector<double> own;      ///< per row: s per visit that a user waits here: service in its host, fixed latency
    std::vector<double> spent;    ///< per row: that and the latency of the calls it makes
    std::vector<double> bytes;    ///< per edge and call, answered
    std::vector<double> requests; ///< per edge and call, sent to ask
    std::vector<int> entryOf;     ///< per row: index in the class's visited components; −1: does not queue
};

/// A part of a sum: its target grows by factor times what its source has.
struct Term {
    int target = 0;
    int source = 0;
    double factor = 1;
};

/// A stretch of a list.
struct Part {
    int first = 0;
    int last = 0; ///< one behind
};

/// A station whose visits take different times, so that their mix says how much its service varies.
struct MixedStation {
    int component = 0;
    bool rides = false; ///< something makes other visits longer instead of visiting: classes are then told apart
    double arrivalScv = 1;
    double part = 1;     ///< of its spread visits that an instance gets
    double copyPart = 1; ///< of what is copied to it
    Part rows;           ///< of mixedRows
    Part copies;         ///< of mixedCopies
};

/// A line of a bill that follows the flow.
struct FlowPrice {
    int line = 0;
    Curve curve;                ///< as the line, also where that is straight
    std::vector<Term> arrivals; ///< value of the curve ← arrivals at a row
    std::vector<Term> bytes;    ///< value of the curve ← bytes answered over an edge
    std::vector<Term> asks;     ///< value of the curve ← bytes sent over an edge to ask
    std::vector<Term> calls;    ///< value of the curve ← calls over an edge
    std::vector<double> jobs;   ///< per value: what jobs add per user; empty: nothing
};

/// Where the load of the columns comes from: everything between a request and the work of stations.
struct Flow {
    flow::OrderedNetwork order;
    std::vector<ClassFlow> classes;
    std::vector<int> component;      ///< per row
    std::vector<double> queues;      ///< per row: visits of the station that one makes, 0 where it does not wait
    std::vector<int> connection;     ///< per edge; −1: inside a component
    std::vector<char> canScale;      ///< per connection: its calls can be changed without changing any route
    std::vector<double> edgeLatency; ///< per edge: s per call that a user waits
    std::vector<int> firstOut;       ///< edges out of row r are out[firstOut[r]] …
    std::vector<int> out;
    std::vector<char> isTime;        ///< per resource: 1 where its spread load is the work, else 0
    std::vector<int> scaled;         ///< components whose number of instances follows their load
    std::vector<Term> amounts;       ///< resource ← arrivals at a row
    std::vector<Term> answers;       ///< resource ← bytes answered over an edge, by resource
    std::vector<Term> asks;          ///< resource ← bytes sent over an edge, by resource
    std::vector<Term> copiedWork;    ///< component ← work of a row
    std::vector<Term> copiedVisits;  ///< component ← arrivals at a row
    std::vector<MixedStation> mixed; ///< ascending by component
    std::vector<int> mixedRows;      ///< of the stations one after another, each in the order of its operations
    std::vector<int> squaredRows;    ///< those whose squared services a mix asks for, ascending
    std::vector<Term> mixedCopies;   ///< row that is copied, work of a copy over that of the row's visit
    std::vector<Term> copiedBytes;   ///< resource, for every replica ← arrivals at a row, by resource
    std::vector<FlowPrice> prices;
    std::vector<Term> transfers;     ///< bill between places ← bytes over an edge, both ways
    std::vector<Term> copyTransfers; ///< the same ← arrivals of what is copied at a row
    double jobTransfers = 0;         ///< bill between places: what jobs add per user
    bool isLinear = true;            ///< nothing else hangs on the flow: it may be edited here

    explicit Flow(flow::OrderedNetwork ordered)
        : order(std::move(ordered))
    {
    }
};

/// How much of everything comes by. Reused without allocation.
struct FlowResults {
    std::vector<std::vector<double>> visits; ///< per class and row, of one request
    std::vector<std::vector<double>> waited; ///< the same that a user waits for; unused where that is all
    std::vector<double> arrivals;            ///< per row and dynamic request
    std::vector<double> work;                ///< per row, s per dynamic request
    std::vector<double> squares;             ///< of squaredRows the same of squared services, s²
    std::vector<flow::Passage> passages;     ///< of the propagation, kept for its memory
    int runaway = -1;                        ///< a loop without end; −1: none
};

/// From the gains of a flow to the load in the columns: visits and work of stations, spread of resources, visits and
/// service of classes, bills that follow.  O(classes · edges), no allocation after the first time but in loops.
/// @return whether every loop ends; if not, the columns stay as they are.
bool propagate(Flow &flow, FlowResults &found, Columns &columns);

/// Its steps: visits, then all that follows from them.
void load(Flow &flow, FlowResults &found, Columns &columns);
void resize(const Flow &flow, FlowResults &found);
bool findVisits(const Flow &flow, FlowResults &found); ///< whether every loop ends
void gather(const Flow &flow, FlowResults &found);
void loadStations(const Flow &flow, const FlowResults &found, Columns &columns);
void loadClass(const Flow &flow, std::size_t index, const FlowResults &found, Columns &columns);
void loadCopies(const Flow &flow, const FlowResults &found, Columns &columns);
void mixVisits(const Flow &flow, const MixedStation &station, const FlowResults &found, Columns &columns);
void priceFlow(const Flow &flow, FlowPrice &price, const FlowResults &found, Bills &bills);
void priceTransfers(const Flow &flow, const FlowResults &found, Bills &bills);

/// Bytes per dynamic request over an edge, all classes: answered, and sent to ask for that.
[[nodiscard]] double bytesOver(const Flow &flow, const FlowResults &found, std::size_t edge);
[[nodiscard]] double callsOver(const Flow &flow, const FlowResults &found, std::size_t edge);
[[nodiscard]] double askedOver(const Flow &flow, const FlowResults &found, std::size_t edge);

/// Fills in `spent` of a row.
void findSpent(Flow &flow, std::size_t index, std::size_t row);

/// Visits of a class that users wait for.
[[nodiscard]] const std::vector<double> &waitedOf(const Flow &flow, const FlowResults &found, std::size_t index);

} // namespace headroom::engine
