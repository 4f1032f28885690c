#pragma once

#include "model/analysis/category_costs.h"
#include "model/analysis/finding.h"
#include "model/analysis/job_report.h"
#include "model/analysis/reach.h"
#include "model/queueing/tails.h"
#include "model/reliability/estimate.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace headroom::analysis {

/// What users make of one resource of a component, per hottest instance.
struct ResourceFigures {
    double used = 0;
    double capacity = 0;    ///< > 0
    double utilization = 0; ///< used / capacity, ≥ 0; ≥ 1 is saturated
    Band band = Band::Fine;
    bool isInSeries = false; ///< a disk that visits are felt to wait for behind the station
    double usersAt070 = 0;   ///< infinite where users do not load it
    double usersAt085 = 0;
    double usersAtSaturation = 0;
    double wait = 0;            ///< s, mean wait of a visit for one of them; 0 where nobody waits, and when saturated
    double waitProbability = 0; ///< 0..1
    double waitDecay = 0;       ///< 1/s, as in ComponentFigures
};

/// One resource of a component at the users of the report.
struct ResourceReport : ResourceFigures {
    std::string id;      ///< "cpu"
    std::string title;   ///< "CPU"
    std::string unit;    ///< "vCPU"
    bool isHeld = false; ///< threads or pooled connections, held while the calls they make are answered
};

/// What an instance does with visits that find all its threads at work: so many wait, the rest is refused.
struct PlacesReport {
    double threads = 0;            ///< of an instance
    double queue = 0;              ///< visits that may wait for one, of an instance
    double refused = 0;            ///< share of the visits, 0..1, at the hottest instance; below 1e-12 it says 0
    double answeredPerSecond = 0;  ///< by all instances, all as loaded as the hottest
    std::optional<double> latency; ///< s, mean of those that are let in, queueing at other components left out;
                                   ///< absent where nobody is refused
};

/// Names the resource that something is said about.
struct ResourceRef {
    int component = -1; ///< index in components; −1: none
    int resource = -1;
    [[nodiscard]] bool exists() const { return component >= 0; }
};

/// Bounds of a closed population where the open model has no steady state: every user waits for the answer before the
/// next request. Source: Denning and Buzen 1978, asymptotic bounds; domain spec 4.1, 4.8.
struct OverloadReport {
    double answeredPerSecond = 0; ///< X ≤ X_max, dynamic requests
    double users = 0;             ///< N = λ·(D + Z), at a time
    double latency = 0;           ///< s, R ≥ max(D, N/X_max − Z), server time
    ResourceRef full;             ///< what fills first of all that such requests wait for
};

/// A latency distribution in short, in seconds. p50 ≤ p95 ≤ p99.
struct Percentiles {
    double mean = 0;
    double p50 = 0;
    double p95 = 0;
    double p99 = 0;
    bool operator==(const Percentiles &) const = default;
};

/// Percentiles of a whole request, by numeric convolution.
/// The exact quantile of the modelled sum lies between `low` and `high`: every part rounded down, and up, to the grid.
struct LatencyReport {
    Percentiles value;
    Percentiles low;
    Percentiles high;
    double step = 0; ///< s, of the grid
};

/// What a class of requests promises its users, and whether it keeps it.
struct Objective {
    double quantile = 0.95;
    double limit = 0;               ///< s of server time
    std::optional<double> measured; ///< s; absent until percentiles are asked for, and when saturated or unreachable
    /// measured ≤ limit, and no more requests are given up than may be slower; false when saturated or unreachable;
    /// absent: not asked for.
    std::optional<bool> holds;
};

/// Where the time of a class goes: one component, with the way to it and its fixed delays.
struct TimeShare {
    int component = -1; ///< index in components
    double mean = 0;    ///< s of the class's mean
    double p95 = 0;     ///< s of a request as slow as p95; see latency_pass.h for how it is estimated
    double p99 = 0;
};

