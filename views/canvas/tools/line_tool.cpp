#include "views/canvas/tools/line_tool.h"

#include <QCoreApplication>

namespace headroom::canvas {

namespace {

QRectF dotAt(QPointF scene)
{
    return { scene, QSizeF(0.1, 0.1) };
}

} // namespace

ReconnectTool::ReconnectTool(ToolHost &host, int connection, LinePart part, QPointF press)
    : Tool(host)
    , m_connection(connection)
    , m_isFrom(part == LinePart::From)
    , m_position(press)
{
}

int ReconnectTool::targetAt(QPointF position) const
{
    const ConnectionFace &face = m_host.scene().connection(m_connection);
    const int card = m_host.scene().cardAt(m_host.viewport().toScene(position));
    const bool isUsable
        = card >= 0 && card != face.from && card != face.to && !m_host.scene().component(card).isCollapsed;
    return isUsable ? card : -1;
}

void ReconnectTool::drag(QPointF position)
{
    m_position = position;
    m_host.refresh();
}

void ReconnectTool::release(QPointF position)
{
    const int target = targetAt(position);
    m_host.refresh();
    if (target < 0)
        return;
    const project::Connection &before = m_host.scene().stage()->connections[static_cast<std::size_t>(m_connection)];
    project::Connection after = before;
    (m_isFrom ? after.from : after.to) = m_host.scene().component(target).id;
    const QString title
        = QCoreApplication::translate("headroom::canvas", "Reconnect to %1").arg(m_host.scene().component(target).name);
    m_host.request(edits::Batch { title.toStdString(),
                                  { edits::RemoveElements { m_host.stageIndex(), { before.id } },
                                    edits::AddConnection { m_host.stageIndex(), after } } });
}

void ReconnectTool::paint(QPainter &painter)
{
    const Scene &scene = m_host.scene();
    const Viewport &view = m_host.viewport();
    const ConnectionFace &face = scene.connection(m_connection);
    const int target = targetAt(m_position);
    const QRectF end = target >= 0 ? scene.component(target).rect : dotAt(view.toScene(m_position));
    if (target >= 0) {
        painter.setPen(QPen(m_host.theme().color(theme::Role::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        const double radius = (kCardRadius + 3) * view.zoom;
        painter.drawRoundedRect(view.toWidget(end.adjusted(-3, -3, 3, 3)), radius, radius);
    }
    const QRectF other = scene.component(m_isFrom ? face.to : face.from).rect;
    if (!other.contains(end.center()))
        m_host.paintPreview(painter, m_isFrom ? scene.looseRoute(end, other) : scene.looseRoute(other, end));
}

} // namespace headroom::canvas
