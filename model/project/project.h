#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace headroom::project {

/// A parameter's value: a number in the base unit of its spec (s, bytes, 1/s …), a yes/no, or a word.
using Value = std::variant<double, bool, std::string>;

/// Keys of a file that this version does not know, kept as compact JSON text and written back.
using UnknownKeys = std::vector<std::pair<std::string, std::string>>;

/// The values a user stated, sorted by id; what is absent has the default of its catalog spec.
class Parameters {
public:
    using Entry = std::pair<std::string, Value>;

    /// The stated value, or null when the default applies.
    [[nodiscard]] const Value *find(std::string_view id) const;
    void set(std::string id, Value value);
    void erase(std::string_view id);
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    [[nodiscard]] bool empty() const { return m_entries.empty(); }
    bool operator==(const Parameters &) const = default;

private:
    std::vector<Entry> m_entries;
};

/// A place on the canvas, in scene pixels at 100 %; y grows downwards.
struct Point {
    double x = 0;
    double y = 0;
    bool operator==(const Point &) const = default;
};

/// Extent of a place (region, zone), in scene pixels.
struct Size {
    double width = 0;
    double height = 0;
    bool operator==(const Size &) const = default;
};

/// One part of an architecture. Its id never changes and is the same in every stage that has the part.
struct Component {
    std::string id;
    std::string kind;  ///< a kind's id in the catalog; unknown ones are kept and shown as placeholders
    std::string name;  ///< shown to people; never looked at by the model
    std::string place; ///< id of the enclosing place, or empty
    std::string notes;
    Point position;           ///< top left corner
    std::optional<Size> size; ///< places only
    Parameters parameters;
    UnknownKeys unknown;
    bool operator==(const Component &) const = default;
};

/// A directed dependency: `from` calls `to`.
struct Connection {
    std::string id;
    std::string from;
    std::string to;
    std::string kind; ///< a connection kind's id in the catalog
    std::string name; ///< optional label
    Parameters parameters;
    UnknownKeys unknown;
    bool operator==(const Connection &) const = default;
};

/// Registered users a stage is meant for.
struct UserRange {
    double from = 0;
    double to = 0;
    bool operator==(const UserRange &) const = default;
};

/// One step of growth: a whole design with the range of users it is for.
struct Stage {
    std::string name;
    UserRange users;
    std::vector<Component> components; ///< painted in this order
    std::vector<Connection> connections;
    UnknownKeys unknown;

    [[nodiscard]] const Component *findComponent(std::string_view id) const;
    [[nodiscard]] const Connection *findConnection(std::string_view id) const;
    bool operator==(const Stage &) const = default;
};

/// How often a request of one class performs an operation, and what one performance takes.
struct OperationUse {
    std::string operation;                   ///< id in the catalog's operations
    double count = 0;                        ///< times per request of the class, ≥ 0
    double time = 0;                         ///< seconds of the reference core each time, ≥ 0
    double bytes = 0;                        ///< answered each time, ≥ 0
    std::optional<double> requestBytes = {}; ///< sent to ask for it each time, ≥ 0; absent: as the catalog says
    bool operator==(const OperationUse &) const = default;
};

/// A sort of request: its share of the dynamic requests and the operations it performs.
struct RequestClass {
    std::string id;
    std::string name;
    double share = 0; ///< of all dynamic requests; shares are normalized to the sum 1
    std::vector<OperationUse> uses;
    std::optional<bool> changesState = {}; ///< counts as a write in read:write; absent: when it waits for a write
    bool operator==(const RequestClass &) const = default;
};

/// How often a session that goes a journey makes a request of one class.
struct ClassVisit {
    std::string requestClass; ///< its id
    double count = 0;         ///< mean per session, ≥ 0
    bool operator==(const ClassVisit &) const = default;
};

/// A way users go through the product in one session, with what they are promised on it.
struct Journey {
    std::string id;
    std::string name;
    double weight = 1; ///< sessions that go it, compared with the other journeys, ≥ 0
    std::vector<ClassVisit> visits;
    std::optional<double> p95 = {};         ///< s of server time; absent: the widest promise of its classes
    std::optional<double> p99 = {};         ///< s; absent: nothing is promised
    std::optional<double> errorBudget = {}; ///< share of requests that may fail, 0..1; absent: the workload's
    std::string criticality = {};           ///< tier of tolerance; empty: the project's
    bool operator==(const Journey &) const = default;
};

