#pragma once

#include "model/analysis/compiled_stage.h"

#include <optional>
#include <string_view>

namespace headroom::analysis {

/// What the formula of a group's availability calls the instances that carry its load.
inline constexpr std::string_view kNeeded = "needed";

/// What GroupNeed::needed is found from, at the upper end of the stage's range, in the unit of a resource.
struct GroupWork {
    double work = 0; ///< of all instances, as if each were as busy as the hottest one
    double room = 0; ///< that one instance has for it; 0 or less: what goes to each of them fills it
};

/// @param row  index in the component's resources
[[nodiscard]] GroupWork workOf(const CompiledStage &stage, const CompiledComponent &component, std::size_t row);

/// The resource that needs the most instances; the station where nothing needs any, none without one.
[[nodiscard]] std::optional<std::size_t> neediestOf(const CompiledStage &stage, const CompiledComponent &component);

} // namespace headroom::analysis
