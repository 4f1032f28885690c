#include "model/analysis/sweep_percentiles.h"

#include "model/analysis/solve_figures.h"
#include "model/core/parallel.h"

#include <algorithm>
#include <thread>

namespace headroom::analysis {

SweptPercentiles sweepPercentiles(const project::Project &project, std::size_t stage, std::span<const double> users,
                                  const catalog::Catalog &catalog, std::stop_token stop)
{
    return sweepPercentiles(*compile(project, stage, catalog), users, stop);
}

SweptPercentiles sweepPercentiles(const CompiledStage &stage, std::span<const double> users,
                                  const std::stop_token &stop)
{
    SweptPercentiles found(users.size());
    const std::size_t strands = std::max(1u, std::thread::hardware_concurrency());
    inParallel(std::min(strands, users.size()), [&](std::size_t strand) {
        Report report; // its memory serves all points of a strand
        for (std::size_t i = strand; i < users.size() && !stop.stop_requested(); i += strands) {
            solveFiguresInto(stage, users[i], { .percentiles = true }, report);
            if (report.serverTime)
                found[i] = report.serverTime->value;
        }
    });
    return stop.stop_requested() ? SweptPercentiles() : found;
}

} // namespace headroom::analysis
