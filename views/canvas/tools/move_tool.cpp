#include "views/canvas/tools/move_tool.h"
#include "model/edits/copies.h"
#include "model/layout/looks.h"
#include "views/canvas/new_elements.h"
#include "views/canvas/place_painter.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace headroom::canvas {

namespace {

constexpr double kGuideReach = 5; ///< widget pixels within which a guide holds

} // namespace

MoveTool::MoveTool(ToolHost &host, const std::vector<int> &components, int anchor, QPointF press)
    : Tool(host)
    , m_moved(host.scene().withContents(components))
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
    m_host.request(moveBy(m_host, m_moved, offset, m_host.newGesture()));
}

void MoveTool::cancel()
{
    m_host.lift({});
}

void MoveTool::paint(QPainter &painter)
{
    const Scene &scene = m_host.scene();
    const int target = scene.placeAt(scene.component(m_anchor).rect.translated(m_offset).center(), m_moved);
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
    m_host.paintGhosts(painter, m_moved, m_offset);
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

edits::Edit moveBy(const ToolHost &host, const std::vector<int> &moved, QPointF offset, int gesture)
{
    const edits::MoveComponents move { host.stageIndex(), movesBy(host.scene(), moved, offset), gesture };
    edits::Batch batch { edits::describe(move, host.project(), host.scene().catalog()), { move } };
    const auto isMoved = [&](int index) { return std::binary_search(moved.begin(), moved.end(), index); };
    const auto &lines = host.scene().stage()->connections;
    for (int i = 0; i < static_cast<int>(lines.size()); ++i) {
        const ConnectionFace &face = host.scene().connection(i);
        if (face.waypoints.empty() || !isMoved(face.from) || !isMoved(face.to))
            continue;
        std::vector<project::Point> way = layout::waypointsOf(lines[static_cast<std::size_t>(i)]);
        for (project::Point &point : way)
            point = { point.x + offset.x(), point.y + offset.y() };
        batch.steps.push_back(
            edits::SetParameter { host.stageIndex(), face.id, layout::kWaypoints, layout::waypointsText(way) });
    }
    if (batch.steps.size() == 1)
        return move;
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

std::vector<edits::Move> movesBy(const Scene &scene, const std::vector<int> &moved, QPointF offset)
{
    std::vector<edits::Move> moves;
    moves.reserve(moved.size());
    for (const int index : moved) {
        const ComponentFace &face = scene.component(index);
        const QRectF rect = face.rect.translated(offset);
        int place = face.parent;
        if (place < 0 || !std::binary_search(moved.begin(), moved.end(), place))
            place = scene.placeAt(rect.center(), moved);
        moves.push_back({ face.id, { rect.x(), rect.y() }, place >= 0 ? scene.component(place).id : std::string() });
    }
    return moves;
}

} // namespace headroom::canvas
