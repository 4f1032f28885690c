#include "views/canvas/tools/toggle_tool.h"
#include "views/canvas/place_toggle.h"

namespace headroom::canvas {

ToggleTool::ToggleTool(ToolHost &host, int place, const QRectF &button)
    : Tool(host)
    , m_place(place)
    , m_button(button)
{
}

void ToggleTool::release(QPointF position)
{
    if (m_button.contains(position))
        m_host.request(toggled(m_host.scene(), m_host.stageIndex(), { m_place }));
}

} // namespace headroom::canvas
