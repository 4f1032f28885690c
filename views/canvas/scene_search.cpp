#include "views/canvas/geometry.h"
#include "views/canvas/scene.h"

#include <QLineF>

#include <algorithm>

namespace headroom::canvas {

namespace {

double distanceTo(const QLineF &line, QPointF point)
{
    const QPointF d = line.p2() - line.p1();
    const double square = QPointF::dotProduct(d, d);
    const double t = square > 0 ? std::clamp(QPointF::dotProduct(point - line.p1(), d) / square, 0.0, 1.0) : 0.0;
    return QLineF(line.p1() + t * d, point).length();
}

} // namespace

int Scene::findComponent(std::string_view id) const
{
    if (id.empty())
        return -1;
    const auto found = m_componentIndex.find(std::string(id));
    return found == m_componentIndex.end() ? -1 : found->second;
}

int Scene::findConnection(std::string_view id) const
{
    const auto found = m_connectionIndex.find(std::string(id));
    return found == m_connectionIndex.end() ? -1 : found->second;
}

void Scene::cardsIn(const QRectF &area, std::vector<int> &cards) const
{
    m_cardGrid.query(area, cards);
    std::erase_if(cards, [&](int index) { return !component(index).rect.intersects(area); });
    if (m_hasLayers)
        std::stable_sort(cards.begin(), cards.end(),
                         [this](int a, int b) { return component(a).layer < component(b).layer; });
}

void Scene::connectionsIn(const QRectF &area, std::vector<int> &connections) const
{
    m_connectionGrid.query(area, connections);
    std::erase_if(connections,
                  [&](int index) { return !connection(index).bounds.adjusted(-1, -1, 1, 1).intersects(area); });
}

std::span<const int> Scene::connectionsAt(int component) const
{
    return m_connectionsAt[static_cast<std::size_t>(component)];
}

int Scene::cardAt(QPointF point) const
{
    std::vector<int> cards;
    cardsIn(QRectF(point - QPointF(0.5, 0.5), QSizeF(1, 1)), cards);
    return cards.empty() ? -1 : cards.back();
}

int Scene::connectionAt(QPointF point, double reach) const
{
    std::vector<int> near;
    connectionsIn(QRectF(point - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach)), near);
    int best = -1;
    double bestDistance = reach;
    for (const int index : near) {
        const ConnectionFace &face = connection(index);
        if (face.labelRect.contains(point))
            return index;
        for (qsizetype i = 1; i < face.route.size(); ++i) {
            const double distance = distanceTo(QLineF(face.route[i - 1], face.route[i]), point);
            if (distance <= bestDistance) {
                bestDistance = distance;
                best = index;
            }
        }
    }
    return best;
}

int Scene::placeAt(QPointF point, std::span<const int> except) const
{
    for (auto place = m_places.rbegin(); place != m_places.rend(); ++place)
        if (component(*place).rect.contains(point) && !std::binary_search(except.begin(), except.end(), *place))
            return *place;
    return -1;
}

int Scene::placeAround(const QRectF &frame, std::span<const int> except) const
{
    for (auto place = m_places.rbegin(); place != m_places.rend(); ++place)
        if (component(*place).rect.contains(frame) && !std::binary_search(except.begin(), except.end(), *place))
            return *place;
    return -1;
}

int Scene::collapsedAt(QPointF point, std::span<const int> except) const
{
    std::vector<int> cards;
    cardsIn(QRectF(point - QPointF(0.5, 0.5), QSizeF(1, 1)), cards);
    std::erase_if(cards, [&](int card) { return std::binary_search(except.begin(), except.end(), card); });
    return !cards.empty() && component(cards.back()).isCollapsed ? cards.back() : -1;
}

int Scene::placeOf(const ComponentFace &face, const QRectF &there, std::span<const int> except) const
{
    if (!face.isPlace)
        return placeAt(there.center(), except);
    const int around = placeAround(there, except);
    int own = face.parent;
    for (int steps = 0; own >= 0 && steps < 64 && !component(own).rect.intersects(there); ++steps)
        own = component(own).parent;
    return around >= 0 ? around : own;
}

std::vector<int> Scene::withContents(const std::vector<int> &components) const
{
    std::vector<char> taken(m_components.size(), 0);
    for (const int index : components)
        taken[static_cast<std::size_t>(index)] = 1;
    std::vector<int> all;
    for (std::size_t i = 0; i < m_components.size(); ++i) {
        int at = static_cast<int>(i);
        for (int steps = 0; at >= 0 && steps < 64 && !taken[static_cast<std::size_t>(at)]; ++steps)
            at = component(at).parent;
        if (at >= 0 && taken[static_cast<std::size_t>(at)])
            all.push_back(static_cast<int>(i));
    }
    return all;
}

int Scene::shownAs(int index) const
{
    int shown = index;
    for (int at = index, steps = 0; at >= 0 && steps < 64; at = component(at).parent, ++steps)
        if (component(at).isCollapsed)
            shown = at; // the outermost wins
    return shown;
}

bool Scene::isFree(const QRectF &area) const
{
    return !m_cardGrid.any(area, [&](int index) { return component(index).rect.intersects(area); });
}

} // namespace headroom::canvas
