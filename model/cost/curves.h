#pragma once

#include "model/cost/sizing.h"

#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace headroom::cost {

/// What growth costs (domain spec 6.3): each stage of a design sized anew at each number of users.
struct CostCurves {
    std::vector<double> users; ///< ascending
    std::vector<double> asIs;  ///< USD a month of the stage looked at, unchanged, whether it holds or not
    struct Stage {
        std::string name;
        std::vector<std::optional<double>> cost; ///< per users; absent: no setting of this stage carries them
    };
    std::vector<Stage> sized;                         ///< per stage of the design
    std::vector<std::optional<std::size_t>> cheapest; ///< per users: stage whose sizing costs least
};

/// 10² to 10⁸, ten points per decade, both ends included.
[[nodiscard]] std::vector<double> standardUsers();

/// @param users  ascending, > 0. Stops early, with the points it has, when asked to.
[[nodiscard]] CostCurves costCurves(const project::Project &project, std::size_t stage, std::span<const double> users,
                                    const catalog::Catalog &catalog, std::stop_token stop = {});

/// Least availability and single points that a criticality allows (domain spec 5.7); unknown ones count as standard.
struct Tolerance {
    double availability = 0.999; ///< of the read path
    bool singlePointOnReadPath = false;
    bool singlePointElsewhere = true;
};
[[nodiscard]] Tolerance toleranceOf(const std::string &criticality);

/// A design's bill beside that of the cheapest which would carry twice its users (domain spec 6.4).
struct OverProvisioning {
    double index = 1;        ///< OPI; ≤ 1.5 fine, up to 3 a warning, above "over-engineered"
    double cost = 0;         ///< USD a month of the stage as it is
    double cheapestCost = 0; ///< of the cheapest, at the same users: only what it is dimensioned for differs
    std::size_t cheapestStage = 0;
};

/// Nothing when no stage can be sized for 2·users within the tolerance of the design's criticality.
/// Both bills are those of `users`: usage costs the same in both. @pre users > 0
[[nodiscard]] std::optional<OverProvisioning> overProvisioning(const project::Project &project, std::size_t stage,
                                                               double users, const catalog::Catalog &catalog);

} // namespace headroom::cost
