#pragma once

#include "model/cost/sizing.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::cost {

/// Least availability and single points that a criticality allows (domain spec 5.7); unknown ones count as standard.
struct Tolerance {
    double availability = 0.999; ///< of the read path
    bool singlePointOnReadPath = false;
    bool singlePointElsewhere = true;
};
[[nodiscard]] Tolerance toleranceOf(const std::string &criticality);

/// Why a solved design breaks the tolerance, in words; empty when it keeps it.
[[nodiscard]] std::string breachOf(const analysis::Report &report, const Tolerance &tolerance);

/// A design's bill beside that of the cheapest which would carry twice its users (domain spec 6.4).
struct OverProvisioning {
    double index = 1;        ///< OPI; ≤ 1.5 fine, up to 3 a warning, above "over-engineered"
    double cost = 0;         ///< USD a month of the stage as it is
    double cheapestCost = 0; ///< of the cheapest, at the same users: only what it is dimensioned for differs
    std::size_t cheapestStage = 0;
};

/// One stage sized for twice the users.
struct Alternative {
    std::optional<double> cost; ///< USD a month at the users themselves; absent: no setting carries twice as many
    std::string against; ///< why it is ruled out, in words; empty: it meets the tier, or costs more than one that does
    project::Snapshot design; ///< with the stage sized; null without a cost
};

/// What the index of over-provisioning is made of.
struct Provisioning {
    std::vector<Alternative> stages;       ///< one per stage of the design
    std::optional<OverProvisioning> index; ///< absent: every stage is ruled out
};

/// Answers overProvisioning() for one design at many numbers of users: stages are compiled once.
class Provisioner {
public:
    /// @pre stage < project.stages.size(); project and catalog outlive it.
    /// @param asIs  the stage compiled, where it is at hand
    Provisioner(const project::Project &project, std::size_t stage, const catalog::Catalog &catalog,
                std::shared_ptr<const analysis::CompiledStage> asIs = nullptr);
    ~Provisioner();

    /// @pre users > 0.  Sizes every stage and solves the cheap ones: milliseconds per stage.
    [[nodiscard]] Provisioning at(double users) const;

    /// The stage as it is.
    [[nodiscard]] const std::shared_ptr<const analysis::CompiledStage> &asIs() const;
    /// What the stage itself would be, sized for so many users.
    [[nodiscard]] Sizing sized(double users) const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// Nothing when no stage can be sized for 2·users within the tolerance of the design's criticality.
/// Both bills are those of `users`: usage costs the same in both. @pre users > 0
[[nodiscard]] std::optional<OverProvisioning> overProvisioning(const project::Project &project, std::size_t stage,
                                                               double users, const catalog::Catalog &catalog);

} // namespace headroom::cost
