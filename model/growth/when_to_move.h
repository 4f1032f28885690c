#pragma once

#include "model/analysis/compiled_stage.h"
#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom::growth {

/// A resource that users fill. All numbers of users are infinite where they never do.
struct Filling {
    std::string component;     ///< id
    std::string componentName; ///< shown to people
    std::string resource;      ///< id, "cpu"
    std::string resourceTitle; ///< "CPU"
    double usersAt070 = 0;
    double usersAt085 = 0;
    double usersAtSaturation = 0;
    double usersAtAmber = 0; ///< where its band becomes Watch: 0.70, of memory 0.80 (domain spec 0)
    double usersAtRed = 0;   ///< where it becomes Critical: 0.85, of memory 0.90
    /// "Database, CPU".
    [[nodiscard]] std::string text() const { return componentName + ", " + resourceTitle; }
    bool operator==(const Filling &) const = default;
};

/// What to watch, and from how many users on it says that a stage has to be left.
struct MoveTrigger {
    double users = 0;
    std::string component;  ///< id; empty: it is the load itself
    double threshold = 0;   ///< of what is measured, 0..1 or users
    std::string what;       ///< what is measured there: "CPU of Database at 70 %, 87 % of it reads"
    bool isOfStage = false; ///< the trigger of this sort of stage (domain spec 7.3); else its first resource filling up
    bool operator==(const MoveTrigger &) const = default;
};

/// One stage on the map: from when it is worth having, until when it lasts.
struct StageMove {
    std::size_t index = 0;
    std::string name;
    project::UserRange range;      ///< the users the design says the stage is for (of templates: the usual ranges)
    bool serves = true;            ///< false: it has no components, or its requests reach nothing
    std::optional<Filling> first;  ///< absent: nothing ever fills
    std::optional<Filling> second; ///< the next in line after those that fill together with the first
    std::optional<MoveTrigger> trigger;
    /// Users from which on it is justified: where the one before, that serves anybody and is not overtaken, is at its
    /// trigger; 0 for the first. Absent: the one before never comes to that, or holds as much.
    std::optional<double> justifiedFrom;
    double usersAtSaturation = 0; ///< infinite: nothing ever fills; 0: it serves nobody
    double costAtEnd = 0;         ///< USD a month at range.to
    std::optional<double> costAtTrigger;
    std::optional<std::size_t> next;      ///< the first stage after it that holds more
    std::optional<double> nextSaturation; ///< users at saturation of that
    std::optional<double> nextCost;       ///< USD a month of that, at this stage's trigger
    bool failsInRange = false;            ///< saturates before the end of its range
    bool isOvertaken = false;             ///< saturates no later than one before it
    std::vector<Filling> resources;       ///< all that users fill, tightest first
};

/// All stages of a design.
struct StageMap {
    std::string design;
    std::string currency;
    std::vector<StageMove> stages;
};

/// A design with its stages compiled, so that plans, maps and comparisons share the work. The catalog must outlive it.
struct CompiledDesign {
    project::Snapshot project;
    const catalog::Catalog *catalog = nullptr;
    std::vector<std::shared_ptr<const analysis::CompiledStage>> stages; ///< as in the project; fewer when stopped
};

/// Compiles every stage; stops early, with those it has, when asked to.
[[nodiscard]] CompiledDesign compileDesign(project::Snapshot project, const catalog::Catalog &catalog,
                                           const std::stop_token &stop = {});

/// Which resources of a stage users fill, tightest first; ties in the order of the stage.
[[nodiscard]] std::vector<Filling> fillingsOf(const analysis::Report &report);

/// The least users at which the stage's trigger (domain spec 7.3: analysis::triggerOf()) says that something fills up,
/// by bisection to 1e-6, or exactly where it is a resource at 70 %; where none does before the stage saturates, those at which its first resource is at 70 %.
/// Nothing where nothing ever fills.  Some dozens of solves.
[[nodiscard]] std::optional<MoveTrigger> triggerAt(const analysis::CompiledStage &stage);

/// The same of what is watched in such a stage alone: not of what fills first with a load beyond it. Nothing where that
/// does not fill before the stage saturates.
[[nodiscard]] std::optional<MoveTrigger> watchedTriggerAt(const analysis::CompiledStage &stage);

/// When to move: every number from the model; the ranges beside them are the design's own. Milliseconds per stage.
/// Stops early, with fewer stages, when asked to.
[[nodiscard]] StageMap stageMapOf(const CompiledDesign &design, const std::stop_token &stop = {});

} // namespace headroom::growth
