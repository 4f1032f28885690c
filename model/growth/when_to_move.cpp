#include "model/growth/when_to_move.h"

#include "model/analysis/rules/stages.h"
#include "model/analysis/solve_figures.h"
#include "model/growth/growth_order.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

namespace headroom::growth {

namespace {

using analysis::CompiledStage;
using analysis::Report;
using analysis::ResourceReport;

constexpr const char *kDueRule = "STG-02"; // whose threshold says from when on something is full
constexpr double kUsualThreshold = 0.70;
constexpr double kNear = 1e-6;       // a resource that reaches the threshold this near to the found users explains them
constexpr double kLeastShare = 1e-6; // of the users at saturation: where the search begins

/// Users at 0.85 and so much more, on the straight line through 0.85 and 1; 0 where it is as full without any.
double beside085(const ResourceReport &resource, double more)
{
    if (!std::isfinite(resource.usersAtSaturation))
        return resource.usersAtSaturation;
    const double perUnit = (resource.usersAtSaturation - resource.usersAt085) / 0.15;
    return std::max(0.0, resource.usersAt085 + perUnit * more);
}

Filling fillingOf(const analysis::ComponentReport &component, const ResourceReport &resource)
{
    Filling out { component.id,
                  component.name,
                  resource.id,
                  resource.title,
                  resource.usersAt070,
                  resource.usersAt085,
                  resource.usersAtSaturation,
                  resource.usersAt070,
                  resource.usersAt085 };
    if (const double amber = analysis::watchedFrom(resource.id); amber > kUsualThreshold) { // a band of its own
        out.usersAtAmber = beside085(resource, amber - 0.85);
        out.usersAtRed = beside085(resource, analysis::criticalFrom(resource.id) - 0.85);
    }
    return out;
}

std::optional<Filling> fillingAt(const Report &report, const analysis::ResourceRef &ref)
{
    if (!ref.exists())
        return std::nullopt;
    const auto &component = report.components[static_cast<std::size_t>(ref.component)];
    return fillingOf(component, component.resources[static_cast<std::size_t>(ref.resource)]);
}

double thresholdOf(const CompiledStage &stage)
{
    const catalog::RuleSpec *rule = stage.catalog->rule(kDueRule);
    return rule ? rule->threshold : kUsualThreshold;
}

using TriggerOf = std::optional<analysis::Trigger> (*)(const analysis::Inspection &, double);

/// What says at these users that something fills up; nothing when nothing does.
std::optional<analysis::Trigger> fullAt(const CompiledStage &stage, double users, TriggerOf triggerOf)
{
    const Report report = analysis::solveFigures(stage, users);
    const std::optional<analysis::Trigger> found = triggerOf(analysis::Inspection(stage, report), thresholdOf(stage));
    return found && found->isFull ? found : std::nullopt;
}

/// Users at which some resource turns amber that are the found ones but for the bisection's rest.
double snapped(const Report &report, double users)
{
    for (const analysis::ComponentReport &component : report.components)
        for (const ResourceReport &resource : component.resources)
            if (const double amber = fillingOf(component, resource).usersAtAmber;
                std::abs(amber - users) <= kNear * users)
                return amber;
    return users;
}

/// Nothing where the trigger of its sort does not hold before the stage is saturated.
std::optional<MoveTrigger> triggerOfStage(const CompiledStage &stage, const Report &report, TriggerOf triggerOf)
{
    double high = report.usersAtSaturation;
    std::optional<analysis::Trigger> found = fullAt(stage, high, triggerOf);
    if (!found)
        return std::nullopt;
    double low = high * kLeastShare;
    if (fullAt(stage, low, triggerOf))
        high = low;                 // full by what jobs and standing work take, whatever the users
    std::vector<double> candidates; // where a resource turns amber: most triggers are one of those
    for (const analysis::ComponentReport &component : report.components)
        for (const ResourceReport &resource : component.resources)
            if (const double amber = fillingOf(component, resource).usersAtAmber; amber > low && amber < high)
                candidates.push_back(amber);
    std::sort(candidates.begin(), candidates.end());
    for (const double each : candidates) {
        if (fullAt(stage, each * (1 + kNear / 2), triggerOf)) {
            high = each * (1 + kNear / 2);
            if (!fullAt(stage, each * (1 - kNear / 2), triggerOf))
                low = each * (1 - kNear / 2);
            break;
        }
        low = each * (1 + kNear / 2);
    }
    while (high > low * (1 + kNear)) {
        const double middle = std::sqrt(low * high);
        (fullAt(stage, middle, triggerOf) ? high : low) = middle;
    }
    found = fullAt(stage, high, triggerOf);
    if (!found)
        return std::nullopt;
    return MoveTrigger { snapped(report, high), found->component ? stage.components[*found->component].id : "",
                         found->threshold, found->what, true };
}

StageMove moveOf(const CompiledStage &stage)
{
    StageMove out;
    out.index = stage.stageIndex;
    out.name = stage.stageName;
    out.range = stage.range;
    const Report report = analysis::solveFigures(stage, stage.range.to);
    out.serves = report.state != analysis::State::Unreachable && !report.classes.empty();
    out.costAtEnd = report.costPerMonth;
    if (!out.serves)
        return out;
    out.first = fillingAt(report, report.bottleneck);
    out.second = fillingAt(report, report.next);
    out.resources = fillingsOf(report);
    out.usersAtSaturation = report.usersAtSaturation;
    out.failsInRange = report.usersAtSaturation <= stage.range.to;
    out.trigger = triggerAt(stage);
    if (out.trigger)
        out.costAtTrigger = analysis::costAt(stage, out.trigger->users);
    return out;
}

/// What a stage is compared with the ones before and after it that serve anybody. Nobody moves to a stage that holds no
/// more than the present one.
void relate(StageMap &map, const CompiledDesign &design)
{
    const std::vector<std::size_t> order = orderOfGrowth(map);
    const StageMove *before = nullptr; // of those so far that which holds the most
    for (auto at = order.begin(); at != order.end(); ++at) {
        StageMove &each = map.stages[*at];
        if (!each.serves)
            continue;
        each.isOvertaken = before && each.usersAtSaturation <= before->usersAtSaturation;
        if (!before)
            each.justifiedFrom = 0;
        else if (before->trigger && !each.isOvertaken)
            each.justifiedFrom = before->trigger->users;
        if (!each.isOvertaken)
            before = &each;
        const auto next = std::find_if(std::next(at), order.end(), [&](std::size_t other) {
            return map.stages[other].serves && map.stages[other].usersAtSaturation > each.usersAtSaturation;
        });
        if (next == order.end())
            continue;
        each.next = *next;
        each.nextSaturation = map.stages[*next].usersAtSaturation;
        if (each.trigger)
            each.nextCost = analysis::costAt(*design.stages[*next], each.trigger->users);
    }
}

} // namespace

CompiledDesign compileDesign(project::Snapshot project, const catalog::Catalog &catalog, const std::stop_token &stop)
{
    CompiledDesign out { std::move(project), &catalog, {} };
    for (std::size_t i = 0; i < out.project->stages.size() && !stop.stop_requested(); ++i)
        out.stages.push_back(analysis::compile(*out.project, i, catalog));
    return out;
}

std::vector<std::size_t> orderOfGrowth(const StageMap &map)
{
    std::vector<std::size_t> order(map.stages.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&map](std::size_t a, std::size_t b) {
        const project::UserRange &one = map.stages[a].range;
        const project::UserRange &other = map.stages[b].range;
        return std::pair(one.from, one.to) < std::pair(other.from, other.to);
    });
    return order;
}

