#pragma once

#include "app/analysis/latest_task.h"
#include "model/growth/uncertainty.h"

#include <optional>

namespace headroom::app {

/// What a study has come to so far.
struct StudyState {
    project::Snapshot project;
    std::vector<growth::InputRange> inputs;
    std::vector<growth::StageBands> bands;
    std::vector<growth::Tornado> tornado;
    std::size_t evaluated = 0; ///< of `samples`
    std::size_t samples = 0;
    std::optional<Error> error; ///< a range that makes no sense; then nothing else is there
};

/// Makes a study by as many threads as there are processors and tells its bands ever more often refined: after the
/// tornado at once, then after some samples, twice as many, and so on. The result depends on the seed alone.
void study(const project::Snapshot &project, const catalog::Catalog &catalog, growth::StudyRequest request,
           LatestTask<StudyState>::Teller &teller);

} // namespace headroom::app
