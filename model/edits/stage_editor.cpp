#include "model/edits/stage_editor.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace headroom::edits {

namespace {

using project::Component;
using project::Connection;

template <typename Element>
Element *findById(std::vector<Element> &elements, const std::string &id)
{
    const auto found
        = std::find_if(elements.begin(), elements.end(), [&](const Element &each) { return each.id == id; });
    return found == elements.end() ? nullptr : &*found;
}

/// States the value, or goes back to the default.
template <typename Element, typename Kind>
Problem state(Element &element, const Kind &kind, const SetParameter &edit)
{
    if (!edit.value) {
        element.parameters.erase(edit.parameter);
        return std::nullopt;
    }
    if (Problem problem = wrongParameter(kind.findParameter(edit.parameter), edit.parameter, *edit.value))
        return problem;
    element.parameters.set(edit.parameter, *edit.value);
    return std::nullopt;
}

} // namespace

void StageEditor::expectMany()
{
    m_index.emplace(m_stage);
    m_connected.reset();
}

std::string StageEditor::keyOf(const Connection &connection)
{
    return connection.from + '\n' + connection.to + '\n' + connection.kind;
}

Component *StageEditor::component(const std::string &id)
{
    if (!m_index)
        return findById(m_stage.components, id);
    const std::ptrdiff_t at = m_index->component(id);
    return at < 0 ? nullptr : &m_stage.components[static_cast<std::size_t>(at)];
}

Connection *StageEditor::connection(const std::string &id)
{
    if (!m_index)
        return findById(m_stage.connections, id);
    const std::ptrdiff_t at = m_index->connection(id);
    return at < 0 ? nullptr : &m_stage.connections[static_cast<std::size_t>(at)];
}

bool StageEditor::isConnected(const Connection &added)
{
    if (m_index && !m_connected) {
        m_connected.emplace();
        for (const Connection &each : m_stage.connections)
            m_connected->insert(keyOf(each));
    }
    if (m_connected)
        return m_connected->contains(keyOf(added));
    return std::any_of(m_stage.connections.begin(), m_stage.connections.end(), [&](const Connection &each) {
        return each.from == added.from && each.to == added.to && each.kind == added.kind;
    });
}

Problem StageEditor::operator()(const AddComponent &edit)
{
    const Component &added = edit.component;
    if (m_stage.components.size() >= kMaximumComponents)
        return Error { "a stage holds at most 20,000 components", "", "Split the design" };
    if (Problem problem = wrongId(added.id, component(added.id) || connection(added.id)))
        return problem;
    if (added.kind.empty())
        return Error { "a component needs a kind", "", "Choose one from the palette" };
    if (Problem problem = wrongText("the kind", added.kind, kMaximumName))
        return problem;
    if (Problem problem = wrongText("the name", added.name, kMaximumName))
        return problem;
    if (Problem problem = wrongText("the note", added.notes, kMaximumNotes))
        return problem;
    if (Problem problem = wrongPosition(added.position))
        return problem;
    if (added.size)
        if (Problem problem = wrongSize(*added.size))
            return problem;
    if (Problem problem = wrongPlace(m_catalog, added.place, component(added.place)))
        return problem;
    if (m_catalog.knowsKind(added.kind)) // what a copy says of a kind that nobody knows is kept as it is
        if (Problem problem = wrongParameters(m_catalog.kind(added.kind), added.parameters))
            return problem;
    m_stage.components.push_back(added);
    if (m_index)
        m_index->addComponent(added.id, m_stage.components.size() - 1);
    return std::nullopt;
}

Problem StageEditor::operator()(const AddConnection &edit)
{
    const Connection &added = edit.connection;
    if (m_stage.connections.size() >= kMaximumConnections)
        return Error { "a stage holds at most 60,000 connections", "", "Split the design" };
    if (Problem problem = wrongId(added.id, component(added.id) || connection(added.id)))
        return problem;
    for (const std::string *end : { &added.from, &added.to })
        if (!component(*end))
            return missing(*end);
    if (added.from == added.to)
        return Error { "a component cannot be connected to itself", "", "Connect it to another one" };
    if (!m_catalog.knowsConnectionKind(added.kind))
        return Error { "there is no kind of connection \"" + added.kind + "\"", "",
                       "Choose one that the inspector offers" };
    if (isConnected(added))
        return Error { "these two are connected like this already", "", "Change the connection that is there" };
    if (Problem problem = wrongText("the label", added.name, kMaximumName))
        return problem;
    if (Problem problem = wrongParameters(m_catalog.connectionKind(added.kind), added.parameters))
        return problem;
    m_stage.connections.push_back(added);
    if (m_index)
        m_index->addConnection(added.id, m_stage.connections.size() - 1);
    if (m_connected)
        m_connected->insert(keyOf(added));
    return std::nullopt;
}

