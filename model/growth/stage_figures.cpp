#include "model/growth/stage_figures.h"

#include "model/analysis/solve_figures.h"
#include "model/growth/tier_short.h"

namespace headroom::growth {

namespace {

constexpr double kNoticed = 1e-6; // half a minute a year

} // namespace

std::vector<StageFigures> stageFigures(const CompiledDesign &design, std::optional<double> users,
                                       const std::stop_token &stop)
{
    std::vector<StageFigures> found;
    for (std::size_t i = 0; i < design.stages.size() && !stop.stop_requested(); ++i) {
        const project::Stage &stage = *design.project->stages[i];
        StageFigures out;
        out.stage = i;
        out.name = stage.name;
        out.users = users.value_or(stage.users.to);
        const analysis::Report report = analysis::solveFigures(*design.stages[i], out.users);
        out.availability = report.availability;
        if (const LeastProtected least = leastProtected(report);
            report.availability && *report.availability - least.availability > kNoticed) {
            out.availability = least.availability;
            out.judged = least.title;
        }
        if (report.tolerance.targetAvailability > 0)
            out.tolerated = report.tolerance.targetAvailability;
        out.cost = report.costPerMonth;
        out.costByCategory = report.costByCategory;
        out.isSaturated = report.state == analysis::State::Saturated;
        found.push_back(std::move(out));
    }
    return found;
}

} // namespace headroom::growth
