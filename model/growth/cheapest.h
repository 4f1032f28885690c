#pragma once

#include "model/growth/size_options.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace headroom::growth {

/// What a design has to do.
struct Goal {
    double users = 0;                   ///< > 0
    std::optional<double> p99;          ///< s at most, server time of the mix of all classes
    std::optional<double> availability; ///< 0..1 at least, of the read path
    std::optional<double> budget;       ///< USD a month at most
    cost::SizingLimits limits = {};     ///< every resource within these, too (domain spec 6.3)
    std::size_t mostTried = 600;        ///< designs of a stage that are solved, at most
    /// The availability is what this tier of criticality asks, since none was stated: of every class of requests in the
    /// tiers that protect all, and no single point or place that it does not forgive may be left. Empty: as stated.
    std::string tier = {};
};

/// The goal with what the design's tier of criticality asks, where no availability is stated. Source: domain spec 5.7.
[[nodiscard]] Goal withTier(Goal goal, const project::Project &project);

/// A stage with other sizes, counts and redundancy, and what it then does.
struct SizedStage {
    std::size_t stage = 0;
    std::vector<edits::SetParameter> edits; ///< against the design, in the order of the stage; one undo step
    double cost = 0;                        ///< USD a month
    std::optional<double> p99;              ///< s; absent: saturated or unreachable
    /// Of the read path; where a tier is the goal, of what is least available of what it judges.
    std::optional<double> availability;
    double usersAtSaturation = 0;
};

/// The cheapest of one stage.
struct StageOptimum {
    std::size_t stage = 0;
    std::string name;
    std::optional<SizedStage> best; ///< absent: `reason` says why
    std::string reason;
    /// Nothing cheaper among all sizes of the ladders, with counts up to four above what the load needs and the
    /// redundancy the kinds offer, meets the goal. Else the best that was found.
    bool isProven = false;
    std::string method;                 ///< in words
    std::vector<std::string> newErrors; ///< of `best`: findings that are errors and that the design has not yet
    std::string tierMissed;             ///< what the design's tier of criticality asks and `best` lacks; empty: nothing
    std::size_t tried = 0;              ///< designs solved
    std::vector<SizedStage> latencyFront;      ///< ascending cost and falling p99; all as available as asked for
    std::vector<SizedStage> availabilityFront; ///< ascending cost and availability; all as fast as asked for
};

/// The cheapest of several stages.
struct Optimum {
    std::string design;
    std::string currency;
    Goal goal;
    std::vector<StageOptimum> stages;    ///< those asked for
    std::optional<std::size_t> cheapest; ///< index in `stages`; absent: none meets the goal
    bool isProven = false;               ///< of all these stages
    /// Where none of them meets the goal: the first other stage, the cheapest to carry the users first, that does.
    std::optional<std::size_t> elsewhere = {};
};

/// Called with the share of the work done, 0..1, from the thread that searches.
using Progress = std::function<void(double)>;

/// Searches the cheapest sizing of one stage that meets the goal.
///
/// First every component is given its cheapest setting that carries the users (cost::Sizer). If that meets latency and
/// availability too, or one of the next cheapest combinations does, taken in ascending order of cost, nothing cheaper
/// can: proven. Where too many combinations would have to be tried, steps are taken that bring the most towards the goal
/// for their money, and then those back that are not needed: a local optimum, not proven.
/// The fronts are made of everything that was solved, of steps beyond the goal, and of what lies between their points
/// by another setting of one component.
/// @pre stage exists. Stops early, with the best so far, when asked to.
[[nodiscard]] StageOptimum cheapestSizing(const project::Project &project, std::size_t stage, const Goal &goal,
                                          const catalog::Catalog &catalog, const std::stop_token &stop = {},
                                          const Progress &progress = {});

/// The cheapest of these stages; none: of all. A stage that even without latency and availability costs more than
/// another that meets the goal is not searched, and says so. Where none meets it, the others are looked at, too, until
/// one does. Progress never falls; a stage counts by its size.
/// Stopped: what is known so far, the other stages say that they were not searched.
[[nodiscard]] Optimum cheapestOf(const project::Project &project, std::vector<std::size_t> stages, const Goal &goal,
                                 const catalog::Catalog &catalog, const std::stop_token &stop = {},
                                 const Progress &progress = {});

/// The edits of a sized stage as one step of undo.
[[nodiscard]] edits::Edit asEdit(const SizedStage &sized, const project::Project &project);

/// The step of undo that takes the stage from where it is now to the sized one: also what another sized stage of the same
/// search, applied meanwhile, has set is taken back. Without steps: it is so already.
/// @param searched  the design that was searched. @param present  it, or one whose parameters changed since.
[[nodiscard]] edits::Batch stepTo(const SizedStage &sized, const project::Project &searched,
                                  const project::Project &present);

} // namespace headroom::growth
