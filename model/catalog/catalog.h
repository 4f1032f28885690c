#pragma once

#include "model/catalog/formula.h"
#include "model/catalog/rule_spec.h"
#include "model/core/result.h"
#include "model/project/project.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::catalog {

/// How well a default is known; shown beside every number that rests on it.
enum class Trust { Measured, Published, Illustrative };

/// What sort of value a parameter takes.
enum class ParameterType { Number, Flag, Choice, Text };

/// One of the words a choice offers.
struct Option {
    std::string id;
    std::string title;
};

/// What a parameter is, for the editor that shows it and the reader that checks it.
struct ParameterSpec {
    std::string id;
    std::string title;
    std::string unit;    ///< base unit of a number ("s", "B", "1/s", "GiB", "1" for counts and ratios …)
    std::string display; ///< unit it is usually shown in ("ms", "KB", "%"); empty: the base unit
    std::string group;   ///< heading in the inspector; empty: "General"
    ParameterType type = ParameterType::Number;
    project::Value fallback = 0.0; ///< the default, in the base unit
    Formula computed;              ///< what stands for the default: a formula of other parameters; empty: none
    double minimum = 0;
    double maximum = 1e15;
    bool whole = false;          ///< only whole numbers
    std::vector<Option> options; ///< of a choice
    std::string help;            ///< one sentence: what it does
    std::string source;          ///< where the default comes from
    Trust trust = Trust::Illustrative;
};

/// Named figures that come with an instance size; they stand in for the kind's defaults.
struct SizeOption {
    std::string id;    ///< "m7g.large"
    std::string title; ///< "m7g.large · 2 vCPU · 8 GiB"
    std::map<std::string, double, std::less<>> figures;
};

/// An ordered list of sizes that one kind can be bought in.
struct SizeLadder {
    std::string id;
    std::string title;
    std::string source; ///< with the price date
    std::vector<SizeOption> sizes;
};

/// A resource of one instance and what loads it. All formulas see the parameters of the component.
struct ResourceSpec {
    std::string id;    ///< "cpu", "memory", "connections" …
    std::string title; ///< "CPU"
    std::string unit;  ///< "vCPU", "GiB", "IOPS"
    std::string kind;  ///< "time" (a station: waiting arises), "level" (memory), "rate" (quota), "held" (threads),
                       ///< "bytes_in" and "bytes_out" (Gbit received and sent, each has the line for itself)
    Formula capacity;  ///< of one instance; ≤ 0 or not finite: this instance has no such limit
    Formula servers;   ///< "time" only: servers m of the M/M/m station; empty: one
    Formula queue;     ///< "held" only: visits that may wait for one, more are refused; empty: without end
    Formula standing;  ///< used without any request, per instance; may use `users`
    bool standingIsShared = false;                        ///< the standing amount is divided over the instances
    std::map<std::string, Formula, std::less<>> perVisit; ///< operation id → amount per visit
};

/// What a component does with one operation that reaches it.
struct HandledOperation {
    std::string operation;
    Formula time;           ///< seconds that one visit occupies a server, before inflation; empty: 0
    Formula jobTime;        ///< the same of an item of a background job; empty: as `time`
    Formula latency;        ///< seconds that pass without occupying anything (RTT, commit); empty: 0
    Formula hit;            ///< share answered here, 0..1; the rest misses; empty: 1
    bool onlyLocal = false; ///< done here only when no connection leads the operation elsewhere
    bool forwards = false;  ///< passed on as well after it is done here
};

/// One line of a component's bill, in USD per month.
struct CostItem {
    std::string id;
    std::string title;
    std::string category; ///< "compute", "storage", "requests", "transfer", "overhead" (a share of all the others)
    Formula perMonth;
};

