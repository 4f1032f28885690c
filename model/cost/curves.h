#pragma once

#include "model/cost/provisioning.h"

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

} // namespace headroom::cost
