#include "views/canvas/canvas_view.h"
#include "views/canvas/preview.h"

#include <QPaintEvent>

namespace headroom::canvas {

using theme::Role;
using theme::Theme;

namespace {

constexpr double kHandleRadius = 4.5;

} // namespace

Scenery CanvasView::sceneryFor(const QRectF &visible) const
{
    Scenery scenery;
    scenery.view = m_viewport;
    scenery.visible = visible;
    scenery.inMotion = m_isInMotion;
    scenery.showsGrid = m_showsGrid;
    scenery.edgeOpacity = m_slide.progress();
    scenery.selected = m_selectedComponents;
    scenery.selectedConnections = m_selectedConnections;
    scenery.absent = m_lifted;
    scenery.rectOf = [this](int index) { return m_slide.rectOf(m_scene, index); };
    scenery.opacityOf = [this](int index) { return m_slide.opacityOf(index); };
    scenery.gone = m_slide.gone();
    scenery.goneOpacity = 1 - m_slide.progress();
    return scenery;
}

void CanvasView::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    if (m_preview)
        return m_preview->paint(painter, m_painter, m_scene, sceneryFor(QRectF(event->rect())), *m_theme);
    if (m_lifted.empty()) {
        m_painter.paint(painter, m_scene, sceneryFor(QRectF(event->rect())));
    } else {
        paintBackdrop(painter, QRectF(event->rect()));
    }
    paintOverlays(painter);
}

void CanvasView::paintBackdrop(QPainter &painter, const QRectF &visible)
{
    const double ratio = devicePixelRatioF();
    if (m_backdrop.isNull()) {
        m_backdrop = QPixmap(size() * ratio);
        m_backdrop.setDevicePixelRatio(ratio);
        QPainter inner(&m_backdrop);
        m_painter.paint(inner, m_scene, sceneryFor(QRectF(rect())));
    }
    painter.drawPixmap(visible, m_backdrop, QRectF(visible.topLeft() * ratio, visible.size() * ratio));
}

void CanvasView::paintOverlays(QPainter &painter)
{
    painter.setRenderHint(QPainter::Antialiasing, !m_isInMotion);
    if (m_scene.components().empty())
        paintHint(painter);
    paintHighlight(painter);
    if (m_lifted.empty())
        paintSelection(painter);
    if (!m_tool) {
        paintHandles(painter);
        paintLineHandles(painter);
    }
    if (m_tool)
        m_tool->paint(painter);
}

void CanvasView::paintSelection(QPainter &painter) const
{
    painter.setBrush(Qt::NoBrush);
    const QRectF visible = QRectF(rect()).adjusted(-20, -20, 20, 20);
    for (const int index : m_selectedComponents) {
        const QRectF card = m_viewport.toWidget(m_slide.rectOf(m_scene, index));
        if (m_viewport.zoom >= kBlocks || !card.intersects(visible) || m_scene.component(index).isPlace
            || m_scene.component(index).isHidden)
            continue;
        painter.setPen(QPen(m_theme->color(Role::Accent), 1));
        painter.drawRect(card.adjusted(-1, -1, 1, 1));
    }
    if (m_selectedComponents.size() != 1 || !m_scene.component(m_selectedComponents.front()).isPlace
        || m_scene.component(m_selectedComponents.front()).isLocked)
        return;
    const QRectF frame = m_viewport.toWidget(m_scene.component(m_selectedComponents.front()).rect);
    painter.setPen(QPen(m_theme->color(Role::Accent), 1.4));
    painter.setBrush(m_theme->color(Role::Panel));
    for (const QPointF &corner : { frame.topLeft(), frame.topRight(), frame.bottomLeft(), frame.bottomRight() })
        painter.drawRect(QRectF(corner - QPointF(4, 4), QSizeF(8, 8)));
}

void CanvasView::paintHandles(QPainter &painter) const
{
    if (m_hovered < 0 || m_viewport.zoom < kBlocks
        || static_cast<std::size_t>(m_hovered) >= m_scene.components().size())
        return;
    const ComponentFace &face = m_scene.component(m_hovered);
    if (face.isPlace)
        return;
    const QRectF card = m_viewport.toWidget(face.rect);
    painter.setPen(QPen(m_theme->color(Role::Accent), 1.6));
    painter.setBrush(m_theme->color(Role::Panel));
    const double radius = kHandleRadius * std::clamp(m_viewport.zoom, 0.6, 1.2);
    for (const QPointF &point : handlesOf(face, card))
        painter.drawEllipse(point, radius, radius);
}

void CanvasView::paintHint(QPainter &painter) const
{
    const QRectF area(rect());
    painter.setFont(Theme::font(16, QFont::DemiBold));
    painter.setPen(m_theme->color(Role::Text));
    painter.drawText(area.adjusted(16, 0, -16, -34), Qt::AlignCenter | Qt::TextWordWrap, tr("This stage is empty"));
    painter.setFont(Theme::font(13));
    painter.setPen(m_theme->color(Role::Secondary));
    painter.drawText(area.adjusted(16, 34, -16, 0), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Drag a component here from the palette, or double-click one there."));
}

void CanvasView::lift(std::vector<int> components)
{
    m_lifted = std::move(components);
    m_backdrop = QPixmap();
    update();
}

void CanvasView::paintGhosts(QPainter &painter, const std::vector<int> &components, QPointF offset)
{
    m_painter.paintGhosts(painter, m_scene, sceneryFor(QRectF(rect())), components, offset);
}

void CanvasView::paintPreview(QPainter &painter, const QPolygonF &route)
{
    m_painter.edges().paintPreview(painter, route, m_viewport);
}

void CanvasView::refresh()
{
    update();
}

} // namespace headroom::canvas