Problem StageEditor::operator()(const RemoveElements &edit)
{
    const std::unordered_set<std::string> removed(edit.ids.begin(), edit.ids.end());
    std::unordered_map<std::string, std::string> placeAround;
    std::unordered_set<std::string> known;
    for (const Component &each : m_stage.components) {
        known.insert(each.id);
        if (removed.contains(each.id))
            placeAround.emplace(each.id, each.place);
    }
    for (const Connection &each : m_stage.connections)
        known.insert(each.id);
    for (const std::string &id : edit.ids)
        if (!known.contains(id))
            return missing(id);
    std::erase_if(m_stage.connections, [&](const Connection &each) {
        return removed.contains(each.id) || removed.contains(each.from) || removed.contains(each.to);
    });
    std::erase_if(m_stage.components, [&](const Component &each) { return removed.contains(each.id); });
    if (m_index)
        expectMany();
    for (Component &each : m_stage.components)
        for (std::size_t depth = 0; depth <= placeAround.size() && placeAround.contains(each.place); ++depth)
            each.place = std::string(placeAround.at(each.place));
    return std::nullopt;
}

Problem StageEditor::operator()(const MoveComponents &edit)
{
    constexpr std::size_t kFew = 4;
    if (!m_index && edit.moves.size() > kFew)
        expectMany();
    bool changesPlaces = false;
    for (const Move &move : edit.moves) {
        Component *found = component(move.id);
        if (!found)
            return missing(move.id);
        if (Problem problem = wrongPosition(move.position))
            return problem;
        Component &moved = *found;
        moved.position = move.position;
        if (moved.place == move.place)
            continue;
        if (Problem problem = wrongPlace(m_catalog, move.place, component(move.place)))
            return problem;
        moved.place = move.place;
        changesPlaces = true;
    }
    return changesPlaces ? placeCycle(m_stage) : std::nullopt;
}

Problem StageEditor::operator()(const ResizePlace &edit)
{
    Component *place = component(edit.id);
    if (!place)
        return missing(edit.id);
    if (!place->size && m_catalog.kind(place->kind).behavior != "place")
        return Error { "\"" + place->name + "\" is not a place", "", "Only places have a size" };
    if (Problem problem = wrongPosition(edit.position))
        return problem;
    if (Problem problem = wrongSize(edit.size))
        return problem;
    place->position = edit.position;
    place->size = edit.size;
    return std::nullopt;
}

Problem StageEditor::operator()(const RenameElement &edit)
{
    if (Problem problem = wrongText("the name", edit.name, kMaximumName))
        return problem;
    if (Component *renamed = component(edit.id))
        renamed->name = edit.name;
    else if (Connection *labeled = connection(edit.id))
        labeled->name = edit.name;
    else
        return missing(edit.id);
    return std::nullopt;
}

Problem StageEditor::operator()(const SetParameter &edit)
{
    if (Component *part = component(edit.id))
        return state(*part, m_catalog.kind(part->kind), edit);
    if (Connection *part = connection(edit.id))
        return state(*part, m_catalog.connectionKind(part->kind), edit);
    return missing(edit.id);
}

Problem StageEditor::operator()(const SetConnectionKind &edit)
{
    Connection *changed = connection(edit.id);
    if (!changed)
        return missing(edit.id);
    if (!m_catalog.knowsConnectionKind(edit.kind))
        return Error { "there is no kind of connection \"" + edit.kind + "\"", "",
                       "Choose one that the inspector offers" };
    if (m_connected) // another one may be alike, and stays
        m_connected->erase(m_connected->find(keyOf(*changed)));
    changed->kind = edit.kind;
    if (m_connected)
        m_connected->insert(keyOf(*changed));
    const catalog::ConnectionKind &kind = m_catalog.connectionKind(edit.kind);
    project::Parameters kept;
    for (const auto &[id, value] : changed->parameters.entries())
        if (!wrongParameter(kind.findParameter(id), id, value))
            kept.set(id, value);
    changed->parameters = std::move(kept);
    return std::nullopt;
}

Problem StageEditor::operator()(const SetNotes &edit)
{
    if (Problem problem = wrongText("the note", edit.notes, kMaximumNotes))
        return problem;
    Component *noted = component(edit.id);
    if (!noted)
        return missing(edit.id);
    noted->notes = edit.notes;
    return std::nullopt;
}

std::optional<std::size_t> stageOf(const Step &step)
{
    return std::visit(
        [](const auto &each) -> std::optional<std::size_t> {
            if constexpr (kIsOfAStage<decltype(each)>)
                return each.stage;
            else
                return std::nullopt;
        },
        step);
}

} // namespace headroom::edits
