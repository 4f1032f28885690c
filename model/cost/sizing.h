#pragma once

#include "model/analysis/compiled_stage.h"
#include "model/edits/edit.h"

#include <memory>
#include <string>
#include <vector>

namespace headroom::cost {

/// What sizing aims at (domain spec 6.3).
struct SizingLimits {
    double utilization = 0.70;       ///< of every resource but memory, at the peak hour
    double memoryUtilization = 0.80; ///< memory has its own band (domain spec 0)
    double afterLoss = 0.90;         ///< where one of several instances may fail: of the rest
    bool keepsCounts = false;        ///< scale-up only: sizes and quotas change, counts stay as they are
};

/// A resource that no allowed setting brings down far enough.
struct Obstacle {
    std::string component;  ///< id
    std::string name;       ///< of the component
    std::string resource;   ///< "CPU"
    double utilization = 0; ///< with the best setting there is
    double limit = 0;
    bool operator==(const Obstacle &) const = default;
};

/// "Database: CPU at 130 %, above 70 %".
[[nodiscard]] std::string textOf(const Obstacle &obstacle);

/// The settings that carry so many users for the least money, or what keeps that from being possible.
struct Sizing {
    std::vector<edits::SetParameter> edits; ///< in the order of the stage; only what changes
    std::vector<Obstacle> obstacles;        ///< in the order of the stage; empty: feasible
    double costPerMonth = 0;                ///< with the edits made
    [[nodiscard]] bool isFeasible() const { return obstacles.empty(); }
};

class HitSearch;

/// Sizes one stage at any number of users. What a kind lets be changed is in the catalog (ScalingSpec). Only caches whose
/// hits follow from their memory change the flows of the stage (HitSearch); else these are solved once.
/// Per component the cheapest (size, count) is taken with every resource within its limit, no fewer than the catalog
/// and an autoscaled tier's n_min ask for, redundancy kept (a tier of two or more stays at two or more), and where one
/// may fail the rest within `afterLoss`. Parameters that the file states instead of a size's figures (vCPUs, memory,
/// price) fix the size. Quotas and provisioned rates are raised, never lowered. Ties go to fewer instances, then to
/// the smaller size. Deterministic; const and safe to share between threads.
class Sizer {
public:
    /// @pre stage < project.stages.size(); the catalog outlives the sizer.
    Sizer(const project::Project &project, std::size_t stage, const catalog::Catalog &catalog,
          SizingLimits limits = {});
    /// @param stage  a stage of the project, compiled
    Sizer(const project::Project &project, std::shared_ptr<const analysis::CompiledStage> stage,
          SizingLimits limits = {});
    ~Sizer();
    Sizer(const Sizer &) = delete;
    Sizer &operator=(const Sizer &) = delete;

    /// @param users  registered users ≥ 0.  O(components · sizes · log counts) evaluations of one component.
    [[nodiscard]] Sizing at(double users) const;
    /// Whether some cache answers the more the larger it is: then the cheapest is that of HitSearch.
    [[nodiscard]] bool followsHits() const { return m_hits != nullptr; }

private:
    std::shared_ptr<const project::Stage> m_stage;
    std::size_t m_index;
    std::shared_ptr<const analysis::CompiledStage> m_base;
    SizingLimits m_limits;
    std::unique_ptr<const HitSearch> m_hits; ///< null: no size or count changes any flow
};

/// The design with a sizing's edits made.
[[nodiscard]] project::Snapshot withSizing(const project::Project &project, const Sizing &sizing,
                                           const catalog::Catalog &catalog);

/// What a solution has above the limits, in the order of the stage.
[[nodiscard]] std::vector<Obstacle> obstaclesIn(const analysis::Report &report, const SizingLimits &limits);

/// How many findings say that work is done by nobody, or that nothing reaches a part.
[[nodiscard]] std::ptrdiff_t undoneIn(const analysis::Report &report);

/// A sizing carried out: the design with the edits made, and what the model says before and after.
struct SizedDesign {
    Sizing sizing;
    project::Snapshot project;
    analysis::Report before;
    analysis::Report after;
};

/// Sizes a stage and solves the edited design anew; what that solution finds above a limit is an obstacle too.
/// @pre stage < project.stages.size(), users ≥ 0
[[nodiscard]] SizedDesign sizeStage(const project::Project &project, std::size_t stage, double users,
                                    const catalog::Catalog &catalog, SizingLimits limits = {});

} // namespace headroom::cost
