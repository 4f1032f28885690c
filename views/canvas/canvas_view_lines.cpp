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
    return handlesOfLine(m_scene.connection(connection), m_viewport);
}

std::unique_ptr<Tool> CanvasView::lineToolAt(QPointF position)
{
    ToolHost &host = *this;
    const int line = editedLine();
    if (line < 0)
        return nullptr;
    const LinePart part = lineHandles(line).partAt(position);
    switch (part) {
    case LinePart::From:
    case LinePart::To:
        return std::make_unique<ReconnectTool>(host, line, part, position);
    case LinePart::None:
        break;
    }
    return nullptr;
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
}

} // namespace headroom::canvas
