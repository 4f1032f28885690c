#pragma once

#include "model/analysis/analyze.h"
#include "model/analysis/compiled_job.h"
#include "model/analysis/named_values.h"
#include "model/analysis/reach.h"
#include "model/flow/propagation.h"
#include "model/latency/request.h"
#include "model/reliability/availability.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom::engine {
struct Columns;
struct Curve;
struct Flow;
struct Limits;
enum class Input : unsigned char;
} // namespace headroom::engine

namespace headroom::analysis {

/// A resource as a straight line in users and load: used = standing + perUser·U + spread·λ/n + broadcast·λ/partitions.
struct CompiledResource {
    const catalog::ResourceSpec *spec = nullptr;
    double capacity = 0;      ///< of one instance
    double standing = 0;      ///< of one instance, without users
    double perUser = 0;       ///< of one instance, or of all when shared
    bool isShared = false;    ///< standing amounts are divided over the instances
    bool countsPools = false; ///< its standing amount is the sum of the callers' pools
    double spread = 0;        ///< per dynamic request, divided over the instances
    double broadcast = 0;     ///< per dynamic request, borne by every replica of a partition
    int link = -1;            ///< pools: the connection; −1: a resource of the kind
    double queue = -1;        ///< visits that may wait for one of an instance; −1: without end
    Line jobs;                ///< of all instances together, at the hour that is judged
};

/// How many instances there are at the upper end of the stage's range, and how many of them carry the load there.
struct GroupNeed {
    double instances = 1; ///< at most 1000
    double needed = 1;    ///< 1..instances
};

/// A component without its users.
struct CompiledComponent {
    const catalog::Kind *kind = nullptr;
    std::string kindId; ///< as the file says it, also when the catalog has no such kind
    std::string id;
    std::string name;
    NamedValues values; ///< parameters, size figures and derived values by name
    std::vector<CompiledResource> resources;
    int station = -1;       ///< index of the resource that requests wait for
    double servers = 1;     ///< m of the station
    double slowdown = 1;    ///< service time inflation inside the host (USL)
    double serviceScv = 1;  ///< squared coefficient of variation of service times; 1 unless stated
    double variability = 1; ///< (c_a² + c_s²)/2, factor of the mean wait (Allen–Cunneen)
    bool statesScv = false; ///< that of all visits together; else each is exponential with the mean of its class
    bool isPooled = false;  ///< its instances serve one line: behind balancers that send to the least busy
    double partitions = 1;
    double hotShare = 1; ///< load of the hottest instance over the mean; of those that have any work
    double readers = std::numeric_limits<
        double>::infinity(); ///< instances that can be at work: what they take from is divided so often
    double instances = 1;    ///< fixed number, or the least when autoscaled
    double maxInstances = 1;
    double target = 0.6;
    double spare = 0;
    double visits = 0; ///< station visits per dynamic request, spread over the instances
    double broadcastVisits = 0;
    double work = 0; ///< s per dynamic request, spread
    double broadcastWork = 0;
    double broadcastSquares = 0; ///< s² per dynamic request: mean services of the visits behind broadcastWork
    double hit = -1;             ///< caches: share of visits answered
    double availability = 1; ///< of the component by itself, as a group of instances at the end of the stage's range
    int place = -1;          ///< the place it stands in; −1: free
    int failsWith = -1;      ///< the place whose loss takes it down: around all of a pair
    double writeWork = 0;    ///< s per dynamic request, spread: the part of `work` that writes
    double coldWork = 0;     ///< what stores and services are asked for when all shared caches are empty; see coldRow()
    double edgeBytes = 0;    ///< per dynamic request, answered here: static files and media
    double mainBytes = 0;    ///< per dynamic request, answered here: all else
    double openings = 0;     ///< per dynamic request: connections that callers without a pool open to it
    double noPoolHold = 0;   ///< connections that each dynamic request a second holds open, spread
    int failures = 1; ///< of its instances that it takes to bring it down there: n − k + 1 of k out of n, 2 of a pair
    GroupNeed need;
    double usersShare = 1;    ///< of a source: part of the users that are there
    bool isCandidate = false; ///< its loss counts as a single point of failure: not redundant, not run by a provider
    bool isReached = false;
    bool refuses = false;    ///< what exceeds its rate is refused: limiters, and quotas of what has no line
    bool isDeferred = false; ///< all its load waits in a buffer first: judged at the daily mean, not at the peak
    /// Work done here: an operation, s of the reference core each time, times per dynamic request.
    struct Served {
        std::uint32_t operation = 0;
        std::uint32_t requestClass = 0;
        double time = 0;
        double rate = 0;
    };
    std::vector<Served> served;                ///< one per class and operation
    std::vector<double> arrivals;              ///< per operation: visits per dynamic request
    std::vector<double> copiedArrivals;        ///< likewise, replayed by every replica of a partition; empty: none
    std::vector<std::pair<int, double>> pools; ///< calling component, connections of each of its instances
    double ownHeld = 0;    ///< s per dynamic request, spread: own work and fixed delays of all visits
    double savedHold = 0;  ///< s per dynamic request, spread: what calls made at once take less than one after another
    double held = 0;       ///< the same with the calls that are waited for: how long threads are held
    double entering = 0;   ///< per dynamic request: visits that come in over connections, copies left out
    double requests = 0;   ///< per dynamic request: everything that comes in over connections, copies left out
    double bytesIn = 0;    ///< per dynamic request, answered here
    double bytesAsked = 0; ///< per dynamic request, sent here to ask
    double bytesOut = 0;   ///< answered past caches, per dynamic request
    double received = 0; ///< bytes per dynamic request, of all connections from and to other machines, copies left out
    double sent = 0;     ///< likewise
    double receivedCopies = 0;     ///< bytes per dynamic request, received by every replica of a partition
    double delivered = 0;          ///< per dynamic request: visits that it hands on over connections
    std::shared_ptr<JobLoad> jobs; ///< null without any; nobody changes it once compiled
};

// Domain spec 7.3, `connection_pooling` off: what opening a connection for each request costs.
constexpr double kOpeningTime = 0.005; ///< s that the request waits at the caller
constexpr double kOpeningWork = 0.002; ///< s of the callee's CPU

/// Threads or pooled connections that visits may have to wait for.
struct Holder {
    int component = -1; ///< whose they are
    int resource = -1;  ///< index in its resources
};

/// What one class spends on the way of its user.
struct CompiledClass {
    std::string id;
    std::string name;
    double share = 0;
    double remoteCalls = 0;         ///< calls between components that a request waits for
    std::vector<double> visits;     ///< per component: station visits the user waits for
    std::vector<char> passes;       ///< per component: whether it goes through, or is asked without waiting in a line
    double serviceTime = 0;         ///< s: all service and fixed latencies together
    std::vector<latency::Way> ways; ///< the same time, as distributions; holders come behind the components
    std::vector<latency::Branch> branches; ///< what calls made at once do; empty: the class makes none
    std::vector<int> branchLinks;          ///< per branch: the connection of those calls
    std::vector<double> slots;             ///< per holder: times it is asked for, as far as the user waits
    double objective = 0;                  ///< s, that 95 % of the requests are promised
    double userExtra = 0;                  ///< s of client round trip, TLS share and transfer that a user sees besides
    bool isServed = true;
    std::optional<reliability::Estimate> availability;
    std::vector<int> singlePoints; ///< components
    std::shared_ptr<const reliability::Structure>
        structure; ///< one for all classes that need the same; null when not served
};

/// A journey without its users.
struct CompiledJourney {
    std::string id;
    std::string name;
    double share = 0;         ///< of all dynamic requests
    double length = 0;        ///< requests a session
    std::vector<double> mix;  ///< per class: its part of the journey's requests, sum 1
    double limit95 = 0;       ///< s
    bool hasOwnLimit = false; ///< states limit95 itself, instead of having the widest promise of its classes
    std::optional<double> limit99;
    double errorBudget = 0;
    bool isServed = true;
    std::optional<reliability::Estimate> availability;
    std::shared_ptr<const reliability::Structure> structure; ///< of all its classes together; null when not served
    std::vector<int> singlePoints;
    ToleranceReport tolerance;
};

/// A connection without its users; index as in the stage.
struct CompiledLink {
    const catalog::ConnectionKind *kind = nullptr;
    const project::Parameters *stated = nullptr; ///< of the project's connection, kept alive by the compiled stage
    int from = -1;                               ///< component; −1: unknown
    int to = -1;
    std::size_t firstValue = 0; ///< in linkDefaults: a number per parameter of its kind
    std::uint32_t firstOwn = 0; ///< in linkOwn: those that differ
    std::uint32_t endOwn = 0;
    Distance distance;        ///< between the places of its ends
    double latency = 0;       ///< s on the way of one call: stated, else by the distance, else its kind's default
    double requests = 0;      ///< per dynamic request
    double bytes = 0;         ///< per dynamic request, both ways
    double requestBytes = 0;  ///< of them, what goes with the calls
    double waited = 0;        ///< per dynamic request: calls the user waits for
    double most = 0;          ///< the most of them in one request of any class
    int mostClass = -1;       ///< that class
    std::int16_t opener = -1; ///< operation of the caller, each of which opens a connection of its own; −1: none does
    bool isOfClient = false;  ///< from no component of the system
    double calls = 0;         ///< per dynamic request: calls whose caller waits
    double held = 0;          ///< s per dynamic request: from those calls to their answers, without queueing

