#pragma once

#include "model/edits/edit.h"
#include "model/growth/difference.h"
#include "model/growth/users_over_time.h"
#include "model/growth/when_to_move.h"

namespace headroom::growth {

/// What decides that a stage is left.
enum class Pace {
    Earliest, ///< the end of the range the design states for it, or its trigger, whichever comes first
    Measured  ///< its trigger alone: ranges are not looked at
};

/// Something that happens on a day of the plan.
struct PlanEvent {
    enum class What {
        Milestone, ///< users pass 1, 2 or 5 times a power of ten
        Amber,     ///< a resource of the stage in force passes 0.70 (memory 0.80)
        Red,       ///< 0.85 (memory 0.90)
        Saturated, ///< 1
        Decide,    ///< a change has to be begun, so that it is in place in time
        InPlace    ///< the next stage takes over
    };
    What what = What::Milestone;
    double month = 0;
    std::string date; ///< empty where the plan has no start
    double users = 0;
    std::size_t stage = 0;   ///< in force; of Decide and InPlace: the next one
    std::size_t inForce = 0; ///< after the event
    double cost = 0;         ///< USD a month of the stage in force, after the event
    std::string component;   ///< id, of Amber, Red, Saturated
    std::string text;        ///< "Database, CPU at 85 %"
    std::string subject;     ///< "Database, CPU", of Amber, Red, Saturated
};

/// A change of one component, or the cure of a finding, that would do for a while instead of the next stage.
struct SingleChange {
    std::string title; ///< "Set Size of Database"
    edits::Edit edit;
    double usersAtRed = 0; ///< afterwards
    double usersAtSaturation = 0;
    double cost = 0;             ///< USD a month with it, at the users of the step
    std::optional<double> lasts; ///< month in which it is red again; absent: not within the plan
    bool isEnough = false;       ///< it lasts to the end of the plan
    double decide = 0;           ///< month in which to begin it, so that it is in place in time; below 0: too late
    std::vector<FieldChange> settings; ///< of one component, that are others then, in words; empty: more than that is
    /// "Size: r6g.2xlarge · 8 vCPU · 64 GiB; Disk I/O limit: 6,000 IOPS"; empty without settings.
    [[nodiscard]] std::string settingsText() const;
};

/// A stage that is passed over, and why.
struct PassedStage {
    std::size_t stage = 0;
    std::string why; ///< "it is full at 1.2 M users"
};

/// One stage takes over from another.
struct PlanStep {
    std::size_t from = 0;
    std::size_t to = 0;
    std::vector<PassedStage> passed; ///< stages in between that would be due again at once, or do not help
    double inPlace = 0;              ///< month in which it must carry the users
    double users = 0;                ///< at that time
    double lead = 0;                 ///< months that the change takes
    double decide = 0;               ///< inPlace − lead; below 0: it should have been begun already
    bool isByRange = false;          ///< the end of the range decides; else the trigger
    double earliest = 0; ///< month in which it can stand: when it is due, or where that is too soon, begun at once
    std::string why;     ///< "CPU of Database at 70 %", or the range
    std::optional<double> triggerMonth; ///< absent, as the others: not within the plan
    std::optional<double> redMonth;     ///< of the stage left, if it were kept: the last moment
    std::optional<double> saturatedMonth;
    double usersAtRed = 0;
    double usersAtSaturation = 0;
    double costBefore = 0; ///< USD a month of both, at these users
    double costAfter = 0;
    std::optional<SingleChange> instead; ///< the cheapest of those that last longest; absent: none helps
    [[nodiscard]] bool isLate() const { return decide < 0; }
    /// Whether the stage that is left is full before the next can stand.
    [[nodiscard]] bool isFullMeanwhile() const { return isLate() && saturatedMonth && *saturatedMonth < earliest; }
};

/// What would become of a stage that is kept, by what fills first: months, not before it is in force.
struct KeptStage {
    std::size_t stage = 0;
    std::optional<double> amber; ///< absent, as the others: not within the plan
    std::optional<double> red;
    std::optional<double> saturated;
    double usersAtAmber = 0; ///< infinite: never
};

/// While users become fewer: an earlier stage that would do again.
struct WayBack {
    std::size_t from = 0;
    std::size_t to = 0;
    double month = 0; ///< from then on
    double users = 0;
    double costBefore = 0; ///< USD a month of both, at these users
    double costAfter = 0;
};

/// The state on the first day of a month.
struct PlanMonth {
    double month = 0;
    std::string date;
    double users = 0;
    std::size_t stage = 0;
    double cost = 0;        ///< USD a month
    double utilization = 0; ///< of what fills first
    analysis::Band band = analysis::Band::Fine;
    std::string fullest; ///< "Database, CPU"; empty: nothing ever fills
};

/// A dated plan.
struct Plan {
    std::string design;
    std::string currency;
    project::GrowthPlan settings;
    Pace pace = Pace::Earliest;
    std::vector<std::string> stageNames;
    double factorPerMonth = 1;
    bool isSteady = true;           ///< by this factor all along; else it is a mean
    std::optional<double> doubling; ///< months
    std::size_t firstStage = 0;
    std::vector<PlanStep> steps;        ///< in time
    std::vector<PlanEvent> events;      ///< in time
    std::vector<KeptStage> kept;        ///< the stages in force, one after another
    std::vector<WayBack> back;          ///< in time; where users become fewer and something is saved
    std::vector<PlanMonth> months;      ///< 0, 1, 2 … and the end
    double totalCost = 0;               ///< USD from begin to end
    std::vector<std::size_t> notNeeded; ///< later stages that serve somebody and that the plan never comes to
    double usersAtRed = 0;              ///< of the stage in force at the end
    bool serves = true;                 ///< some stage serves anybody; else there is nothing to plan
    bool holds = true;                  ///< no stage in force saturates, none is late, and one serves
    bool saturates = false;             ///< a stage in force is full
    bool isLate = false;                ///< a change should have been begun before the plan
};

/// Months from the decision for the change to a stage of that name until it carries users.
[[nodiscard]] double leadTo(const project::GrowthPlan &settings, std::string_view stage);

/// The same of a change within a stage.
[[nodiscard]] double leadOfChange(const project::GrowthPlan &settings);

/// Whether some change takes another time than all others.
[[nodiscard]] bool hasOwnLeads(const project::GrowthPlan &settings);

/// Makes the plan: which stage to begin when, what turns amber, red and saturated in the stage then in force, what it
/// costs. Stages follow each other in the order of growth: at the end of a range the next that still lasts there, where
/// the load decides the next that also holds more. Begins with the first that is meant for the present users and
/// carries them, else the first that is meant for them. Some dozens of solves, and a few per step
/// for single changes; stops early, with what it has, when asked to.
/// @pre edits::wrongPlan(settings) has nothing to say; the design has a stage.
[[nodiscard]] Plan planOf(const CompiledDesign &design, const project::GrowthPlan &settings, Pace pace = Pace::Earliest,
                          const std::stop_token &stop = {});

/// The stage in force on the plan's first day, as planOf() says it, without the rest of the plan.
/// @pre as of planOf().
[[nodiscard]] std::size_t stageAtBegin(const CompiledDesign &design, const project::GrowthPlan &settings);

/// The best single change of a stage: of the cures of its findings when it is red, and of larger or more of what
/// fills first, those that cost less than the next stage; of these the cheapest that lasts as long as any (within 2 %).
/// Nothing where none brings 5 % more users at red.
/// @param target  users it should carry, beyond which it need not last; @param at  users its cost is told for.
/// @param nextCost  USD a month of the next stage at these users; where nothing costs less, what costs more is taken.
[[nodiscard]] std::optional<SingleChange> singleChangeFor(const CompiledDesign &design, std::size_t stage,
                                                          double target, double at, double nextCost,
                                                          const std::stop_token &stop = {});

} // namespace headroom::growth
