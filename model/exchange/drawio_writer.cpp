#include "model/exchange/drawio_pages.h"
#include "model/exchange/outline.h"
#include "model/layout/looks.h"
#include "model/reporting/numbers.h"
#include "model/reporting/visible_text.h"
#include "model/serialization/project_json.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <optional>
#include <unordered_map>

namespace headroom::exchange {

namespace {

using nlohmann::json;
using reporting::exact;

/// Control characters as numbers instead of visible escapes: a name that is read again must be the same.
std::string attribute(const char *name, std::string_view text)
{
    std::string out = std::string(" ") + name + "=\"";
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20)
            out += "&#" + std::to_string(static_cast<int>(c)) + ';';
        else
            out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : std::string(1, c);
    return out + '"';
}

/// JSON in ASCII, so that whatever handles the file has nothing to normalize.
std::string jsonAttribute(const char *name, const json &value)
{
    return attribute(name, value.dump(-1, ' ', true));
}

/// Takes a member out.
json taken(json &from, const char *key)
{
    const auto found = from.find(key);
    if (found == from.end())
        return nullptr;
    json value = std::move(*found);
    from.erase(found);
    return value;
}

/// What `shape` and `html=0` say: plain text, never markup, wrapped inside the card.
std::string styleOf(const Outline::Part &part)
{
    const std::string common = "html=0;whiteSpace=wrap;fontSize=12;fontColor=#1B2430;";
    if (part.isPlace)
        return common
            + "rounded=1;arcSize=4;dashed=1;container=1;collapsible=0;verticalAlign=top;align=left;spacingLeft=8;"
              "fillColor=none;strokeColor=#7A8694;";
    switch (part.shape) {
    case Shape::Store:
        return common
            + "shape=cylinder3;boundedLbl=1;backgroundOutline=1;size=8;fillColor=#E3F1EC;strokeColor=#2E7D64;";
    case Shape::Queue:
        return common + "shape=process;size=0.06;fillColor=#F6EDDC;strokeColor=#9A6A1B;";
    case Shape::People:
        return common + "rounded=1;arcSize=50;fillColor=#ECE8F6;strokeColor=#5E4B9C;";
    case Shape::Box:
        break;
    }
    return common + "rounded=1;arcSize=12;fillColor=#E6EEF8;strokeColor=#2F5E9E;";
}

/// A line ends at the sides that face each other, so that it crosses neither of its cards.
std::string endsOf(const Rectangle &from, const Rectangle &to)
{
    const bool isAbove = from.y + from.height <= to.y;
    const bool isBelow = to.y + to.height <= from.y;
    const bool isStacked = from.x < to.x + to.width && to.x < from.x + from.width && (isAbove || isBelow);
    const auto side = [](const char *end, const char *x, const char *y) {
        return std::string(end) + "X=" + x + ';' + end + "Y=" + y + ';' + end + "Dx=0;" + end + "Dy=0;";
    };
    if (isStacked)
        return isAbove ? side("exit", "0.5", "1") + side("entry", "0.5", "0")
                       : side("exit", "0.5", "0") + side("entry", "0.5", "1");
    const bool isLeftward = to.x + to.width <= from.x;
    return isLeftward ? side("exit", "0", "0.5") + side("entry", "1", "0.5")
                      : side("exit", "1", "0.5") + side("entry", "0", "0.5");
}

/// A place along a side as a share of it; less than half a pixel from the middle is the middle.
double shareOf(double along, double length)
{
    return std::abs(along - length / 2) < 0.5 ? 0.5 : std::round(along / length * 1e4) / 1e4;
}

/// Where on a card a way begins or ends, as shares of the card's size; nothing when that is not on its edge.
std::optional<std::string> endAt(const char *end, const project::Point &point, const Rectangle &card)
{
    if (!(card.width > 0 && card.height > 0))
        return std::nullopt;
    const double x = shareOf(point.x - card.x, card.width);
    const double y = shareOf(point.y - card.y, card.height);
    const auto isEdge = [](double share) { return share == 0 || share == 1; };
    if (x < 0 || x > 1 || y < 0 || y > 1 || (!isEdge(x) && !isEdge(y)))
        return std::nullopt;
    return std::string(end) + "X=" + exact(x) + ';' + end + "Y=" + exact(y) + ';' + end + "Dx=0;" + end + "Dy=0;";
}

/// Writes one stage as a page.
class Page {
public:
    Page(const Subject &subject, const json &project, const json &stage)
        : m_project(project)
        , m_stage(stage)
        , m_catalog(subject.catalog)
        , m_outline(outlineOf(subject))
        , m_given(*subject.project.stages[subject.stage])
        , m_rectangles(rectanglesOf(m_given, subject.catalog))
        , m_index(subject.stage)
        , m_ways(subject.ways ? subject.ways(subject.stage) : Ways())
    {
        for (std::size_t i = 0; i < m_given.components.size(); ++i)
            m_places.emplace(m_given.components[i].id, i);
    }

    std::string text()
    {
        const std::string number = std::to_string(m_index + 1);
        json stage = m_stage;
        stage.erase("components");
        stage.erase("connections");
        m_text = "  <diagram id=\"stage-" + number + '"' + attribute("name", reporting::visibleText(m_given.name))
            + ">\n    <mxGraphModel grid=\"1\" gridSize=\"8\" guides=\"1\" tooltips=\"1\" connect=\"1\" arrows=\"1\" "
              "fold=\"1\" page=\"0\" pageScale=\"1\" pageWidth=\"1169\" pageHeight=\"827\" math=\"0\" "
              "shadow=\"0\">\n      <root>\n        <UserObject label=\"\""
            + jsonAttribute(kProjectData, m_project) + jsonAttribute(kStageData, stage)
            + " id=\"0\">\n          <mxCell/>\n        </UserObject>\n        <mxCell id=\"1\" parent=\"0\"/>\n";
        for (const int part : m_outline.top)
            component(static_cast<std::size_t>(part), -1);
        for (std::size_t i = 0; i < m_given.connections.size(); ++i)
            connection(i);
        return m_text + "      </root>\n    </mxGraphModel>\n  </diagram>\n";
    }

private:
    static std::string idOf(const std::string &element) { return "h-" + element; }

