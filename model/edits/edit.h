#pragma once

#include "model/core/result.h"
#include "model/project/project.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace headroom::catalog {
class Catalog;
}

namespace headroom::edits {

/// Puts a component into a stage; its id must be new there.
struct AddComponent {
    std::size_t stage = 0;
    project::Component component;
    bool operator==(const AddComponent &) const = default;
};

/// Joins two components of a stage; the connection's id must be new there.
struct AddConnection {
    std::size_t stage = 0;
    project::Connection connection;
    bool operator==(const AddConnection &) const = default;
};

/// Takes components and connections out; connections at a removed component go with it,
/// and what stood in a removed place moves to the place around it.
struct RemoveElements {
    std::size_t stage = 0;
    std::vector<std::string> ids;
    bool operator==(const RemoveElements &) const = default;
};

/// Where one component goes.
struct Move {
    std::string id;
    project::Point position;
    std::string place; ///< enclosing place after the move, or empty
    bool operator==(const Move &) const = default;
};

/// Moves components. `gesture` joins the steps of one drag or one run of arrow keys into one undo step.
struct MoveComponents {
    std::size_t stage = 0;
    std::vector<Move> moves;
    int gesture = 0;
    bool operator==(const MoveComponents &) const = default;
};

/// Gives a place another position and extent; what is inside stays where it is.
struct ResizePlace {
    std::size_t stage = 0;
    std::string id;
    project::Point position;
    project::Size size;
    bool operator==(const ResizePlace &) const = default;
};

/// Renames a component or labels a connection.
struct RenameElement {
    std::size_t stage = 0;
    std::string id;
    std::string name;
    bool operator==(const RenameElement &) const = default;
};

/// States a parameter of a component or connection; no value means: back to the default.
struct SetParameter {
    std::size_t stage = 0;
    std::string id;
    std::string parameter;
    std::optional<project::Value> value;
    bool operator==(const SetParameter &) const = default;
};

/// Changes what a connection does.
struct SetConnectionKind {
    std::size_t stage = 0;
    std::string id;
    std::string kind;
    bool operator==(const SetConnectionKind &) const = default;
};

/// Writes the note of a component.
struct SetNotes {
    std::size_t stage = 0;
    std::string id;
    std::string notes;
    bool operator==(const SetNotes &) const = default;
};

/// Renames the design.
struct RenameProject {
    std::string name;
    bool operator==(const RenameProject &) const = default;
};

/// States a parameter of the workload; no value means: the preset's.
struct SetWorkloadParameter {
    std::string parameter;
    std::optional<project::Value> value;
    bool operator==(const SetWorkloadParameter &) const = default;
};

/// Bases the workload on another preset. Parameters, classes and journeys that the project states itself stay.
struct SetWorkloadPreset {
    std::string preset;
    bool operator==(const SetWorkloadPreset &) const = default;
};

/// States the journeys of the workload; none means: the preset's.
struct SetJourneys {
    std::vector<project::Journey> journeys;
    bool operator==(const SetJourneys &) const = default;
};

/// States the background jobs of the workload; none means: there are none.
struct SetJobs {
    std::vector<project::BackgroundJob> jobs;
    bool operator==(const SetJobs &) const = default;
};

/// States the classes of requests; none means: the preset's.
struct SetClasses {
    std::vector<project::RequestClass> classes;
    bool operator==(const SetClasses &) const = default;
};

/// States the load at each hour from midnight on, in any unit; none means: a curve with the peak factor.
/// `gesture` joins the steps of one drag or one run of keys into one undo step.
struct SetDay {
    std::vector<double> day;
    int gesture = 0;
    bool operator==(const SetDay &) const = default;
};

/// States the tier of tolerance of the design.
struct SetCriticality {
    std::string tier;
    bool operator==(const SetCriticality &) const = default;
};

/// Says that a finding may stay, and why; an earlier reason for the same rule and subjects is replaced.
struct AcknowledgeFinding {
    project::Acknowledgment acknowledgment;
    bool operator==(const AcknowledgeFinding &) const = default;
};

/// Takes that back.
struct WithdrawAcknowledgment {
    std::string rule;
    std::vector<std::string> subjects;
    bool operator==(const WithdrawAcknowledgment &) const = default;
};

/// States how the users are expected to grow; nothing means: there is no plan.
struct SetGrowthPlan {
    std::optional<project::GrowthPlan> plan;
    bool operator==(const SetGrowthPlan &) const = default;
};

/// States which inputs are not known exactly; none means: all are.
struct SetUncertainties {
    std::vector<project::Uncertainty> uncertainties;
    bool operator==(const SetUncertainties &) const = default;
};

/// Puts a stage into the design; what stands from there on moves one further.
struct AddStage {
    std::size_t at = 0; ///< its index afterwards, at most the number of stages
    project::Stage stage;
    bool operator==(const AddStage &) const = default;
};

/// Takes a stage out; a design keeps at least one.
struct RemoveStage {
    std::size_t stage = 0;
    bool operator==(const RemoveStage &) const = default;
};

/// Renames a stage.
struct RenameStage {
    std::size_t stage = 0;
    std::string name;
    bool operator==(const RenameStage &) const = default;
};

/// States the registered users a stage is meant for: 0 ≤ from < to ≤ kMostStageUsers.
struct SetUserRange {
    std::size_t stage = 0;
    project::UserRange users;
    bool operator==(const SetUserRange &) const = default;
};

/// Gives a stage another place among the others.
struct MoveStage {
    std::size_t stage = 0;
    std::size_t to = 0; ///< its index afterwards
    bool operator==(const MoveStage &) const = default;
};

/// A change that is not made of others.
using Step
    = std::variant<AddComponent, AddConnection, RemoveElements, MoveComponents, ResizePlace, RenameElement,
                   SetParameter, SetConnectionKind, SetNotes, RenameProject, SetWorkloadParameter, SetWorkloadPreset,
                   SetJourneys, SetJobs, SetClasses, SetDay, SetCriticality, AcknowledgeFinding, WithdrawAcknowledgment,
                   SetGrowthPlan, SetUncertainties, AddStage, RemoveStage, RenameStage, SetUserRange, MoveStage>;

/// Several changes, done one after the other as one undo step; all of them or none.
struct Batch {
    std::string title; ///< how the undo step is called
    std::vector<Step> steps;
    bool operator==(const Batch &) const = default;
};

/// Every change a document can undergo.
using Edit
    = std::variant<AddComponent, AddConnection, RemoveElements, MoveComponents, ResizePlace, RenameElement,
                   SetParameter, SetConnectionKind, SetNotes, RenameProject, SetWorkloadParameter, SetWorkloadPreset,
                   SetJourneys, SetJobs, SetClasses, SetDay, SetCriticality, AcknowledgeFinding, WithdrawAcknowledgment,
                   SetGrowthPlan, SetUncertainties, AddStage, RemoveStage, RenameStage, SetUserRange, MoveStage, Batch>;

/// The project after the edit; the given one is untouched. Stages the edit does not concern are shared.
/// An edit that names what does not exist, repeats an id or leaves a parameter's range gives an Error.
[[nodiscard]] Result<project::Snapshot> apply(const project::Project &before, const Edit &edit,
                                              const catalog::Catalog &catalog);

/// The edit in users' words, as an undo step is named: "Move 3 components".
/// @param before  the project the edit is applied to, for names.
[[nodiscard]] std::string describe(const Edit &edit, const project::Project &before, const catalog::Catalog &catalog);

/// Whether `later` carries on the gesture of `earlier`, so that both are one undo step.
[[nodiscard]] bool continues(const Edit &later, const Edit &earlier);

} // namespace headroom::edits
