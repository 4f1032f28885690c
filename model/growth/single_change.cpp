#include "model/analysis/effects.h"
#include "model/analysis/solve_figures.h"
#include "model/cost/sizing.h"
#include "model/growth/plan.h"

#include <algorithm>
#include <cmath>

namespace headroom::growth {

namespace {

constexpr double kWorthIt = 1.05; // of the users at red: what brings less is no way to put a stage off
constexpr double kAsLong = 0.98;  // of the longest: lasts as long
constexpr int kTargets = 4;       // that the component which fills first is sized for

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
    SingleChange change;
    change.title = std::move(title);
    change.edit = edit;
    change.usersAtRed = report.usersAt085;
    change.usersAtSaturation = report.usersAtSaturation;
    change.cost = report.costPerMonth;
    const Difference found = elementsBetween(*design.project, stage, **after, stage, *design.catalog);
    if (found.components.size() == 1 && found.components.front().what == ElementChange::What::Changed)
        change.settings = found.components.front().fields;
    return change;
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

/// Of those that cost less than the next stage, else of all, the cheapest that lasts as long as any; beyond the target
/// nobody needs it to last.
std::optional<SingleChange> bestOf(std::vector<SingleChange> found, double target, double nextCost)
{
    if (std::any_of(found.begin(), found.end(), [&](const SingleChange &each) { return each.cost < nextCost; }))
        std::erase_if(found, [&](const SingleChange &each) { return each.cost >= nextCost; });
    const auto lasting = [&](const SingleChange &each) { return std::min(each.usersAtRed, target); };
    double longest = 0;
    for (const SingleChange &each : found)
        longest = std::max(longest, lasting(each));
    std::optional<SingleChange> best;
    for (SingleChange &each : found)
        if (lasting(each) >= kAsLong * longest
            && (!best || std::pair(each.cost, -each.usersAtRed) < std::pair(best->cost, -best->usersAtRed)))
            best = std::move(each);
    return best;
}

} // namespace

std::string SingleChange::settingsText() const
{
    std::string text;
    for (const FieldChange &each : settings)
        if (each.after)
            text += (text.empty() ? "" : "; ") + each.title + ": " + *each.after;
    return text;
}

std::optional<SingleChange> singleChangeFor(const CompiledDesign &design, std::size_t stage, double target, double at,
                                            double nextCost, const std::stop_token &stop)
{
    const auto &compiled = *design.stages[stage];
    const double red = analysis::solveFigures(compiled, at).usersAt085;
    if (!std::isfinite(red) || red <= 0)
        return std::nullopt;
    analysis::Report report = analysis::solve(compiled, red * 1.001);
    std::vector<SingleChange> found;
    const auto offer = [&](std::optional<SingleChange> change) {
        if (change && change->usersAtRed >= kWorthIt * red)
            found.push_back(std::move(*change));
    };
    const double most = std::max(target, 2 * red);
    for (int i = 1; i <= kTargets && report.bottleneck.exists() && !stop.stop_requested(); ++i)
        offer(moreOf(design, stage, report, red * std::pow(most / red, static_cast<double>(i) / kTargets), at));
    for (const analysis::Finding &finding : report.findings) {
        if (stop.stop_requested())
            break;
        if (finding.cure)
            offer(tried(design, stage, at, edits::describe(*finding.cure, *design.project, *design.catalog),
                        *finding.cure));
    }
    return bestOf(std::move(found), target, nextCost);
}

} // namespace headroom::growth