/// What users make of one component.
struct ComponentFigures {
    double requestsPerSecond = 0; ///< over all connections to all instances, copies left out, at the peak hour
    double hitRatio = -1;         ///< caches: visits answered here, 0..1; −1: not a cache
    double instances = 1;         ///< at work
    double maxInstances = 1;      ///< an autoscaled tier can grow to
    int bindingResource = -1;     ///< index of the resource with the least users at saturation; −1: none
    int nextResource = -1;    ///< index of the one with the next least users at saturation; −1: no other ever fills
    int fullestResource = -1; ///< index of the resource with the highest utilization now; −1: none
    double utilization = 0;   ///< of the fullest resource
    Band band = Band::Fine;
    double servers = 1;         ///< m of an instance's station
    double lineServers = 1;     ///< servers of one line: m, or those of all instances where they serve one together
    double serviceTime = 0;     ///< s, mean per visit
    double wait = 0;            ///< s, mean W_q per visit; meaningless when saturated
    double waitProbability = 0; ///< Erlang C: visits that find all servers busy, 0..1
    double waitDecay = 0;       ///< 1/s: P(W_q > t) = waitProbability · e^(−waitDecay·t); 0 when nothing waits
    std::optional<Percentiles> sojourn; ///< wait and service of one visit; only when asked for, absent when saturated
    std::optional<PlacesReport> places; ///< absent where nothing is ever refused
    State state = State::Fine;
    bool isBottleneck = false;
    double availability = 1;
    double costPerMonth = 0;
    std::optional<BacklogReport> backlog; ///< absent where no buffer feeds it
};

/// One component at the users of the report.
struct ComponentReport : ComponentFigures {
    std::string id;
    std::string kind;
    std::string name;
    bool isPlace = false;
    bool isReached = false; ///< some load arrives
    bool isSinglePoint = false;
    std::vector<std::string> singlePointFor; ///< titles of the request classes that stop with it
    std::vector<ResourceReport> resources;
    CategoryCosts costByCategory;
};

/// What a connection's retries come to, all classes together.
struct RetryReport {
    double failure = 0;       ///< f: share of the attempts that fail, 0..1
    double attempts = 1;      ///< per call, 1..k + 1: the load of the callee is that many times the calls
    double success = 1;       ///< share of the calls that succeed in the end, 0..1
    double stormAttempts = 1; ///< per call after everything has failed once; more than `attempts`: metastable
};

/// Attempts of one class over a connection that are given up, as the timeout is over before the answer is there.
struct LateCalls {
    int connection = 0;
    int requestClass = 0;
    double share = 0;          ///< P(T > timeout), 0..1
    queueing::SumOfTimes time; ///< T: the way, the wait for a thread, the visit and the calls behind it
    bool isPlain = true;       ///< T is a fixed time, one wait and one service, which is exact
};

/// One connection at the users of the report.
struct ConnectionReport {
    std::string id;
    std::string from;
    std::string to;
    double requestsPerSecond = 0;            ///< planning basis
    double bytesPerSecond = 0;               ///< both ways
    double requestBytesPerSecond = 0;        ///< of them, what goes with the calls; the rest comes with the answers
    bool waits = true;                       ///< drawn solid; else dashed
    bool isReplication = false;              ///< drawn dotted
    std::optional<RetryReport> retries = {}; ///< absent where nobody retries or nobody calls
    double givenUp = 0; ///< share of the attempts of the class that is given up most, 0..1; 0 where hardly any is
};

/// What goes between components, by how far apart the places of both ends are. Clients are in no place.
struct TrafficReport {
    Reach reach = Reach::Near;
    double requestsPerSecond = 0; ///< peak hour
    double bytesPerSecond = 0;
    double roundTrips = 0;    ///< per dynamic request: calls that the user waits for, not all one after another
    double roundTripTime = 0; ///< s per dynamic request, of those
    double costPerMonth = 0;  ///< of the transfer, by what connections are billed for
};

