#include "model/analysis/effects.h"
#include "model/analysis/solve_figures.h"
#include "model/cost/sizing.h"
#include "model/growth/plan.h"

#include <algorithm>
#include <cmath>

namespace headroom::growth {

namespace {

constexpr double kWorthIt = 1.05; // of the users at red: what brings less is no way to put a stage off

/// An edit carried out; nothing when it cannot be.
std::optional<SingleChange> tried(const CompiledDesign &design, std::size_t stage, double at, std::string title,
                                  const edits::Edit &edit)
{
    const Result<project::Snapshot> after = edits::apply(*design.project, edit, *design.catalog);
    if (!after || stage >= (*after)->stages.size())
        return std::nullopt;
    const auto compiled = analysis::compile(**after, stage, *design.catalog);
    const analysis::Report report = analysis::solveFigures(*compiled, at);
    if (report.state == analysis::State::Unreachable)
        return std::nullopt;
    return SingleChange { std::move(title), edit, report.usersAt085, report.usersAtSaturation, report.costPerMonth,
                          std::nullopt,     false };
}

/// Larger machines, or more of them, of the component that fills first.
std::optional<SingleChange> moreOf(const CompiledDesign &design, std::size_t stage, const analysis::Report &report,
                                   double target, double at)
{
    const auto &component = report.components[static_cast<std::size_t>(report.bottleneck.component)];
    const cost::Sizing sizing = cost::Sizer(*design.project, stage, *design.catalog).at(target);
    edits::Batch batch { "Size " + component.name + " for more users", {} };
    for (const edits::SetParameter &each : sizing.edits)
        if (each.id == component.id)
            batch.steps.emplace_back(each);
    if (batch.steps.empty())
        return std::nullopt;
    return tried(design, stage, at, batch.title, batch);
}

} // namespace

std::optional<SingleChange> singleChangeFor(const CompiledDesign &design, std::size_t stage, double target, double at,
                                            const std::stop_token &stop)
{
    const auto &compiled = *design.stages[stage];
    const double red = analysis::solveFigures(compiled, at).usersAt085;
    if (!std::isfinite(red) || red <= 0)
        return std::nullopt;
    analysis::Report report = analysis::solve(compiled, red * 1.001);
    std::optional<SingleChange> best;
    const auto offer = [&](std::optional<SingleChange> found) {
        if (found && found->usersAtRed >= kWorthIt * red && (!best || found->usersAtRed > best->usersAtRed))
            best = std::move(found);
    };
    if (report.bottleneck.exists())
        offer(moreOf(design, stage, report, target, at));
    for (const analysis::Finding &finding : report.findings) {
        if (stop.stop_requested())
            break;
        if (finding.cure)
            offer(tried(design, stage, at, edits::describe(*finding.cure, *design.project, *design.catalog),
                        *finding.cure));
    }
    return best;
}

} // namespace headroom::growth
