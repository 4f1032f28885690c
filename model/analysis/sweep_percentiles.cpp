#include "model/analysis/sweep_percentiles.h"

#include "model/analysis/solve_figures.h"

namespace headroom::analysis {

SweptPercentiles sweepPercentiles(const project::Project &project, std::size_t stage, std::span<const double> users,
                                  const catalog::Catalog &catalog, std::stop_token stop)
{
    const std::shared_ptr<const CompiledStage> compiled = compile(project, stage, catalog);
    SweptPercentiles found;
    Report report;
    for (const double each : users) {
        if (stop.stop_requested())
            break;
        solveFiguresInto(*compiled, each, { .percentiles = true }, report);
        found.push_back(report.serverTime ? std::optional(report.serverTime->value) : std::nullopt);
    }
    return found;
}

} // namespace headroom::analysis
