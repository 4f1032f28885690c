#include "views/canvas/tools/select_tool.h"

#include <QGuiApplication>
#include <QStyleHints>

#include <algorithm>

namespace headroom::canvas {

SelectTool::SelectTool(ToolHost &host, std::string id, int component, QPointF press, bool adds)
    : Tool(host)
    , m_id(std::move(id))
    , m_component(component)
    , m_press(press)
    , m_adds(adds)
    , m_before(host.selectedIds())
{
    const bool isSelected = std::find(m_before.begin(), m_before.end(), m_id) != m_before.end();
    if (isSelected)
        return;
    std::vector<std::string> ids = m_adds ? m_before : std::vector<std::string>();
    ids.push_back(m_id);
    m_host.select(ids);
}

void SelectTool::drag(QPointF position)
{
    if (m_move)
        return m_move->drag(position);
    if (m_component < 0
        || (position - m_press).manhattanLength() < std::min(QGuiApplication::styleHints()->startDragDistance(), 6))
        return;
    std::vector<int> components;
    for (const std::string &id : m_host.selectedIds())
        if (const int index = m_host.scene().findComponent(id); index >= 0 && !m_host.scene().component(index).isLocked)
            components.push_back(index);
    if (components.empty() || m_host.scene().component(m_component).isLocked)
        return;
    m_move = std::make_unique<MoveTool>(m_host, components, m_component, m_press);
    m_move->drag(position);
}

void SelectTool::release(QPointF position)
{
    if (m_move)
        return m_move->release(position);
    const auto found = std::find(m_before.begin(), m_before.end(), m_id);
    if (found == m_before.end())
        return;
    if (m_adds) {
        m_before.erase(found);
        m_host.select(m_before);
    } else {
        m_host.select({ m_id });
    }
}

void SelectTool::cancel()
{
    if (m_move)
        m_move->cancel();
}

void SelectTool::paint(QPainter &painter)
{
    if (m_move)
        m_move->paint(painter);
}

Qt::CursorShape SelectTool::cursor() const
{
    return m_move ? m_move->cursor() : Qt::ArrowCursor;
}

} // namespace headroom::canvas
