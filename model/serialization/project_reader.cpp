#include "model/catalog/catalog.h"
#include "model/serialization/budgeted_json.h"
#include "model/serialization/project_json.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace headroom::serialization {

namespace {

using nlohmann::json;
using project::Component;
using project::Connection;
using project::Stage;

constexpr std::size_t kMaximumName = 200;       // code points
constexpr std::size_t kMaximumNotes = 10'000;   // code points
constexpr std::size_t kMaximumId = 64;
constexpr std::size_t kMaximumStages = 100;
constexpr std::size_t kMaximumComponents = 5'000;
constexpr std::size_t kMaximumConnections = 20'000;
constexpr double kFarthest = 1e6;
constexpr double kMostUsers = 1e12;

/// Reads the values of a parsed text one by one; the first that is wrong ends the reading with its path.
class ProjectReader {
public:
    ProjectReader(std::string fileName, const catalog::Catalog &catalog)
        : m_fileName(std::move(fileName)), m_catalog(catalog)
    {
    }

    Result<ReadProject> run(const json &root)
    {
        try {
            return readRoot(root);
        } catch (const Error &error) {
            return error;
        }
    }

private:
    /// Makes the path longer while a value inside is read.
    class Step {
    public:
        Step(std::string &path, const std::string &name) : m_path(path), m_length(path.size())
        {
            if (!path.empty())
                path += '/';
            path += name;
        }
        ~Step() { m_path.resize(m_length); }
        Step(const Step &) = delete;
        Step &operator=(const Step &) = delete;

    private:
        std::string &m_path;
        std::size_t m_length;
    };

    [[noreturn]] void fail(std::string what, std::string mend) const
    {
        throw Error { std::move(what), m_path.empty() ? m_fileName : m_fileName + ", " + m_path, std::move(mend) };
    }

    void note(const std::string &text) { m_notes.push_back(m_path.empty() ? text : m_path + ": " + text); }

    static const char *typeOf(const json &value)
    {
        switch (value.type()) {
        case json::value_t::object: return "an object";
        case json::value_t::array: return "a list";
        case json::value_t::string: return "text";
        case json::value_t::boolean: return "true or false";
        case json::value_t::null: return "nothing";
        default: return "a number";
        }
    }

    const json &object(const json &value) const
    {
        if (!value.is_object())
            fail(std::string("expected an object, found ") + typeOf(value), "Write { … } there");
        return value;
    }

    const json &require(const json &around, const char *key) const
    {
        const auto found = around.find(key);
        if (found == around.end())
            fail(std::string("\"") + key + "\" is missing", "Add it");
        return *found;
    }

    double number(const json &around, const char *key, double least, double most)
    {
        const json &value = require(around, key);
        const Step step(m_path, key);
        return number(value, least, most);
    }

    double number(const json &value, double least, double most) const
    {
        if (!value.is_number())
            fail(std::string("expected a number, found ") + typeOf(value), "Write a number without quotes");
        const double read = value.get<double>();
        if (!std::isfinite(read) || read < least || read > most)
            fail("the number " + value.dump() + " is out of range",
                 "Use a value between " + json(least).dump() + " and " + json(most).dump());
        return read;
    }

    /// Text cut to so many code points, with a note when it was longer.
    std::string text(const json &around, const char *key, bool isRequired, std::size_t most)
    {
        const auto found = around.find(key);
        if (found == around.end()) {
            if (isRequired)
                fail(std::string("\"") + key + "\" is missing", "Add it");
            return {};
        }
        const Step step(m_path, key);
        if (!found->is_string())
            fail(std::string("expected text, found ") + typeOf(*found), "Put it in quotes");
        std::string read = found->get<std::string>();
        std::size_t points = 0;
        for (std::size_t i = 0; i < read.size(); ++i)
            if ((static_cast<unsigned char>(read[i]) & 0xC0) != 0x80 && ++points > most) {
                read.resize(i);
                read += "…";
                note("longer than " + std::to_string(most) + " characters, cut");
                break;
            }
        return read;
    }

    std::string identifier(const json &around, const char *key)
    {
        std::string id = text(around, key, true, 10 * kMaximumId);
        const Step step(m_path, key);
        const bool isLegal = !id.empty() && id.size() <= kMaximumId && std::all_of(id.begin(), id.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'
                || c == '.';
        });
        if (!isLegal)
            fail("the id \"" + id.substr(0, kMaximumId) + "\" is not legal",
                 "Use 1 to 64 letters, digits, '_', '-' and '.'");
        return id;
    }

    static project::UnknownKeys unknownKeys(const json &value, std::initializer_list<std::string_view> known)
    {
        project::UnknownKeys unknown;
        for (const auto &[key, inside] : value.items())
            if (std::find(known.begin(), known.end(), key) == known.end())
                unknown.emplace_back(key, inside.dump());
        return unknown;
    }

