#include "model/exchange/budgeted_xml.h"
#include "model/exchange/design_text.h"
#include "model/exchange/drawio_pages.h"
#include "model/reporting/visible_text.h"
#include "model/serialization/budgeted_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace headroom::exchange {

namespace {

using nlohmann::json;

constexpr int kDeepestGroup = 256;   // groups in groups
constexpr double kMoved = 1e-3;      // scene pixels that count as a move
constexpr double kFarthest = 1e9;    // draw.io has no canvas that large
constexpr std::size_t kMostGone = 3; // lines of connections without an end that a note names

/// Reads one file; throws Error inside, which ends in read().
class Reader {
public:
    Reader(std::string_view text, const std::string &fileName, const catalog::Catalog &catalog)
        : m_text(text)
        , m_fileName(fileName)
        , m_catalog(catalog)
    {
    }

    Result<serialization::ReadProject> read()
    {
        try {
            if (Result<Done> parsed = parseXml(m_document, m_text, m_fileName); !parsed)
                return parsed.error();
            if (!m_document.child("mxfile"))
                fail("this is not a draw.io diagram", m_document.first_child(), "Open a .headroom or a .drawio file");
            const json design = designOf(m_document.child("mxfile"));
            Result<serialization::ReadProject> read = serialization::readProject(design.dump(), m_fileName, m_catalog);
            if (!read)
                return Error { read.error().what, placeOf(read.error().where), read.error().mend };
            serialization::ReadProject found = std::move(read).value();
            found.notes.insert(found.notes.end(), m_notes.begin(), m_notes.end());
            return found;
        } catch (const Error &error) {
            return error;
        } catch (const json::exception &) {
            return Error { "the data of Headroom in it is not whole", m_fileName, "Export the design again" };
        }
    }

private:
    /// A cell of a page, for what stands in it.
    struct Cell {
        pugi::xml_node node; ///< the UserObject or the cell itself
        std::string parent;
        Rectangle geometry; ///< within the parent
        std::string component;
    };
    using Cells = std::unordered_map<std::string, Cell>;
    struct Element {
        long long order = 0;
        std::size_t line = 0;
        json value;
    };

    [[noreturn]] void fail(const std::string &what, pugi::xml_node node, const std::string &mend) const
    {
        throw Error { what, m_fileName + (node ? ", line " + std::to_string(lineOf(m_text, node)) : ""), mend };
    }

    json jsonOf(pugi::xml_node node, const char *attribute) const
    {
        const Result<json> parsed = serialization::parseJson(node.attribute(attribute).value(), m_fileName);
        if (!parsed)
            fail(std::string("the attribute ") + attribute + " is not what Headroom wrote: " + parsed.error().what,
                 node, "Export the design again, and leave the headroom attributes as they are");
        return *parsed;
    }

    json objectOf(pugi::xml_node node, const char *attribute) const
    {
        json value = jsonOf(node, attribute);
        if (!value.is_object())
            fail(std::string("the attribute ") + attribute + " is not what Headroom wrote", node,
                 "Export the design again, and leave the headroom attributes as they are");
        return value;
    }

    json designOf(pugi::xml_node file)
    {
        json design;
        json stages = json::array();
        for (const pugi::xml_node page : file.children("diagram")) {
            const pugi::xml_node root = page.child("mxGraphModel").child("root");
            if (!root)
                fail("this page is compressed", page,
                     "In draw.io choose File, Properties, take the tick from Compressed, and save");
            const pugi::xml_node about
                = root.find_child([](pugi::xml_node each) { return each.attribute(kStageData); });
            if (!about) {
                m_notes.push_back("page \"" + reporting::visibleText(page.attribute("name").value())
                                  + "\" has no data of Headroom; it was left out");
                continue;
            }
            if (design.is_null())
                design = objectOf(about, kProjectData);
            stages.push_back(stageOf(page, root, about, stages.size()));
        }
        if (design.is_null())
            fail("no page of this diagram holds a design of Headroom", file,
                 "Open a diagram that Headroom exported; other drawings have no numbers to compute with");
        design["stages"] = std::move(stages);
        return design;
    }

