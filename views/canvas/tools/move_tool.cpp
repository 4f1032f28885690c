#include "views/canvas/tools/move_tool.h"
#include "model/edits/copies.h"
#include "model/layout/looks.h"
#include "views/canvas/new_elements.h"
#include "views/canvas/place_painter.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

namespace headroom::canvas {

namespace {

constexpr double kGuideReach = 5; ///< widget pixels within which a guide holds

/// Without those that stand in a collapsed place: nobody sees where they are dragged to.
std::vector<int> shownOf(const Scene &scene, std::vector<int> components)
{
    std::erase_if(components, [&scene](int index) { return scene.component(index).isHidden; });
    return components;
}

/// What copiesBy() copies, sorted; locked components, too.
std::vector<int> copiedBy(const ToolHost &host)
{
    std::vector<int> components;
    for (const std::string &id : host.selectedIds())
        if (const int index = host.scene().findComponent(id); index >= 0)
            components.push_back(index);
    return host.scene().withContents(components);
}

} // namespace

MoveTool::MoveTool(ToolHost &host, const std::vector<int> &components, int anchor, QPointF press)
    : Tool(host)
    , m_moved(host.scene().withContents(shownOf(host.scene(), components)))
    , m_copied(copiedBy(host))
    , m_anchor(anchor)
    , m_press(host.viewport().toScene(press))
    , m_guides(guidesIn(host.scene(), host.sight(), m_moved))
{
    for (const int index : components)
        m_bounds |= host.scene().component(index).rect;
    liftOrLeave();
}

void MoveTool::liftOrLeave()
{
    m_copies = m_host.modifiers() & Qt::AltModifier;
    m_host.lift(m_copies ? std::vector<int>() : m_moved);
}

QPointF MoveTool::offsetAt(QPointF position) const
{
    QPointF offset = m_host.viewport().toScene(position) - m_press;
    const Qt::KeyboardModifiers keys = m_host.modifiers();
    if (keys & Qt::ShiftModifier)
        (std::abs(offset.x()) < std::abs(offset.y()) ? offset.rx() : offset.ry()) = 0;
    if (keys & Qt::ControlModifier)
        return { std::round(offset.x()), std::round(offset.y()) };
    const QPointF rest = m_guides.rest(m_bounds.translated(offset), kGuideReach / m_host.viewport().zoom);
    const QPointF held = rest - m_bounds.topLeft();
    return { qFuzzyIsNull(offset.x()) ? 0 : held.x(), qFuzzyIsNull(offset.y()) ? 0 : held.y() };
}

void MoveTool::drag(QPointF position)
{
    if (m_copies != static_cast<bool>(m_host.modifiers() & Qt::AltModifier))
        liftOrLeave();
    const QPointF offset = offsetAt(position);
    if (offset == m_offset)
        return;
    m_offset = offset;
    m_host.refresh();
}

void MoveTool::release(QPointF position)
{
    const QPointF offset = offsetAt(position);
    m_copies = m_host.modifiers() & Qt::AltModifier;
    m_host.lift({});
    if (offset.isNull())
        return;
    if (m_copies)
        return m_host.request(copiesBy(m_host, m_host.selectedIds(), offset));
    const edits::Edit edit = moveBy(m_host, m_moved, offset, m_host.newGesture(), true);
    const QString joined = joinedWords(m_host.scene(), edit);
    m_host.request(edit);
    if (!joined.isEmpty())
        m_host.remark(joined);
}

void MoveTool::cancel()
{
    m_host.lift({});
}

void MoveTool::paint(QPainter &painter)
{
    const Scene &scene = m_host.scene();
    const QRectF anchor = scene.component(m_anchor).rect.translated(m_offset);
    const int target = scene.placeOf(scene.component(m_anchor), anchor, m_moved);
    if (target >= 0) {
        const ComponentFace &place = scene.component(target);
        const QRectF frame = m_host.viewport().toWidget(place.rect);
        painter.save();
        painter.setClipRegion(QRegion(frame.adjusted(-2, -2, 2, 2).toAlignedRect())
                              - PlacePainter::labelRect(place, place.rect, m_host.viewport()).toAlignedRect());
        painter.setPen(QPen(m_host.theme().color(theme::Role::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        const double radius = kPlaceRadius * m_host.viewport().zoom;
        painter.drawRoundedRect(frame, radius, radius);
        painter.restore();
    }
    m_host.paintGhosts(painter, m_copies ? m_copied : m_moved, m_offset);
    if (!(m_host.modifiers() & Qt::ControlModifier))
        paintGuides(painter, m_guides.at(m_bounds.translated(m_offset)), m_host.viewport(), m_host.theme());
}

edits::Batch copiesBy(const ToolHost &host, const std::vector<std::string> &ids, QPointF offset)
{
    const project::Project copies = edits::copyOf(host.project(), host.stageIndex(), ids);
    const project::Stage &stage = *copies.stages.front();
    const QString title = stage.components.size() == 1
        ? QCoreApplication::translate("headroom::canvas", "Duplicate %1")
              .arg(QString::fromStdString(stage.components.front().name))
        : QCoreApplication::translate("headroom::canvas", "Duplicate %n component(s)", nullptr,
                                      static_cast<int>(stage.components.size()));
    edits::Batch batch = edits::pasteOf(host.project(), host.stageIndex(), stage, { offset.x(), offset.y() },
                                        placeIn(host.scene()), title.toStdString());
    shiftWaypoints(batch, offset);
    return batch;
}

std::vector<edits::Step> waypointsAlong(const Scene &scene, std::size_t stage,
                                        const std::function<std::optional<QPointF>(int)> &offsetOf)
{
    std::vector<edits::Step> steps;
    const auto &lines = scene.stage()->connections;
    for (int i = 0; i < static_cast<int>(lines.size()); ++i) {
        const ConnectionFace &face = scene.connection(i);
        if (face.waypoints.empty() || face.from < 0 || face.to < 0)
            continue;
        const std::optional<QPointF> offset = offsetOf(face.from);
        if (!offset || offset != offsetOf(face.to))
            continue;
        std::vector<project::Point> way = layout::waypointsOf(lines[static_cast<std::size_t>(i)]);
        for (project::Point &point : way)
            point = { point.x + offset->x(), point.y + offset->y() };
        steps.emplace_back(edits::SetParameter { stage, face.id, layout::kWaypoints, layout::waypointsText(way) });
    }
    return steps;
}

edits::Edit moveBy(const ToolHost &host, const std::vector<int> &moved, QPointF offset, int gesture, bool joins)
{
    const edits::MoveComponents move { host.stageIndex(), movesBy(host.scene(), moved, offset, joins), gesture };
    const std::vector<edits::Step> lines
        = waypointsAlong(host.scene(), host.stageIndex(), [&](int index) -> std::optional<QPointF> {
              return std::binary_search(moved.begin(), moved.end(), index) ? std::optional(offset) : std::nullopt;
          });
    if (lines.empty())
        return move;
    edits::Batch batch { edits::describe(move, host.project(), host.scene().catalog()), { move } };
    batch.steps.insert(batch.steps.end(), lines.begin(), lines.end());
    return batch;
}

void shiftWaypoints(edits::Batch &pasted, QPointF offset)
{
    for (edits::Step &step : pasted.steps) {
        auto *added = std::get_if<edits::AddConnection>(&step);
        if (!added || !added->connection.parameters.find(layout::kWaypoints))
            continue;
        std::vector<project::Point> way = layout::waypointsOf(added->connection);
        for (project::Point &point : way)
            point = { point.x + offset.x(), point.y + offset.y() };
        added->connection.parameters.set(layout::kWaypoints, layout::waypointsText(way));
    }
}

std::vector<edits::Move> movesBy(const Scene &scene, const std::vector<int> &moved, QPointF offset, bool joins)
{
    std::vector<edits::Move> moves;
    moves.reserve(moved.size());
    for (const int index : moved) {
        const ComponentFace &face = scene.component(index);
        const QRectF rect = face.rect.translated(offset);
        int place = face.parent;
        QPointF corner = rect.topLeft();
        const bool isAlone = place < 0 || !std::binary_search(moved.begin(), moved.end(), place);
        const int collapsed
            = joins && isAlone && !face.isPlace && !face.isHidden ? scene.collapsedAt(rect.center(), moved) : -1;
        if (collapsed >= 0) {
            place = collapsed;
            if (!face.isCollapsed)
                corner = spotInside(scene, place, moves);
        } else if (isAlone && !face.isHidden) {
            place = scene.placeOf(face, rect, moved);
        }
        moves.push_back(
            { face.id, { corner.x(), corner.y() }, place >= 0 ? scene.component(place).id : std::string() });
    }
    return moves;
}

} // namespace headroom::canvas
