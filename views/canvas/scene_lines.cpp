#include "model/layout/diagram.h"
#include "views/canvas/edge_router.h"
#include "views/canvas/face_builder.h"
#include "views/canvas/ports.h"
#include "views/canvas/scene.h"

#include <algorithm>
#include <map>

// The lines of a scene: which are drawn, between which cards, and how they run.
namespace headroom::canvas {

void Scene::buildConnections(const std::vector<ConnectionFace> &before, const std::vector<QRectF> &changed,
                             const std::vector<bool> &moved, const std::vector<int> &carriers)
{
    const std::unordered_map<std::string, int> indexBefore = std::move(m_connectionIndex);
    m_connectionIndex.clear();
    m_connectionGrid.clear();
    m_connectionsAt.assign(m_components.size(), {});
    for (const project::Connection &connection : m_stage->connections) {
        m_connectionIndex.emplace(connection.id, static_cast<int>(m_connections.size()));
        m_connections.push_back(makeFace(m_catalog, connection));
        joinEnds(m_connections.back(), connection, carriers);
    }
    bundleCarried();
    assignPorts(m_components, m_connections);
    for (std::size_t i = 0; i < m_connections.size(); ++i) {
        ConnectionFace &face = m_connections[i];
        const auto old = indexBefore.find(face.id);
        if (old != indexBefore.end())
            keepWay(face, before[static_cast<std::size_t>(old->second)], changed, moved);
        if (face.route.isEmpty() && face.bundle > 0)
            routeConnection(face);
        const int index = static_cast<int>(i);
        for (qsizetype point = 1; point < face.route.size(); ++point)
            m_connectionGrid.insertSegment(index, face.route[point - 1], face.route[point]);
        if (face.bundle == 0)
            continue;
        if (face.from >= 0)
            m_connectionsAt[static_cast<std::size_t>(face.from)].push_back(index);
        if (face.to >= 0 && face.to != face.from)
            m_connectionsAt[static_cast<std::size_t>(face.to)].push_back(index);
    }
}

/// Finds the cards that stand for the ends; a line inside one card is not drawn.
void Scene::joinEnds(ConnectionFace &face, const project::Connection &connection,
                     const std::vector<int> &carriers) const
{
    const auto shown = [&](const std::string &id) {
        const int end = findComponent(id);
        const int carrier = end < 0 ? -1 : carriers[static_cast<std::size_t>(end)];
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
void Scene::keepWay(ConnectionFace &face, const ConnectionFace &last, const std::vector<QRectF> &changed,
                    const std::vector<bool> &moved) const
{
    if (face.from < 0 || face.to < 0 || face.bundle == 0)
        return;
    face.rate = last.rate;
    face.width = last.width;
    if (face.label.isEmpty())
        face.label = last.name.isEmpty() ? last.label : QString();
    const auto isSame = [](double a, double b) { return std::abs(a - b) < 1e-9; };
    const bool isSameWay = last.from >= 0 && last.to >= 0 && !last.route.isEmpty() && last.isSquare == face.isSquare
        && last.waypoints == face.waypoints && isSame(last.fromShift, face.fromShift)
        && isSame(last.toShift, face.toShift) && !moved[static_cast<std::size_t>(face.from)]
        && !moved[static_cast<std::size_t>(face.to)];
    const auto isTouched
        = [&](const QRectF &rect) { return rect.isValid() && rect.adjusted(-60, -60, 60, 60).intersects(last.bounds); };
    if (isSameWay && last.from == face.from && last.to == face.to && changed.size() < 200
        && std::none_of(changed.begin(), changed.end(), isTouched)) {
        face.route = last.route;
        face.bounds = last.bounds;
    }
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

void Scene::sumMembers(const analysis::Report *report)
{
    const std::vector<int> carriers = layout::carriersOf(*m_stage);
    std::unordered_map<int, std::vector<int>> members;
    for (std::size_t i = 0; i < carriers.size(); ++i)
        if (carriers[i] >= 0 && !m_components[i].isPlace && !m_components[i].isCollapsed)
            members[carriers[i]].push_back(static_cast<int>(i));
    for (std::size_t i = 0; i < m_components.size(); ++i)
        if (m_components[i].isCollapsed) {
            std::vector<Member> inside;
            for (const int member : members[static_cast<int>(i)])
                inside.push_back(
                    { &m_components[static_cast<std::size_t>(member)],
                      report ? report->findComponent(m_components[static_cast<std::size_t>(member)].id) : nullptr });
            wearTotals(m_components[i], inside, m_catalog.currency());
        }
}

QPolygonF Scene::looseRoute(const QRectF &from, const QRectF &to) const
{
    return route(from, to, {});
}

} // namespace headroom::canvas
