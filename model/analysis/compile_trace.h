#pragma once

#include "model/analysis/compiled_stage.h"

namespace headroom::analysis {

/// One class on its way through the stage.
struct ClassTrace {
    project::RequestClass stated; ///< as the project or its preset says it
    std::vector<double> counts;   ///< per operation: times per parent
    std::vector<double> times;    ///< per operation, s
    std::vector<double> sizes;    ///< per operation, bytes answered
    std::vector<double> requests; ///< per operation, bytes sent to ask for one
    flow::Visits all;
    flow::Visits waited;            ///< without what nobody waits for
    flow::Visits letIn;             ///< likewise, of a request that no limiter or bulkhead refuses what it needs
    std::vector<char> isLetIn = {}; ///< per step, of that: nothing is refused there; empty: nowhere is anything
};

/// What compiling a stage goes through and does not keep: the material of derivations.
struct CompileTrace {
    flow::Network network;
    std::vector<ClassTrace> classes;
};

/// As compile(), and writes down the way there.
[[nodiscard]] std::shared_ptr<const CompiledStage> compileTraced(const project::Project &project, std::size_t stage,
                                                                 const catalog::Catalog &catalog, CompileTrace &trace);

} // namespace headroom::analysis
