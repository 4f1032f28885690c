#include "views/canvas/scene.h"
#include "model/layout/diagram.h"
#include "views/canvas/face_builder.h"
#include "views/canvas/geometry.h"

#include <algorithm>

namespace headroom::canvas {

namespace {

/// Finds entries of a list by id, which mostly are asked for in the list's order.
template <typename Entry>
class InOrder {
public:
    /// @param all  null: nothing is found.
    explicit InOrder(const std::vector<Entry> *all)
        : m_all(all)
    {
    }

    const Entry *find(const std::string &id)
    {
        if (!m_all)
            return nullptr;
        if (m_next < m_all->size() && (*m_all)[m_next].id == id)
            return &(*m_all)[m_next++];
        if (m_index.empty())
            for (std::size_t i = 0; i < m_all->size(); ++i)
                m_index.emplace((*m_all)[i].id, i);
        const auto found = m_index.find(id);
        if (found == m_index.end())
            return nullptr;
        m_next = found->second + 1;
        return &(*m_all)[found->second];
    }

private:
    const std::vector<Entry> *m_all;
    std::size_t m_next = 0;
    std::unordered_map<std::string_view, std::size_t> m_index; ///< made when the order is another
};

} // namespace

Scene::Scene(const catalog::Catalog &catalog)
    : m_catalog(catalog)
{
}

void Scene::setStage(std::shared_ptr<const project::Stage> stage)
{
    if (stage == m_stage)
        return;
    const std::shared_ptr<const project::Stage> before = std::exchange(m_stage, std::move(stage));
    m_routed = m_labelsSought = 0;
    if (!before || !adapt(*before))
        rebuild(before.get());
}

/// @param stageBefore  null: there was none.
void Scene::rebuild(const project::Stage *stageBefore)
{
    m_damage.addAll();
    m_isBare = true;
    std::vector<ComponentFace> before = std::move(m_components);
    const std::vector<ConnectionFace> connectionsBefore = std::move(m_connections);
    m_components.clear();
    m_components.reserve(m_stage->components.size());
    m_connections.clear();
    m_carriers = layout::carriersOf(*m_stage);
    UniformGrid changed; // where a card came or went, and with it a reason to lead a line another way
    std::vector<bool> kept(before.size(), false);
    std::vector<bool> moved;
    for (const project::Component &component : m_stage->components) {
        const int old = findComponent(component.id);
        ComponentFace *last = old < 0 ? nullptr : &before[static_cast<std::size_t>(old)];
        const QRectF was = last && !last->isHidden ? last->rect : QRectF();
        const bool wasHidden = last && last->isHidden;
        const bool wasPlace = last && last->isPlace;
        if (last && looksLike(component, stageBefore->components[static_cast<std::size_t>(old)])) {
            m_components.push_back(std::move(*last));
            m_components.back().rect.moveTopLeft({ component.position.x, component.position.y });
        } else {
            m_components.push_back(makeFace(m_catalog, component));
        }
        ComponentFace &face = m_components.back();
        face.isHidden = m_carriers[m_components.size() - 1] >= 0;
        const QRectF now = face.isHidden ? QRectF() : face.rect;
        moved.push_back(was != now || wasHidden != face.isHidden);
        if (last)
            kept[static_cast<std::size_t>(old)] = true;
        if (was == now && wasPlace == face.isPlace)
            continue;
        // A place stands in no line's way, what it is folded into does.
        if (was.isValid() && !wasPlace)
            changed.insert(0, was);
        if (now.isValid() && !face.isPlace)
            changed.insert(0, now);
    }
    for (std::size_t i = 0; i < before.size(); ++i)
        if (!kept[i] && !before[i].isPlace && !before[i].isHidden)
            changed.insert(0, before[i].rect);
    m_isAnother = !before.empty() && !m_components.empty() && std::find(kept.begin(), kept.end(), true) == kept.end();
    indexFaces();
    nestPlaces();
    buildConnections(connectionsBefore, changed, moved);
    placeLabels();
}

void Scene::indexFaces()
{
    const auto isAt = [this](std::size_t i) { return findComponent(m_components[i].id) == static_cast<int>(i); };
    bool isIndexed = m_componentIndex.size() == m_components.size();
    for (std::size_t i = 0; i < m_components.size() && isIndexed; ++i)
        isIndexed = isAt(i);
    if (!isIndexed) {
        m_componentIndex.clear();
        for (std::size_t i = 0; i < m_components.size(); ++i)
            m_componentIndex.emplace(m_components[i].id, static_cast<int>(i));
    }
    m_cardGrid.clear();
    for (std::size_t i = 0; i < m_components.size(); ++i)
        if (!m_components[i].isHidden && !m_components[i].isPlace)
            m_cardGrid.insert(static_cast<int>(i), m_components[i].rect);
    measureBounds();
}

void Scene::measureBounds()
{
    m_bounds = QRectF();
    m_hasLayers = false;
    for (const ComponentFace &face : m_components) {
        if (face.isHidden)
            continue;
        m_bounds |= face.rect;
        m_hasLayers = m_hasLayers || face.layer != 0;
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
    for (std::size_t i = 0; i < m_components.size(); ++i)
        if (m_carriers[i] >= 0 && !m_components[i].isPlace && !m_components[i].isCollapsed)
            ++m_components[static_cast<std::size_t>(m_carriers[i])].members;
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
    struct Look {
        CardState state;
        std::size_t ground, look;
    };
    struct LineLook {
        double width;
        LineStyle line;
        QString label;
    };
    std::vector<Look> cards;
    cards.reserve(m_components.size());
    for (const ComponentFace &face : m_components)
        cards.push_back({ face.state, face.ground, face.look });
    std::vector<LineLook> lines;
    lines.reserve(m_connections.size());
    for (const ConnectionFace &face : m_connections)
        lines.push_back({ face.width, face.line, face.label });
    wearNumbers(report);
    m_isBare = false;
    for (std::size_t i = 0; i < cards.size(); ++i)
        if (const ComponentFace &face = m_components[i]; face.look != cards[i].look && !face.isHidden)
            m_damage.add(face.rect,
                         face.state != cards[i].state         ? Seen::Always
                             : face.ground != cards[i].ground ? Seen::AsCards
                                                              : Seen::AsNumbers);
    std::vector<int> relabeled;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const ConnectionFace &face = m_connections[i];
        if (face.width != lines[i].width || face.line != lines[i].line)
            face.addTo(m_damage, Seen::AsCards);
        if (face.label == lines[i].label)
            continue;
        m_damage.add(face.labelRect, Seen::AsNumbers);
        if (labelRoom(face.label) != labelRoom(lines[i].label))
            relabeled.push_back(static_cast<int>(i));
    }
    m_labelsSought = 0;
    if (!relabeled.empty())
        placeLabels(relabeled, {});
}

void Scene::wearNumbers(const analysis::Report *report)
{
    const Severities severities = report ? worstFindings(*report) : Severities();
    InOrder loads(report ? &report->components : nullptr);
    InOrder flows(report ? &report->connections : nullptr);
    std::vector<const analysis::ComponentReport *> reports;
    reports.reserve(m_components.size());
    for (ComponentFace &face : m_components) {
        reports.push_back(loads.find(face.id));
        wearReport(face, reports.back(), severities);
    }
    for (ConnectionFace &face : m_connections)
        wearReport(face, flows.find(face.id));
    sumBundles();
    sumMembers(reports);
}

} // namespace headroom::canvas