/// Work that no user waits for: an open source that enters the design at one of its components.
/// Source: domain spec 1.2, 1.3.
struct BackgroundJob {
    enum class Kind {
        Batch, ///< runs at set times of the day; its items come evenly within a window
        Event  ///< items come all day long
    };
    std::string id;
    std::string name;
    Kind kind = Kind::Batch;
    std::string entry;       ///< id of a component; empty: scheduler, else queue, workers or application of the stage
    double items = 0;        ///< of a run of a batch, ≥ 0
    double itemsPerUser = 0; ///< per registered user: of a run; of an event: a day, as the users' day goes; ≥ 0
    double rate = 0;         ///< items/s of an event, whatever the users do, ≥ 0
    double perRequest = 0;   ///< items of an event per dynamic request, ≥ 0
    double at = 0;           ///< hour of the day at which a batch first runs, 0..24
    double window = 1;       ///< h within which the items of a run come, > 0
    double runs = 1;         ///< of a batch a day, evenly spaced, ≥ 1
    double deadline = 0;     ///< s: from the begin of a run to its last item, or for each item of an event; 0: none
    std::vector<OperationUse> uses; ///< of one item
    bool operator==(const BackgroundJob &) const = default;
};

/// What users do: a preset of the catalog, with the values that this project states itself.
struct Workload {
    std::string preset = "consumer_app";
    Parameters parameters;             ///< overrides, ids as in the catalog's workload parameters
    std::vector<RequestClass> classes; ///< empty: the preset's
    std::vector<Journey> journeys;     ///< empty: the preset's, or none where the project states its own classes
    std::vector<BackgroundJob> jobs;   ///< besides the requests of users
    std::vector<double> day;           ///< load at each hour, in any unit; empty: a curve with the peak factor
    UnknownKeys unknown;
    bool operator==(const Workload &) const = default;
};

/// A finding that the owner of the design has read and lives with, and why.
struct Acknowledgment {
    std::string rule;                  ///< its id
    std::vector<std::string> subjects; ///< ids; the finding may name some of these, and no others
    std::string reason;
    bool operator==(const Acknowledgment &) const = default;
};

/// Registered users expected at one time of a growth plan.
struct PlannedUsers {
    double month = 0; ///< from the begin of the plan, ≥ 0
    double users = 0; ///< > 0
    bool operator==(const PlannedUsers &) const = default;
};

/// How long the change to one stage takes, where it is not as long as any other.
struct StageLead {
    std::string stage; ///< its name; meant are all stages of that name
    double months = 0; ///< from the decision until it carries users, ≥ 0
    bool operator==(const StageLead &) const = default;
};

/// How the owner expects the users to grow, and how long a change takes (domain spec 10.2).
struct GrowthPlan {
    double from = 0;                 ///< users at present, > 0
    double to = 0;                   ///< users after `months`, > 0
    double months = 12;              ///< > 0; with the same factor every month, unless there is a curve
    std::vector<PlannedUsers> curve; ///< ascending months, the first 0; then from, to and months are those of its ends
    double leadTime = 1;             ///< months from the decision for a change until it carries users, ≥ 0
    std::string start;               ///< month of the plan's begin, "2026-01"; empty: months are only counted
    std::vector<StageLead> stageLeads = {};          ///< at most one a name; all other stages take `leadTime`
    std::optional<double> changeLead = std::nullopt; ///< months, of a change within a stage; absent: `leadTime`
    bool operator==(const GrowthPlan &) const = default;
};

/// An input of the model that is not known exactly, and between what it lies.
struct Uncertainty {
    std::string element;     ///< component or connection, in every stage that has it; empty: the workload
    std::string parameter;   ///< of the element; of the workload also "service_demand", "growth" (factors of 1)
    double low = 0;          ///< in the parameter's unit, or a factor of the value that holds
    double high = 0;         ///< ≥ low
    bool isRelative = false; ///< low and high are factors: 0.8 and 1.2 for ± 20 %
    bool operator==(const Uncertainty &) const = default;
};

/// A whole document. Values only: every edit makes a new one, stages are shared between versions.
struct Project {
    std::string name;
    std::string notes;
    std::string criticality = "standard"; ///< tolerance tier: hobby, startup, standard, high, critical
    Workload workload;
    std::vector<std::shared_ptr<const Stage>> stages; ///< in order of growth; none is null
    std::vector<Acknowledgment> acknowledged;         ///< of all stages, in the order they were made
    std::optional<GrowthPlan> plan;                   ///< absent: nobody has stated one
    std::vector<Uncertainty> uncertainties;           ///< one per element and parameter
    UnknownKeys unknown;

    bool operator==(const Project &other) const;
};

/// A version of the document that nobody changes any more.
using Snapshot = std::shared_ptr<const Project>;

} // namespace headroom::project
