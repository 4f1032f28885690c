#pragma once

#include "model/cost/scale_laws.h"
#include "model/cost/sizing.h"

#include <memory>
#include <vector>

namespace headroom::cost {

/// A tier of a stage in its smallest form, and what multiplying it costs.
struct ScaledTier {
    std::size_t component = 0; ///< index in the stage
    double machines = 0;       ///< USD a month of its machines in the smallest form, at these users; > 0
    double power = 0;          ///< P: how often the smallest form is needed, by its tightest resource; ≥ 0
    std::string resource;      ///< title of that
    double limit = 1;          ///< utilization it is kept to
    double factor = 1;         ///< price in smallest forms: 1 while one is enough, then F + P·(1 + o)/η
};

/// The bill if every tier could be multiplied at will, and its parts: cost = base + (1 + overhead)·Σ machines·(factor − 1).
struct ScaledOut {
    double cost = 0;     ///< USD a month
    double base = 0;     ///< of the smallest form of the stage at these users, whether it holds or not
    double overhead = 0; ///< what a dollar of machines adds to bills that follow the others (monitoring)
    std::vector<ScaledTier> tiers;
};

/// Ideal scale-out (domain spec 6.2): many of the smallest machines instead of larger ones, with the overhead,
/// efficiency and fixed part of HorizontalLaw per tier. Smallest is what the sizing settles on for no users at all.
/// What no kind lets be multiplied, such as one primary database, is multiplied too: that is what makes it an ideal
/// and a bound to compare with, not a design. Quotas are not looked at. Const and safe to share between threads.
class IdealScaleOut {
public:
    /// @pre stage < project.stages.size(); the catalog outlives it.
    IdealScaleOut(const project::Project &project, std::size_t stage, const catalog::Catalog &catalog,
                  HorizontalLaw law = {}, SizingLimits limits = {});

    /// @param users ≥ 0.  O(components · formulas).
    [[nodiscard]] ScaledOut at(double users) const;

    /// The design with the stage in its smallest form.
    [[nodiscard]] const project::Project &smallest() const { return *m_smallest; }
    [[nodiscard]] const HorizontalLaw &law() const { return m_law; }
    [[nodiscard]] const SizingLimits &limits() const { return m_limits; }

private:
    project::Snapshot m_smallest;
    std::shared_ptr<const analysis::CompiledStage> m_stage;
    HorizontalLaw m_law;
    SizingLimits m_limits;
};

} // namespace headroom::cost