/// How a kind fails: one instance, and the group of them.
struct FailureSpec {
    Formula instanceAvailability; ///< of one instance, 0..1
    Formula groupAvailability;    ///< of a whole component that guards itself (pairs, managed); empty: k-of-n
    Formula redundant;            ///< ≠ 0 when the loss of one instance does not stop the component
    Formula unnoticed;            ///< ≠ 0 when a dead instance keeps its share of the requests; empty: 0
    Formula failoverShare;        ///< balancers: unavailable share of a branch's downtime while traffic moves; empty: 0
    bool managed = false;         ///< run by a provider as one logical node: not reported as a single point
    Formula ownRisk;              ///< ≠ 0: a single point though a provider runs it; empty: 0
};

/// What a component is for, as the rules ask; a kind can be for several things. From "roles" in kinds.json.
enum class Role : unsigned {
    Names,       ///< answers name lookups
    Steers,      ///< leads users to a region
    EdgeCache,   ///< keeps static files near users
    Limits,      ///< refuses what exceeds a rate
    Balances,    ///< front door of a tier
    AllInOne,    ///< web server, application and database together
    Application, ///< runs the code of requests
    Service,     ///< is called by other components to do a part
    NearCache,   ///< cache inside a server process
    SharedCache, ///< cache that several servers ask
    Sessions,    ///< keeps who is logged in
    Database,    ///< takes the writes
    Sharded,     ///< a database divided by key
    Replica,     ///< copy that answers reads
    Routes,      ///< finds the shard of a key
    Pools,       ///< shares database connections
    Files,       ///< keeps uploads
    Queue,       ///< holds jobs
    Partitioned, ///< a queue with ordered partitions
    Worker,      ///< works off jobs
    Schedules,   ///< starts jobs once
    Outside,     ///< somebody else's service
    Projection,  ///< second form of the data, made for reads
    Measures,    ///< monitoring
    Host,        ///< a machine that components share
    Zone,
    Region
};

/// A whole-number parameter that says how many there are of something, for automatic sizing.
struct CountScaling {
    std::string parameter;      ///< "instances"
    Formula when;               ///< ≠ 0 when this count is the one that matters; empty: always
    std::string ceiling;        ///< parameter that must not be below what is at work ("n_max"), or empty
    double atLeast = 1;         ///< never sized below
    bool toleratesLoss = false; ///< one may fail: from two on the rest must carry the load (domain spec 6.3)
    bool needsBalancer = false; ///< more than one only where clients do not call it directly
    double mostFixed = 1;       ///< utilization by what every one of them bears; above it more of them do not help
};

/// A limit that can be raised, for automatic sizing.
struct QuotaScaling {
    std::string parameter;
    Formula most; ///< highest value that can be had
};

/// Which parameters of a kind automatic sizing may change; nothing: it is taken as it is.
struct ScalingSpec {
    bool size = false;                ///< any size of the kind's ladder that fits
    Formula fits;                     ///< ≠ 0 for sizes that will do, whatever the load; empty: all
    std::vector<CountScaling> counts; ///< the first that matters is sized
    std::vector<QuotaScaling> quotas;
    std::vector<std::string> follows; ///< parameters kept equal to those of the component that replicates to it
};

/// One way a component can be: everything the program knows about a kind, from resources/catalog.
struct Kind {
    std::string id;
    std::string title;
    std::string family;   ///< traffic, compute, data, cache, async, people, places
    std::string behavior; ///< source, station, buffer, cache, balancer, store, sink, place, passive
    unsigned roles = 0;   ///< a bit per Role
    std::string scaleOut; ///< parameter that adds instances or quota; empty: none
    std::string summary;
    std::string subtitle; ///< template of the card's second line: "{instances} × {vcpu} vCPU"
    std::string icon;     ///< file name below resources/icons without .svg
    std::vector<std::string> synonyms;
    std::string ladder; ///< id of its SizeLadder, or empty
    std::vector<ParameterSpec> parameters;
    std::vector<std::pair<std::string, Formula>> derived; ///< named intermediate values, in order
    std::vector<ResourceSpec> resources;
    std::vector<HandledOperation> handles;
    std::vector<std::string> originates; ///< sources: operations that enter here
    Formula instances;                   ///< instances at work that share the load
    Formula machines;                    ///< instances paid for, as a multiple or sum; empty: `n`
    bool autoscales = false;             ///< parameters n_min, n_max, target, spare drive the number of instances
    Formula hotShare;                    ///< factor by which the hottest instance exceeds the mean; empty: 1
    std::vector<CostItem> costs;
    ScalingSpec scaling;
    FailureSpec failure;
    std::string incoming;       ///< connection kind a new connection to it gets; empty: the caller's `outgoing`
    std::string outgoing;       ///< connection kind a new connection from it gets; empty: "call"
    std::string placeholderFor; ///< set on the stand-in of an unknown kind: its id

