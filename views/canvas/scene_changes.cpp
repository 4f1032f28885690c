#include "model/layout/looks.h"
#include "views/canvas/edge_router.h"
#include "views/canvas/face_builder.h"
#include "views/canvas/ports.h"
#include "views/canvas/scene.h"

#include <algorithm>

// A stage that differs little from the one before: only what differs is made anew.
namespace headroom::canvas {

namespace {

constexpr std::size_t kFewDiffer = 4; ///< a quarter of the elements at most
constexpr std::size_t kFewSwept = 16; ///< rectangles that are looked at one by one

void sortUnique(std::vector<int> &items)
{
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
}

} // namespace

/// Nothing when elements come, go, or change what they stand in, what kind they are of or what they join.
std::optional<Scene::Differences> Scene::differencesOf(const project::Stage &a, const project::Stage &b)
{
    if (a.components.size() != b.components.size() || a.connections.size() != b.connections.size())
        return std::nullopt;
    Differences found;
    for (std::size_t i = 0; i < a.components.size(); ++i) {
        const project::Component &was = a.components[i];
        const project::Component &is = b.components[i];
        if (was == is)
            continue;
        if (was.id != is.id || was.kind != is.kind || was.place != is.place
            || layout::isCollapsed(was) != layout::isCollapsed(is))
            return std::nullopt;
        found.components.push_back(static_cast<int>(i));
    }
    for (std::size_t i = 0; i < a.connections.size(); ++i) {
        const project::Connection &was = a.connections[i];
        const project::Connection &is = b.connections[i];
        if (was == is)
            continue;
        if (was.id != is.id || was.kind != is.kind || was.from != is.from || was.to != is.to)
            return std::nullopt;
        found.connections.push_back(static_cast<int>(i));
    }
    if (found.components.size() * kFewDiffer > a.components.size()
        || found.connections.size() * kFewDiffer > a.connections.size())
        return std::nullopt;
    return found;
}

bool Scene::adapt(const project::Stage &before)
{
    const std::optional<Differences> found = differencesOf(before, *m_stage);
    if (!found)
        return false;
    m_isAnother = false;
    std::vector<QRectF> swept; // where a card came or went
    std::vector<int> moved;
    bool placesDiffer = false;
    for (const int index : found->components) {
        const QRectF was = component(index).rect;
        adaptFace(index, before.components[static_cast<std::size_t>(index)]);
        const ComponentFace &face = component(index);
        if (face.isHidden)
            continue;
        m_damage.add(was);
        m_damage.add(face.rect);
        placesDiffer = placesDiffer || face.isPlace;
        if (was == face.rect)
            continue;
        moved.push_back(index);
        if (face.isPlace)
            continue;
        m_cardGrid.remove(index, was);
        m_cardGrid.insert(index, face.rect);
        swept.insert(swept.end(), { was, face.rect });
    }
    measureBounds();
    adaptLines(found->connections, moved, swept);
    if (placesDiffer) {
        nestPlaces();
        placeLabels(); // their names stand elsewhere
    }
    return true;
}

/// Moves a face, or makes it anew where it shows something else.
void Scene::adaptFace(int index, const project::Component &before)
{
    const project::Component &now = m_stage->components[static_cast<std::size_t>(index)];
    ComponentFace &face = m_components[static_cast<std::size_t>(index)];
    if (looksLike(before, now)) {
        face.rect.moveTopLeft({ now.position.x, now.position.y });
        return;
    }
    ComponentFace made = makeFace(m_catalog, now);
    made.parent = face.parent;
    made.depth = face.depth;
    made.members = face.members;
    made.isHidden = face.isHidden;
    face = std::move(made);
    m_isBare = true;
}

/// The line as its connection now asks for; its way stays as it was.
/// @return whether its label needs another place.
bool Scene::adaptLine(int index)
{
    ConnectionFace &face = m_connections[static_cast<std::size_t>(index)];
    const double room = labelRoom(face.label);
    face.addTo(m_damage);
    ConnectionFace made = makeFace(m_catalog, m_stage->connections[static_cast<std::size_t>(index)]);
    face.line = made.line;
    face.isReplication = made.isReplication;
    face.label = made.label.isEmpty() && face.name.isEmpty() ? face.label : made.label;
    face.name = made.name;
    face.isSquare = made.isSquare;
    face.waypoints = std::move(made.waypoints);
    if (face.bundle > 0)
        face.avoided = areaAvoided(component(face.from).rect, component(face.to).rect, face.waypoints);
    m_isBare = true;
    return labelRoom(face.label) != room;
}

/// Spreads the ends of lines at these cards. @return the lines of which an end is elsewhere now.
std::vector<int> Scene::shiftedAt(std::vector<int> cards)
{
    sortUnique(cards);
    std::vector<int> lines;
    for (const int card : cards)
        lines.insert(lines.end(), connectionsAt(card).begin(), connectionsAt(card).end());
    sortUnique(lines);
    std::vector<std::pair<double, double>> before;
    for (const int line : lines)
        before.emplace_back(connection(line).fromShift, connection(line).toShift);
    for (const int card : cards)
        assignPortsAt(card, connectionsAt(card), m_components, m_connections);
    std::vector<int> shifted;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (before[i] != std::pair(connection(lines[i]).fromShift, connection(lines[i]).toShift))
            shifted.push_back(lines[i]);
    return shifted;
}

/// @param swept  where a card came or went, and with it a reason to lead a line another way.
void Scene::adaptLines(const std::vector<int> &changed, const std::vector<int> &moved, const std::vector<QRectF> &swept)
{
    std::vector<int> cards = moved; // where ends of lines may be elsewhere now
    std::vector<int> lines = changed;
    std::vector<int> relabeled;
    for (const int index : changed)
        if (adaptLine(index))
            relabeled.push_back(index);
    for (const int card : moved)
        for (const int line : connectionsAt(card)) {
            ConnectionFace &face = m_connections[static_cast<std::size_t>(line)];
            face.avoided = areaAvoided(component(face.from).rect, component(face.to).rect, face.waypoints);
            lines.push_back(line);
        }
    for (const int line : lines)
        for (const int end : { connection(line).from, connection(line).to })
            if (end >= 0)
                cards.push_back(end);
    const std::vector<int> shifted = shiftedAt(std::move(cards));
    lines.insert(lines.end(), shifted.begin(), shifted.end());
    UniformGrid where;
    for (const QRectF &each : swept)
        where.insert(0, each);
    const auto isSwept = [&](const QRectF &area) {
        return swept.size() > kFewSwept
            ? where.touches(area)
            : std::any_of(swept.begin(), swept.end(), [&](const QRectF &each) { return each.intersects(area); });
    };
    if (!swept.empty())
        for (std::size_t i = 0; i < m_connections.size(); ++i)
            if (!m_connections[i].avoided.isNull() && isSwept(m_connections[i].avoided))
                lines.push_back(static_cast<int>(i));
    sortUnique(lines);
    leadAnew(lines, std::move(relabeled), swept);
}

/// Finds the ways of these lines, and places for the labels that this concerns.
/// @param relabeled  lines whose label needs another place anyway.
void Scene::leadAnew(const std::vector<int> &lines, std::vector<int> relabeled, std::vector<QRectF> disturbed)
{
    for (const int index : lines) {
        ConnectionFace &face = m_connections[static_cast<std::size_t>(index)];
        if (face.bundle == 0)
            continue;
        const QPolygonF before = face.route;
        routeConnection(face);
        ++m_routed;
        if (face.route == before)
            continue;
        relabeled.push_back(index);
        m_connectionGrid.removeLine(index, before);
        m_connectionGrid.insertLine(index, face.route);
        for (const QPolygonF &way : { before, face.route }) {
            const std::vector<QRectF> pieces = piecesOf(way);
            for (const QRectF &piece : pieces)
                m_damage.add(piece);
            if (m_looksUnder)
                disturbed.insert(disturbed.end(), pieces.begin(), pieces.end());
        }
    }
    sortUnique(relabeled);
    placeLabels(relabeled, disturbed);
}

} // namespace headroom::canvas
