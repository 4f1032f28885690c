#include "model/layout/looks.h"
#include "views/canvas/canvas_view.h"
#include "views/canvas/tools/line_tool.h"

#include <algorithm>

// The selected connection and what can be pulled at it.
namespace headroom::canvas {

using theme::Role;

int CanvasView::editedLine() const
{
    if (m_selectedConnections.size() != 1 || !m_selectedComponents.empty() || m_viewport.zoom < kBlocks)
        return -1;
    const ConnectionFace &face = m_scene.connection(m_selectedConnections.front());
    return face.route.size() >= 2 && !face.isCarried ? m_selectedConnections.front() : -1;
}

LineHandles CanvasView::lineHandles(int connection) const
{
    const ConnectionFace &face = m_scene.connection(connection);
    return handlesOfLine(face, m_viewport,
                         m_viewport.zoom < kFullDetail ? std::vector<QRectF> {} : m_scene.labelsIn(face.bounds));
}

std::unique_ptr<Tool> CanvasView::lineToolAt(QPointF position)
{
    ToolHost &host = *this;
    const int line = editedLine();
    if (line < 0)
        return nullptr;
    const auto [part, index] = lineHandles(line).partAt(position);
    switch (part) {
    case LinePart::From:
    case LinePart::To:
        return std::make_unique<ReconnectTool>(host, line, part, position);
    case LinePart::Waypoint:
        return std::make_unique<WaypointTool>(host, line, index, false, position);
    case LinePart::Between:
        return std::make_unique<WaypointTool>(host, line, index, true, position);
    case LinePart::None:
        break;
    }
    return nullptr;
}

bool CanvasView::doubleClickWaypoint(QPointF position)
{
    const int line = editedLine();
    if (line < 0)
        return false;
    const auto [part, index] = lineHandles(line).partAt(position);
    if (part != LinePart::Waypoint)
        return false;
    std::vector<QPointF> points = m_scene.connection(line).waypoints;
    points.erase(points.begin() + index);
    request(wayEdit(*this, line, points));
    return true;
}

void CanvasView::paintLineHandles(QPainter &painter) const
{
    const int line = editedLine();
    if (line < 0)
        return;
    const LineHandles handles = lineHandles(line);
    painter.setPen(QPen(m_theme->color(Role::Accent), 1.6));
    painter.setBrush(m_theme->color(Role::Panel));
    for (const QPointF &end : { handles.from, handles.to })
        painter.drawEllipse(end, 5, 5);
    for (const QPointF &point : handles.waypoints)
        painter.drawRect(QRectF(point - QPointF(4, 4), QSizeF(8, 8)));
    QColor faint = m_theme->color(Role::Accent);
    faint.setAlphaF(0.55F);
    painter.setPen(QPen(faint, 1.3));
    for (const QPointF &point : handles.between)
        painter.drawEllipse(point, 3.2, 3.2);
}

bool CanvasView::isSelectionSquare() const
{
    return !m_selectedConnections.empty()
        && std::all_of(m_selectedConnections.begin(), m_selectedConnections.end(),
                       [this](int index) { return m_scene.connection(index).isSquare; });
}

void CanvasView::toggleSquare()
{
    const bool isSquare = !isSelectionSquare();
    edits::Batch batch { (isSquare ? tr("Square lines") : tr("Smooth lines")).toStdString(), {} };
    const auto value = isSquare ? std::optional<project::Value>(std::string("square")) : std::nullopt;
    for (const int index : m_selectedConnections)
        if (m_scene.connection(index).isSquare != isSquare)
            batch.steps.push_back(edits::SetParameter { m_stage, m_scene.connection(index).id, layout::kShape, value });
    if (!batch.steps.empty())
        request(batch);
}

void CanvasView::freeSelectedLines()
{
    edits::Batch batch { tr("Let lines find their way").toStdString(), {} };
    for (const int index : m_selectedConnections)
        if (!m_scene.connection(index).waypoints.empty())
            batch.steps.push_back(
                edits::SetParameter { m_stage, m_scene.connection(index).id, layout::kWaypoints, std::nullopt });
    if (batch.steps.empty())
        Q_EMIT refused(tr("The selected lines find their way already."));
    else
        request(batch);
}

} // namespace headroom::canvas