    [[nodiscard]] const ParameterSpec *findParameter(std::string_view id) const;
    [[nodiscard]] bool is(Role role) const { return (roles & (1U << static_cast<unsigned>(role))) != 0; }
};

/// How a connection hands on what reaches it.
enum class Routing {
    Share,     ///< the caller's connections for one operation divide it by their shares
    Each,      ///< every connection gets the whole, times its calls
    Lookup,    ///< asked first; what misses goes on
    Miss,      ///< carries what its cache could not answer
    Replicate, ///< carries a copy of what was written
    Control    ///< carries no load: health checks, scrapes
};

/// One way components can be connected, from resources/catalog/connections.json.
struct ConnectionKind {
    std::string id;
    std::string title;
    std::string summary;
    Routing routing = Routing::Each;
    bool waits = true;                ///< the caller waits for the answer
    bool hard = true;                 ///< the caller fails when it fails
    bool joins = false;               ///< all such calls of a visit start at once, the slowest is waited for
    std::string line;                 ///< "solid", "dashed", "dotted"
    std::vector<std::string> carries; ///< operations it is for; empty: whatever the callee accepts
    std::vector<ParameterSpec> parameters;

    [[nodiscard]] const ParameterSpec *findParameter(std::string_view id) const;
};

/// Something a request does, wherever it is done.
struct Operation {
    std::string id;
    std::string title;
    std::string parent;  ///< the operation whose handling causes it; empty: it comes from the client
    bool isVisit = true; ///< false: rides along with its parent at a station (its time counts, its arrival not)
    bool writes = false;
    bool deferrable = false;  ///< may be queued: nobody waits for its result
    bool required = false;    ///< a request fails when nobody does it
    bool dispensable = false; ///< a design may leave it out: then nobody misses it
    bool remote = false;      ///< done by another component only, which may pass it on in turn
    double fallbackCount = 1; ///< per parent where a class does not state it
    Formula factor;           ///< multiplies the count; sees the workload's parameters; empty: 1
    double requestBytes = 0;  ///< sent to ask for one, where a class does not state it
    std::string requestSource;
    Trust requestTrust = Trust::Illustrative;
};

/// A set of request classes and the figures that turn users into rates.
struct WorkloadPreset {
    std::string id;
    std::string title;
    std::string summary;
    project::Parameters parameters;
    std::vector<project::RequestClass> classes;
    std::vector<project::Journey> journeys; ///< they give the shares of the classes
};

/// A shape of the load over a day, to start one's own from.
struct DayShape {
    std::string id;
    std::string title;
    std::string summary;
    std::vector<double> hours; ///< 24, over the peak hour
};

/// A heading of the palette and the hue of its cards.
struct Family {
    std::string id;
    std::string title;
};

/// Text of one resource file and its name, for messages.
struct CatalogText {
    std::string name;
    std::string text;
};

/// All data the model works with. Immutable after parse(); safe to share between threads.
class Catalog {
public:
    /// Reads the JSON texts of resources/catalog (in any order) into one catalog.
    /// Error: names file, place and mend of the first thing that is wrong.
    [[nodiscard]] static Result<Catalog> parse(const std::vector<CatalogText> &texts);

