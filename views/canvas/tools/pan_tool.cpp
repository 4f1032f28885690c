#include "views/canvas/tools/pan_tool.h"

namespace headroom::canvas {

PanTool::PanTool(ToolHost &host, QPointF press)
    : Tool(host)
    , m_press(press)
    , m_origin(host.viewport().origin)
{
}

void PanTool::drag(QPointF position)
{
    m_host.moveViewport(m_origin - (position - m_press) / m_host.viewport().zoom);
}

void PanTool::release(QPointF position)
{
    drag(position);
}

void PanTool::cancel()
{
    m_host.moveViewport(m_origin);
}

} // namespace headroom::canvas