    json stageOf(pugi::xml_node page, pugi::xml_node root, pugi::xml_node about, std::size_t index)
    {
        json stage = objectOf(about, kStageData);
        const std::string shown = page.attribute("name").value();
        if (stage.value("name", "").empty() || reporting::visibleText(stage.value("name", "")) != shown)
            stage["name"] = shown;
        Cells cells;
        std::vector<std::string> order;
        for (const pugi::xml_node each : root.children())
            collect(each, cells, order);
        m_place = "stages/" + std::to_string(index) + '/';
        m_lines[m_place] = lineOf(m_text, page);
        stage["components"] = elements(cells, order, kComponentId, "components");
        stage["connections"] = elements(cells, order, kConnectionId, "connections");
        return stage;
    }

    void collect(pugi::xml_node node, Cells &cells, std::vector<std::string> &order) const
    {
        const bool isCell = std::string_view(node.name()) == "mxCell";
        const pugi::xml_node cell = isCell ? node : node.child("mxCell");
        const std::string id = node.attribute("id").value();
        if (!cell || id.empty())
            return;
        const pugi::xml_node geometry = cell.child("mxGeometry");
        const auto number = [&](const char *name) {
            const double value = geometry.attribute(name).as_double(0);
            if (!std::isfinite(value) || std::abs(value) > kFarthest)
                fail(std::string("the ") + name + " of this cell is no length", geometry, "Move it, and save again");
            return value;
        };
        const Rectangle at { number("x"), number("y"), number("width"), number("height") };
        Cell read { node, cell.attribute("parent").value(), at, node.attribute(kComponentId).value() };
        if (cells.emplace(id, std::move(read)).second)
            order.push_back(id);
    }

