#pragma once

#include "model/analysis/compile_trace.h"
#include "model/analysis/job_days.h"
#include "model/derivation/node.h"
#include "model/reliability/expansion.h"

#include <functional>
#include <set>

namespace headroom::derivation {

constexpr const char *kAllenCunneen = "Allen, Probability, Statistics and Queueing Theory, 2nd ed., section 5.4";

/// Unfolds the numbers of one solved stage. Values come from the compiled stage, its trace and the report alone;
/// the formulas say how the model got them.
class Derivator {
public:
    Derivator(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog);

    [[nodiscard]] const analysis::Report &report() const { return m_report; }

    /// Forgets what has been unfolded, before the next root.
    void startAfresh() { m_unfolded.clear(); }

    // resources.cpp: how full a component is
    [[nodiscard]] Derivation utilization(std::size_t component);
    [[nodiscard]] Derivation instances(std::size_t component);
    [[nodiscard]] Derivation resourceUtilization(std::size_t component, std::size_t resource);
    [[nodiscard]] Derivation used(std::size_t component, std::size_t resource);
    [[nodiscard]] Derivation capacity(std::size_t component, std::size_t resource);

    // limits.cpp: how many users fill it
    [[nodiscard]] Derivation usersAt(std::size_t component, std::size_t resource, double limit);
    /// The same at any level. @param value  what it comes to
    [[nodiscard]] Derivation usersAtLevel(std::size_t component, std::size_t resource, double limit, double value);
    [[nodiscard]] Derivation usersAtAny(std::size_t component, double limit);
    [[nodiscard]] Derivation systemUsersAt(double limit);
    [[nodiscard]] Derivation systemHeadroom();
    [[nodiscard]] Derivation bottleneck();

    // station.cpp: how long a visit takes
    [[nodiscard]] Derivation serviceTime(std::size_t component);
    [[nodiscard]] Derivation wait(std::size_t component);
    [[nodiscard]] Derivation response(std::size_t component);

    // latency.cpp: how long a request takes
    [[nodiscard]] Derivation systemLatency();
    [[nodiscard]] Derivation classLatency(std::size_t requestClass);

    // percentiles.cpp: what most of them stay below; p is 0.50, 0.95 or 0.99
    [[nodiscard]] Derivation visitQuantile(std::size_t component, double p);
    [[nodiscard]] Derivation classQuantile(std::size_t requestClass, double p);
    [[nodiscard]] Derivation classUserQuantile(std::size_t requestClass, double p);
    [[nodiscard]] Derivation systemQuantile(double p);
    [[nodiscard]] Derivation systemUserQuantile(double p);
    [[nodiscard]] Derivation hitRatio(std::size_t component);

    // promises.cpp: what is promised, and the journeys
    [[nodiscard]] Derivation classPromise(std::size_t requestClass);
    [[nodiscard]] Derivation timedOut(std::size_t requestClass);
    [[nodiscard]] Derivation givenUp(const analysis::LateCalls &late);
    [[nodiscard]] Derivation keepsPromise(std::size_t requestClass);
    [[nodiscard]] Derivation targetAvailability();
    [[nodiscard]] Derivation categoryCost(const std::string &category);
    [[nodiscard]] Derivation journeyRate(std::size_t journey);
    [[nodiscard]] Derivation journeyLatency(std::size_t journey);
    [[nodiscard]] Derivation journeyTimedOut(std::size_t journey);
    [[nodiscard]] Derivation journeyQuantile(std::size_t journey, double p);

    // holding.cpp: how long threads and pooled connections are waited for
    [[nodiscard]] Derivation holderWait(std::size_t component, std::size_t resource);
    [[nodiscard]] Derivation seriesWait(std::size_t component, std::size_t resource);
    [[nodiscard]] double useOfVisit(std::size_t component, std::size_t resource) const;

    // flow.cpp: what arrives
    [[nodiscard]] Derivation rate();
    [[nodiscard]] Derivation meanRate();
    [[nodiscard]] Derivation presetUsers();
    [[nodiscard]] Derivation requests(std::size_t component);

    // workload.cpp: who asks
    [[nodiscard]] Derivation concurrentUsers();

    // cost.cpp
    [[nodiscard]] Derivation cost(std::size_t component);
    [[nodiscard]] Derivation systemCost();

    // failure.cpp: what a component does to the others
    [[nodiscard]] Derivation availability(std::size_t component);
    [[nodiscard]] Derivation singlePoint(std::size_t component);

