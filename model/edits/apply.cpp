#include "model/catalog/catalog.h"
#include "model/edits/edit.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <functional>

namespace headroom::edits {

namespace {

using project::Component;
using project::Connection;
using project::Project;
using project::Stage;

constexpr std::size_t kMaximumId = 64;
constexpr double kFarthest = 1e6; // scene pixels from the origin
constexpr int kMaximumNesting = 64;

std::optional<Error> wrongId(const std::string &id)
{
    const bool isLegal = !id.empty() && id.size() <= kMaximumId
        && std::all_of(id.begin(), id.end(), [](unsigned char c) {
               return (std::isalnum(c) && c < 128) || c == '_' || c == '-' || c == '.';
           });
    if (isLegal)
        return std::nullopt;
    return Error { "the id \"" + id + "\" is not legal", "", "Use up to 64 letters, digits, '_', '-' and '.'" };
}

bool isPlaceable(project::Point point)
{
    return std::isfinite(point.x) && std::isfinite(point.y) && std::abs(point.x) <= kFarthest
        && std::abs(point.y) <= kFarthest;
}

Error missing(const std::string &id)
{
    return { "there is no element \"" + id + "\" in this stage", "", "" };
}

Component *findComponent(Stage &stage, const std::string &id)
{
    const auto found = std::find_if(stage.components.begin(), stage.components.end(),
                                    [&](const Component &each) { return each.id == id; });
    return found == stage.components.end() ? nullptr : &*found;
}

Connection *findConnection(Stage &stage, const std::string &id)
{
    const auto found = std::find_if(stage.connections.begin(), stage.connections.end(),
                                    [&](const Connection &each) { return each.id == id; });
    return found == stage.connections.end() ? nullptr : &*found;
}

/// Whether `place` is the component itself or stands inside it, however deep.
bool isInside(const Stage &stage, std::string place, const std::string &id)
{
    for (int depth = 0; !place.empty() && depth < kMaximumNesting; ++depth) {
        if (place == id)
            return true;
        const Component *around = stage.findComponent(place);
        place = around ? around->place : std::string();
    }
    return false;
}

std::optional<Error> wrongPlace(const Stage &stage, const catalog::Catalog &catalog, const std::string &id,
                                const std::string &place)
{
    if (place.empty())
        return std::nullopt;
    const Component *around = stage.findComponent(place);
    if (!around || catalog.kind(around->kind).behavior != "place")
        return Error { "\"" + place + "\" is not a place of this stage", "", "Name a region or a zone" };
    if (isInside(stage, place, id))
        return Error { "a place cannot stand inside itself", "", "" };
    return std::nullopt;
}

template <typename Kind>
std::optional<Error> wrongParameter(const Kind &kind, const std::string &id, const project::Value &value)
{
    const catalog::ParameterSpec *spec = kind.findParameter(id);
    if (!spec)
        return Error { "there is no parameter \"" + id + "\" here", "", "" };
    const Result<Done> check = catalog::checkValue(*spec, value);
    if (check)
        return std::nullopt;
    return check.error();
}

template <typename Kind>
std::optional<Error> wrongParameters(const Kind &kind, const project::Parameters &parameters)
{
    for (const auto &[id, value] : parameters.entries())
        if (std::optional<Error> error = wrongParameter(kind, id, value))
            return error;
    return std::nullopt;
}

template <typename Element>
void state(Element &element, const SetParameter &edit)
{
    if (edit.value)
        element.parameters.set(edit.parameter, *edit.value);
    else
        element.parameters.erase(edit.parameter);
}

/// Changes one stage in place; the stage is a copy that nobody else has seen.
class StageEditor {
public:
    StageEditor(Stage &stage, const catalog::Catalog &catalog) : m_stage(stage), m_catalog(catalog) {}

