#include "views/canvas/scene.h"
#include "views/canvas/edge_router.h"
#include "views/canvas/face_builder.h"
#include "views/canvas/geometry.h"

#include <algorithm>

namespace headroom::canvas {

namespace {

/// Whether two versions of a component differ in their position and place at most.
bool looksLike(const project::Component &a, const project::Component &b)
{
    return a.kind == b.kind && a.name == b.name && a.parameters == b.parameters && a.size == b.size;
}

} // namespace

Scene::Scene(const catalog::Catalog &catalog)
    : m_catalog(catalog)
{
}

void Scene::setStage(std::shared_ptr<const project::Stage> stage)
{
    if (stage == m_stage)
        return;
    const std::vector<ComponentFace> before = std::move(m_components);
    const std::vector<ConnectionFace> connectionsBefore = std::move(m_connections);
    const std::shared_ptr<const project::Stage> stageBefore = std::exchange(m_stage, std::move(stage));
    m_components.clear();
    m_connections.clear();
    std::vector<QRectF> changed;
    std::vector<bool> kept(before.size(), false);
    std::vector<bool> moved;
    for (const project::Component &component : m_stage->components) {
        const auto found = m_componentIndex.find(component.id);
        const int old = found == m_componentIndex.end() ? -1 : found->second;
        const QPointF position(component.position.x, component.position.y);
        if (old >= 0 && looksLike(component, stageBefore->components[static_cast<std::size_t>(old)])) {
            m_components.push_back(before[static_cast<std::size_t>(old)]);
            m_components.back().rect.moveTopLeft(position);
        } else {
            m_components.push_back(makeFace(m_catalog, component));
        }
        const QRectF was = old >= 0 ? before[static_cast<std::size_t>(old)].rect : QRectF();
        const QRectF now = m_components.back().rect;
        moved.push_back(was != now);
        if (old >= 0)
            kept[static_cast<std::size_t>(old)] = true;
        if (was != now && !m_components.back().isPlace)
            changed.insert(changed.end(), { was, now });
    }
    for (std::size_t i = 0; i < before.size(); ++i)
        if (!kept[i] && !before[i].isPlace)
            changed.push_back(before[i].rect);
    indexFaces();
    nestPlaces();
    buildConnections(connectionsBefore, changed, moved);
    placeLabels();
}

void Scene::indexFaces()
{
    m_componentIndex.clear();
    m_cardGrid.clear();
    m_bounds = QRectF();
    for (std::size_t i = 0; i < m_components.size(); ++i) {
        const ComponentFace &face = m_components[i];
        m_componentIndex.emplace(face.id, static_cast<int>(i));
        m_bounds |= face.rect;
        if (!face.isPlace)
            m_cardGrid.insert(static_cast<int>(i), face.rect);
    }
}

void Scene::nestPlaces()
{
    for (std::size_t i = 0; i < m_components.size(); ++i) {
        const int parent = findComponent(m_stage->components[i].place);
        m_components[i].parent = parent >= 0 && component(parent).isPlace ? parent : -1;
    }
    m_places.clear();
    for (std::size_t i = 0; i < m_components.size(); ++i) {
        ComponentFace &face = m_components[i];
        face.depth = 0;
        const int most = static_cast<int>(m_components.size());
        for (int at = face.parent; at >= 0 && face.depth < std::min(most, 64); at = component(at).parent)
            ++face.depth;
        if (face.isPlace)
            m_places.push_back(static_cast<int>(i));
    }
    std::stable_sort(m_places.begin(), m_places.end(), [this](int a, int b) {
        const auto area = [](const QRectF &rect) { return rect.width() * rect.height(); };
        if (component(a).depth != component(b).depth)
            return component(a).depth < component(b).depth;
        return area(component(a).rect) > area(component(b).rect);
    });
}

void Scene::buildConnections(const std::vector<ConnectionFace> &before, const std::vector<QRectF> &changed,
                             const std::vector<bool> &moved)
{
    const std::unordered_map<std::string, int> indexBefore = std::move(m_connectionIndex);
    m_connectionIndex.clear();
    m_connectionGrid.clear();
    m_connectionsAt.assign(m_components.size(), {});
    for (const project::Connection &connection : m_stage->connections) {
        ConnectionFace face = makeFace(m_catalog, connection);
        face.from = findComponent(connection.from);
        face.to = findComponent(connection.to);
        const auto old = indexBefore.find(face.id);
        const auto isTouched = [&](const QRectF &bounds) {
            return std::any_of(changed.begin(), changed.end(), [&](const QRectF &rect) {
                return rect.isValid() && rect.adjusted(-60, -60, 60, 60).intersects(bounds);
            });
        };
        if (face.from >= 0 && face.to >= 0 && old != indexBefore.end()) {
            const ConnectionFace &last = before[static_cast<std::size_t>(old->second)];
            const bool isSameWay = last.from >= 0 && last.to >= 0 && !last.route.isEmpty()
                && !moved[static_cast<std::size_t>(face.from)] && !moved[static_cast<std::size_t>(face.to)];
            face.rate = last.rate;
            face.width = last.width;
            if (face.label.isEmpty())
                face.label = last.name.isEmpty() ? last.label : QString();
            if (isSameWay && last.from == face.from && last.to == face.to && changed.size() < 200
                && !isTouched(last.bounds)) {
                face.route = last.route;
                face.bounds = last.bounds;
            }
        }
        if (face.route.isEmpty())
            routeConnection(face);
        const int index = static_cast<int>(m_connections.size());
        for (qsizetype i = 1; i < face.route.size(); ++i)
            m_connectionGrid.insertSegment(index, face.route[i - 1], face.route[i]);
        if (face.from >= 0)
            m_connectionsAt[static_cast<std::size_t>(face.from)].push_back(index);
        if (face.to >= 0 && face.to != face.from)
            m_connectionsAt[static_cast<std::size_t>(face.to)].push_back(index);
        m_connectionIndex.emplace(face.id, index);
        m_connections.push_back(std::move(face));
    }
}

void Scene::routeConnection(ConnectionFace &face) const
{
    if (face.from < 0 || face.to < 0)
        return;
    std::vector<int> near;
    const Obstacles obstacles = [&](const QRectF &area, std::vector<QRectF> &cards) {
        m_cardGrid.query(area, near);
        for (const int index : near)
            if (index != face.from && index != face.to && component(index).rect.intersects(area))
                cards.push_back(component(index).rect);
    };
    face.route = route(component(face.from).rect, component(face.to).rect, obstacles);
    face.bounds = face.route.boundingRect();
}

void Scene::setReport(const analysis::Report *report)
{
    const Severities severities = report ? worstFindings(*report) : Severities();
    for (std::size_t i = 0; i < m_components.size(); ++i) {
        const analysis::ComponentReport *found = nullptr;
        if (report)
            found = i < report->components.size() && report->components[i].id == m_components[i].id
                ? &report->components[i]
                : report->findComponent(m_components[i].id);
        wearReport(m_components[i], found, severities);
    }
    std::unordered_map<std::string_view, const analysis::ConnectionReport *> flows;
    if (report)
        for (const analysis::ConnectionReport &each : report->connections)
            flows.emplace(each.id, &each);
    bool isChanged = false;
    for (ConnectionFace &face : m_connections) {
        const auto found = flows.find(face.id);
        isChanged |= wearReport(face, found == flows.end() ? nullptr : found->second);
    }
    if (isChanged)
        placeLabels();
}

QPolygonF Scene::looseRoute(const QRectF &from, const QRectF &to) const
{
    return route(from, to, {});
}

} // namespace headroom::canvas
