#include "model/serialization/stage_reader.h"

#include "model/edits/limits.h"
#include "model/layout/stage_layout.h"

#include <unordered_map>
#include <unordered_set>

namespace headroom::serialization {

namespace {

using nlohmann::json;
using project::Component;
using project::Connection;
using project::Stage;

constexpr std::size_t kDeepestPlace = 32;
const std::vector<catalog::ParameterSpec> kNoneKnown;

project::UserRange readUsers(JsonReader &reader, const json &around)
{
    const json &value = reader.member(around, "users");
    const JsonReader::Step step(reader, "users");
    const json &stated = reader.object(value);
    const project::UserRange users { reader.number(stated, "from", 0, edits::kMostStageUsers),
                                     reader.number(stated, "to", 0, edits::kMostStageUsers) };
    if (users.to <= users.from)
        reader.fail("\"to\" is not above \"from\"", "Make the upper end of the range larger than the lower end");
    reader.noteLost(stated, { "from", "to" });
    return users;
}

/// Whether the file says where the component stands; with one coordinate alone the other is asked for.
bool hasPosition(const json &value)
{
    return value.contains("x") || value.contains("y");
}

Component readComponent(JsonReader &reader, const json &value, const catalog::Catalog &catalog)
{
    Component read;
    read.id = reader.identifier(value, "id");
    read.kind = reader.text(value, "kind", edits::kMaximumName);
    read.name = reader.text(value, "name", edits::kMaximumName);
    read.place = reader.optionalText(value, "place", edits::kMaximumName);
    read.notes = reader.optionalText(value, "notes", edits::kMaximumNotes);
    if (hasPosition(value)) {
        read.position.x = reader.number(value, "x", -edits::kFarthest, edits::kFarthest);
        read.position.y = reader.number(value, "y", -edits::kFarthest, edits::kFarthest);
    }
    if (value.contains("width") || value.contains("height"))
        read.size = project::Size { reader.number(value, "width", 1, edits::kFarthest),
                                    reader.number(value, "height", 1, edits::kFarthest) };
    if (!reader.hasFailed() && !catalog.knowsKind(read.kind))
        reader.note("the kind \"" + read.kind + "\" is unknown; the component is kept and carries no load");
    read.parameters = reader.parameters(
        value, catalog.knowsKind(read.kind) ? catalog.kind(read.kind).parameters : kNoneKnown, read.kind);
    read.unknown = JsonReader::unknownKeys(
        value, { "id", "kind", "name", "place", "notes", "x", "y", "width", "height", "parameters" });
    return read;
}

Connection readConnection(JsonReader &reader, const json &value, const catalog::Catalog &catalog)
{
    Connection read;
    read.id = reader.identifier(value, "id");
    read.from = reader.identifier(value, "from");
    read.to = reader.identifier(value, "to");
    read.kind = reader.text(value, "kind", edits::kMaximumName);
    read.name = reader.optionalText(value, "name", edits::kMaximumName);
    const bool isKnown = catalog.knowsConnectionKind(read.kind);
    if (!reader.hasFailed() && !isKnown)
        reader.note("the kind \"" + read.kind + "\" is unknown; the connection is kept and taken for a plain call");
    read.parameters
        = reader.parameters(value, isKnown ? catalog.connectionKind(read.kind).parameters : kNoneKnown, read.kind);
    read.unknown = JsonReader::unknownKeys(value, { "id", "from", "to", "kind", "name", "parameters" });
    return read;
}

void claim(JsonReader &reader, std::unordered_set<std::string> &ids, const std::string &id)
{
    const JsonReader::Step step(reader, "id");
    if (!ids.insert(id).second)
        reader.fail("the id \"" + id + "\" is there twice in this stage", "Give one of the two another id");
}

void checkEnd(JsonReader &reader, const std::unordered_set<std::string> &components, const char *key,
              const std::string &id)
{
    const JsonReader::Step step(reader, key);
    if (!components.contains(id))
        reader.fail("there is no component \"" + id + "\" in this stage",
                    "Name one that exists, or remove the connection");
}

/// Frees what stands in a place that does not exist, or inside itself.
void checkPlaces(JsonReader &reader, Stage &stage)
{
    std::unordered_map<std::string, std::string> placeOf;
    for (const Component &each : stage.components)
        placeOf.emplace(each.id, each.place);
    for (Component &each : stage.components) {
        if (each.place.empty())
            continue;
        std::string place = each.place;
        bool isSound = true;
        for (std::size_t depth = 0; isSound && !place.empty(); ++depth) {
            const auto around = placeOf.find(place);
            isSound = around != placeOf.end() && place != each.id && depth < kDeepestPlace;
            place = isSound ? around->second : std::string();
        }
        if (isSound)
            continue;
        reader.note("\"" + each.id + "\" stood in \"" + each.place
                    + "\", which is no place around it; it stands free now");
        each.place.clear();
        placeOf[each.id].clear();
    }
}

} // namespace

Stage readStage(JsonReader &reader, const json &value, const catalog::Catalog &catalog)
{
    Stage read;
    read.name = reader.text(value, "name", edits::kMaximumName);
    read.users = readUsers(reader, value);
    std::unordered_set<std::string> ids;
    std::vector<std::string> loose;
    reader.list(value, "components", edits::kMaximumComponents, [&](const json &each) {
        read.components.push_back(readComponent(reader, each, catalog));
        if (!hasPosition(each))
            loose.push_back(read.components.back().id);
        claim(reader, ids, read.components.back().id);
    });
    const std::unordered_set<std::string> components = ids;
    reader.list(value, "connections", edits::kMaximumConnections, [&](const json &each) {
        read.connections.push_back(readConnection(reader, each, catalog));
        const Connection &added = read.connections.back();
        claim(reader, ids, added.id);
        checkEnd(reader, components, "from", added.from);
        checkEnd(reader, components, "to", added.to);
    });
    checkPlaces(reader, read);
    if (!loose.empty() && !reader.hasFailed()) {
        reader.note(std::to_string(loose.size()) + " of " + std::to_string(read.components.size())
                    + " components had no position; they were laid out");
        layout::placeLoose(read, loose, catalog);
    }
    read.unknown = JsonReader::unknownKeys(value, { "name", "users", "components", "connections" });
    return read;
}

} // namespace headroom::serialization