    Result<ReadProject> readRoot(const json &root)
    {
        if (!root.is_object() || !root.contains("format") || root["format"] != "headroom")
            fail("this is not a Headroom design", "Open a file whose \"format\" is \"headroom\"");
        readVersion(root);
        auto project = std::make_shared<project::Project>();
        project->name = text(root, "name", true, kMaximumName);
        project->notes = text(root, "notes", false, kMaximumNotes);
        if (root.contains("criticality"))
            project->criticality = text(root, "criticality", true, kMaximumName);
        if (root.contains("workload"))
            project->workload = workload(root["workload"]);
        const json &stages = require(root, "stages");
        const Step step(m_path, "stages");
        if (!stages.is_array() || stages.empty() || stages.size() > kMaximumStages)
            fail("expected a list of 1 to 100 stages", "Write [ … ] with a stage inside");
        for (std::size_t i = 0; i < stages.size(); ++i) {
            const Step inside(m_path, std::to_string(i));
            project->stages.push_back(std::make_shared<Stage>(stage(object(stages[i]))));
        }
        project->unknown = unknownKeys(root, { "format", "version", "min_reader", "name", "notes", "criticality",
                                               "workload", "stages" });
        return ReadProject { std::move(project), std::move(m_notes) };
    }

    void readVersion(const json &root)
    {
        const json &version = require(root, "version");
        const Step step(m_path, "version");
        if (!version.is_number_integer())
            fail("expected a whole number", "Write 1");
        const double read = version.get<double>();
        if (read > kFormatVersion)
            fail("this design was made by a newer Headroom (format " + version.dump() + ", this one knows "
                     + std::to_string(kFormatVersion) + ")",
                 "Open it with a newer Headroom");
        if (read < 1)
            fail("there is no format " + version.dump(), "Write 1");
    }

    template <typename Find>
    project::Parameters parameters(const json &around, const Find &find)
    {
        project::Parameters read;
        const auto found = around.find("parameters");
        if (found == around.end())
            return read;
        const Step step(m_path, "parameters");
        const json &stated = object(*found);
        for (auto each = stated.begin(); each != stated.end(); ++each) {
            const std::string &id = each.key();
            const json &given = each.value();
            const Step inside(m_path, id);
            project::Value value;
            if (given.is_boolean())
                value = given.get<bool>();
            else if (given.is_number())
                value = given.get<double>();
            else if (given.is_string())
                value = given.get<std::string>();
            else
                fail(std::string("expected a number, text, true or false, found ") + typeOf(given), "Write one value");
            if (const catalog::ParameterSpec *spec = find(id))
                if (const Result<Done> check = catalog::checkValue(*spec, value); !check)
                    fail(check.error().what, check.error().mend);
            read.set(id, std::move(value));
        }
        return read;
    }

    project::Workload workload(const json &value)
    {
        const Step step(m_path, "workload");
        project::Workload read;
        read.preset = text(object(value), "preset", true, kMaximumName);
        if (read.preset != m_catalog.preset(read.preset).id)
            note("the preset \"" + read.preset + "\" is unknown, its figures are those of \""
                 + m_catalog.preset(read.preset).id + "\"");
        read.parameters = parameters(value, [this](const std::string &id) -> const catalog::ParameterSpec * {
            for (const catalog::ParameterSpec &spec : m_catalog.workloadParameters())
                if (spec.id == id)
                    return &spec;
            return nullptr;
        });
        if (value.contains("classes")) {
            const Step inside(m_path, "classes");
            const json &classes = value["classes"];
            if (!classes.is_array() || classes.size() > 100)
                fail("expected a list of at most 100 classes", "Write [ … ]");
            for (std::size_t i = 0; i < classes.size(); ++i) {
                const Step at(m_path, std::to_string(i));
                read.classes.push_back(requestClass(object(classes[i])));
            }
        }
        read.unknown = unknownKeys(value, { "preset", "parameters", "classes" });
        return read;
    }

    project::RequestClass requestClass(const json &value)
    {
        project::RequestClass read;
        read.id = identifier(value, "id");
        read.name = text(value, "name", true, kMaximumName);
        read.share = number(value, "share", 0, 1e6);
        const json &uses = require(value, "uses");
        const Step step(m_path, "uses");
        if (!uses.is_array() || uses.size() > 100)
            fail("expected a list of at most 100 operations", "Write [ … ]");
        for (std::size_t i = 0; i < uses.size(); ++i) {
            const Step at(m_path, std::to_string(i));
            project::OperationUse use;
            use.operation = text(object(uses[i]), "operation", true, kMaximumName);
            use.count = number(uses[i], "count", 0, 1e6);
            use.time = uses[i].contains("time") ? number(uses[i], "time", 0, 1e6) : 0;
            use.bytes = uses[i].contains("bytes") ? number(uses[i], "bytes", 0, 1e15) : 0;
            read.uses.push_back(std::move(use));
        }
        return read;
    }