    // structure.cpp: how all of them make a request succeed
    [[nodiscard]] Derivation systemAvailability();
    [[nodiscard]] Derivation classAvailability(std::size_t requestClass);
    [[nodiscard]] Derivation journeyAvailability(std::size_t journey);

    // downtime.cpp: what failing and running come to
    [[nodiscard]] Derivation downtime(double months); ///< of 1 month, or of 12: a year
    [[nodiscard]] Derivation downtimeCost();
    [[nodiscard]] Derivation costPerThousandUsers();

    // requests.cpp: what a class or a connection carries
    [[nodiscard]] Derivation classRate(std::size_t requestClass);
    [[nodiscard]] Derivation connectionRate(std::size_t connection);
    [[nodiscard]] Derivation connectionBytes(std::size_t connection, bool onlyAsked);

    // retries.cpp: how often calls are repeated
    [[nodiscard]] Derivation connectionAttempts(std::size_t connection);
    [[nodiscard]] Derivation connectionFailure(std::size_t connection);
    [[nodiscard]] Derivation connectionSuccess(std::size_t connection);
    [[nodiscard]] Derivation connectionStorm(std::size_t connection);

    // overload.cpp: what does not get through
    [[nodiscard]] Derivation refused(std::size_t component);
    [[nodiscard]] Derivation answered(std::size_t component);
    [[nodiscard]] Derivation mostAnswered();
    [[nodiscard]] Derivation leastLatency();

    // jobs.cpp: what runs besides
    [[nodiscard]] Derivation jobRate(std::size_t job);
    [[nodiscard]] Derivation jobTime(std::size_t job);

    // backlogs.cpp: what waits
    [[nodiscard]] Derivation backlogAge(std::size_t component);
    [[nodiscard]] Derivation backlogMost(std::size_t component);
    [[nodiscard]] Derivation backlogDrain(std::size_t component);
    [[nodiscard]] Derivation backlogPace(std::size_t component);

private:
    [[nodiscard]] Derivation partOfJourney(std::size_t journey, std::size_t requestClass);
    friend class FindingUnfolder; // unfolds with all of these what rules measure

    using Component = analysis::CompiledComponent;
    using Build = std::function<Derivation()>;

    [[nodiscard]] const Component &at(std::size_t component) const { return m_stage->components[component]; }
    [[nodiscard]] const std::string &nameOf(std::size_t component) const { return at(component).name; }
    [[nodiscard]] const std::string &operationTitle(std::size_t operation) const;

    /// What `build` gives when the key comes for the first time; from then on `head`, unfolded above.
    [[nodiscard]] Derivation once(const std::string &key, Derivation head, const Build &build);

    // inputs.cpp: where values come from
    [[nodiscard]] Derivation workloadValue(std::string_view id, const std::string &symbol);
    [[nodiscard]] Derivation connectionValue(std::size_t connection, std::string_view id, const std::string &symbol,
                                             double value);
    [[nodiscard]] double connectionNumber(std::size_t connection, std::string_view id, double otherwise) const;
    [[nodiscard]] Derivation componentValue(std::size_t component, const std::string &name);
    [[nodiscard]] Derivation parameterValue(std::size_t component, const catalog::ParameterSpec &spec, double value);
    [[nodiscard]] Derivation classShare(std::size_t requestClass);
    [[nodiscard]] Derivation statedShare(const analysis::ClassTrace &trace) const;
    [[nodiscard]] Derivation classUse(std::size_t requestClass, std::size_t operation, std::string_view what,
                                      double value);
    [[nodiscard]] Derivation users();

    // resources.cpp
    /// The terms that add up to what is used of a resource.
    struct Use {
        std::string text;
        std::vector<Derivation> parts;

        void add(const std::string &term);
        [[nodiscard]] bool has(std::string_view symbol) const;
    };
    void addRequestUse(Use &use, std::size_t component, std::size_t resource);
    void addJobUse(Use &use, std::size_t component, std::size_t resource);

    // jobs.cpp
    [[nodiscard]] Derivation withJobs(Derivation requests, double jobs);
    [[nodiscard]] Derivation jobDemand(std::size_t component, std::size_t resource);
    [[nodiscard]] Derivation visitRate(std::size_t component);
    [[nodiscard]] Derivation stated(std::string label, std::string symbol, double value, std::string unit) const;
    [[nodiscard]] Derivation itemAlone(std::size_t job);
    [[nodiscard]] Derivation itemWait(std::size_t component, std::size_t resource, const analysis::ResourceDay &day);
    [[nodiscard]] Derivation runTime(std::size_t job, std::size_t component, std::size_t resource,
                                     const analysis::ResourceDay &day);