std::vector<Filling> fillingsOf(const Report &report)
{
    std::vector<Filling> found;
    for (const analysis::ComponentReport &component : report.components)
        for (const ResourceReport &resource : component.resources)
            if (std::isfinite(resource.usersAtSaturation))
                found.push_back(fillingOf(component, resource));
    std::stable_sort(found.begin(), found.end(),
                     [](const Filling &a, const Filling &b) { return a.usersAtSaturation < b.usersAtSaturation; });
    return found;
}

std::optional<MoveTrigger> triggerAt(const CompiledStage &stage)
{
    const Report report = analysis::solveFigures(stage, std::max(1.0, stage.range.to));
    const std::optional<Filling> first = fillingAt(report, report.bottleneck);
    if (!first || !std::isfinite(first->usersAtSaturation))
        return std::nullopt;
    if (first->usersAtSaturation > 0)
        if (std::optional<MoveTrigger> own = triggerOfStage(stage, report, analysis::triggerOf))
            return own;
    const std::vector<Filling> all = fillingsOf(report);
    const Filling &amber = *std::min_element(all.begin(), all.end(), [](const Filling &a, const Filling &b) {
        return a.usersAtAmber < b.usersAtAmber; // what is full first may turn amber later, as memory does
    });
    const double threshold = analysis::watchedFrom(amber.resource);
    return MoveTrigger { amber.usersAtAmber, amber.component, threshold,
                         amber.resourceTitle + " of " + amber.componentName + " at " + reporting::percent(threshold),
                         false };
}

std::optional<MoveTrigger> watchedTriggerAt(const CompiledStage &stage)
{
    const Report report = analysis::solveFigures(stage, std::max(1.0, stage.range.to));
    const bool fills = std::isfinite(report.usersAtSaturation) && report.usersAtSaturation > 0;
    return fills ? triggerOfStage(stage, report, analysis::watchedTriggerOf) : std::nullopt;
}

StageMap stageMapOf(const CompiledDesign &design, const std::stop_token &stop)
{
    StageMap map;
    map.design = design.project->name;
    map.currency = design.catalog->currency();
    for (const auto &stage : design.stages) {
        if (stop.stop_requested())
            break;
        map.stages.push_back(moveOf(*stage));
    }
    relate(map, design);
    return map;
}

} // namespace headroom::growth
