#pragma once

#include "model/analysis/compile_trace.h"
#include "model/catalog/component_values.h"
#include "model/flow/ordered_network.h"
#include "model/flow/routes.h"
#include "model/queueing/attempts.h"

#include <array>
#include <set>
#include <unordered_map>
#include <utility>

namespace headroom::analysis {

using catalog::asNumber;

/// Turns one stage of a project into flat arrays, in the order of run().
class Compiler {
public:
    /// @param trace  where to write down the way, or null.
    Compiler(const project::Project &project, std::size_t index, const catalog::Catalog &catalog,
             CompileTrace *trace = nullptr);
    [[nodiscard]] std::shared_ptr<const CompiledStage> run();
    /// Lets run() take availabilities from a stage whose structure is the same. @param like  must outlive run().
    void takeFrom(const CompiledStage &like) { m_like = &like; }
    /// Lets run() leave out what says nothing about loads: see compileLoadsLike().
    void leaveOutTimes() { m_isOfLoads = true; }
    /// Lets run() keep where the load comes from.
    void keepFlow() { m_keepsFlow = true; }

    /// Lets run() add the attempts of retries to the loads. What depends on the structure alone is taken from `base`.
    /// @param base  the same stage without them; must outlive run().
    void addAttempts(const CompiledStage &base, std::shared_ptr<const Retried> retried);

    /// The one component of the stage with the load that `like` has.
    [[nodiscard]] CompiledComponent remake(const CompiledComponent &like);

private:
    friend class FlowWriter;
    friend class CallNetwork;

    /// What calls take on their way, per edge of an ordered network.
    struct Ways {
        flow::Outgoing outgoing;
        std::vector<double> latency; ///< s
        std::vector<double> timeout; ///< s; 0: none
        std::vector<char> joins;     ///< calls made at once; empty: there are none
    };

    /// One class, or one job, on its way.
    struct Load {
        const flow::Visits &visits;
        const std::vector<double> &counts;
        const std::vector<double> &times;
        bool isJob = false;
    };

    /// A disk that visits queue for behind the station.
    struct Series {
        int component = -1;
        int resource = -1;      ///< index in its resources
        std::vector<char> uses; ///< per operation
        double use = 0;         ///< by a visit that uses it, of a second's capacity
    };

    /// What requests, or items of a job, hold on their way.
    struct Held {
        std::vector<double> own;      ///< s, per component: own work and fixed delays
        std::vector<double> saved;    ///< s, per component: what calls made at once take less than one after another
        std::vector<double> entering; ///< per component: visits that come in over connections
        std::vector<double> calls;    ///< per link: calls whose caller waits
        std::vector<double> time;     ///< s, per link: from those calls to their answers
    };

    /// How one item of a job goes through the stage.
    struct JobFlow {
        std::vector<double> counts; ///< per operation, as the two below
        std::vector<double> times;
        std::vector<double> sizes;
        std::vector<double> requests;
        flow::Visits visits;
        JobRates rates;
        std::vector<std::array<double, 2>> bytes; ///< as bytesOf() says, where there are several jobs
        std::vector<int> entries;
        Held held;               ///< by one item; empty where nothing is held
        bool isPassedBy = false; ///< the component it enters at holds its items, and hands none of their work on
    };

    // compile.cpp: what the stage says
    void readWorkload();
    [[nodiscard]] double workloadNumber(std::string_view id,
                                        double otherwise) const; ///< stated, else preset, else catalog
    [[nodiscard]] int indexOf(const std::string &id) const;      ///< −1: no such component
    [[nodiscard]] double valueOf(int component, std::string_view name) const;
    [[nodiscard]] double evaluate(const catalog::Formula &formula, int component, double otherwise) const;
    void addComponent(const project::Component &component);
    void readInstances(int index);
    void shareUsers();
    void addConnections();
    void limitReaders();
    [[nodiscard]] double copiesOver(std::size_t connection) const;
    static void leaveIdle(CompiledComponent &component);
    void addLinkValues(CompiledLink &link);
    void findPooled();
    [[nodiscard]] double connectionNumber(const project::Connection &connection, std::string_view id,
                                          double otherwise) const;
    void finishComponent(std::size_t i);
    void findVariation(std::size_t i);
    [[nodiscard]] bool isMixed(std::size_t i) const;
    [[nodiscard]] double squaresServed(std::size_t i);
    void readStanding(CompiledResource &resource, int index);
    void findReadingClass();
    void holdNobody(std::size_t i);
    void readDemand(CompiledResource &resource, std::size_t i);
    void countPools();