    /// The kind, or a placeholder with no parameters and no load for an id the catalog does not have.
    [[nodiscard]] const Kind &kind(std::string_view id) const;
    [[nodiscard]] bool knowsKind(std::string_view id) const;
    /// The connection kind; unknown ids act like "call".
    [[nodiscard]] const ConnectionKind &connectionKind(std::string_view id) const;
    [[nodiscard]] bool knowsConnectionKind(std::string_view id) const;
    /// The connection kind a new connection between these two kinds gets.
    [[nodiscard]] const ConnectionKind &connectionKindBetween(const Kind &from, const Kind &to) const;

    [[nodiscard]] const std::vector<Kind> &kinds() const { return m_kinds; } ///< in palette order
    [[nodiscard]] const std::vector<Family> &families() const { return m_families; }
    [[nodiscard]] const std::vector<ConnectionKind> &connectionKinds() const { return m_connectionKinds; }
    [[nodiscard]] const std::vector<Operation> &operations() const { return m_operations; }
    [[nodiscard]] const std::vector<WorkloadPreset> &presets() const { return m_presets; }
    [[nodiscard]] const std::vector<DayShape> &dayShapes() const { return m_dayShapes; }
    [[nodiscard]] const std::vector<ParameterSpec> &workloadParameters() const { return m_workloadParameters; }
    [[nodiscard]] const std::vector<RuleSpec> &rules() const { return m_rules; } ///< in the order they are listed
    [[nodiscard]] const RuleSpec *rule(std::string_view id) const;               ///< null: there is none
    [[nodiscard]] const SizeLadder *ladder(std::string_view id) const;
    [[nodiscard]] const WorkloadPreset &preset(std::string_view id) const; ///< unknown: the first
    [[nodiscard]] const std::vector<PriceTier> &priceTiers(std::string_view id) const;
    [[nodiscard]] const std::string &currency() const { return m_currency; }

private:
    friend class CatalogReader;
    std::vector<Kind> m_kinds;
    std::vector<Family> m_families;
    std::vector<ConnectionKind> m_connectionKinds;
    std::vector<Operation> m_operations;
    std::vector<WorkloadPreset> m_presets;
    std::vector<DayShape> m_dayShapes;
    std::vector<ParameterSpec> m_workloadParameters;
    std::vector<SizeLadder> m_ladders;
    std::vector<RuleSpec> m_rules;
    std::map<std::string, std::size_t, std::less<>> m_ruleIndex;
    std::shared_ptr<PriceTables> m_tables = std::make_shared<PriceTables>();
    std::string m_currency = "USD";
    Kind m_placeholder;
};

/// The value a component works with: stated, else from its size, else computed from others, else its kind's default.
/// A number for numbers and flags (0 or 1); nothing for text, choices and unknown ids.
[[nodiscard]] std::optional<double> numberOf(const Catalog &catalog, const project::Component &component,
                                             std::string_view parameter);

/// Where a component's value comes from, for the inspector.
enum class ValueOrigin { Stated, Size, Computed, Default };
struct EffectiveValue {
    project::Value value;
    ValueOrigin origin = ValueOrigin::Default;
};
/// @pre  spec belongs to the component's kind.
[[nodiscard]] EffectiveValue effectiveValue(const Catalog &catalog, const project::Component &component,
                                            const ParameterSpec &spec);

/// What it would be if the component did not state it: from its size, computed, or its kind's default.
/// @pre  spec belongs to the component's kind.
[[nodiscard]] EffectiveValue unstatedValue(const Catalog &catalog, const project::Component &component,
                                           const ParameterSpec &spec);

/// The card's second line: the kind's subtitle with the component's values put in.
[[nodiscard]] std::string subtitleOf(const Catalog &catalog, const project::Component &component);

/// Checks a stated value against its spec.
/// Error: `where` is left empty for the caller to fill; `what` names the value, `mend` the allowed range with unit.
[[nodiscard]] Result<Done> checkValue(const ParameterSpec &spec, const project::Value &value);

} // namespace headroom::catalog
