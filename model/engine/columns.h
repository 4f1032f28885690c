#pragma once

#include "model/engine/bills.h"
#include "model/engine/jobs.h"

#include <cstddef>
#include <span>
#include <vector>

namespace headroom::engine {

/// Some neighbouring rows.
struct Range {
    std::size_t first = 0;
    std::size_t last = 0; ///< one behind
};

/// What the components are, a row for each in the order of the stage.
struct Stations {
    std::vector<double> least;           ///< instances: the fixed number, or the least of an autoscaled tier
    std::vector<double> most;            ///< instances it can grow to
    std::vector<double> target;          ///< of an autoscaled tier, 0..1; 0: fixed number
    std::vector<double> perRate;         ///< instances' worth of load at the target per judged request/s; 0: fixed
    std::vector<double> spare;           ///< instances on top of those
    std::vector<double> pace;            ///< judged rate over the peak rate: 1, or the daily mean behind a buffer
    std::vector<char> isDeferred;        ///< behind a buffer: the same load all day long
    std::vector<char> waits;             ///< 1 with a station, else 0
    std::vector<double> hot;             ///< factor of the hottest instance
    std::vector<double> slowdown;        ///< service time inflation inside the host (USL)
    std::vector<double> servers;         ///< m
    std::vector<double> visits;          ///< station visits per dynamic request, spread; 0 without a station
    std::vector<double> broadcastVisits; ///< the same at every replica of a partition
    std::vector<double> work;            ///< s per dynamic request, spread
    std::vector<double> broadcastWork;
    std::vector<double> variability; ///< (c_a² + c_s²)/2, factor of the mean wait (Allen–Cunneen); 1: exponential
    std::vector<int> pooled;         ///< stations whose instances all serve one line, ascending
    std::vector<int> station;        ///< its row of the resources; −1: none
    std::vector<int> firstResource;  ///< one more than rows
    [[nodiscard]] std::size_t size() const { return least.size(); }
};

/// What fills up, rows grouped by component: used = standing + perUser·U + pools + judged·hot·(spread/n + broadcast).
struct Resources {
    std::vector<int> component;
    std::vector<double> capacity;
    std::vector<double> standing;
    std::vector<double> perUser;
    std::vector<double> spread;    ///< per dynamic request
    std::vector<double> broadcast; ///< per dynamic request, of one partition
    std::vector<char> shared;      ///< 1 where standing and perUser are divided over the instances, else 0
    std::vector<int> later;        ///< rows that are not the first of their component, ascending
    std::vector<int> pool;         ///< index in pooled; −1: counts none
    std::vector<int> pooled;       ///< rows that count the pools of callers
    std::vector<int> firstPool;    ///< per pooled row, one more than rows
    std::vector<int> poolCaller;   ///< component
    std::vector<double> poolSize;  ///< connections of each of its instances
    [[nodiscard]] std::size_t size() const { return component.size(); }
};

/// One class of requests.
struct Class {
    double share = 0;
    double serviceTime = 0;     ///< s: all service and fixed latencies together
    std::vector<int> component; ///< those with visits the user waits for
    std::vector<double> visits; ///< of them
};

/// A row of the stations behind those of the components: who waits for threads or pooled connections of one of them, or
/// for its disk.
struct Holder {
    int owner = -1;    ///< component; there are as many of them as instances of it
    int resource = -1; ///< row that says how many there are, or how much in a second
    double use = 0;    ///< of such a second's capacity by a visit; 0: threads or connections, of which it holds one
};

/// A component whose instances let in so many at a time, or where visits wait for a thread before they share the cores.
struct Machine {
    int owner = -1;
    int holder = -1;   ///< its row of the stations; −1: hardly anybody ever waits for a thread
    int resource = -1; ///< row of the threads
    double places = 0; ///< of an instance: threads and places to wait; infinite: nobody is refused
    double light = 0;  ///< utilization of the owner up to which hardly ever so many are inside
};

/// A stage as columns: all that the users meet. Made once; see compile_columns.cpp.
struct Columns {
    double ratePerUser = 0; ///< peak-hour dynamic requests per second and user
    double meanShare = 1;   ///< daily mean over peak
    bool copies = false;    ///< replicas take part in others' writes; else nothing is broadcast
    Stations stations;      ///< of the components, then of the holders
    std::vector<Holder> holders;
    std::vector<Machine> machines; ///< without holders first, by owner; none of stations whose instances serve one line
    Resources resources;
    Jobs jobs;
    std::vector<Class> classes;
    Bills bills;
    std::vector<int> byServers;                    ///< stations, those of a block with equally many servers together
    std::vector<std::pair<int, int>> serverGroups; ///< end in byServers, number of servers
    std::vector<int>
        scaledRows; ///< resources beside the station of an autoscaled tier that grow with its requests alone
};

/// The station of a holder.
[[nodiscard]] inline std::size_t stationOf(const Columns &columns, std::size_t holder)
{
    return columns.stations.size() - columns.holders.size() + holder;
}

} // namespace headroom::engine