    // backlogs.cpp
    [[nodiscard]] Derivation pace(std::size_t component, std::size_t resource, const analysis::ResourceDay &day);
    [[nodiscard]] Derivation pile(std::size_t component, std::size_t resource, const analysis::ResourceDay &day,
                                  double end);
    [[nodiscard]] analysis::ResourceDay dayOfBacklog(std::size_t component) const;
    [[nodiscard]] Derivation arriving(std::size_t component);
    [[nodiscard]] Derivation workOfDay(std::size_t component, const analysis::ResourceDay &day) const;

    // percentiles.cpp
    [[nodiscard]] Derivation offeredLoad(std::size_t component);
    [[nodiscard]] std::vector<Derivation> partsOfQuantile(std::size_t requestClass, double p);
    [[nodiscard]] Derivation userExtra(std::size_t requestClass);
    [[nodiscard]] Derivation mixtureQuantile(const std::string &label, const std::string &symbol, double value,
                                             double p, const std::vector<double> &shares, bool isUserTime);
    [[nodiscard]] Derivation within(std::size_t requestClass, double time, double step, bool isUserTime);
    [[nodiscard]] const latency::Distribution *distribution(std::size_t requestClass);
    [[nodiscard]] std::vector<double> classShares() const;

    // workload.cpp
    [[nodiscard]] Derivation actions();
    [[nodiscard]] Derivation peakFactor();

    /// A formula of the catalog with the component's values; `special` gives a node for the names it knows.
    using Special = std::function<std::optional<Derivation>(const std::string &name)>;
    [[nodiscard]] Derivation fromCatalog(std::size_t component, const catalog::Formula &formula, std::string label,
                                         std::string symbol, double value, std::string unit,
                                         const Special &special = {});

    // resources.cpp
    [[nodiscard]] Derivation standing(std::size_t component, std::size_t resource, double users);
    [[nodiscard]] Derivation pools(std::size_t component, bool atMaximum);
    [[nodiscard]] Derivation held(std::size_t component, std::size_t resource);
    [[nodiscard]] Derivation heldByCalls(std::size_t link);
    [[nodiscard]] Derivation holderWaits(std::size_t requestClass);
    [[nodiscard]] Derivation spread(std::size_t component, std::size_t resource);
    [[nodiscard]] Derivation judged(std::size_t component);
    [[nodiscard]] bool isMachine(std::size_t component) const;
    [[nodiscard]] Derivation machineWait(std::size_t component, double value, Derivation erlangs, Derivation service);
    [[nodiscard]] Derivation hotShare(std::size_t component);
    [[nodiscard]] Derivation readers(std::size_t component);
    [[nodiscard]] Derivation mostInstances(std::size_t component, const std::string &symbol);
    [[nodiscard]] std::string upperEnd() const;
    [[nodiscard]] Derivation atWork(std::size_t component) const;
    [[nodiscard]] Derivation carrying(std::size_t component, std::string label, const Derivation &all);
    [[nodiscard]] Derivation partitions(std::size_t component);

    // limits.cpp
    [[nodiscard]] Derivation slope(std::size_t component, std::size_t resource);

    // station.cpp
    [[nodiscard]] Derivation visitsOfInstance(std::size_t component);
    [[nodiscard]] Derivation waitingShare(std::size_t component, double value, const Derivation &servers,
                                          Derivation erlangs);

    // distances.cpp
    [[nodiscard]] Derivation wayLatency(std::size_t connection);
    [[nodiscard]] Derivation transferPrice(std::size_t connection);
    [[nodiscard]] Derivation largerOf(std::size_t connection, const std::string &parameter, const std::string &label,
                                      double value, bool onlyStated);

    // flow.cpp
    [[nodiscard]] Derivation visits(std::size_t requestClass, std::size_t node, bool waited);
    [[nodiscard]] Derivation entering(std::size_t requestClass, std::size_t entry);
    [[nodiscard]] Derivation partOfUsers(std::size_t entry);
    [[nodiscard]] Derivation sourceRate(std::size_t component);
    [[nodiscard]] Derivation step(std::size_t requestClass, std::size_t step, bool waited);
    [[nodiscard]] Derivation passed(std::size_t step);
    [[nodiscard]] Derivation portion(std::size_t connection, double value);
    [[nodiscard]] Derivation missRatio(const flow::Step &step);
    [[nodiscard]] Derivation arrivals(std::size_t component, std::size_t operation);
    [[nodiscard]] Derivation bytes(std::size_t component, bool in);
    [[nodiscard]] Derivation bytesAsked(std::size_t component);
    [[nodiscard]] Derivation delivered(std::size_t component);
    [[nodiscard]] Derivation networkBytes(std::size_t component, bool isOut);
    [[nodiscard]] bool isCopiedBetweenMachines(std::size_t connection) const;
    [[nodiscard]] Derivation copiesOver(std::size_t connection, bool isSent);
    [[nodiscard]] Derivation copiedBytes(std::size_t component, double value);
    [[nodiscard]] Derivation copied(std::size_t component, const analysis::CompiledResource &resource);
    [[nodiscard]] const catalog::HandledOperation *handled(std::size_t component, std::size_t operation) const;

