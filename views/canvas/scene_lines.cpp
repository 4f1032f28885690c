#include "model/layout/diagram.h"
#include "views/canvas/edge_router.h"
#include "views/canvas/face_builder.h"
#include "views/canvas/ports.h"
#include "views/canvas/scene.h"

#include <algorithm>
#include <map>

// The lines of a scene: which are drawn, between which cards, and how they run.
namespace headroom::canvas {

void Scene::buildConnections(const std::vector<ConnectionFace> &before, const UniformGrid &changed,
                             const std::vector<bool> &moved)
{
    std::vector<int> old; // by connection: its index before
    bool isIndexed = before.size() == m_stage->connections.size();
    m_connections.reserve(m_stage->connections.size());
    for (const project::Connection &connection : m_stage->connections) {
        old.push_back(findConnection(connection.id));
        isIndexed = isIndexed && old.back() == static_cast<int>(m_connections.size());
        m_connections.push_back(makeFace(m_catalog, connection));
        joinEnds(m_connections.back(), connection);
    }
    if (!isIndexed) {
        m_connectionIndex.clear();
        for (std::size_t i = 0; i < m_connections.size(); ++i)
            m_connectionIndex.emplace(m_connections[i].id, static_cast<int>(i));
    }
    m_connectionGrid.clear();
    m_connectionsAt.assign(m_components.size(), {});
    bundleCarried();
    assignPorts(m_components, m_connections);
    for (std::size_t i = 0; i < m_connections.size(); ++i) {
        ConnectionFace &face = m_connections[i];
        if (face.bundle > 0)
            face.avoided = areaAvoided(component(face.from).rect, component(face.to).rect, face.waypoints);
        if (old[i] >= 0)
            keepWay(face, before[static_cast<std::size_t>(old[i])], changed, moved);
        if (face.route.isEmpty() && face.bundle > 0) {
            routeConnection(face);
            ++m_routed;
        }
        const int index = static_cast<int>(i);
        m_connectionGrid.insertLine(index, face.route);
        if (face.bundle == 0)
            continue;
        if (face.from >= 0)
            m_connectionsAt[static_cast<std::size_t>(face.from)].push_back(index);
        if (face.to >= 0 && face.to != face.from)
            m_connectionsAt[static_cast<std::size_t>(face.to)].push_back(index);
    }
}

/// Finds the cards that stand for the ends; a line inside one card is not drawn.
void Scene::joinEnds(ConnectionFace &face, const project::Connection &connection) const
{
    const auto shown = [&](const std::string &id) {
        const int end = findComponent(id);
        const int carrier = end < 0 ? -1 : m_carriers[static_cast<std::size_t>(end)];
        face.isCarried |= carrier >= 0;
        return carrier >= 0 ? carrier : end;
    };
    face.from = shown(connection.from);
    face.to = shown(connection.to);
    const bool isInside = face.isCarried && face.from == face.to;
    face.bundle = isInside || face.from < 0 || face.to < 0 ? 0 : 1;
}

/// Of the lines between the same two cards, one of them a collapsed place, the first stands for all.
void Scene::bundleCarried()
{
    std::map<std::pair<int, int>, std::size_t> first;
    for (std::size_t i = 0; i < m_connections.size(); ++i) {
        ConnectionFace &face = m_connections[i];
        if (!face.isCarried || face.bundle == 0)
            continue;
        const auto [found, isNew] = first.try_emplace({ face.from, face.to }, i);
        if (isNew)
            continue;
        face.bundle = 0;
        ++m_connections[found->second].bundle;
    }
}

/// Takes over what the line was before, and its way when nothing near it has moved.
void Scene::keepWay(ConnectionFace &face, const ConnectionFace &last, const UniformGrid &changed,
                    const std::vector<bool> &moved) const
{
    if (face.from < 0 || face.to < 0 || face.bundle == 0)
        return;
    face.rate = last.rate;
    face.width = last.width;
    if (face.label.isEmpty())
        face.label = last.name.isEmpty() ? last.label : QString();
    const auto isSame = [](double a, double b) { return std::abs(a - b) < 1e-9; };
    const bool isSameWay = last.from == face.from && last.to == face.to && !last.route.isEmpty()
        && last.isSquare == face.isSquare && last.waypoints == face.waypoints && isSame(last.fromShift, face.fromShift)
        && isSame(last.toShift, face.toShift) && !moved[static_cast<std::size_t>(face.from)]
        && !moved[static_cast<std::size_t>(face.to)];
    if (!isSameWay || changed.touches(face.avoided))
        return;
    face.route = last.route;
    face.bounds = last.bounds;
    face.length = last.length;
}

void Scene::routeConnection(ConnectionFace &face) const
{
    std::vector<int> near;
    const Obstacles obstacles = [&](const QRectF &area, std::vector<QRectF> &cards) {
        m_cardGrid.query(area, near);
        for (const int index : near)
            if (index != face.from && index != face.to && component(index).rect.intersects(area))
                cards.push_back(component(index).rect);
    };
    const WayHints hints { face.fromShift, face.toShift, face.isSquare, face.waypoints };
    face.route = route(component(face.from).rect, component(face.to).rect, obstacles, hints);
    face.bounds = face.route.boundingRect();
    face.length = lengthOf(face.route);
}

/// Puts the sum of the flows on the line that stands for several.
void Scene::sumBundles()
{
    std::map<std::pair<int, int>, double> rates;
    for (const ConnectionFace &face : m_connections)
        if (face.isCarried && face.from != face.to)
            rates[{ face.from, face.to }] += face.rate;
    for (ConnectionFace &face : m_connections)
        if (face.bundle > 1)
            wearBundle(face, rates[{ face.from, face.to }]);
}

void Scene::sumMembers(const std::vector<const analysis::ComponentReport *> &reports)
{
    std::unordered_map<int, std::vector<Member>> members;
    for (std::size_t i = 0; i < m_components.size(); ++i)
        if (m_carriers[i] >= 0 && !m_components[i].isPlace && !m_components[i].isCollapsed)
            members[m_carriers[i]].push_back({ &m_components[i], reports[i] });
    for (std::size_t i = 0; i < m_components.size(); ++i)
        if (m_components[i].isCollapsed)
            wearTotals(m_components[i], members[static_cast<int>(i)], m_catalog.currency());
}

QPolygonF Scene::looseRoute(const QRectF &from, const QRectF &to) const
{
    return route(from, to, {});
}

} // namespace headroom::canvas
