#include "model/edits/design_stages.h"
#include "model/edits/edit.h"
#include "model/edits/growth_checks.h"
#include "model/edits/stage_editor.h"
#include "model/layout/looks.h"
#include "model/reliability/tolerance.h"
#include "model/workload/workload.h"

#include <algorithm>

namespace headroom::edits {

namespace {

using project::Project;

Problem applyTo(Project &project, const RenameProject &edit, const catalog::Catalog &)
{
    if (Problem problem = wrongText("the name", edit.name, kMaximumName))
        return problem;
    project.name = edit.name;
    return std::nullopt;
}

Problem applyTo(Project &project, const SetWorkloadParameter &edit, const catalog::Catalog &catalog)
{
    if (!edit.value) {
        project.workload.parameters.erase(edit.parameter);
        return std::nullopt;
    }
    const std::vector<catalog::ParameterSpec> &specs = catalog.workloadParameters();
    const auto spec
        = std::find_if(specs.begin(), specs.end(), [&](const auto &each) { return each.id == edit.parameter; });
    if (Problem problem = wrongParameter(spec == specs.end() ? nullptr : &*spec, edit.parameter, *edit.value))
        return problem;
    project.workload.parameters.set(edit.parameter, *edit.value);
    return std::nullopt;
}

Problem applyTo(Project &project, const SetWorkloadPreset &edit, const catalog::Catalog &catalog)
{
    if (catalog.preset(edit.preset).id != edit.preset)
        return Error { "there is no preset \"" + edit.preset + "\"", "", "Choose one of the catalog" };
    project.workload.preset = edit.preset;
    return workload::wrongJourneys(project.workload, catalog);
}

Problem applyTo(Project &project, const SetJourneys &edit, const catalog::Catalog &catalog)
{
    if (edit.journeys.size() > workload::kMaximumClasses)
        return Error { "a workload holds at most 100 journeys", "", "Join some" };
    for (const project::Journey &each : edit.journeys) {
        if (!isLegalId(each.id))
            return Error { "\"" + each.id + "\" is no id", "", "Use letters, digits, '_', '-' and '.'" };
        if (Problem problem = wrongText("the name of a journey", each.name, kMaximumName))
            return problem;
        if (Problem problem = wrongText("the criticality", each.criticality, kMaximumName))
            return problem;
        if (Problem problem = workload::wrongNumbers(each))
            return problem;
    }
    project.workload.journeys = edit.journeys;
    return workload::wrongJourneys(project.workload, catalog);
}

Problem applyTo(Project &project, const SetJobs &edit, const catalog::Catalog &)
{
    if (edit.jobs.size() > workload::kMaximumJobs)
        return Error { "a workload holds at most 20 jobs", "", "Join some" };
    for (const project::BackgroundJob &each : edit.jobs) {
        for (const std::string *id : { &each.id, &each.entry })
            if (!isLegalId(*id) && !(id == &each.entry && id->empty()))
                return Error { "\"" + *id + "\" is no id", "", "Use letters, digits, '_', '-' and '.'" };
        if (Problem problem = wrongText("the name of a job", each.name, kMaximumName))
            return problem;
        for (const project::OperationUse &use : each.uses)
            if (Problem problem = wrongText("an operation", use.operation, kMaximumName))
                return problem;
        if (Problem problem = workload::wrongNumbers(each))
            return problem;
    }
    project.workload.jobs = edit.jobs;
    return workload::wrongJobs(project.workload);
}

Problem applyTo(Project &project, const SetClasses &edit, const catalog::Catalog &catalog)
{
    for (const project::RequestClass &each : edit.classes) {
        if (!isLegalId(each.id))
            return Error { "\"" + each.id + "\" is no id", "", "Use letters, digits, '_', '-' and '.'" };
        if (Problem problem = wrongText("the name of a class", each.name, kMaximumName))
            return problem;
        for (const project::OperationUse &use : each.uses)
            if (Problem problem = wrongText("the operation", use.operation, kMaximumName))
                return problem;
    }
    if (Problem problem = workload::wrongClasses(edit.classes))
        return problem;
    project.workload.classes = edit.classes;
    return workload::wrongJourneys(project.workload, catalog);
}

Problem applyTo(Project &project, const SetDay &edit, const catalog::Catalog &)
{
    if (Problem problem = workload::wrongDay(edit.day))
        return problem;
    project.workload.day = edit.day;
    return std::nullopt;
}

Problem applyTo(Project &project, const SetCriticality &edit, const catalog::Catalog &)
{
    if (reliability::tierOf(edit.tier).id != edit.tier)
        return Error { "there is no tier \"" + edit.tier + "\"", "", "Choose one of the five" };
    project.criticality = edit.tier;
    return std::nullopt;
}

auto sameFinding(const std::string &rule, const std::vector<std::string> &subjects)
{
    return [&](const project::Acknowledgment &each) { return each.rule == rule && each.subjects == subjects; };
}

Problem applyTo(Project &project, const AcknowledgeFinding &edit, const catalog::Catalog &)
{
    const project::Acknowledgment &added = edit.acknowledgment;
    if (added.rule.empty())
        return Error { "an acknowledgment needs the rule it is about", "", "Name one" };
    if (added.subjects.size() > kMaximumComponents)
        return Error { "an acknowledgment names at most 20,000 elements", "", "Acknowledge less at once" };
    if (Problem problem = wrongText("the rule", added.rule, kMaximumName))
        return problem;
    for (const std::string &subject : added.subjects)
        if (!isLegalId(subject))
            return Error { "\"" + subject + "\" is no id", "", "Name components and connections" };
    if (Problem problem = wrongText("the reason", added.reason, kMaximumNotes))
        return problem;
    std::erase_if(project.acknowledged, sameFinding(added.rule, added.subjects));
    if (project.acknowledged.size() >= kMaximumAcknowledgments)
        return Error { "a design holds at most 1,000 acknowledgments", "", "Withdraw some" };
    project.acknowledged.push_back(added);
    return std::nullopt;
}

Problem applyTo(Project &project, const WithdrawAcknowledgment &edit, const catalog::Catalog &)
{
    if (std::erase_if(project.acknowledged, sameFinding(edit.rule, edit.subjects)) == 0)
        return Error { edit.rule + " is not acknowledged there", "", "Nothing needs to be done" };
    return std::nullopt;
}

Problem applyTo(Project &project, const SetGrowthPlan &edit, const catalog::Catalog &)
{
    if (edit.plan)
        if (Problem problem = wrongPlan(*edit.plan))
            return problem;
    project.plan = edit.plan;
    return std::nullopt;
}

Problem applyTo(Project &project, const SetUncertainties &edit, const catalog::Catalog &)
{
    if (Problem problem = wrongUncertainties(edit.uncertainties))
        return problem;
    project.uncertainties = edit.uncertainties;
    return std::nullopt;
}

/// The stage to write to: a copy, unless an earlier step of the same batch made one that nobody else holds.
std::shared_ptr<project::Stage> ownStage(const std::shared_ptr<const project::Stage> &stage)
{
    return stage.use_count() == 1 ? std::const_pointer_cast<project::Stage>(stage)
                                  : std::make_shared<project::Stage>(*stage);
}

/// Every other edit concerns one stage; the rest stay shared with the project before.
template <typename StageEdit>
Problem applyTo(Project &project, const StageEdit &edit, const catalog::Catalog &catalog)
{
    if (edit.stage >= project.stages.size())
        return missingStage(project, edit.stage);
    const std::shared_ptr<project::Stage> stage = ownStage(project.stages[edit.stage]);
    if (Problem problem = StageEditor(*stage, catalog)(edit))
        return problem;
    project.stages[edit.stage] = stage;
    return std::nullopt;
}

/// Carries out the steps of a batch from `first` on that concern the same stage, without looking through the whole
/// stage for each. @param first  is set behind the last of them.
Problem applyRun(Project &project, const Batch &edit, std::size_t &first, const catalog::Catalog &catalog)
{
    const std::size_t stage = *stageOf(edit.steps[first]);
    if (stage >= project.stages.size())
        return missingStage(project, stage);
    const std::shared_ptr<project::Stage> own = ownStage(project.stages[stage]);
    StageEditor editor(*own, catalog);
    editor.expectMany();
    for (; first < edit.steps.size() && stageOf(edit.steps[first]) == stage; ++first) {
        const auto carryOut = [&](const auto &each) -> Problem {
            if constexpr (kIsOfAStage<decltype(each)>)
                return editor(each);
            else
                return std::nullopt;
        };
        if (Problem problem = std::visit(carryOut, edit.steps[first]))
            return problem;
    }
    project.stages[stage] = own;
    return std::nullopt;
}

Problem applyTo(Project &project, const Batch &edit, const catalog::Catalog &catalog)
{
    constexpr std::size_t kMany = 16; // below, an index of the stage costs more than it saves
    for (std::size_t i = 0; i < edit.steps.size();) {
        if (edit.steps.size() >= kMany && stageOf(edit.steps[i])) {
            if (Problem problem = applyRun(project, edit, i, catalog))
                return problem;
            continue;
        }
        const auto applyOne = [&](const auto &each) { return applyTo(project, each, catalog); };
        if (Problem problem = std::visit(applyOne, edit.steps[i++]))
            return problem;
    }
    return std::nullopt;
}

} // namespace

Result<project::Snapshot> apply(const Project &before, const Edit &edit, const catalog::Catalog &catalog)
{
    auto after = std::make_shared<Project>(before);
    if (const Problem problem = std::visit([&](const auto &each) { return applyTo(*after, each, catalog); }, edit))
        return *problem;
    return project::Snapshot(std::move(after));
}

namespace {

bool carriesOn(const MoveComponents &later, const MoveComponents &earlier)
{
    return later.gesture > 0 && later.gesture == earlier.gesture && later.stage == earlier.stage
        && std::equal(later.moves.begin(), later.moves.end(), earlier.moves.begin(), earlier.moves.end(),
                      [](const Move &a, const Move &b) { return a.id == b.id; });
}

bool carriesOn(const SetDay &later, const SetDay &earlier)
{
    return later.gesture > 0 && later.gesture == earlier.gesture;
}

/// A note is kept while it is typed; all that is typed in a row is one step.
bool carriesOn(const SetNotes &later, const SetNotes &earlier)
{
    return later.stage == earlier.stage && later.id == earlier.id;
}

/// The note of a connection.
bool carriesOn(const SetParameter &later, const SetParameter &earlier)
{
    return later.stage == earlier.stage && later.id == earlier.id && later.parameter == earlier.parameter
        && later.parameter == layout::kNote;
}

template <typename Any>
bool carriesOnAny(const Any &later, const Any &earlier)
{
    const auto goesOn = [&earlier](const auto &step) {
        using Kind = std::decay_t<decltype(step)>;
        if constexpr (requires { carriesOn(step, step); }) {
            const auto *before = std::get_if<Kind>(&earlier);
            return before && carriesOn(step, *before);
        } else {
            return false;
        }
    };
    return std::visit(goesOn, later);
}

/// Lines whose both ends are moved take their waypoints along.
bool areWaypointsOfOneLine(const Step &later, const Step &earlier)
{
    const auto *next = std::get_if<SetParameter>(&later);
    const auto *last = std::get_if<SetParameter>(&earlier);
    return next && last && next->stage == last->stage && next->id == last->id && next->parameter == layout::kWaypoints
        && last->parameter == layout::kWaypoints;
}

/// Of a gesture that reaches later stages too, or takes lines along.
bool carriesOnBatch(const Batch &later, const Batch &earlier)
{
    bool isOneGesture = false;
    const bool isAlike = std::equal(later.steps.begin(), later.steps.end(), earlier.steps.begin(), earlier.steps.end(),
                                    [&isOneGesture](const Step &a, const Step &b) {
                                        const bool goesOn = carriesOnAny(a, b);
                                        isOneGesture = isOneGesture || goesOn;
                                        return goesOn || areWaypointsOfOneLine(a, b);
                                    });
    return isAlike && isOneGesture;
}

} // namespace

bool continues(const Edit &later, const Edit &earlier)
{
    const auto *batch = std::get_if<Batch>(&later);
    const auto *earlierBatch = std::get_if<Batch>(&earlier);
    return batch && earlierBatch ? carriesOnBatch(*batch, *earlierBatch) : carriesOnAny(later, earlier);
}

} // namespace headroom::edits
