#include "views/canvas/tools/connect_tool.h"
#include "views/canvas/new_elements.h"

namespace headroom::canvas {

ConnectTool::ConnectTool(ToolHost &host, int from, QPointF press)
    : Tool(host)
    , m_from(from)
    , m_position(press)
{
}

int ConnectTool::targetAt(QPointF position) const
{
    const int card = m_host.scene().cardAt(m_host.viewport().toScene(position));
    return card == m_from ? -1 : card;
}

void ConnectTool::drag(QPointF position)
{
    m_position = position;
    m_host.refresh();
}

void ConnectTool::release(QPointF position)
{
    const int target = targetAt(position);
    const Scene &scene = m_host.scene();
    const QPointF point = m_host.viewport().toScene(position);
    if (target < 0) {
        if (scene.cardAt(point) < 0)
            m_host.offerKinds(m_from, point);
        return;
    }
    const auto &components = scene.stage()->components;
    const project::Connection connection
        = newConnection(scene.catalog(), m_host.project(), components[static_cast<std::size_t>(m_from)],
                        components[static_cast<std::size_t>(target)]);
    m_host.request(edits::AddConnection { m_host.stageIndex(), connection });
}

void ConnectTool::paint(QPainter &painter)
{
    const Scene &scene = m_host.scene();
    const Viewport &view = m_host.viewport();
    const int target = targetAt(m_position);
    const QRectF end = target >= 0 ? scene.component(target).rect : QRectF(view.toScene(m_position), QSizeF(0.1, 0.1));
    if (target >= 0) {
        painter.setPen(QPen(m_host.theme().color(theme::Role::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        const double radius = (kCardRadius + 3) * view.zoom;
        painter.drawRoundedRect(view.toWidget(end.adjusted(-3, -3, 3, 3)), radius, radius);
    }
    if (!scene.component(m_from).rect.contains(end.center()))
        m_host.paintPreview(painter, scene.looseRoute(scene.component(m_from).rect, end));
}

} // namespace headroom::canvas
