#include "views/canvas/tools/resize_tool.h"

#include "views/canvas/new_elements.h"

#include <QCoreApplication>

#include <algorithm>

namespace headroom::canvas {

ResizeTool::ResizeTool(ToolHost &host, int place, Qt::Corner corner, QPointF press)
    : Tool(host)
    , m_place(place)
    , m_corner(corner)
    , m_press(host.viewport().toScene(press))
    , m_rect(host.scene().component(place).rect)
{
}

QRectF ResizeTool::rectAt(QPointF position) const
{
    QRectF rect = m_host.scene().component(m_place).rect;
    const QPointF offset = m_host.viewport().toScene(position) - m_press;
    if (m_corner == Qt::TopLeftCorner || m_corner == Qt::BottomLeftCorner)
        rect.setLeft(std::min(snapped(rect.left() + offset.x()), rect.right() - kSmallestPlace));
    else
        rect.setRight(std::max(snapped(rect.right() + offset.x()), rect.left() + kSmallestPlace));
    if (m_corner == Qt::TopLeftCorner || m_corner == Qt::TopRightCorner)
        rect.setTop(std::min(snapped(rect.top() + offset.y()), rect.bottom() - kSmallestPlace));
    else
        rect.setBottom(std::max(snapped(rect.bottom() + offset.y()), rect.top() + kSmallestPlace));
    return rect;
}

void ResizeTool::drag(QPointF position)
{
    m_rect = rectAt(position);
    m_host.refresh();
}

void ResizeTool::release(QPointF position)
{
    const QRectF rect = rectAt(position);
    const ComponentFace &face = m_host.scene().component(m_place);
    if (rect == face.rect || (position - m_host.viewport().toWidget(m_press)).manhattanLength() < 2)
        return;
    const edits::ResizePlace resized {
        m_host.stageIndex(), face.id, { rect.x(), rect.y() }, { rect.width(), rect.height() }
    };
    const project::Component &place = m_host.scene().stage()->components[static_cast<std::size_t>(m_place)];
    const std::vector<edits::Move> moves = joiningOrLeaving(m_host.scene(), place, rect);
    if (moves.empty())
        return m_host.request(resized);
    const QString title = QCoreApplication::translate("Canvas", "Resize %1").arg(QString::fromStdString(place.name));
    m_host.request(
        edits::Batch { title.toStdString(), { resized, edits::MoveComponents { m_host.stageIndex(), moves, 0 } } });
}

void ResizeTool::paint(QPainter &painter)
{
    QPen pen(m_host.theme().color(theme::Role::Accent), 1.6, Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const double radius = kPlaceRadius * m_host.viewport().zoom;
    painter.drawRoundedRect(m_host.viewport().toWidget(m_rect), radius, radius);
}

Qt::CursorShape ResizeTool::cursor() const
{
    return m_corner == Qt::TopLeftCorner || m_corner == Qt::BottomRightCorner ? Qt::SizeFDiagCursor
                                                                              : Qt::SizeBDiagCursor;
}

} // namespace headroom::canvas