    // work.cpp: what that asks of it
    [[nodiscard]] Derivation stationVisits(std::size_t component);
    [[nodiscard]] Derivation work(std::size_t component);
    [[nodiscard]] Derivation workOf(std::size_t component, std::size_t operation);
    [[nodiscard]] std::vector<Derivation>
    overOpeners(std::size_t component, const char *unit, const std::string &formula,
                const std::function<double(std::size_t)> &times,
                const std::function<std::vector<Derivation>(std::size_t)> &inputs);
    [[nodiscard]] Derivation openings(std::size_t component);
    [[nodiscard]] Derivation heldWithoutPool(std::size_t component);
    [[nodiscard]] Derivation copiedWork(std::size_t component);
    [[nodiscard]] Derivation copiedVisits(std::size_t component);
    [[nodiscard]] Derivation visitTime(std::size_t component, std::size_t operation, std::size_t requestClass);
    [[nodiscard]] Derivation waitedTime(std::size_t component, std::size_t operation, std::size_t requestClass);

    // variation.cpp: how far arrivals and services are from exponential
    [[nodiscard]] double variability(std::size_t component) const;
    [[nodiscard]] Derivation variation(std::size_t component);
    [[nodiscard]] Derivation serviceVariation(std::size_t component);
    [[nodiscard]] Derivation squares(std::size_t component);
    [[nodiscard]] std::vector<Derivation> squaresOf(std::size_t component, std::size_t requestClass);

    // retries.cpp
    [[nodiscard]] Derivation attempts(std::size_t requestClass, std::size_t step);
    [[nodiscard]] Derivation failedAttempts(std::size_t requestClass, std::size_t step);
    [[nodiscard]] std::vector<Derivation> retriesOver(std::size_t connection);

    // latency.cpp
    [[nodiscard]] Derivation ways(std::size_t requestClass);
    [[nodiscard]] Derivation timeAt(std::size_t requestClass, std::size_t component);
    void addServiceParts(std::vector<Derivation> &parts, std::size_t requestClass, std::size_t node);

    // joins.cpp
    [[nodiscard]] Derivation gainOfJoins(std::size_t requestClass, const std::vector<Derivation> &oneByOne);
    [[nodiscard]] Derivation callOfBranch(std::size_t requestClass, std::size_t branch, double mean);

    // requests.cpp
    [[nodiscard]] Derivation forcedFlow(std::string label, std::string symbol, double value, std::string unit,
                                        Derivation each);

    // structure.cpp
    [[nodiscard]] std::vector<Derivation> whatFails();
    [[nodiscard]] std::string termName(const reliability::Expansion &of, int index) const;
    [[nodiscard]] Derivation term(const reliability::Expansion &of, int index, const std::string &key);
    [[nodiscard]] Derivation structured(std::string label, std::string symbol,
                                        const std::optional<reliability::Estimate> &estimate,
                                        const reliability::Structure *structure, const std::string &absent);

    // cost.cpp
    [[nodiscard]] Derivation costItem(std::size_t component, const catalog::CostItem &item, double others);
    [[nodiscard]] std::optional<Derivation> priceInput(std::size_t component, const std::string &name, double others);
    [[nodiscard]] Derivation visitInput(std::size_t component, const std::string &name, double value, double jobs);
    [[nodiscard]] std::optional<Derivation> operationInput(std::size_t component, const std::string &name, double value,
                                                           double jobs);
    [[nodiscard]] Derivation transferCost(std::size_t connection);

    const project::Project &m_project;
    const project::Stage &m_design;
    const catalog::Catalog &m_catalog;
    double m_users;
    analysis::CompileTrace m_trace;
    std::shared_ptr<const analysis::CompiledStage> m_stage;
    analysis::Report m_report;
    std::vector<std::optional<latency::Distribution>> m_distributions; ///< per class, as far as asked for
    std::set<std::string> m_unfolded;
    std::set<std::string> m_names; ///< being unfolded, against formulas that name themselves
    int m_depth = 0;
};

} // namespace headroom::derivation