    /// The elements of one kind in the order they had; what draw.io added comes last.
    json elements(const Cells &cells, const std::vector<std::string> &order, const char *attribute, const char *list)
    {
        const bool isComponent = attribute == kComponentId;
        std::vector<Element> found;
        std::size_t strangers = 0;
        std::vector<std::string> gone;
        for (const std::string &id : order) {
            const Cell &cell = cells.at(id);
            if (!cell.node.attribute(attribute)) {
                const pugi::xml_node drawn
                    = std::string_view(cell.node.name()) == "mxCell" ? cell.node : cell.node.child("mxCell");
                const bool isOther = cell.node.attribute(isComponent ? kConnectionId : kComponentId);
                strangers += !isOther && drawn.attribute(isComponent ? "vertex" : "edge") ? 1U : 0U;
                continue;
            }
            json element = isComponent ? componentOf(cell, cells) : connectionOf(cell, cells);
            if (element.is_null()) {
                gone.push_back(reporting::visibleText(cell.node.attribute(attribute).value()));
                continue;
            }
            found.push_back(
                { cell.node.attribute(kOrder).as_llong(1LL << 40), lineOf(m_text, cell.node), std::move(element) });
        }
        if (strangers > 0)
            m_notes.push_back(m_place + list + ": " + std::to_string(strangers) + (isComponent ? " shapes" : " lines")
                              + " without data of Headroom were left out");
        noteGone(gone, list);
        std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.order < b.order; });
        json result = json::array();
        for (Element &each : found) {
            m_lines[m_place + list + '/' + std::to_string(result.size())] = each.line;
            result.push_back(std::move(each.value));
        }
        return result;
    }

    void noteGone(const std::vector<std::string> &gone, const char *list)
    {
        std::string names;
        for (std::size_t i = 0; i < std::min(gone.size(), kMostGone); ++i)
            names += (i ? ", " : "") + gone[i];
        if (gone.size() > kMostGone)
            names += " and " + std::to_string(gone.size() - kMostGone) + " more";
        if (!gone.empty())
            m_notes.push_back(m_place + list + ": an end of " + names + " is gone; "
                              + (gone.size() == 1 ? "it was" : "they were") + " left out");
    }

    json elementOf(const Cell &cell, const char *attribute) const
    {
        json element = objectOf(cell.node, kData);
        element["id"] = cell.node.attribute(attribute).value();
        element["kind"] = jsonOf(cell.node, kKind);
        if (cell.node.attribute(kParameters))
            element["parameters"] = jsonOf(cell.node, kParameters);
        const std::string label = cell.node.attribute("label").value();
        const std::string name
            = element.contains("name") && element["name"].is_string() ? element["name"].get<std::string>() : "";
        if (reporting::visibleText(name) != label)
            element["name"] = label;
        return element;
    }

    /// Where the cell is on the page, and the component that it stands in.
    static Rectangle onPage(const Cell &cell, const Cells &cells, std::string &place)
    {
        Rectangle at = cell.geometry;
        const Cell *around = &cell;
        for (int depth = 0; depth < kDeepestGroup; ++depth) {
            const auto found = cells.find(around->parent);
            if (found == cells.end())
                break;
            around = &found->second;
            at.x += around->geometry.x;
            at.y += around->geometry.y;
            if (place.empty())
                place = around->component;
        }
        return at;
    }

    json componentOf(const Cell &cell, const Cells &cells) const
    {
        json element = elementOf(cell, kComponentId);
        std::string place;
        const Rectangle now = onPage(cell, cells, place);
        if (!place.empty())
            element["place"] = place;
        const std::optional<Rectangle> drawn = rectangleFrom(cell.node.attribute(kDrawn).value());
        const auto shift = [&](const char *key, double moved) {
            if (std::abs(moved) > kMoved && element.contains(key) && element[key].is_number())
                element[key] = element[key].get<double>() + moved;
        };
        if (!drawn)
            return element;
        shift("x", now.x - drawn->x);
        shift("y", now.y - drawn->y);
        shift("width", now.width - drawn->width);
        shift("height", now.height - drawn->height);
        return element;
    }

    json connectionOf(const Cell &cell, const Cells &cells) const
    {
        json element = elementOf(cell, kConnectionId);
        const pugi::xml_node line = cell.node.child("mxCell");
        for (const auto &[end, key] : { std::pair("source", "from"), std::pair("target", "to") }) {
            const auto found = cells.find(line.attribute(end).value());
            if (found == cells.end() || found->second.component.empty())
                return nullptr;
            element[key] = found->second.component;
        }
        return element;
    }

    /// "shop.drawio, line 12, stages/0/components/3/name" of what the reader of designs says about our text.
    std::string placeOf(const std::string &where) const
    {
        const std::size_t comma = where.rfind(", ");
        const std::string path = comma == std::string::npos ? "" : where.substr(comma + 2);
        std::size_t line = 0;
        for (const auto &[prefix, at] : m_lines)
            if (path.starts_with(prefix))
                line = at; // longer prefixes come later
        if (line == 0)
            return m_fileName + (path.empty() || path.starts_with("line ") ? "" : ", " + path);
        return m_fileName + ", line " + std::to_string(line) + ", " + path;
    }

    std::string_view m_text;
    const std::string &m_fileName;
    const catalog::Catalog &m_catalog;
    pugi::xml_document m_document;
    std::string m_place;                        ///< "stages/2/"
    std::map<std::string, std::size_t> m_lines; ///< path into the design → line of the diagram
    std::vector<std::string> m_notes;
};

} // namespace

Result<serialization::ReadProject> readDrawio(std::string_view text, const std::string &fileName,
                                              const catalog::Catalog &catalog)
{
    return Reader(text, fileName, catalog).read();
}

} // namespace headroom::exchange
