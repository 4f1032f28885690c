#include "views/canvas/scene.h"
#include "model/layout/diagram.h"
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
    const std::vector<int> carriers = layout::carriersOf(*m_stage);
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
        ComponentFace &face = m_components.back();
        const bool wasHidden = old >= 0 && before[static_cast<std::size_t>(old)].isHidden;
        face.isHidden = carriers[m_components.size() - 1] >= 0;
        const QRectF was = old >= 0 && !wasHidden ? before[static_cast<std::size_t>(old)].rect : QRectF();
        const QRectF now = face.isHidden ? QRectF() : face.rect;
        moved.push_back(was != now || wasHidden != face.isHidden);
        if (old >= 0)
            kept[static_cast<std::size_t>(old)] = true;
        if (was != now && !face.isPlace)
            changed.insert(changed.end(), { was, now });
    }
    for (std::size_t i = 0; i < before.size(); ++i)
        if (!kept[i] && !before[i].isPlace && !before[i].isHidden)
            changed.push_back(before[i].rect);
    indexFaces();
    nestPlaces();
    buildConnections(connectionsBefore, changed, moved, carriers);
    placeLabels();
}

void Scene::indexFaces()
{
    m_componentIndex.clear();
    m_cardGrid.clear();
    m_bounds = QRectF();
    m_hasLayers = false;
    for (std::size_t i = 0; i < m_components.size(); ++i) {
        const ComponentFace &face = m_components[i];
        m_componentIndex.emplace(face.id, static_cast<int>(i));
        if (face.isHidden)
            continue;
        m_bounds |= face.rect;
        m_hasLayers = m_hasLayers || face.layer != 0;
        if (!face.isPlace)
            m_cardGrid.insert(static_cast<int>(i), face.rect);
    }
}

void Scene::nestPlaces()
{
    for (std::size_t i = 0; i < m_components.size(); ++i) {
        const int parent = findComponent(m_stage->components[i].place);
        const bool isIn = parent >= 0 && (component(parent).isPlace || component(parent).isCollapsed);
        m_components[i].parent = isIn ? parent : -1;
        m_components[i].members = 0;
    }
    const std::vector<int> carriers = layout::carriersOf(*m_stage);
    for (std::size_t i = 0; i < m_components.size(); ++i)
        if (carriers[i] >= 0 && !m_components[i].isPlace && !m_components[i].isCollapsed)
            ++m_components[static_cast<std::size_t>(carriers[i])].members;
    m_places.clear();
    for (std::size_t i = 0; i < m_components.size(); ++i) {
        ComponentFace &face = m_components[i];
        face.depth = 0;
        const int most = static_cast<int>(m_components.size());
        for (int at = face.parent; at >= 0 && face.depth < std::min(most, 64); at = component(at).parent)
            ++face.depth;
        if (face.isPlace && !face.isHidden)
            m_places.push_back(static_cast<int>(i));
    }
    std::stable_sort(m_places.begin(), m_places.end(), [this](int a, int b) {
        const auto area = [](const QRectF &rect) { return rect.width() * rect.height(); };
        if (component(a).depth != component(b).depth)
            return component(a).depth < component(b).depth;
        return area(component(a).rect) > area(component(b).rect);
    });
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
    sumBundles();
    sumMembers(report);
    if (isChanged)
        placeLabels();
}

} // namespace headroom::canvas