    void parameters(json &element)
    {
        if (const json stated = taken(element, "parameters"); !stated.is_null())
            m_text += jsonAttribute(kParameters, stated);
    }

    void component(std::size_t i, int around)
    {
        const Outline::Part &part = m_outline.parts[i];
        const project::Component &given = m_given.components[i];
        const Rectangle &at = m_rectangles[i];
        json element = m_stage["components"][i];
        element.erase("id");
        if (around >= 0)
            element.erase("place");
        m_text += "        <UserObject" + attribute("label", reporting::visibleText(given.name))
            + attribute(kComponentId, given.id) + jsonAttribute(kKind, taken(element, "kind"));
        parameters(element);
        m_text += jsonAttribute(kData, element) + attribute(kDrawn, rectangleText(at))
            + attribute(kOrder, std::to_string(i)) + attribute("id", idOf(given.id)) + ">\n          <mxCell"
            + attribute("style", styleOf(part)) + " vertex=\"1\"";
        Rectangle shown = at;
        std::string parent = "1";
        if (around >= 0) {
            const auto place = static_cast<std::size_t>(around);
            parent = idOf(m_given.components[place].id);
            shown.x -= m_rectangles[place].x;
            shown.y -= m_rectangles[place].y;
        }
        m_text += attribute("parent", parent) + ">\n            <mxGeometry x=\"" + exact(shown.x) + "\" y=\""
            + exact(shown.y) + "\" width=\"" + exact(shown.width) + "\" height=\"" + exact(shown.height)
            + "\" as=\"geometry\"/>\n          </mxCell>\n        </UserObject>\n";
        for (const int inside : part.inside)
            component(static_cast<std::size_t>(inside), static_cast<int>(i));
    }

    [[nodiscard]] std::string endsOfLine(const project::Connection &given, const std::vector<project::Point> &way) const
    {
        const auto from = m_places.find(given.from);
        const auto to = m_places.find(given.to);
        if (from == m_places.end() || to == m_places.end())
            return {};
        const Rectangle &a = m_rectangles[from->second];
        const Rectangle &b = m_rectangles[to->second];
        if (way.size() >= 2)
            if (const auto exit = endAt("exit", way.front(), a), entry = endAt("entry", way.back(), b); exit && entry)
                return *exit + *entry;
        return endsOf(a, b);
    }

    void connection(std::size_t i)
    {
        const project::Connection &given = m_given.connections[i];
        json element = m_stage["connections"][i];
        for (const char *key : { "id", "from", "to" })
            element.erase(key);
        m_text += "        <UserObject" + attribute("label", reporting::visibleText(given.name))
            + attribute(kConnectionId, given.id) + jsonAttribute(kKind, taken(element, "kind"));
        parameters(element);
        const bool isSquare = layout::isSquare(given);
        const std::vector<project::Point> way = i < m_ways.size() ? m_ways[i] : std::vector<project::Point>();
        std::vector<project::Point> points = layout::waypointsOf(given);
        const bool isLed = points.empty() && way.size() > 2;
        if (isLed)
            points.assign(way.begin() + 1, way.end() - 1);
        m_text += jsonAttribute(kData, element) + attribute(kOrder, std::to_string(i)) + attribute("id", idOf(given.id))
            + ">\n          <mxCell style=\"html=0;endArrow=block;endFill=1;fontSize=11;strokeColor=#5B6673;"
            + (isSquare    ? "edgeStyle=orthogonalEdgeStyle;rounded=1;"
                   : isLed ? "curved=1;"
                           : "")
            + endsOfLine(given, way) + (m_catalog.connectionKind(given.kind).line == "solid" ? "" : "dashed=1;")
            + "\" edge=\"1\" parent=\"1\"" + attribute("source", idOf(given.from)) + attribute("target", idOf(given.to))
            + ">\n            <mxGeometry relative=\"1\" as=\"geometry\"";
        m_text += points.empty() ? "/>\n" : ">\n              <Array as=\"points\">\n";
        for (const project::Point &point : points)
            m_text += "                <mxPoint x=\"" + exact(point.x) + "\" y=\"" + exact(point.y) + "\"/>\n";
        m_text += points.empty() ? "" : "              </Array>\n            </mxGeometry>\n";
        m_text += "          </mxCell>\n        </UserObject>\n";
    }

    const json &m_project;
    const json &m_stage;
    const catalog::Catalog &m_catalog;
    const Outline m_outline;
    const project::Stage &m_given;
    const std::vector<Rectangle> m_rectangles;
    const std::size_t m_index;
    const Ways m_ways;
    std::unordered_map<std::string_view, std::size_t> m_places; ///< of components, by id
    std::string m_text;
};

} // namespace

std::string drawioText(const Subject &subject)
{
    json project = json::parse(serialization::writeProject(subject.project));
    const json stages = taken(project, "stages");
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<mxfile host=\"Headroom\" pages=\""
        + std::to_string(stages.size()) + "\">\n";
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const Subject page { subject.project, i, subject.catalog, nullptr, subject.ways };
        text += Page(page, project, stages[i]).text();
    }
    return text + "</mxfile>\n";
}

} // namespace headroom::exchange
