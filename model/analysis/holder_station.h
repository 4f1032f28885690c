#pragma once

#include "model/analysis/compiled_stage.h"
#include "model/engine/columns.h"

namespace headroom::analysis {

/// How often users ask for one, and how long they hold it; per dynamic request.
struct Asked {
    double visits = 0;
    double held = 0; ///< s
};

/// The same of jobs, per second.
struct JobsAsked {
    Line visits;
    Line held;
};

/// A row of the stations for those who wait for one of the pool; it fills nothing of its own, and its owner says how
/// many instances there are.
void addHolderStation(engine::Columns &columns, engine::Holder holder, double servers, const Asked &users,
                      const JobsAsked &jobs);

} // namespace headroom::analysis
