#include "views/canvas/tools/line_tool.h"
#include "model/layout/looks.h"
#include "views/canvas/edge_router.h"

#include <QCoreApplication>
#include <QLineF>

namespace headroom::canvas {

namespace {

constexpr double kThreshold = 4; ///< widget pixels
constexpr double kStraight = 5;  ///< widget pixels from the way between its neighbours at which a point is given up

QRectF dotAt(QPointF scene)
{
    return { scene, QSizeF(0.1, 0.1) };
}

double distanceToLine(QPointF a, QPointF b, QPointF point)
{
    const QPointF way = b - a;
    const double square = QPointF::dotProduct(way, way);
    const double t = square > 0 ? std::clamp(QPointF::dotProduct(point - a, way) / square, 0.0, 1.0) : 0;
    return QLineF(a + t * way, point).length();
}

} // namespace

edits::Batch wayEdit(const ToolHost &host, int connection, const std::vector<QPointF> &points)
{
    std::vector<project::Point> way;
    for (const QPointF &point : points)
        way.push_back({ point.x(), point.y() });
    const auto value = way.empty() ? std::nullopt : std::optional<project::Value>(layout::waypointsText(way));
    const QString title = QCoreApplication::translate("headroom::canvas", "Lead a line elsewhere");
    return { title.toStdString(),
             { edits::SetParameter { host.stageIndex(), host.scene().connection(connection).id, layout::kWaypoints,
                                     value } } };
}

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
    edits::Batch batch { title.toStdString(),
                         { edits::RemoveElements { m_host.stageIndex(), { before.id } },
                           edits::AddConnection { m_host.stageIndex(), after } } };
    const std::string fitting = kindFor(after);
    if (fitting != kindFor(before) && fitting != after.kind)
        batch.steps.emplace_back(edits::SetConnectionKind { m_host.stageIndex(), after.id, fitting });
    m_host.request(batch);
}

/// What a new line between these ends would be.
std::string ReconnectTool::kindFor(const project::Connection &connection) const
{
    const catalog::Catalog &catalog = m_host.scene().catalog();
    const project::Component *from = m_host.scene().stage()->findComponent(connection.from);
    const project::Component *to = m_host.scene().stage()->findComponent(connection.to);
    return from && to ? catalog.connectionKindBetween(catalog.kind(from->kind), catalog.kind(to->kind)).id
                      : connection.kind;
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

WaypointTool::WaypointTool(ToolHost &host, int connection, int index, bool isNew, QPointF press)
    : Tool(host)
    , m_connection(connection)
    , m_index(index)
    , m_isNew(isNew)
    , m_press(press)
    , m_position(press)
{
}

const ConnectionFace &WaypointTool::face() const
{
    return m_host.scene().connection(m_connection);
}

std::vector<QPointF> WaypointTool::points() const
{
    std::vector<QPointF> points = face().waypoints;
    const QPointF at = m_host.modifiers() & Qt::ControlModifier ? m_host.viewport().toScene(m_position)
                                                                : snapped(m_host.viewport().toScene(m_position));
    if (m_isNew)
        points.insert(points.begin() + m_index, at);
    else
        points[static_cast<std::size_t>(m_index)] = at;
    const auto index = static_cast<std::size_t>(m_index);
    const QPointF before = index > 0 ? points[index - 1] : m_host.scene().component(face().from).rect.center();
    const QPointF after
        = index + 1 < points.size() ? points[index + 1] : m_host.scene().component(face().to).rect.center();
    if (distanceToLine(before, after, at) * m_host.viewport().zoom < kStraight)
        points.erase(points.begin() + m_index);
    return points;
}

void WaypointTool::drag(QPointF position)
{
    m_position = position;
    m_host.refresh();
}

void WaypointTool::release(QPointF position)
{
    m_position = position;
    m_host.refresh();
    if ((position - m_press).manhattanLength() < kThreshold)
        return;
    const std::vector<QPointF> points = this->points();
    if (points != face().waypoints && points.size() <= layout::kMaximumWaypoints)
        m_host.request(wayEdit(m_host, m_connection, points));
}

void WaypointTool::paint(QPainter &painter)
{
    const Scene &scene = m_host.scene();
    const WayHints hints { 0, 0, face().isSquare, points() };
    m_host.paintPreview(painter, route(scene.component(face().from).rect, scene.component(face().to).rect, {}, hints));
    painter.setPen(QPen(m_host.theme().color(theme::Role::Accent), 1.6));
    painter.setBrush(m_host.theme().color(theme::Role::Panel));
    for (const QPointF &point : hints.waypoints)
        painter.drawRect(QRectF(m_host.viewport().toWidget(point) - QPointF(4, 4), QSizeF(8, 8)));
}

} // namespace headroom::canvas
