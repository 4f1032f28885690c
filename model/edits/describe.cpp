#include "model/catalog/catalog.h"
#include "model/edits/edit.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <unordered_set>

namespace headroom::edits {

namespace {

std::string quoted(const std::string &name)
{
    return "\"" + name + "\"";
}

/// Finds names in the project before the edit.
struct Describer {
    const project::Project &before;
    const catalog::Catalog &catalog;

    std::string nameOf(std::size_t stage, const std::string &id) const
    {
        if (stage >= before.stages.size())
            return id;
        if (const project::Component *component = before.stages[stage]->findComponent(id))
            return component->name.empty() ? id : component->name;
        if (const project::Connection *connection = before.stages[stage]->findConnection(id))
            return connection->name.empty() ? "connection" : connection->name;
        return id;
    }

    /// What a rule finds, as the list of findings says it.
    std::string ruleText(const std::string &id) const
    {
        const catalog::RuleSpec *rule = catalog.rule(id);
        return rule ? quoted(rule->title) : id;
    }

    /// The title of a parameter of that element, as the inspector shows it.
    std::string titleOf(const SetParameter &edit) const
    {
        const project::Stage *stage = edit.stage < before.stages.size() ? before.stages[edit.stage].get() : nullptr;
        const catalog::ParameterSpec *spec = nullptr;
        if (const project::Component *component = stage ? stage->findComponent(edit.id) : nullptr)
            spec = catalog.kind(component->kind).findParameter(edit.parameter);
        else if (const project::Connection *connection = stage ? stage->findConnection(edit.id) : nullptr)
            spec = catalog.connectionKind(connection->kind).findParameter(edit.parameter);
        return spec ? quoted(spec->title) : edit.parameter;
    }

    std::string titleOf(const SetWorkloadParameter &edit) const
    {
        for (const catalog::ParameterSpec &spec : catalog.workloadParameters())
            if (spec.id == edit.parameter)
                return quoted(spec.title);
        return edit.parameter;
    }

    /// What is moved itself: what stands in a place goes with it.
    std::vector<std::string> withoutContents(const MoveComponents &edit) const
    {
        const project::Stage *stage = edit.stage < before.stages.size() ? before.stages[edit.stage].get() : nullptr;
        std::unordered_set<std::string> ids;
        for (const Move &each : edit.moves)
            ids.insert(each.id);
        std::unordered_set<std::string> contents;
        if (stage && ids.size() > 1)
            for (const project::Component &each : stage->components)
                if (!each.place.empty() && ids.contains(each.place))
                    contents.insert(each.id);
        std::vector<std::string> moved;
        for (const Move &each : edit.moves)
            if (!contents.contains(each.id))
                moved.push_back(each.id);
        return moved;
    }

    std::string several(const char *verb, std::size_t stage, const std::vector<std::string> &ids) const
    {
        if (ids.size() == 1)
            return std::string(verb) + ' ' + nameOf(stage, ids.front());
        return std::string(verb) + ' ' + std::to_string(ids.size()) + " elements";
    }