    std::optional<Error> operator()(const AddComponent &edit)
    {
        const Component &added = edit.component;
        if (std::optional<Error> error = wrongId(added.id))
            return error;
        if (m_stage.findComponent(added.id) || m_stage.findConnection(added.id))
            return Error { "the id \"" + added.id + "\" is taken", "", "Choose another" };
        if (!isPlaceable(added.position))
            return Error { "the position is outside the canvas", "", "" };
        if (std::optional<Error> error = wrongPlace(m_stage, m_catalog, added.id, added.place))
            return error;
        if (std::optional<Error> error = wrongParameters(m_catalog.kind(added.kind), added.parameters))
            return error;
        m_stage.components.push_back(added);
        return std::nullopt;
    }

    std::optional<Error> operator()(const AddConnection &edit)
    {
        const Connection &added = edit.connection;
        if (std::optional<Error> error = wrongId(added.id))
            return error;
        if (m_stage.findComponent(added.id) || m_stage.findConnection(added.id))
            return Error { "the id \"" + added.id + "\" is taken", "", "Choose another" };
        for (const std::string &end : { added.from, added.to })
            if (!m_stage.findComponent(end))
                return missing(end);
        if (added.from == added.to)
            return Error { "a component cannot be connected to itself", "", "Connect it to another one" };
        const bool isThere = std::any_of(m_stage.connections.begin(), m_stage.connections.end(), [&](const Connection &each) {
            return each.from == added.from && each.to == added.to && each.kind == added.kind;
        });
        if (isThere)
            return Error { "these two are connected like this already", "", "Change the kind of the connection that is there" };
        if (!m_catalog.knowsConnectionKind(added.kind))
            return Error { "there is no kind of connection \"" + added.kind + "\"", "", "" };
        if (std::optional<Error> error = wrongParameters(m_catalog.connectionKind(added.kind), added.parameters))
            return error;
        m_stage.connections.push_back(added);
        return std::nullopt;
    }

    std::optional<Error> operator()(const RemoveElements &edit)
    {
        const auto isRemoved = [&](const std::string &id) {
            return std::find(edit.ids.begin(), edit.ids.end(), id) != edit.ids.end();
        };
        for (const std::string &id : edit.ids)
            if (!m_stage.findComponent(id) && !m_stage.findConnection(id))
                return missing(id);
        for (Component &component : m_stage.components)
            for (int depth = 0; isRemoved(component.place) && depth < kMaximumNesting; ++depth) {
                const Component *around = m_stage.findComponent(component.place);
                component.place = around ? around->place : std::string();
            }
        std::erase_if(m_stage.connections, [&](const Connection &each) {
            return isRemoved(each.id) || isRemoved(each.from) || isRemoved(each.to);
        });
        std::erase_if(m_stage.components, [&](const Component &each) { return isRemoved(each.id); });
        return std::nullopt;
    }

    std::optional<Error> operator()(const MoveComponents &edit)
    {
        for (const Move &move : edit.moves) {
            Component *component = findComponent(m_stage, move.id);
            if (!component)
                return missing(move.id);
            if (!isPlaceable(move.position))
                return Error { "the position is outside the canvas", "", "" };
            if (std::optional<Error> error = wrongPlace(m_stage, m_catalog, move.id, move.place))
                return error;
            component->position = move.position;
            component->place = move.place;
        }
        return std::nullopt;
    }

    std::optional<Error> operator()(const ResizePlace &edit)
    {
        Component *component = findComponent(m_stage, edit.id);
        if (!component)
            return missing(edit.id);
        const bool isSensible = edit.size.width >= 40 && edit.size.height >= 40 && edit.size.width <= kFarthest
            && edit.size.height <= kFarthest;
        if (!isPlaceable(edit.position) || !isSensible)
            return Error { "a place is between 40 and 1,000,000 pixels wide and high", "", "" };
        component->position = edit.position;
        component->size = edit.size;
        return std::nullopt;
    }

    std::optional<Error> operator()(const RenameElement &edit)
    {
        if (Component *component = findComponent(m_stage, edit.id))
            component->name = edit.name;
        else if (Connection *connection = findConnection(m_stage, edit.id))
            connection->name = edit.name;
        else
            return missing(edit.id);
        return std::nullopt;
    }

