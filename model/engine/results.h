#pragma once

#include <cstddef>
#include <vector>

namespace headroom::engine {

/// Users at which resources fill up. Does not depend on the present users.
struct Limits {
    bool keepsLevels = true;   ///< false: at070 and at085 stay empty, only the least of them is found
    std::vector<double> at070; ///< per resource; infinite when never
    std::vector<double> at085;
    std::vector<double> full;
    std::vector<int> binding;         ///< per component: the row that fills first; −1: none ever does
    std::vector<double> bindingUsers; ///< per component: when; infinite: never
    double usersAt070 = 0;            ///< least of all
    double usersAt085 = 0;
    double usersAtSaturation = 0;
    int bottleneck = -1; ///< row of the first to fill; −1: none
    int next = -1;       ///< the first of those that do not fill within 1 % of it
};

/// A stage at one number of users. Reused from solve to solve without allocation.
struct Results {
    double users = 0;
    // per component
    std::vector<double> instances;   ///< at work at the peak hour
    std::vector<double> part;        ///< of spread load on one of them: 1/n
    std::vector<double> flowing;     ///< judged rate times the hottest instance's factor
    std::vector<double> utilization; ///< of the fullest resource
    std::vector<int> fullest;        ///< its row; −1: no resources
    std::vector<double> serviceTime; ///< s, mean of a visit
    std::vector<double> wait;        ///< s, mean of a visit; 0 where saturated
    std::vector<double> waitProbability;
    std::vector<double> variability; ///< as in Stations, with jobs in the mix; empty without any
    std::vector<double> offered;     ///< erlangs; 0 where nothing waits
    std::vector<double> blocking;    ///< 1/B of Erlang B
    std::vector<char> isSaturated;   ///< a resource, or the station, has no steady state
    std::vector<double> cost;        ///< USD per month, overheads left out
    // per resource
    std::vector<double> used;
    std::vector<double> filled; ///< used over capacity
    std::vector<double> pools;  ///< connections that callers keep open; 0 where they are not counted
    // per class
    std::vector<double> latency;      ///< s, mean, all calls one after another; means nothing where saturated
    std::vector<int> saturatedVisits; ///< visited components that are saturated
    // per line of a bill
    std::vector<double> amounts;
    std::vector<double> dayInstances; ///< per component whose bill asks for them, else unused
    double transferCost = 0;
    double totalCost = 0;
};

} // namespace headroom::engine
