#pragma once

#include "model/cost/growth.h"
#include "model/derivation/derivator.h"

#include <span>

namespace headroom::derivation {

/// A tree of another design than the one asked about, whose inputs cannot be changed at their place in this one.
[[nodiscard]] Derivation detached(Derivation node);

/// Unfolds what else could be built for the users of a stage, and what it would cost. Sizes every stage once.
class GrowthDerivator {
public:
    /// @pre stage < project.stages.size(), users > 0; project and catalog outlive it.
    GrowthDerivator(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog);

    [[nodiscard]] const cost::GrowthPoint &point() const { return m_point; }

    /// Bill over that of the cheapest. @param asIs  why the stage costs what it does.
    [[nodiscard]] Derivation overProvisioning(Derivation asIs) const;
    [[nodiscard]] Derivation cheapest() const;
    [[nodiscard]] Derivation scaleUp() const;
    [[nodiscard]] Derivation scaleOut() const;

    // growth_turns.cpp: where the curves end or cross
    [[nodiscard]] Derivation ceiling() const;
    [[nodiscard]] Derivation scaleOutCrossover() const;
    [[nodiscard]] Derivation stageCrossover() const;

private:
    [[nodiscard]] std::string unit() const { return m_catalog.currency() + "/month"; }
    [[nodiscard]] std::string nameOf(std::size_t stage) const;
    [[nodiscard]] Derivation billOf(const project::Project &design, std::size_t stage, std::string label,
                                    std::string symbol) const;
    [[nodiscard]] Derivation billAt(const project::Project &design, std::size_t stage, double users, std::string label,
                                    std::string symbol) const;
    [[nodiscard]] Derivation scaleOutAt(double users, std::string symbol) const;
    [[nodiscard]] Derivation leastOf(std::string label, std::vector<Derivation> offers,
                                     std::vector<Derivation> ruledOut) const;
    [[nodiscard]] Derivation tierOf(const cost::ScaledTier &tier, const project::Stage &smallest) const;

    const project::Project &m_project;
    std::size_t m_stage;
    double m_users;
    const catalog::Catalog &m_catalog;
    cost::GrowthCosts m_costs;
    cost::GrowthPoint m_point;
};

/// A number that GrowthDerivator unfolds.
struct GrowthMetric {
    std::string id; ///< after "system."
    std::string title;
    std::string unit; ///< empty: money per month
    std::optional<double> (*value)(const cost::GrowthPoint &point);
    Derivation (*unfold)(const GrowthDerivator &growth, Derivator &asIs);
};
[[nodiscard]] std::span<const GrowthMetric> growthMetricTable();

/// A number of users at which a curve of growth ends or crosses another.
struct TurningMetric {
    std::string id; ///< after "system."
    std::string title;
    Derivation (GrowthDerivator::*unfold)() const;
};
[[nodiscard]] std::span<const TurningMetric> turningMetricTable();

} // namespace headroom::derivation