    std::optional<Error> operator()(const SetParameter &edit)
    {
        Component *component = findComponent(m_stage, edit.id);
        Connection *connection = component ? nullptr : findConnection(m_stage, edit.id);
        if (!component && !connection)
            return missing(edit.id);
        if (edit.value) {
            std::optional<Error> error = component
                ? wrongParameter(m_catalog.kind(component->kind), edit.parameter, *edit.value)
                : wrongParameter(m_catalog.connectionKind(connection->kind), edit.parameter, *edit.value);
            if (error)
                return error;
        }
        if (component)
            state(*component, edit);
        else
            state(*connection, edit);
        return std::nullopt;
    }

    std::optional<Error> operator()(const SetConnectionKind &edit)
    {
        Connection *connection = findConnection(m_stage, edit.id);
        if (!connection)
            return missing(edit.id);
        if (!m_catalog.knowsConnectionKind(edit.kind))
            return Error { "there is no kind of connection \"" + edit.kind + "\"", "", "" };
        connection->kind = edit.kind;
        const std::vector<project::Parameters::Entry> entries = connection->parameters.entries();
        for (const auto &[id, value] : entries)
            if (!m_catalog.connectionKind(edit.kind).findParameter(id))
                connection->parameters.erase(id);
        return std::nullopt;
    }

    std::optional<Error> operator()(const SetNotes &edit)
    {
        Component *component = findComponent(m_stage, edit.id);
        if (!component)
            return missing(edit.id);
        component->notes = edit.notes;
        return std::nullopt;
    }

private:
    Stage &m_stage;
    const catalog::Catalog &m_catalog;
};

std::optional<Error> applyToProject(Project &project, const RenameProject &edit, const catalog::Catalog &)
{
    project.name = edit.name;
    return std::nullopt;
}

std::optional<Error> applyToProject(Project &project, const SetWorkloadParameter &edit, const catalog::Catalog &catalog)
{
    if (!edit.value) {
        project.workload.parameters.erase(edit.parameter);
        return std::nullopt;
    }
    for (const catalog::ParameterSpec &spec : catalog.workloadParameters())
        if (spec.id == edit.parameter) {
            if (const Result<Done> check = catalog::checkValue(spec, *edit.value); !check)
                return check.error();
            project.workload.parameters.set(edit.parameter, *edit.value);
            return std::nullopt;
        }
    return Error { "there is no workload parameter \"" + edit.parameter + "\"", "", "" };
}

template <typename StageEdit>
std::optional<Error> applyToProject(Project &project, const StageEdit &edit, const catalog::Catalog &catalog)
{
    if (edit.stage >= project.stages.size())
        return Error { "there is no stage " + std::to_string(edit.stage + 1), "", "" };
    auto stage = std::make_shared<Stage>(*project.stages[edit.stage]);
    if (std::optional<Error> error = StageEditor(*stage, catalog)(edit))
        return error;
    project.stages[edit.stage] = std::move(stage);
    return std::nullopt;
}

} // namespace

Result<project::Snapshot> apply(const Project &before, const Edit &edit, const catalog::Catalog &catalog)
{
    auto after = std::make_shared<Project>(before);
    const std::optional<Error> error
        = std::visit([&](const auto &each) { return applyToProject(*after, each, catalog); }, edit);
    if (error)
        return *error;
    return project::Snapshot(std::move(after));
}

bool continues(const Edit &later, const Edit &earlier)
{
    const auto *next = std::get_if<MoveComponents>(&later);
    const auto *last = std::get_if<MoveComponents>(&earlier);
    if (!next || !last || next->gesture <= 0 || next->gesture != last->gesture || next->stage != last->stage)
        return false;
    return std::equal(next->moves.begin(), next->moves.end(), last->moves.begin(), last->moves.end(),
                      [](const Move &a, const Move &b) { return a.id == b.id; });
}

} // namespace headroom::edits
