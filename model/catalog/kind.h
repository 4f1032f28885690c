#pragma once

#include "model/catalog/formula.h"
#include "model/project/project.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
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
    bool isInSeries = false;       ///< "rate": visits queue for it behind the station, as for disks
    bool standingIsShared = false; ///< the standing amount is divided over the instances
    std::map<std::string, Formula, std::less<>> perVisit; ///< operation id → amount per visit
};

/// What a component does with one operation that reaches it.
struct HandledOperation {
    std::string operation;
    Formula time;           ///< seconds that one visit occupies a server, before inflation; empty: 0
    Formula jobTime;        ///< the same of an item of a background job; empty: as `time`
    Formula parts;          ///< visits of as many servers that it takes, at once; their sum is `time`; empty: 1
    Formula slowest;        ///< seconds that its caller waits for the slowest of them; empty: as `time`
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
    Formula quorum;               ///< instances that must be up whatever the load, of k-of-n; empty: 1
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
    Formula readers;                     ///< instances of one taker that can be at work; empty: any number
    std::vector<CostItem> costs;
    ScalingSpec scaling;
    FailureSpec failure;
    std::string incoming;       ///< connection kind a new connection to it gets; empty: the caller's `outgoing`
    std::string outgoing;       ///< connection kind a new connection from it gets; empty: "call"
    std::string placeholderFor; ///< set on the stand-in of an unknown kind: its id

    [[nodiscard]] const ParameterSpec *findParameter(std::string_view id) const;
    [[nodiscard]] bool is(Role role) const { return (roles & (1U << static_cast<unsigned>(role))) != 0; }
};

} // namespace headroom::catalog
