#include "views/canvas/tools/move_tool.h"
#include "model/edits/copies.h"
#include "views/canvas/new_elements.h"

#include <QCoreApplication>

#include <algorithm>

namespace headroom::canvas {

MoveTool::MoveTool(ToolHost &host, const std::vector<int> &components, int anchor, QPointF press, bool copies)
    : Tool(host)
    , m_moved(host.scene().withContents(components))
    , m_anchor(anchor)
    , m_press(host.viewport().toScene(press))
    , m_copies(copies)
{
    if (!m_copies)
        m_host.lift(m_moved);
}

QPointF MoveTool::offsetAt(QPointF position) const
{
    const QPointF corner = m_host.scene().component(m_anchor).rect.topLeft();
    return snapped(corner + m_host.viewport().toScene(position) - m_press) - corner;
}

void MoveTool::drag(QPointF position)
{
    const QPointF offset = offsetAt(position);
    if (offset == m_offset)
        return;
    m_offset = offset;
    m_host.refresh();
}

void MoveTool::release(QPointF position)
{
    const QPointF offset = offsetAt(position);
    m_host.lift({});
    if (offset.isNull())
        return;
    if (m_copies)
        return m_host.request(copiesBy(m_host, m_host.selectedIds(), offset));
    m_host.request(
        edits::MoveComponents { m_host.stageIndex(), movesBy(m_host.scene(), m_moved, offset), m_host.newGesture() });
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
        painter.setPen(QPen(m_host.theme().color(theme::Role::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        const double radius = kPlaceRadius * m_host.viewport().zoom;
        painter.drawRoundedRect(m_host.viewport().toWidget(scene.component(target).rect), radius, radius);
    }
    m_host.paintGhosts(painter, m_moved, m_offset);
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
    return edits::pasteOf(host.project(), host.stageIndex(), stage, { offset.x(), offset.y() }, placeIn(host.scene()),
                          title.toStdString());
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
