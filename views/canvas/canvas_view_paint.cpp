#include "views/canvas/canvas_view.h"
#include "views/canvas/preview.h"
#include "views/theme/letters.h"

#include <QFontMetricsF>
#include <QPaintEvent>

namespace headroom::canvas {

using theme::Role;
using theme::Theme;

namespace {

constexpr double kHandleRadius = 4.5;
constexpr std::size_t kMostPieces = 200; ///< elements whose changed looks are painted one by one
constexpr int kFirstSlice = 1;           ///< ms after a paint, which has had its part of a frame
constexpr int kWorkOfSlice = 250;        ///< see ScenePainter::work(); then the user is listened to

} // namespace

Scenery CanvasView::sceneryFor(const QRectF &visible) const
{
    Scenery scenery;
    scenery.view = m_viewport;
    scenery.visible = visible;
    scenery.inMotion = isMoving();
    scenery.showsGrid = m_showsGrid;
    scenery.edgeOpacity = m_slide.progress();
    scenery.selected = m_ringed;
    scenery.selectedConnections = m_selectedConnections;
    scenery.absent = m_lifted;
    scenery.slide = m_slide.isRunning() ? &m_slide : nullptr;
    scenery.gone = m_slide.gone();
    scenery.goneOpacity = 1 - m_slide.progress();
    return scenery;
}

void CanvasView::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    if (m_preview)
        return m_preview->paint(painter, m_painter, m_scene, sceneryFor(QRectF(event->rect())), *m_theme);
    if (m_slide.isRunning())
        m_backdrop.forget();
    if (!isVisible() && !m_backdrop.isSharp()) // a picture that somebody takes of it is a whole one
        m_backdrop.forget();
    m_backdrop.show(painter, event->rect(), size(), m_viewport, backdropPaint(isVisible()));
    if (isSharp())
        m_painter.settle(m_viewport.zoom);
    else if (!isMoving() && !m_sharpenTimer.isActive())
        m_sharpenTimer.start(kFirstSlice);
    paintFlow(painter, QRectF(event->rect()));
    paintOverlays(painter);
}

/// @param mayBeRough  too much for a frame is painted as in motion, to be refined later.
Backdrop::Paint CanvasView::backdropPaint(bool mayBeRough)
{
    return [this, mayBeRough](QPainter &inner, const QRectF &area) {
        Scenery scenery = sceneryFor(area);
        scenery.inMotion = mayBeRough && (isMoving() || m_painter.isMuch(m_scene, scenery));
        m_painter.paint(inner, m_scene, scenery);
        return Backdrop::Outcome { m_painter.isSharp(), m_painter.work() };
    };
}

/// One slice; the next comes after whatever the user does meanwhile.
void CanvasView::sharpen()
{
    if (isMoving() || m_preview)
        return;
    update(m_backdrop.refine(kWorkOfSlice, m_viewport, backdropPaint(false)));
    if (m_backdrop.isSharp())
        m_painter.settle(m_viewport.zoom);
    else
        m_sharpenTimer.start(0);
}

bool CanvasView::isSharp() const
{
    return !isMoving() && m_backdrop.isSharp();
}

void CanvasView::setMotion(bool isOn)
{
    m_hasMotion = isOn;
    runFlow();
}

void CanvasView::setFlow(bool isOn)
{
    m_showsFlow = isOn;
    runFlow();
}

void CanvasView::runFlow()
{
    const bool isOn = m_showsFlow && m_hasMotion && isVisible();
    if (isOn == m_flowTimer.isActive())
        return;
    if (isOn) {
        m_flowClock.start();
        m_flowTimer.start();
    } else {
        m_flowTimer.stop();
    }
    update();
}

void CanvasView::paintFlow(QPainter &painter, const QRectF &visible)
{
    if (m_flowTimer.isActive() && !m_slide.isRunning() && m_lifted.empty())
        m_flow.paint(painter, m_scene, m_viewport, visible, static_cast<double>(m_flowClock.elapsed()) / 1000);
}

Damage CanvasView::damageOf(const std::vector<int> &components, const std::vector<int> &connections) const
{
    Damage damage;
    if (components.size() + connections.size() > kMostPieces)
        damage.addAll();
    else {
        for (const int index : components)
            damage.add(m_scene.component(m_scene.shownAs(index)).rect);
        for (const int index : connections)
            m_scene.connection(index).addTo(damage);
    }
    return damage;
}

void CanvasView::paintOverlays(QPainter &painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_scene.components().empty())
        paintHint(painter);
    paintHighlight(painter);
    if (!m_slide.isRunning())
        for (const Badge &each : m_badges)
            BadgePainter(m_scene, m_viewport, *m_theme).paint(painter, each, QRectF(rect()));
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
    for (const int index : m_ringed) {
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
    struct Line {
        QFont font;
        Role ink;
        QString words;
    };
    const std::array<Line, 2> lines {
        Line { Theme::font(16, QFont::DemiBold), Role::Text, tr("This stage is empty") },
        Line { Theme::font(13), Role::Secondary,
               tr("Drag a component here from the palette, or press / and type its name.") },
    };
    const QRectF area = QRectF(rect()).adjusted(16, 0, -16, 0);
    constexpr int kFlags = Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap;
    const auto highOf
        = [&](const Line &line) { return QFontMetricsF(line.font).boundingRect(area, kFlags, line.words).height(); };
    const double gap = theme::scaled(6);
    double top = (height() - highOf(lines[0]) - gap - highOf(lines[1])) / 2;
    for (const Line &line : lines) {
        painter.setFont(line.font);
        painter.setPen(m_theme->color(line.ink));
        painter.drawText(QRectF(area.left(), top, area.width(), highOf(line) + 1), kFlags, line.words);
        top += highOf(line) + gap;
    }
}

void CanvasView::lift(std::vector<int> components)
{
    const std::vector<int> before = std::exchange(m_lifted, std::move(components));
    for (const std::vector<int> &each : { before, m_lifted }) {
        std::vector<int> lines;
        if (each.size() <= kMostPieces)
            for (const int index : each)
                lines.insert(lines.end(), m_scene.connectionsAt(index).begin(), m_scene.connectionsAt(index).end());
        m_backdrop.forget(damageOf(each, lines));
    }
    if (!m_lifted.empty())
        beMoving();
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
    if (!m_lifted.empty())
        beMoving();
    update();
}

} // namespace headroom::canvas