    // compile_load.cpp: what its requests do
    void addClass(const project::RequestClass &requestClass);
    [[nodiscard]] double serviceTime(std::size_t component, std::size_t operation, double classTime,
                                     bool isJob = false);
    [[nodiscard]] double ownTime(int node, const std::vector<double> &times, bool isJob = false);
    [[nodiscard]] double ownDelay(int node);
    [[nodiscard]] double latencyOver(const flow::Step &step) const;
    [[nodiscard]] bool isStationVisit(std::size_t component, std::size_t operation) const;
    [[nodiscard]] double stationVisits(std::size_t component, std::size_t operation) const;
    [[nodiscard]] double waitedTime(std::size_t component, std::size_t operation, double classTime, bool isJob = false);
    [[nodiscard]] double latency(std::size_t component, std::size_t operation);
    void addLoad(double share, const flow::Visits &visits, const std::vector<double> &times);
    void addObjective(CompiledClass &out, const project::RequestClass &requestClass) const;
    void addLatency(CompiledClass &out, const flow::Visits &waited, const std::vector<double> &times);
    [[nodiscard]] bool leadsToStandby(const CompiledLink &link);
    void findStandbys();
    void spreadStandbys();
    void findOpeners();
    [[nodiscard]] double openingTime(int node) const;
    void openConnections(const CompiledClass &requestClass, const flow::Visits &waited);
    void prepareColdCaches();
    void addColdWork(double share, const std::vector<double> &counts, const std::vector<double> &times);
    void tallyCalls(CompiledClass &out, const flow::Visits &waited);
    void findDeferred();

    // compile_traffic.cpp: what goes over connections
    void addTraffic(double share, const flow::Visits &visits, const std::vector<double> &sizes,
                    const std::vector<double> &requests);
    [[nodiscard]] bool isOnWire(const flow::Step &step) const;
    void addJobCalls(const CompiledJob &job, const JobFlow &flow);
    void addJobTraffic(std::size_t index);

    // compile_journeys.cpp: which ways users go
    void addJourneys();
    void judgeJourney(std::size_t index, const reliability::Surroundings &surroundings,
                      const std::vector<char> &required);
    void judgeJourneyTolerance(CompiledJourney &out, const std::string &tier);
    [[nodiscard]] std::vector<char> candidatesOf(bool countsProviders) const;

    // compile_jobs.cpp: what runs besides
    void addJobs();
    void addJob(const project::BackgroundJob &job);
    [[nodiscard]] int entryOf(const project::BackgroundJob &job) const;
    void findEntries(const project::BackgroundJob &job, int entry, JobFlow &flow) const;
    void readAmounts(const project::BackgroundJob &job, CompiledJob &out) const;
    void runJob(CompiledJob &out, JobFlow &flow);
    [[nodiscard]] bool leadsOn(int component, std::size_t operation) const;
    void loadJobs();
    void findBusiest(std::size_t component);
    [[nodiscard]] bool isVisited(const JobFlow &flow, std::size_t component) const;
    [[nodiscard]] std::vector<double> burdenOf(const JobFlow &flow, std::size_t component) const;
    void loadJob(std::size_t index);
    void copyJobWrites();
    [[nodiscard]] JobLoad &jobLoadOf(std::size_t component);
    void addJobDemand(std::size_t i);

    // compile_job_stops.cpp: what one item of them takes
    void noteJobStops();
    void addJobStops(std::size_t index);
    [[nodiscard]] std::vector<std::array<double, 2>> bytesOf(const JobFlow &flow) const;
    void addJobBytes(std::size_t index);
    [[nodiscard]] JobStop &jobStopOf(std::size_t job, std::size_t component);

    // compile_latency.cpp: how long they take
    void addWays(CompiledClass &out, const flow::Visits &waited, const std::vector<double> &counts,
                 const std::vector<double> &times);
    [[nodiscard]] latency::Way wayOf(const flow::Route &route, int start, const std::vector<double> &times);
    [[nodiscard]] latency::Stop stopAt(std::size_t component, const flow::Route &route,
                                       const std::vector<double> &arrivalLatency, const std::vector<double> &times);
    [[nodiscard]] std::vector<double> arrivalLatencies(const flow::Route &route) const;
    void replicate();
    bool noteLost(const flow::Visits &visits, const std::vector<double> &counts);

    // compile_holding.cpp: what is held meanwhile
    void listHolders();
    void notePassing(const std::vector<double> &steps, int start);
    [[nodiscard]] double poolOf(const project::Connection &connection) const; ///< connections; 0: not pooled
    void addHolding(double share, const flow::Visits &all, const std::vector<double> &counts,
                    const std::vector<double> &times);
    [[nodiscard]] Ways waysOf(const flow::OrderedNetwork &order) const;
    [[nodiscard]] Held nothingHeld() const;
    void addHeld(const flow::OrderedNetwork &order, const Ways &ways, const Load &load, double share, Held &into);
    [[nodiscard]] double heldAt(const Held &held, std::size_t component) const;
    void addJobHolding(std::size_t index);
    void sumHolding();
    void addPools();
    [[nodiscard]] bool isHeld(std::size_t connection, bool hasLoad) const;