/// One class of requests at the users of the report.
struct ClassReport {
    std::string id;
    std::string name;
    double requestsPerSecond = 0;
    std::optional<double> meanLatency;       ///< s, server time; absent when saturated or unreachable
    std::optional<LatencyReport> serverTime; ///< only when asked for; absent when saturated or unreachable
    std::optional<Percentiles> userTime;     ///< server time + client round trip, TLS share and transfer
    Objective objective;
    std::vector<TimeShare> timeShares; ///< largest mean first; they sum to each percentile
    double timedOut = 0; ///< share that fails as a call is given up, all components up, 0..1; in the times all the same
    State state = State::Fine;
    std::optional<reliability::Estimate> availability; ///< absent when the class is not served
    std::vector<int> singlePoints;                     ///< indices of the components whose loss alone stops the class
};

/// What the design's tier of criticality forgives, and whether the design keeps to it. Source: domain spec 5.7.
struct ToleranceReport {
    std::string tier;              ///< "standard"
    double targetAvailability = 0; ///< 0..1
    bool isAvailabilityMet = true; ///< by the read path, in the tiers high and critical by every class
    std::vector<int> singlePoints; ///< components and hosts whose loss the tier does not forgive, ascending
    std::vector<int> lostPlaces;   ///< zones and regions whose loss the tier does not forgive, ascending
    [[nodiscard]] bool isMet() const { return isAvailabilityMet && singlePoints.empty() && lostPlaces.empty(); }
};

/// One journey of users: the mixture of the classes it makes, by how often. Source: domain spec 1.2, 4.7, 5.1.
struct JourneyReport {
    std::string id;
    std::string name;
    double share = 0;                  ///< of all dynamic requests, 0..1
    double requestsPerSecond = 0;      ///< peak hour
    double sessionsPerSecond = 0;      ///< that begin, peak hour
    State state = State::Fine;         ///< the worst of its classes
    std::optional<double> meanLatency; ///< s, server time, by how often it makes each class
    std::optional<Percentiles>
        serverTime;                ///< of the mixture; only when asked for, absent when saturated or unreachable
    Objective objective;           ///< p95
    std::optional<Objective> tail; ///< p99, where one is promised
    double errorBudget = 0;        ///< share of its requests that may fail
    double timedOut = 0;           ///< of its mixture, as that of a class
    std::optional<double> errors;  ///< 1 − availability · (1 − timedOut); absent when it is not served
    std::optional<reliability::Estimate> availability; ///< that all of its classes succeed
    std::vector<int> singlePoints;                     ///< components whose loss alone stops one of its classes
    ToleranceReport tolerance;
};

/// Everything the model says about one stage at one number of users.
struct Report {
    std::string design;
    std::size_t stageIndex = 0;
    std::string stageName;
    double users = 0;

    double requestsPerSecond = 0;            ///< dynamic requests, peak hour
    double meanRequestsPerSecond = 0;        ///< daily mean
    double thinkTime = 0;                    ///< s between two actions of a user: session length / actions a session
    std::optional<double> concurrentUsers;   ///< N = λ·(R + Z), peak hour; absent without a mean latency
    double readsPerWrite = 0;                ///< requests that only read per one that writes; infinite without writes
    std::optional<double> meanLatency;       ///< s, all classes by share, server time
    std::optional<LatencyReport> serverTime; ///< of the mix of all classes; only when asked for, absent when saturated
    std::optional<Percentiles> userTime;     ///< of the mix
    double timedOut = 0;                     ///< of the mix, as that of a class
    State state = State::Fine;
    std::optional<OverloadReport> overload; ///< only when saturated
    std::size_t readingClass
        = 0; ///< the read path: of the classes that change nothing the one most asked for, else of all
    std::optional<double> availability; ///< of the read path, 0..1; absent when that is not served
    double downtimeCostPerHour = 0;     ///< lost revenue and staff; 0: not stated, and not to be shown
    double downtimeCostPerMonth = 0;    ///< (1 − availability) · 730 h · the hour's price
    ToleranceReport tolerance;
    double costPerMonth = 0;
    double transferCostPerMonth = 0;              ///< part of it: delivery to clients
    std::map<std::string, double> costByCategory; ///< adds up to costPerMonth; delivery between regions under transfer
    std::string currency;
    double usersAt070 = 0; ///< infinite when nothing ever fills
    double usersAt085 = 0;
    double usersAtSaturation = 0;
    ResourceRef bottleneck;               ///< the first resource to reach 1 as users grow
    std::vector<ResourceRef> bottlenecks; ///< it and all that fill up within 1 % of its users: twins in other regions
    ResourceRef next;                     ///< the next in line after those
    /// The bottleneck is threads or pooled connections while every machine has 30 % left when they are gone.
    bool isSoftwareBottleneck = false;
    /// Retries have two steady states here: an overload would sustain itself after its cause is gone.
    bool isMetastable = false;
    std::vector<ResourceRef> holders; ///< threads and pools that somebody may have to wait for

