#include "views/canvas/canvas_view.h"
#include "views/canvas/face_builder.h"
#include "views/canvas/place_toggle.h"

#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QHelpEvent>
#include <QLineF>
#include <QNativeGestureEvent>
#include <QPointer>
#include <QToolTip>

#include <array>

namespace headroom::canvas {

namespace {

constexpr double kHandleReach = 8;
constexpr double kFrameReach = 5;
constexpr double kCornerReach = 8;
constexpr double kLeastHandleCard = 24; ///< cards lower than this in pixels have no handles

} // namespace

QPolygonF CanvasView::handlesOf(const ComponentFace &face, const QRectF &card)
{
    const QPointF center = card.center();
    QPolygonF points { { card.right(), center.y() }, { card.left(), center.y() }, { center.x(), card.bottom() } };
    if (face.tag.isEmpty()) // the tag rides there
        points << QPointF(center.x(), card.top());
    return points;
}

int CanvasView::handleAt(QPointF position) const
{
    if (kCardHeight * m_viewport.zoom < kLeastHandleCard)
        return -1;
    std::vector<int> cards;
    const QRectF near(position - QPointF(kHandleReach, kHandleReach), QSizeF(2 * kHandleReach, 2 * kHandleReach));
    m_scene.cardsIn(m_viewport.toScene(near), cards);
    int best = -1;
    double bestDistance = kHandleReach;
    for (const int index : cards) {
        const QRectF card = m_viewport.toWidget(m_scene.component(index).rect);
        for (const QPointF &handle : handlesOf(m_scene.component(index), card)) {
            const double distance = QLineF(handle, position).length();
            if (distance <= bestDistance) {
                bestDistance = distance;
                best = index;
            }
        }
    }
    return best;
}

int CanvasView::frameAt(QPointF position) const
{
    const std::vector<int> &places = m_scene.places();
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        const ComponentFace &face = m_scene.component(*place);
        const QRectF frame = m_viewport.toWidget(face.rect);
        const bool isOnFrame = frame.adjusted(-kFrameReach, -kFrameReach, kFrameReach, kFrameReach).contains(position)
            && !frame.adjusted(kFrameReach, kFrameReach, -kFrameReach, -kFrameReach).contains(position);
        if (isOnFrame || PlacePainter::labelRect(face, face.rect, m_viewport).contains(position))
            return *place;
    }
    return -1;
}

int CanvasView::cornerAt(QPointF position) const
{
    if (m_selectedComponents.size() != 1 || !m_scene.component(m_selectedComponents.front()).isPlace
        || m_scene.component(m_selectedComponents.front()).isLocked)
        return -1;
    const QRectF frame = m_viewport.toWidget(m_scene.component(m_selectedComponents.front()).rect);
    const std::array corners { frame.topLeft(), frame.topRight(), frame.bottomLeft(), frame.bottomRight() };
    for (std::size_t i = 0; i < corners.size(); ++i)
        if (QLineF(corners[i], position).length() <= kCornerReach)
            return static_cast<int>(i);
    return -1;
}

void CanvasView::updateHover(QPointF position)
{
    if (m_preview)
        return unsetCursor();
    int hovered = handleAt(position);
    const bool isHandle = hovered >= 0;
    if (!isHandle)
        hovered = m_scene.cardAt(m_viewport.toScene(position));
    if (const int corner = cornerAt(position); corner >= 0)
        setCursor(corner == 0 || corner == 3 ? Qt::SizeFDiagCursor : Qt::SizeBDiagCursor);
    else if (m_isSpaceDown)
        setCursor(Qt::OpenHandCursor);
    else if (togglerAt(position) >= 0)
        setCursor(Qt::PointingHandCursor);
    else if (isHandle)
        setCursor(Qt::CrossCursor);
    else
        unsetCursor();
    if (hovered == m_hovered)
        return;
    const auto refreshCard = [this](int index) {
        if (index >= 0 && static_cast<std::size_t>(index) < m_scene.components().size())
            update(m_viewport.toWidget(m_scene.component(index).rect).adjusted(-8, -8, 8, 8).toAlignedRect());
    };
    refreshCard(m_hovered);
    refreshCard(hovered);
    m_hovered = hovered;
}

void CanvasView::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    pointAt(std::nullopt);
    m_hovered = -1;
    update();
}

bool CanvasView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto &help = static_cast<const QHelpEvent &>(*event);
        showToolTip(help.pos(), help.globalPos());
        return true;
    }
    if (event->type() == QEvent::NativeGesture && takeNativeGesture(static_cast<const QNativeGestureEvent &>(*event)))
        return true;
    if (event->type() == QEvent::Gesture && takePinch(static_cast<QGestureEvent &>(*event)))
        return true;
    if (event->type() == QEvent::ContextMenu)
        return openMenu(static_cast<QContextMenuEvent &>(*event));
    return QWidget::event(event);
}

/// While the menu is open the mouse points at its lines; what they do is meant for where it was asked for.
bool CanvasView::openMenu(QContextMenuEvent &asked)
{
    const bool isByMouse = asked.reason() != QContextMenuEvent::Keyboard;
    pointAt(isByMouse ? std::optional(QPointF(asked.pos())) : std::nullopt);
    const QPointer<CanvasView> self(this); // the menu is left when one of its lines has done what it does
    m_isMenuOpen = true;
    const bool isTaken = QWidget::event(&asked);
    if (!self)
        return true;
    m_isMenuOpen = false;
    pointAt(std::nullopt);
    return isTaken;
}

void CanvasView::pointAt(std::optional<QPointF> position)
{
    if (!m_isMenuOpen)
        m_pointed = position;
}

void CanvasView::showToolTip(QPointF position, const QPoint &global)
{
    if (const int place = m_tool ? -1 : togglerAt(position); place >= 0)
        return QToolTip::showText(global, m_scene.component(place).isPlace ? tr("Collapse") : tr("Open"), this);
    const int card = m_tool ? -1 : m_scene.cardAt(m_viewport.toScene(position));
    if (card < 0)
        return QToolTip::hideText();
    const QString lines = toolTipOf(card).toHtmlEscaped();
    QToolTip::showText(global, QStringLiteral("<p style='white-space:pre'>%1</p>").arg(lines), this);
}

QString CanvasView::toolTipOf(int component) const
{
    const ComponentFace &face = m_scene.component(component);
    QStringList lines { face.name };
    if (face.isPlaceholder)
        lines << tr("Unknown kind: %1").arg(face.kindTitle);
    else if (face.kindTitle != face.name)
        lines << face.kindTitle;
    if (const QString loads = loadsOf(face, m_report.get()); !loads.isEmpty())
        lines << loads;
    else if (!face.value.isEmpty())
        lines << face.value;
    if (!face.tag.isEmpty())
        lines << face.tag;
    for (const Badge &badge : m_badges)
        if (badge.id == face.id)
            for (const QString &each : badge.lines.isEmpty() ? QStringList { badge.text } : badge.lines)
                lines << signOf(badge.what) + QLatin1Char(' ') + each;
    return lines.join(QLatin1Char('\n'));
}

} // namespace headroom::canvas
