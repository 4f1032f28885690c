#include "model/analysis/compiled_stage.h"
#include "model/analysis/retries.h"
#include "model/analysis/solve_figures.h"
#include "model/core/almost_whole.h"
#include "model/engine/solve.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::analysis {

namespace {

constexpr std::size_t kShownResources = 4;

/// A resource and the users at which it is full, to sort the tightest first.
struct Candidate {
    const CompiledComponent *component;
    const CompiledResource *resource;
    std::size_t row;
    double full;
    int alike = 1; ///< components of the same kind that fill at the same users, one per region say

    [[nodiscard]] bool isLike(const Candidate &other) const
    {
        return component->kind == other.component->kind && resource->spec == other.resource->spec
            && std::abs(full - other.full) <= 1e-9 * full;
    }
    [[nodiscard]] std::string title() const
    {
        return component->name + (alike > 1 ? " ×" + std::to_string(alike) : "") + " · " + resource->spec->title;
    }
};

std::vector<Candidate> tightest(const CompiledStage &stage)
{
    std::vector<Candidate> found;
    std::size_t row = 0;
    for (const CompiledComponent &component : stage.components)
        for (const CompiledResource &resource : component.resources) {
            if (std::isfinite(stage.limits->full[row]))
                found.push_back({ &component, &resource, row, stage.limits->full[row] });
            ++row;
        }
    std::stable_sort(found.begin(), found.end(),
                     [](const Candidate &a, const Candidate &b) { return a.full < b.full; });
    std::vector<Candidate> shown; // one curve for all that lie on each other
    for (const Candidate &each : found) {
        const auto twin
            = std::find_if(shown.begin(), shown.end(), [&](const Candidate &other) { return other.isLike(each); });
        if (twin != shown.end())
            ++twin->alike;
        else if (shown.size() < kShownResources)
            shown.push_back(each);
    }
    return shown;
}

} // namespace

std::vector<double> logarithmicUsers(double from, double to, std::size_t count)
{
    constexpr double kWhole = 1e-12; // of 1k to 1M in four points the second is 10,000 and not a rounding less
    std::vector<double> users;
    for (std::size_t i = 0; i < count; ++i)
        users.push_back(wholeWhereAlmost(
            from * std::pow(to / from, static_cast<double>(i) / static_cast<double>(count - 1)), kWhole));
    users.back() = to;
    return users;
}

Curves sweep(const CompiledStage &stage, std::span<const double> users, std::stop_token stop)
{
    Curves curves;
    const std::vector<Candidate> candidates = tightest(stage);
    for (const Candidate &each : candidates)
        curves.utilization.push_back({ each.component->id, each.title(), each.resource->spec->id, {} });
    curves.saturation = candidates.empty() ? std::numeric_limits<double>::infinity() : candidates.front().full;
    engine::Results results;
    for (const double each : users) {
        if (stop.stop_requested())
            break;
        if (stage.retries)
            stage.retries->solve(each, results);
        else
            engine::solve(*stage.columns, each, results);
        curves.users.push_back(each);
        for (std::size_t i = 0; i < candidates.size(); ++i)
            curves.utilization[i].values.push_back(results.filled[candidates[i].row]);
        curves.costPerMonth.push_back(results.totalCost);
    }
    return curves;
}

StageSweep sweepReports(const project::Project &project, std::size_t stage, std::span<const double> users,
                        const catalog::Catalog &catalog, std::stop_token stop)
{
    const std::shared_ptr<const CompiledStage> compiled = compile(project, stage, catalog);
    StageSweep sweep;
    sweep.design = project.name;
    sweep.stageIndex = stage;
    sweep.stageName = project.stages[stage]->name;
    sweep.currency = catalog.currency();
    Report report;
    for (const double each : users) {
        if (stop.stop_requested())
            break;
        solveFiguresInto(*compiled, each, {}, report);
        StageSweep::Point point {
            each, report.requestsPerSecond, report.state, report.meanLatency, report.costPerMonth, -1, {}
        };
        sweep.bindings.clear();
        for (std::size_t i = 0; i < report.components.size(); ++i) {
            const ComponentReport &component = report.components[i];
            if (component.bindingResource < 0)
                continue;
            if (report.bottleneck.component == static_cast<int>(i))
                point.bottleneck = static_cast<int>(sweep.bindings.size());
            const ResourceReport &resource = component.resources[static_cast<std::size_t>(component.bindingResource)];
            sweep.bindings.push_back({ component.id, resource.id });
            point.utilization.push_back(resource.utilization);
        }
        sweep.points.push_back(std::move(point));
    }
    return sweep;
}

std::vector<StageSummary> summarizeStages(const project::Project &project, const catalog::Catalog &catalog)
{
    std::vector<StageSummary> summaries;
    for (std::size_t i = 0; i < project.stages.size(); ++i) {
        const double to = project.stages[i]->users.to;
        const Report report = solveFigures(*compile(project, i, catalog), to);
        StageSummary line;
        line.name = project.stages[i]->name;
        line.from = project.stages[i]->users.from;
        line.to = to;
        line.usersAt085 = report.usersAt085;
        line.usersAtSaturation = report.usersAtSaturation;
        line.costAtTo = report.costPerMonth;
        const bool servesNobody = report.state == State::Unreachable && !report.components.empty();
        line.failsInRange = servesNobody || report.usersAtSaturation <= to;
        if (report.bottleneck.exists()) {
            const ComponentReport &component = report.components[static_cast<std::size_t>(report.bottleneck.component)];
            const ResourceReport &resource = component.resources[static_cast<std::size_t>(report.bottleneck.resource)];
            line.bottleneckComponent = component.name;
            line.bottleneckResource = resource.title;
            line.utilizationAtTo = resource.utilization;
        }
        summaries.push_back(std::move(line));
    }
    return summaries;
}

} // namespace headroom::analysis