    std::vector<ComponentReport> components;   ///< in the order of the stage
    std::vector<ConnectionReport> connections; ///< in the order of the stage
    std::vector<LateCalls> lateCalls;          ///< those that are given up more than hardly ever, class by class
    std::vector<TrafficReport> traffic;        ///< nearest first, those with load
    std::vector<ClassReport> classes;
    std::vector<JourneyReport> journeys; ///< empty where the design states classes alone
    std::vector<JobReport> jobs;
    std::vector<Finding> findings; ///< worst first

    /// The compiled stage whose ids and titles components and connections bear, by its serial: solving it once more
    /// writes none of them again. Whoever changes one says 0.
    std::uint64_t writtenFor = 0;

    [[nodiscard]] const ComponentReport *findComponent(const std::string &id) const;
    /// Of the connection with that index, the class that is given up most; null where hardly any is.
    [[nodiscard]] const LateCalls *findLate(std::size_t connection) const;
};

/// How a design answers to growing users.
struct Curves {
    std::vector<double> users; ///< ascending
    struct Utilization {
        std::string component;
        std::string label; ///< "Database primary · CPU"
        std::string resource;
        std::vector<double> values; ///< one per users, uncut above 1
    };
    std::vector<Utilization> utilization; ///< the resources that matter, tightest first
    std::vector<double> costPerMonth;     ///< this design
    std::vector<double>
        scaleUpCost;       ///< everything in one ever larger database and server; NaN-free: cut at the ceiling
    double saturation = 0; ///< users at saturation; infinite when nothing fills
};

/// A stage at ever more users. Resources are those that bind: of each component the one that fills first.
struct StageSweep {
    std::string design;
    std::size_t stageIndex = 0;
    std::string stageName;
    std::string currency;
    struct Binding {
        std::string component; ///< id
        std::string resource;  ///< id
    };
    std::vector<Binding> bindings; ///< in the order of the stage
    struct Point {
        double users = 0;
        double requestsPerSecond = 0; ///< dynamic, peak hour
        State state = State::Fine;
        std::optional<double> meanLatency; ///< s
        double costPerMonth = 0;
        int bottleneck = -1;             ///< index in bindings; −1: nothing ever fills
        std::vector<double> utilization; ///< per binding
    };
    std::vector<Point> points;
};

/// A line about a stage, for the stepper and `headroom stages`.
struct StageSummary {
    std::string name;
    double from = 0;
    double to = 0;
    std::string bottleneckComponent; ///< its name; empty when nothing ever fills
    std::string bottleneckResource;  ///< "CPU"
    double utilizationAtTo = 0;      ///< of the bottleneck at the upper end
    double usersAt085 = 0;
    double usersAtSaturation = 0;
    double costAtTo = 0;
    bool failsInRange = false; ///< saturates before its upper end, or serves nobody
};

} // namespace headroom::analysis
