#pragma once

#include "model/analysis/compiled_stage.h"

namespace headroom::growth {

/// Lets databases and replicas take the connections of all callers at their largest: raises the connection limit as far as
/// the machine allows, and where that is not enough, callers may grow less far, but never below what the users need now.
/// Where a pooler stands in front nothing changes, as it does not grow.
/// @param stage  to be changed. @param like  the same stage, compiled with other sizes and counts.
void makeRoomForPools(project::Stage &stage, const analysis::CompiledStage &like, double users);

} // namespace headroom::growth