    std::string operator()(const AddComponent &edit) const
    {
        return "Add " + (edit.component.name.empty() ? "a component" : edit.component.name);
    }
    std::string operator()(const AddConnection &edit) const
    {
        return "Connect " + nameOf(edit.stage, edit.connection.from) + " to " + nameOf(edit.stage, edit.connection.to);
    }
    std::string operator()(const RemoveElements &edit) const { return several("Delete", edit.stage, edit.ids); }
    std::string operator()(const MoveComponents &edit) const
    {
        const std::vector<std::string> moved = withoutContents(edit);
        if (moved.size() == 1)
            return "Move " + nameOf(edit.stage, moved.front());
        return "Move " + std::to_string(moved.size()) + " components";
    }
    std::string operator()(const ResizePlace &edit) const { return "Resize " + nameOf(edit.stage, edit.id); }
    std::string operator()(const RenameElement &edit) const { return "Rename to " + quoted(edit.name); }
    std::string operator()(const SetParameter &edit) const
    {
        return (edit.value ? "Set " : "Reset ") + titleOf(edit) + " of " + nameOf(edit.stage, edit.id);
    }
    std::string operator()(const SetConnectionKind &) const { return "Change the kind of a connection"; }
    std::string operator()(const SetNotes &edit) const { return "Edit the note of " + nameOf(edit.stage, edit.id); }
    std::string operator()(const RenameProject &edit) const { return "Rename the design to " + quoted(edit.name); }
    std::string operator()(const SetWorkloadParameter &edit) const
    {
        return (edit.value ? "Set " : "Reset ") + titleOf(edit) + " of the workload";
    }
    std::string operator()(const SetWorkloadPreset &edit) const
    {
        const catalog::WorkloadPreset &preset = catalog.preset(edit.preset);
        return "Base the workload on " + quoted(preset.id == edit.preset ? preset.title : edit.preset);
    }
    std::string operator()(const SetJourneys &edit) const
    {
        return edit.journeys.empty() ? "Reset the journeys" : "Change the journeys";
    }
    std::string operator()(const SetJobs &edit) const
    {
        return edit.jobs.empty() ? "Remove the jobs" : "Change the jobs";
    }
    std::string operator()(const SetClasses &edit) const
    {
        return edit.classes.empty() ? "Reset the classes of requests" : "Change the classes of requests";
    }
    std::string operator()(const SetDay &edit) const
    {
        if (edit.day.empty())
            return "Reset the day";
        std::size_t hour = 0;
        std::size_t changed = 0;
        const std::vector<double> &day = before.workload.day;
        for (std::size_t i = 0; i < std::min(day.size(), edit.day.size()); ++i)
            if (day[i] < edit.day[i] || edit.day[i] < day[i]) {
                hour = i;
                ++changed;
            }
        return changed == 1 ? "Set the load at " + std::to_string(hour) + ":00" : "Change the day";
    }
    std::string operator()(const SetCriticality &edit) const { return "Set the criticality to " + quoted(edit.tier); }
    std::string operator()(const AcknowledgeFinding &edit) const
    {
        return "Acknowledge " + ruleText(edit.acknowledgment.rule);
    }
    std::string operator()(const WithdrawAcknowledgment &edit) const
    {
        return "Withdraw acknowledgment of " + ruleText(edit.rule);
    }
    std::string operator()(const SetGrowthPlan &edit) const
    {
        return !edit.plan ? "Remove the growth plan" : before.plan ? "Change the growth plan" : "Add a growth plan";
    }
    std::string operator()(const SetUncertainties &edit) const
    {
        return edit.uncertainties.empty() ? "Remove the uncertain inputs" : "Change the uncertain inputs";
    }
    std::string stageName(std::size_t stage) const
    {
        const std::string number = "stage " + std::to_string(stage + 1);
        const bool isNamed = stage < before.stages.size() && !before.stages[stage]->name.empty();
        return isNamed ? number + " " + quoted(before.stages[stage]->name) : number;
    }
    std::string operator()(const AddStage &edit) const
    {
        return "Add stage " + std::to_string(edit.at + 1)
            + (edit.stage.name.empty() ? std::string() : " " + quoted(edit.stage.name));
    }
    std::string operator()(const RemoveStage &edit) const { return "Delete " + stageName(edit.stage); }
    std::string operator()(const RenameStage &edit) const
    {
        return "Rename " + stageName(edit.stage) + " to " + quoted(edit.name);
    }
    std::string operator()(const SetUserRange &edit) const
    {
        return "Set the users of " + stageName(edit.stage) + " to " + reporting::grouped(edit.users.from) + " – "
            + reporting::grouped(edit.users.to);
    }
    std::string operator()(const MoveStage &edit) const
    {
        return "Move " + stageName(edit.stage) + " to place " + std::to_string(edit.to + 1);
    }
    std::string operator()(const Batch &edit) const { return edit.title; }
};

} // namespace

std::string describe(const Edit &edit, const project::Project &before, const catalog::Catalog &catalog)
{
    return std::visit(Describer { before, catalog }, edit);
}

} // namespace headroom::edits
