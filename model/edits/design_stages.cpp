#include "model/edits/design_stages.h"

#include <algorithm>
#include <unordered_set>

namespace headroom::edits {

namespace {

using project::Project;
using project::Stage;

Problem wrongComponent(const project::Component &each, const catalog::Catalog &catalog)
{
    if (each.kind.empty())
        return Error { "a component needs a kind", "", "Choose one from the palette" };
    if (Problem problem = wrongText("the kind", each.kind, kMaximumName))
        return problem;
    if (Problem problem = wrongText("the name", each.name, kMaximumName))
        return problem;
    if (Problem problem = wrongText("the note", each.notes, kMaximumNotes))
        return problem;
    if (Problem problem = wrongPosition(each.position))
        return problem;
    // What a file says of a kind that nobody knows is kept as it is.
    return catalog.knowsKind(each.kind) ? wrongParameters(catalog.kind(each.kind), each.parameters) : std::nullopt;
}

Problem wrongConnection(const project::Connection &each, const std::unordered_set<std::string> &components,
                        const catalog::Catalog &catalog)
{
    for (const std::string *end : { &each.from, &each.to })
        if (!components.contains(*end))
            return missing(*end);
    if (Problem problem = wrongText("the label", each.name, kMaximumName))
        return problem;
    return catalog.knowsConnectionKind(each.kind) ? wrongParameters(catalog.connectionKind(each.kind), each.parameters)
                                                  : std::nullopt;
}

Problem claim(std::unordered_set<std::string> &ids, const std::string &id)
{
    if (!isLegalId(id))
        return Error { "the id \"" + std::string(cutTo(id, kMaximumId)) + "\" is not legal", "",
                       "Use 1 to 64 letters, digits, '_', '-' and '.'" };
    if (!ids.insert(id).second)
        return Error { "the id \"" + id + "\" is there twice in this stage", "", "Give one of the two another id" };
    return std::nullopt;
}

/// What keeps a whole stage from entering a design. O(components + connections).
Problem wrongStage(const Stage &stage, const catalog::Catalog &catalog)
{
    if (Problem problem = wrongText("the name of the stage", stage.name, kMaximumName))
        return problem;
    if (Problem problem = wrongRange(stage.users))
        return problem;
    if (stage.components.size() > kMaximumComponents)
        return Error { "a stage holds at most 20,000 components", "", "Split the design" };
    if (stage.connections.size() > kMaximumConnections)
        return Error { "a stage holds at most 60,000 connections", "", "Split the design" };
    std::unordered_set<std::string> ids;
    for (const project::Component &each : stage.components) {
        if (Problem problem = claim(ids, each.id))
            return problem;
        if (Problem problem = wrongComponent(each, catalog))
            return problem;
    }
    const std::unordered_set<std::string> components = ids;
    for (const project::Connection &each : stage.connections) {
        if (Problem problem = claim(ids, each.id))
            return problem;
        if (Problem problem = wrongConnection(each, components, catalog))
            return problem;
    }
    for (const project::Component &each : stage.components)
        if (!each.place.empty() && !components.contains(each.place))
            return Error { "\"" + each.place + "\" is not a place of this stage", "", "Name a place, or none" };
    return placeCycle(stage);
}

/// The stage with something about it changed; its components are copied, the version before is not touched.
template <typename Change>
void replace(Project &project, std::size_t index, const Change &change)
{
    auto changed = std::make_shared<Stage>(*project.stages[index]);
    change(*changed);
    project.stages[index] = std::move(changed);
}

auto at(Project &project, std::size_t index)
{
    return project.stages.begin() + static_cast<std::ptrdiff_t>(index);
}

bool hasStage(const Project &project, const std::string &name)
{
    return std::any_of(project.stages.begin(), project.stages.end(),
                       [&](const auto &each) { return each->name == name; });
}

/// Lead times in the plan go by the names of stages.
void renameLead(Project &project, const std::string &before, const std::string &name)
{
    if (before == name || !project.plan)
        return;
    std::vector<project::StageLead> &leads = project.plan->stageLeads;
    const auto leadOf = [&](const std::string &stage) {
        return std::find_if(leads.begin(), leads.end(), [&](const auto &each) { return each.stage == stage; });
    };
    const auto lead = leadOf(before);
    if (lead == leads.end() || leadOf(name) != leads.end())
        return;
    if (hasStage(project, before))
        leads.push_back({ name, lead->months });
    else
        lead->stage = name;
}

} // namespace

Problem wrongRange(const project::UserRange &users)
{
    if (!(users.from >= 0) || !(users.to <= kMostStageUsers))
        return Error { "a stage cannot be for so many users", "", "Stay between 0 and 1,000,000,000,000" };
    if (!(users.from < users.to))
        return Error { "the range of users ends before it begins", "", "Make the upper end larger than the lower end" };
    return std::nullopt;
}

Error missingStage(const Project &project, std::size_t stage)
{
    return { "there is no stage " + std::to_string(stage + 1), "",
             "The design has " + std::to_string(project.stages.size()) };
}

Problem applyTo(Project &project, const AddStage &edit, const catalog::Catalog &catalog)
{
    if (edit.at > project.stages.size())
        return missingStage(project, edit.at);
    if (project.stages.size() >= kMaximumStages)
        return Error { "a design holds at most 1,000 stages", "", "Delete some" };
    if (Problem problem = wrongStage(edit.stage, catalog))
        return problem;
    project.stages.insert(at(project, edit.at), std::make_shared<Stage>(edit.stage));
    return std::nullopt;
}

Problem applyTo(Project &project, const RemoveStage &edit, const catalog::Catalog &)
{
    if (edit.stage >= project.stages.size())
        return missingStage(project, edit.stage);
    if (project.stages.size() == 1)
        return Error { "a design has at least one stage", "", "Add another one first" };
    const std::string name = project.stages[edit.stage]->name;
    project.stages.erase(at(project, edit.stage));
    if (project.plan && !hasStage(project, name))
        std::erase_if(project.plan->stageLeads, [&](const auto &each) { return each.stage == name; });
    return std::nullopt;
}

Problem applyTo(Project &project, const RenameStage &edit, const catalog::Catalog &)
{
    if (edit.stage >= project.stages.size())
        return missingStage(project, edit.stage);
    if (Problem problem = wrongText("the name of the stage", edit.name, kMaximumName))
        return problem;
    const std::string before = project.stages[edit.stage]->name;
    replace(project, edit.stage, [&](Stage &stage) { stage.name = edit.name; });
    renameLead(project, before, edit.name);
    return std::nullopt;
}

Problem applyTo(Project &project, const SetUserRange &edit, const catalog::Catalog &)
{
    if (edit.stage >= project.stages.size())
        return missingStage(project, edit.stage);
    if (Problem problem = wrongRange(edit.users))
        return problem;
    replace(project, edit.stage, [&](Stage &stage) { stage.users = edit.users; });
    return std::nullopt;
}

Problem applyTo(Project &project, const MoveStage &edit, const catalog::Catalog &)
{
    for (const std::size_t each : { edit.stage, edit.to })
        if (each >= project.stages.size())
            return missingStage(project, each);
    const auto from = at(project, edit.stage);
    const auto to = at(project, edit.to);
    if (edit.stage < edit.to)
        std::rotate(from, from + 1, to + 1);
    else
        std::rotate(to, from, from + 1);
    return std::nullopt;
}

} // namespace headroom::edits
