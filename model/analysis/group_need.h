#pragma once

#include "model/analysis/compiled_stage.h"

namespace headroom::analysis {

/// What GroupNeed::needed is found from, at the upper end of the stage's range, in the unit of the station.
struct GroupWork {
    double work = 0; ///< of all instances, as if each were as busy as the hottest one
    double room = 0; ///< that one instance has for it; 0 or less: what goes to each of them fills it
};

/// @pre the component has a station
[[nodiscard]] GroupWork workOf(const CompiledStage &stage, const CompiledComponent &component);

} // namespace headroom::analysis