    Stage stage(const json &value)
    {
        Stage read;
        read.name = text(value, "name", true, kMaximumName);
        {
            const json &users = require(value, "users");
            const Step step(m_path, "users");
            read.users.from = number(object(users), "from", 0, kMostUsers);
            read.users.to = number(users, "to", 0, kMostUsers);
            if (read.users.to <= read.users.from)
                fail("\"to\" is not above \"from\"", "Make the range's upper end larger than its lower end");
        }
        std::unordered_set<std::string> ids;
        readList(value, "components", kMaximumComponents, [&](const json &each) {
            read.components.push_back(component(each));
            claim(ids, read.components.back().id);
        });
        std::unordered_set<std::string> ends;
        for (const Component &each : read.components)
            ends.insert(each.id);
        readList(value, "connections", kMaximumConnections, [&](const json &each) {
            read.connections.push_back(connection(each, ends));
            claim(ids, read.connections.back().id);
        });
        checkPlaces(read, ends);
        read.unknown = unknownKeys(value, { "name", "users", "components", "connections" });
        return read;
    }

    template <typename Read>
    void readList(const json &around, const char *key, std::size_t most, const Read &read)
    {
        const auto found = around.find(key);
        if (found == around.end())
            return;
        const Step step(m_path, key);
        if (!found->is_array())
            fail(std::string("expected a list, found ") + typeOf(*found), "Write [ … ]");
        if (found->size() > most)
            fail("there are " + std::to_string(found->size()) + " of them, more than " + std::to_string(most),
                 "Split the stage into several designs");
        for (std::size_t i = 0; i < found->size(); ++i) {
            const Step at(m_path, std::to_string(i));
            read(object((*found)[i]));
        }
    }

    void claim(std::unordered_set<std::string> &ids, const std::string &id) const
    {
        if (!ids.insert(id).second)
            fail("the id \"" + id + "\" is there twice in this stage", "Give one of the two another id");
    }

    Component component(const json &value)
    {
        Component read;
        read.id = identifier(value, "id");
        read.kind = text(value, "kind", true, kMaximumName);
        read.name = text(value, "name", true, kMaximumName);
        read.place = text(value, "place", false, kMaximumName);
        read.notes = text(value, "notes", false, kMaximumNotes);
        read.position = { number(value, "x", -kFarthest, kFarthest), number(value, "y", -kFarthest, kFarthest) };
        if (value.contains("width") || value.contains("height"))
            read.size = project::Size { number(value, "width", 1, kFarthest), number(value, "height", 1, kFarthest) };
        if (!m_catalog.knowsKind(read.kind))
            note("the kind \"" + read.kind + "\" is unknown; the component is kept and carries no load");
        const catalog::Kind &kind = m_catalog.kind(read.kind);
        read.parameters = parameters(value, [&](const std::string &id) { return kind.findParameter(id); });
        read.unknown = unknownKeys(value, { "id", "kind", "name", "place", "notes", "x", "y", "width", "height", "parameters" });
        return read;
    }

    Connection connection(const json &value, const std::unordered_set<std::string> &ends)
    {
        Connection read;
        read.id = identifier(value, "id");
        read.from = identifier(value, "from");
        read.to = identifier(value, "to");
        for (const auto &[key, id] : { std::pair("from", &read.from), std::pair("to", &read.to) })
            if (!ends.contains(*id)) {
                const Step step(m_path, key);
                fail("there is no component \"" + *id + "\" in this stage", "Name one that exists, or remove the connection");
            }
        if (read.from == read.to)
            fail("the connection leads from \"" + read.from + "\" to itself", "Remove it, or name another component");
        read.kind = text(value, "kind", true, kMaximumName);
        read.name = text(value, "name", false, kMaximumName);
        if (!m_catalog.knowsConnectionKind(read.kind))
            note("the kind \"" + read.kind + "\" is unknown; the connection is taken for a plain call");
        const catalog::ConnectionKind &kind = m_catalog.connectionKind(read.kind);
        read.parameters = parameters(value, [&](const std::string &id) { return kind.findParameter(id); });
        read.unknown = unknownKeys(value, { "id", "from", "to", "kind", "name", "parameters" });
        return read;
    }

    /// A place that does not exist, or that stands inside itself, is left out with a note.
    void checkPlaces(Stage &read, const std::unordered_set<std::string> &ids)
    {
        for (Component &each : read.components) {
            if (each.place.empty())
                continue;
            bool isSound = ids.contains(each.place);
            std::string place = each.place;
            for (int depth = 0; isSound && !place.empty(); ++depth) {
                isSound = place != each.id && depth < 32;
                const Component *around = read.findComponent(place);
                place = around ? around->place : std::string();
            }
            if (!isSound) {
                note("\"" + each.id + "\" stood in \"" + each.place + "\", which is not a place around it; it stands free now");
                each.place.clear();
            }
        }
    }

    std::string m_fileName;
    const catalog::Catalog &m_catalog;
    std::string m_path;
    std::vector<std::string> m_notes;
};

} // namespace

Result<ReadProject> readProject(std::string_view text, const std::string &fileName, const catalog::Catalog &catalog)
{
    const Result<json> parsed = parseJson(text, fileName);
    if (!parsed)
        return parsed.error();
    return ProjectReader(fileName, catalog).run(*parsed);
}

} // namespace headroom::serialization
