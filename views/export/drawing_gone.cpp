#include "views/canvas/edge_router.h"
#include "views/export/drawing.h"
#include "views/export/line_shapes.h"
#include "views/export/text_fit.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

// What a drawing shows of what is not there any more.
namespace headroom::pictures {

using canvas::ComponentFace;
using canvas::ConnectionFace;

namespace {

constexpr double kStep = 24; ///< between the places that are tried for a card that is gone
constexpr int kSteps = 14;   ///< to every side

/// Offsets around a place, the nearest first.
const std::vector<QPointF> &offsets()
{
    static const std::vector<QPointF> all = [] {
        std::vector<QPointF> out;
        for (int y = -kSteps; y <= kSteps; ++y)
            for (int x = -kSteps; x <= kSteps; ++x)
                out.emplace_back(x * kStep, y * kStep);
        std::stable_sort(out.begin(), out.end(),
                         [](QPointF a, QPointF b) { return QPointF::dotProduct(a, a) < QPointF::dotProduct(b, b); });
        return out;
    }();
    return all;
}

} // namespace

/// The nearest place in which a card covers neither another nor what a line says; its own where there is none.
QRectF Drawing::freeNear(const QRectF &rect) const
{
    std::vector<int> near;
    std::vector<QRectF> labels; // within reach
    const double reach = kSteps * kStep;
    for (const ConnectionFace &face : m_scene.connections())
        if (!face.label.isEmpty() && face.labelRect.intersects(rect.adjusted(-reach, -reach, reach, reach)))
            labels.push_back(face.labelRect);
    for (const QPointF &offset : offsets()) {
        const QRectF tried = rect.translated(offset);
        const QRectF around = tried.adjusted(-6, -14, 6, 8); // tags and shadows
        m_scene.cardsIn(around, near);
        const bool isFree
            = std::all_of(near.begin(), near.end(), [this](int index) { return m_scene.component(index).isPlace; })
            && std::none_of(labels.begin(), labels.end(), [&](const QRectF &each) { return each.intersects(tried); })
            && std::none_of(m_ghosts.begin(), m_ghosts.end(),
                            [&](const auto &each) { return each.second.intersects(around); });
        if (isFree)
            return tried;
    }
    return rect;
}

/// A place that is gone, with its lower edge as the upper one where a card would hide the name.
ComponentFace Drawing::nameable(ComponentFace place) const
{
    const std::vector<Shape> shapes = placeNameShapes(place, m_theme, Change::Gone);
    std::vector<int> near;
    m_scene.cardsIn(std::get<Box>(shapes.front()).rect, near);
    if (std::any_of(near.begin(), near.end(), [this](int index) { return !m_scene.component(index).isPlace; }))
        place.rect.moveTop(place.rect.bottom());
    return place;
}

void Drawing::placeGhosts()
{
    std::vector<int> order;
    m_before.cardsIn(m_before.bounds().adjusted(-1, -1, 1, 1), order);
    for (const int index : order)
        if (const ComponentFace &face = m_before.component(index); !face.isPlace && isGoneHere(face))
            m_ghosts.emplace(index, freeNear(face.rect));
}

/// Those between cards that are still there come first: that the others are gone goes without saying.
void Drawing::nameGoneLines()
{
    if (!m_subject.only.empty())
        return;
    std::map<std::string, const project::Component *> components;
    for (const project::Component &each : m_subject.before->components)
        components.emplace(each.id, &each);
    std::vector<std::string> implied;
    for (const project::Connection &each : m_subject.before->connections) {
        const auto found = m_changedConnections.find(each.id);
        const bool isGone
            = found != m_changedConnections.end() && found->second == growth::ElementChange::What::Removed;
        if (!isGone || m_anew.connections.count(each.id))
            continue;
        const auto nameOf = [&](const std::string &id) {
            const auto end = components.find(id);
            return visible(end == components.end() || end->second->name.empty() ? id : end->second->name);
        };
        const auto isThere = [this](const std::string &id) {
            return m_scene.findComponent(id) >= 0 || m_anew.components.count(id) > 0;
        };
        std::vector<std::string> &names = isThere(each.from) && isThere(each.to) ? m_gone.lines : implied;
        names.push_back(QStringLiteral("%1 → %2").arg(nameOf(each.from), nameOf(each.to)).toStdString());
    }
    m_gone.lines.insert(m_gone.lines.end(), implied.begin(), implied.end());
}

/// Where a card of the stage before is to be seen: itself, the nearest of what is built anew for it, or its ghost.
QRectF Drawing::rectNow(int before, QPointF towards) const
{
    const ComponentFace &face = m_before.component(before);
    int index = m_scene.findComponent(face.id);
    if (const auto anew = m_anew.successors.find(face.id); anew != m_anew.successors.end()) {
        double nearest = 0;
        for (const std::string &id : anew->second) {
            const int each = m_scene.findComponent(id);
            const double distance = QLineF(m_scene.component(each).rect.center(), towards).length();
            if (index < 0 || distance < nearest) {
                index = each;
                nearest = distance;
            }
        }
    }
    while (index >= 0 && m_scene.component(index).isHidden) // in a collapsed place, whose card shows it
        index = m_scene.component(index).parent;
    if (index >= 0)
        return m_scene.component(index).rect;
    const auto ghost = m_ghosts.find(before);
    return ghost == m_ghosts.end() ? face.rect : ghost->second;
}

/// The way of a line that is gone between where its ends are now; empty when both are the same.
QPolygonF Drawing::routeNow(const ConnectionFace &before) const
{
    const QRectF was[] { m_before.component(before.from).rect, m_before.component(before.to).rect };
    const QRectF from = rectNow(before.from, was[0].center());
    const QRectF to = rectNow(before.to, was[1].center());
    if (from == was[0] && to == was[1])
        return before.route;
    if (from == to)
        return {};
    std::vector<int> near;
    const canvas::Obstacles obstacles = [&](const QRectF &area, std::vector<QRectF> &cards) {
        m_scene.cardsIn(area, near);
        for (const int index : near)
            if (const QRectF &rect = m_scene.component(index).rect; rect != from && rect != to)
                cards.push_back(rect);
    };
    return canvas::route(from, to, obstacles, { before.fromShift, before.toShift, before.isSquare, {} });
}

void Drawing::drawGoneLines(std::vector<Part> &parts)
{
    for (const ConnectionFace &face : m_before.connections()) {
        if (face.bundle == 0 || face.route.size() < 2 || m_scene.findConnection(face.id) >= 0 || !m_subject.only.empty()
            || m_anew.connections.count(face.id))
            continue;
        ConnectionFace shown = face;
        shown.route = routeNow(face);
        if (shown.route.size() < 2)
            continue;
        m_shown.changes.insert(Change::Gone);
        parts.push_back({ QStringLiteral("gone-line-") + idOf(face.id),
                          QStringLiteral("%1 → %2").arg(visible(m_before.component(face.from).name),
                                                        visible(m_before.component(face.to).name)),
                          changeWord(Change::Gone), lineShapes(shown, m_theme, false, Change::Gone), 1 });
        reach(shown.route.boundingRect(), 2);
    }
}

} // namespace headroom::pictures