    // compile_holders.cpp: who waits for it
    void addMachines(engine::Columns &columns) const;
    void addHolders(engine::Columns &columns, const engine::Limits &limits);
    void addHeldStations(engine::Columns &columns, const engine::Limits &limits);
    void remakeWays();
    void addWaits(engine::Columns &columns, std::size_t holder);
    void addHolderStops(std::size_t requestClass, std::size_t holder, int station); ///< for those who pass it

    // compile_series.cpp: who waits for disks behind the station
    void listSeries(const engine::Columns &columns, const engine::Limits &limits);
    void addSeries(engine::Columns &columns);
    void restoreSeries();
    [[nodiscard]] std::vector<char> usersOf(std::size_t component, const CompiledResource &resource) const;

    // compile_flow.cpp: all of that once more, row by row
    [[nodiscard]] std::shared_ptr<const engine::Flow> writeFlow();

    // retries.cpp: what repeated calls add
    [[nodiscard]] bool hasRetries() const;
    void takeAttempts(std::size_t requestClass);
    [[nodiscard]] std::vector<double> letAllPass();
    [[nodiscard]] queueing::RetryPolicy policyOf(const project::Connection &connection) const;
    [[nodiscard]] latency::Attempts attemptsOver(int step) const;

    // cut_calls.cpp: how calls that are given up take less
    [[nodiscard]] bool hasTimeouts() const;
    void cutWays(std::size_t requestClass);

    // compile_structure.cpp: what its failures do
    void inheritStructure();
    void readAvailabilities();
    [[nodiscard]] bool holdsWithColdCaches() const;
    [[nodiscard]] std::vector<char> bypassedCaches() const;
    [[nodiscard]] reliability::Surroundings readSurroundings() const;
    void readRedundancy(std::size_t i, double one);
    [[nodiscard]] std::shared_ptr<const reliability::Quantifier>
    quantifierOf(const std::shared_ptr<const reliability::Structure> &structure);
    [[nodiscard]] reliability::Estimate availabilityOf(const std::shared_ptr<const reliability::Structure> &structure);
    void judgeStructure();
    [[nodiscard]] int sameNeeds(std::size_t index, const std::vector<char> &required) const;
    void judgeClass(std::size_t index, const reliability::Surroundings &surroundings,
                    const std::vector<char> &required);
    void judgeTolerance();
    [[nodiscard]] bool isWholePlace(int component) const;

    const project::Project &m_project;
    const project::Stage &m_stage;
    const catalog::Catalog &m_catalog;
    CompileTrace *m_trace = nullptr;
    const std::vector<project::RequestClass> *m_classes = nullptr;
    std::vector<const catalog::Kind *> m_kinds;
    std::unordered_map<std::string, int> m_indexOf; ///< components by id
    std::vector<double> m_shares;                   ///< per class, as stated or as the journeys give them
    std::vector<char> m_isSingle; ///< per component: its loss is the loss of all of it, a provider's included
    bool m_keepsFlow = false;
    bool m_isOfLoads = false;                    ///< alone
    const CompiledStage *m_like = nullptr;       ///< where availabilities may be taken from
    const CompiledStage *m_base = nullptr;       ///< with attempts: the stage without them
    std::vector<std::vector<double>> m_counts;   ///< per class and operation
    std::vector<std::vector<double>> m_times;    ///< s
    std::vector<std::vector<double>> m_sizes;    ///< bytes answered
    std::vector<std::vector<double>> m_requests; ///< bytes sent to ask
    std::vector<std::vector<double>> m_work;     ///< per component and operation, s per dynamic request
    flow::Network m_network;
    std::optional<flow::OrderedNetwork> m_order; ///< of the network, once that is there
    std::optional<flow::Network> m_coldNetwork;  ///< the same with empty shared caches; absent without any
    std::set<std::pair<int, int>> m_lost;        ///< component, operation
    int m_holders = 0;                           ///< how many sorts of threads and pools there are
    std::vector<int> m_openers;                  ///< nodes each visit of which opens a connection; once for each
    std::vector<int> m_threadsOf;                ///< per component: which of them; −1: none
    std::vector<int> m_poolOver;                 ///< per connection, likewise
    Held m_held;                                 ///< of all classes, per dynamic request
    Ways m_ways;                                 ///< of m_order; only with holders
    std::vector<JobFlow> m_jobFlows;
    std::vector<char> m_jobsOver;   ///< per connection: jobs come over it; empty: there are none
    std::vector<Series> m_series;   ///< by component; those that somebody is felt to wait for
    std::vector<int> m_firstSeries; ///< per component: the first of its own in m_series; −1: none
    std::vector<std::vector<std::vector<double>>>
        m_passing; ///< per class, way, way of a branch (last: all of them), holder and then m_series
    CompiledStage m_out;
};

} // namespace headroom::analysis
