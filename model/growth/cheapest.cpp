#include "model/growth/cheapest.h"

#include "model/analysis/compiled_stage.h"
#include "model/growth/stage_search.h"
#include "model/reliability/tolerance.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <numeric>

namespace headroom::growth {

namespace {

/// Whether any load of users arrives anywhere.
bool serves(const project::Project &project, std::size_t stage, const catalog::Catalog &catalog)
{
    const auto compiled = analysis::compile(project, stage, catalog);
    return std::any_of(compiled->components.begin(), compiled->components.end(),
                       [](const auto &each) { return each.isReached && each.kind->behavior != "source"; });
}

/// The first stage, in ascending order of what carrying the users costs, that meets the goal; those that were asked for
/// do not. Nothing where none does.
std::optional<std::size_t> metElsewhere(const project::Project &project, const std::vector<std::size_t> &asked,
                                        const Goal &goal, const catalog::Catalog &catalog, const std::stop_token &stop)
{
    std::vector<std::pair<double, std::size_t>> others;
    for (std::size_t i = 0; i < project.stages.size(); ++i)
        if (std::find(asked.begin(), asked.end(), i) == asked.end())
            others.emplace_back(cost::Sizer(project, i, catalog, goal.limits).at(goal.users).costPerMonth, i);
    std::sort(others.begin(), others.end());
    for (const auto &[cost, stage] : others)
        if (!stop.stop_requested() && cheapestSizing(project, stage, goal, catalog, stop).best)
            return stage;
    return std::nullopt;
}

} // namespace

Goal withTier(Goal goal, const project::Project &project)
{
    if (goal.availability)
        return goal;
    const reliability::Tier &tier = reliability::tierOf(project.criticality);
    goal.availability = tier.targetAvailability;
    goal.tier = tier.id;
    return goal;
}

StageOptimum cheapestSizing(const project::Project &project, std::size_t stage, const Goal &goal,
                            const catalog::Catalog &catalog, const std::stop_token &stop, const Progress &progress)
{
    if (serves(project, stage, catalog))
        return StageSearch(project, stage, goal, catalog, stop, progress).run();
    StageOptimum out;
    out.stage = stage;
    out.name = project.stages[stage]->name;
    out.reason = "it serves nobody: requests reach no component";
    out.isProven = true;
    return out;
}

Optimum cheapestOf(const project::Project &project, std::vector<std::size_t> stages, const Goal &goal,
                   const catalog::Catalog &catalog, const std::stop_token &stop, const Progress &progress)
{
    if (stages.empty()) {
        stages.resize(project.stages.size());
        std::iota(stages.begin(), stages.end(), std::size_t(0));
    }
    Optimum out { project.name, catalog.currency(), goal, {}, std::nullopt, true };
    std::vector<double> least(stages.size(), 0);
    for (std::size_t i = 0; i < stages.size(); ++i) {
        out.stages.emplace_back();
        out.stages[i].stage = stages[i];
        out.stages[i].name = project.stages[stages[i]]->name;
        const cost::Sizing sizing = cost::Sizer(project, stages[i], catalog, goal.limits).at(goal.users);
        least[i] = sizing.costPerMonth;
    }
    std::vector<std::size_t> order(stages.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return least[a] < least[b]; });
    const auto weight = [&](std::size_t i) { // solving a larger stage takes longer
        const project::Stage &stage = *project.stages[stages[i]];
        return 1 + static_cast<double>(stage.components.size() + stage.connections.size());
    };
    double done = 0;
    double told = 0;
    for (auto at = order.begin(); at != order.end(); ++at) {
        const std::size_t i = *at;
        if (stop.stop_requested()) {
            out.stages[i].reason = "not searched: the search was stopped";
            continue;
        }
        const double cheapest = out.cheapest ? out.stages[*out.cheapest].best->cost : 0;
        if (out.cheapest && least[i] > cheapest) {
            out.stages[i].reason = "not searched: carrying the users alone costs "
                + reporting::money(least[i], out.currency) + " a month, more than the cheapest";
            out.stages[i].isProven = true;
        } else {
            double ahead = 0; // stages that are already known to cost too much are none
            for (auto next = at + 1; next != order.end(); ++next)
                ahead += !out.cheapest || least[*next] <= cheapest ? weight(*next) : 0;
            const Progress part = [&](double share) {
                told = std::max(told, (done + share * weight(i)) / (done + weight(i) + ahead));
                if (progress)
                    progress(told);
            };
            out.stages[i] = cheapestSizing(project, stages[i], goal, catalog, stop, part);
            done += weight(i);
        }
        const StageOptimum &found = out.stages[i];
        if (found.best && (!out.cheapest || found.best->cost < cheapest))
            out.cheapest = i;
        out.isProven = out.isProven && found.isProven;
    }
    out.isProven = out.isProven && !stop.stop_requested();
    if (!out.cheapest && !stop.stop_requested())
        out.elsewhere = metElsewhere(project, stages, goal, catalog, stop);
    if (progress)
        progress(1);
    return out;
}

edits::Edit asEdit(const SizedStage &sized, const project::Project &project)
{
    edits::Batch batch { "Size " + project.stages[sized.stage]->name, {} };
    batch.steps.assign(sized.edits.begin(), sized.edits.end());
    return batch;
}

edits::Batch stepTo(const SizedStage &sized, const project::Project &searched, const project::Project &present)
{
    edits::Batch batch { "Size " + present.stages[sized.stage]->name, {} };
    for (const project::Component &now : present.stages[sized.stage]->components) {
        const project::Component *before = searched.stages[sized.stage]->findComponent(now.id);
        if (!before)
            continue;
        project::Parameters wanted = before->parameters;
        for (const edits::SetParameter &each : sized.edits)
            if (each.id == now.id && each.value)
                wanted.set(each.parameter, *each.value);
        for (const auto &[id, value] : wanted.entries())
            if (const project::Value *is = now.parameters.find(id); !is || *is != value)
                batch.steps.emplace_back(edits::SetParameter { sized.stage, now.id, id, value });
        for (const auto &[id, value] : now.parameters.entries())
            if (!wanted.find(id))
                batch.steps.emplace_back(edits::SetParameter { sized.stage, now.id, id, std::nullopt });
    }
    return batch;
}

} // namespace headroom::growth