    [[nodiscard]] bool isReplication() const { return kind->routing == catalog::Routing::Replicate; }
};

class CallNetwork;
class RuleFacts;
struct Retried;

/// A stage as flat arrays.
class CompiledStage {
public:
    [[nodiscard]] const std::string &connectionId(std::size_t index) const { return source->connections[index].id; }
    /// Of a parameter by its index in the connection's kind; as in linkDefaults. O(what the connection states).
    [[nodiscard]] double linkValue(const CompiledLink &link, std::size_t parameter) const;

    std::uint64_t serial = 0; ///< of its own, from 1 on
    const catalog::Catalog *catalog = nullptr;
    std::string design;
    std::size_t stageIndex = 0;
    std::string stageName;
    project::UserRange range;
    std::string criticality;
    std::map<std::string, double, std::less<>> workload; ///< its parameters
    std::vector<project::Acknowledgment> acknowledged;
    double ratePerUser = 0;  ///< peak-hour dynamic requests per second and registered user
    double meanShare = 1;    ///< daily mean over peak
    std::vector<double> day; ///< 24 hourly samples of load over peak
    std::vector<CompiledComponent> components;
    std::vector<CompiledClass> classes;
    std::vector<CompiledJourney> journeys;
    std::vector<CompiledJob> jobs;
    std::vector<JobCalls> jobCalls;                      ///< per connection; empty without jobs
    double thinkTime = 0;                                ///< s
    double readsPerWrite = 0;                            ///< infinite without writes
    std::shared_ptr<const project::Stage> source;        ///< keeps alive what the links point to
    std::vector<double> linkDefaults;                    ///< numbers, flags as 0 or 1, choices by index; NaN for text
    std::vector<std::pair<std::size_t, double>> linkOwn; ///< index of a parameter of the kind, value
    std::vector<CompiledLink> links;                     ///< one per connection
    std::vector<Holder> holders; ///< rows of the columns' stations behind those of the components
    std::vector<std::shared_ptr<const catalog::ResourceSpec>> ownSpecs; ///< of resources that no kind lists
    std::vector<double> transferPrices;                                 ///< USD per GB, per connection
    std::size_t readingClass = 0;                                       ///< see Report
    std::vector<std::vector<std::string>> singlePointFor;               ///< per component: classes that stop with it
    /// What availabilities came from, for stages like this one; empty in very large stages.
    std::vector<
        std::pair<std::shared_ptr<const reliability::Structure>, std::shared_ptr<const reliability::Quantifier>>>
        quantifiers;
    double downtimeCostPerHour = 0;
    ToleranceReport tolerance;
    std::optional<double> availability;
    std::vector<int> loop;                 ///< components whose calls go round without end
    std::vector<std::pair<int, int>> lost; ///< component, operation: work that nobody does
    std::shared_ptr<const engine::Columns>
        columns; ///< all of it that depends on users, for solve(); null: not made yet
    std::shared_ptr<const engine::Limits> limits;
    std::shared_ptr<const engine::Flow> flow;   ///< where the columns' load comes from; only when asked for
    std::shared_ptr<const RuleFacts> ruleFacts; ///< never null
    std::shared_ptr<const CallNetwork> retries; ///< null where nobody retries; else loads leave their attempts out,
    std::shared_ptr<const Retried> retried;     ///< unless this says which are in them; see retries.h
    std::shared_ptr<const CallNetwork>
        timeouts; ///< null where nobody gives up calls or limits them, or somebody repeats them
};

/// What of its station an instance at its target has for load that is divided, > 0.  @pre component.station ≥ 0
[[nodiscard]] double roomAtTarget(const CompiledComponent &component);

/// The rate a component is judged at: what waits in a buffer first comes at the daily mean.
[[nodiscard]] double judgedRate(const CompiledStage &stage, const CompiledComponent &component, double rate);

/// Connections that the callers' pools keep open at the component, with the callers at work now or at their most.
[[nodiscard]] double poolsAt(const CompiledStage &stage, const CompiledComponent &component, double users,
                             bool atMaximum);

/// See GroupNeed; of a stage without retries, whose attempts change with the users.
[[nodiscard]] GroupNeed needOf(const CompiledStage &stage, const CompiledComponent &component);

/// Operations of the kind that it may answer from its memory, as indices of the catalog's.
[[nodiscard]] std::vector<std::size_t> cachedOperations(const CompiledStage &stage, const CompiledComponent &component);

/// Squared coefficient of variation of the time between arrivals at its station, ≥ 0.
[[nodiscard]] double arrivalScvOf(const CompiledComponent &component);

/// Instances at work.
[[nodiscard]] double instancesAt(const CompiledStage &stage, const CompiledComponent &component, double users);

/// Their mean over the day.
[[nodiscard]] double dayInstances(const CompiledStage &stage, const CompiledComponent &component, double users);

/// Load of one resource on the hottest instance.
[[nodiscard]] double usedAt(const CompiledStage &stage, const CompiledComponent &component,
                            const CompiledResource &resource, double users, bool atMaximum);

/// A line of a component's bill with what its formula asks for.
[[nodiscard]] engine::Curve curveOf(const CompiledStage &stage, const CompiledComponent &component,
                                    const catalog::CostItem &item);

/// Makes the columns of a stage that is otherwise complete.  O(components · formulas).
[[nodiscard]] engine::Columns columnsOf(const CompiledStage &stage);

/// Monthly cost at these users.
[[nodiscard]] double costAt(const CompiledStage &stage, double users);

/// Monthly cost of one component without its share of overheads.
[[nodiscard]] double ownCostAt(const CompiledStage &stage, const CompiledComponent &component, double users);

/// A component of the stage as it would be with other parameters, bearing the same load. Sizes and counts change no
/// flow; parameters that do (hit ratios) must stay. Its availability is that of the old one.  O(its formulas).
/// @param edited  the same component; @param like  what the stage has for it now.
[[nodiscard]] CompiledComponent remake(const CompiledStage &stage, const CompiledComponent &like,
                                       const project::Component &edited);

/// Latency percentiles of every component, class and the mix, added to a report that solve() has filled so far.
/// O(classes · parts · grid), a few milliseconds. See latency_pass.cpp.
void addPercentiles(Report &report, const CompiledStage &stage);

/// How long the requests of a class take, as addPercentiles() finds it; nothing without a mean latency.
/// @pre the report is one that solve() has filled. Milliseconds.
[[nodiscard]] std::optional<latency::Distribution> distributionOf(const Report &report, const CompiledStage &stage,
                                                                  std::size_t requestClass);

/// What a slider may wait for: a smaller diagram and fewer samples than reliabilityOf() allows itself.
[[nodiscard]] reliability::Effort briefEffort();

/// Journeys, added to a report that solve() has filled so far. See journeys.cpp.
void addJourneys(Report &report, const CompiledStage &stage);

/// What waits in front of the components that buffers feed, likewise. See backlogs.cpp.
void addBacklogs(Report &report, const CompiledStage &stage);

/// Background jobs, likewise. See jobs.cpp.
void addJobs(Report &report, const CompiledStage &stage);

/// The queues of a solved report, of the components and then of the holders, as percentiles and joins see them.
[[nodiscard]] std::vector<latency::Waiting> waitingsOf(const Report &report);

/// What a price formula of the component asks for by a name: a figure of its load, or one of its own values.
struct PriceInput {
    engine::Input input;
    double value = 0; ///< the constant, or what there is of it per user
    double base = 0;  ///< of what is per user: the amount without users, which jobs bring
};
/// What jobs add to it.
[[nodiscard]] Line jobInput(const CompiledStage &stage, const CompiledComponent &component, std::string_view name);
[[nodiscard]] PriceInput priceInputOf(const CompiledStage &stage, const CompiledComponent &component,
                                      std::string_view name);

/// Its value at these users.  0 for unknown names.
/// @param others  monthly cost of everything that is not overhead, for `others_cost`.
[[nodiscard]] double priceInput(const CompiledStage &stage, const CompiledComponent &component, double users,
                                double others, std::string_view name);

/// Everything the rules (resources/catalog/rules.json, conditions in rules/) have to say, worst first.
/// @param before  of the stage before its last edit; null: not known.
[[nodiscard]] std::vector<Finding> findingsOf(const CompiledStage &stage, const Report &report,
                                              const Report *before = nullptr);

} // namespace headroom::analysis
