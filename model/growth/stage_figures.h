#pragma once

#include "model/growth/when_to_move.h"

#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom::growth {

/// What a stage is, bought and built as it is, at one number of users.
struct StageFigures {
    std::size_t stage = 0;
    std::string name;
    double users = 0;
    /// 0..1, of the read path; in tiers that protect everything of the least available class. Absent: it serves nobody.
    std::optional<double> availability;
    std::string judged;                           ///< title of that class; empty: the read path
    std::optional<double> tolerated;              ///< availability that the design's tier asks for; absent: any
    double cost = 0;                              ///< USD a month
    std::map<std::string, double> costByCategory; ///< adds up to the cost
    bool isSaturated = false;
};

/// Every stage at the upper end of its own range, where no number of users is given. A solve per stage; stops early, with
/// those it has, when asked to.
[[nodiscard]] std::vector<StageFigures> stageFigures(const CompiledDesign &design,
                                                     std::optional<double> users = std::nullopt,
                                                     const std::stop_token &stop = {});

} // namespace headroom::growth
