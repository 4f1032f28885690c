#include "model/edits/edit.h"

namespace headroom::edits {

namespace {

std::string quoted(const std::string &name)
{
    return "\"" + name + "\"";
}

/// Finds names in the project before the edit.
struct Describer {
    const project::Project &before;

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
        if (edit.moves.size() == 1)
            return "Move " + nameOf(edit.stage, edit.moves.front().id);
        return "Move " + std::to_string(edit.moves.size()) + " components";
    }
    std::string operator()(const ResizePlace &edit) const { return "Resize " + nameOf(edit.stage, edit.id); }
    std::string operator()(const RenameElement &edit) const { return "Rename to " + quoted(edit.name); }
    std::string operator()(const SetParameter &edit) const
    {
        return (edit.value ? "Set " : "Reset ") + edit.parameter + " of " + nameOf(edit.stage, edit.id);
    }
    std::string operator()(const SetConnectionKind &) const { return "Change the kind of a connection"; }
    std::string operator()(const SetNotes &edit) const { return "Edit the note of " + nameOf(edit.stage, edit.id); }
    std::string operator()(const RenameProject &edit) const { return "Rename the design to " + quoted(edit.name); }
    std::string operator()(const SetWorkloadParameter &edit) const
    {
        return (edit.value ? "Set " : "Reset ") + edit.parameter + " of the workload";
    }
    std::string operator()(const SetWorkloadPreset &edit) const { return "Base the workload on " + edit.preset; }
    std::string operator()(const SetJourneys &edit) const
    {
        return edit.journeys.empty() ? "Reset the journeys" : "Change the journeys";
    }
    std::string operator()(const SetJobs &edit) const
    {
        return edit.jobs.empty() ? "Remove the jobs" : "Change the jobs";
    }
    std::string operator()(const AcknowledgeFinding &edit) const { return "Acknowledge " + edit.acknowledgment.rule; }
    std::string operator()(const WithdrawAcknowledgment &edit) const
    {
        return "Withdraw acknowledgment of " + edit.rule;
    }
    std::string operator()(const Batch &edit) const { return edit.title; }
};

} // namespace

std::string describe(const Edit &edit, const project::Project &before)
{
    return std::visit(Describer { before }, edit);
}

} // namespace headroom::edits
