#include "views/canvas/scene_painter.h"

#include <algorithm>

namespace headroom::canvas {

using theme::Role;

namespace {

constexpr double kDotStep = 24;
constexpr double kRingGap = 2.5; ///< between a selected card and its ring, below the tag
constexpr std::size_t kMostGhostEdges = 400;
constexpr std::size_t kMostSmoothEdges = 100; ///< of what is painted in motion
constexpr std::size_t kMostEdgesAtOnce = 150; ///< of what is painted at rest in one frame
constexpr std::size_t kMostCardsAtOnce = 80;
constexpr int kLinesPerCard = 5; ///< stroked in the time that a card is painted anew in
constexpr int kCardsPerLine = 4; ///< put there from their pictures in the time of a line

bool has(std::span<const int> sorted, int value)
{
    return std::binary_search(sorted.begin(), sorted.end(), value);
}

/// Scene pixels.
QRectF rectOf(const Scene &scene, const Scenery &scenery, int component)
{
    return scenery.slide ? scenery.slide->rectOf(scene, component) : scene.component(component).rect;
}

} // namespace

void ScenePainter::setTheme(const theme::Theme &theme)
{
    m_theme = &theme;
    m_cards.setTheme(theme);
    m_edges.setTheme(theme);
    m_places.setTheme(theme);
}

void ScenePainter::paint(QPainter &painter, const Scene &scene, const Scenery &scenery)
{
    m_cards.begin(scenery.inMotion);
    m_isSharp = true;
    m_placed = 0;
    paintGround(painter, scenery);
    painter.setRenderHint(QPainter::Antialiasing, scenery.view.zoom >= kBlocks);
    paintPlaces(painter, scene, scenery);
    paintEdges(painter, scene, scenery);
    paintPlaceNames(painter, scene, scenery);
    if (scenery.view.zoom < kBlocks)
        paintBlocks(painter, scene, scenery);
    else
        paintCards(painter, scene, scenery);
}

int ScenePainter::work() const
{
    return static_cast<int>(m_lines + m_placed / kCardsPerLine) + kLinesPerCard * m_cards.painted();
}

bool ScenePainter::isMuch(const Scene &scene, const Scenery &scenery)
{
    if (scenery.view.zoom < kBlocks)
        return false;
    const QRectF area = scenery.view.toScene(scenery.visible);
    scene.cardsIn(area, m_found);
    if (m_found.size() > kMostCardsAtOnce)
        return true;
    scene.connectionsIn(area, m_found);
    return m_found.size() > kMostEdgesAtOnce;
}

void ScenePainter::paintGround(QPainter &painter, const Scenery &scenery) const
{
    painter.fillRect(scenery.visible, m_theme->color(Role::Canvas));
    if (!scenery.showsGrid || scenery.view.zoom < kFullDetail)
        return;
    const QRectF area = scenery.view.toScene(scenery.visible);
    QPolygonF dots;
    for (double y = std::floor(area.top() / kDotStep) * kDotStep; y <= area.bottom(); y += kDotStep)
        for (double x = std::floor(area.left() / kDotStep) * kDotStep; x <= area.right(); x += kDotStep)
            dots << scenery.view.toWidget(QPointF(x, y));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(m_theme->color(Role::GridDot), scenery.view.zoom > 1.6 ? 2 : 1));
    painter.drawPoints(dots);
}

void ScenePainter::paintPlaces(QPainter &painter, const Scene &scene, const Scenery &scenery) const
{
    const QRectF area = scenery.view.toScene(scenery.visible).adjusted(-30, -30, 30, 30);
    for (const int place : scene.places())
        if (!has(scenery.absent, place) && rectOf(scene, scenery, place).intersects(area))
            m_places.paint(painter, scene.component(place), rectOf(scene, scenery, place), scenery.view,
                           has(scenery.selected, place));
}

void ScenePainter::paintPlaceNames(QPainter &painter, const Scene &scene, const Scenery &scenery) const
{
    const QRectF area = scenery.view.toScene(scenery.visible).adjusted(-30, -30, 30, 30);
    for (const int place : scene.places())
        if (!has(scenery.absent, place) && rectOf(scene, scenery, place).intersects(area)
            && (scenery.view.zoom >= kBlocks || scene.component(place).depth == 0)) // from afar names hide each other
            m_places.paintName(painter, scene.component(place), rectOf(scene, scenery, place), scenery.view,
                               has(scenery.selected, place));
}

void ScenePainter::paintEdges(QPainter &painter, const Scene &scene, const Scenery &scenery)
{
    scene.connectionsIn(scenery.view.toScene(scenery.visible).adjusted(-12, -12, 12, 12), m_found);
    if (!scenery.absent.empty())
        std::erase_if(m_found, [&](int index) {
            const ConnectionFace &face = scene.connection(index);
            return has(scenery.absent, face.from) || has(scenery.absent, face.to);
        });
    painter.setOpacity(scenery.edgeOpacity);
    m_lines = m_found.size();
    if (scenery.view.zoom < kBlocks) {
        m_edges.paintFar(painter, scene, m_found, scenery.view);
    } else if (scenery.inMotion && m_found.size() > kMostSmoothEdges) {
        m_isSharp = false;
        painter.setRenderHint(QPainter::Antialiasing, false);
        std::vector<EdgePainter::Way> ways;
        ways.reserve(m_found.size());
        for (const int index : m_found)
            ways.push_back(
                { &scene.connection(index), scene.connection(index).route, has(scenery.selectedConnections, index) });
        m_edges.paintRough(painter, ways, scenery.view, scenery.visible);
        painter.setRenderHint(QPainter::Antialiasing);
        paintLabels(painter, scene, scenery);
    } else {
        if (scenery.edgeOpacity < 1)
            for (const int index : m_found)
                m_edges.paint(painter, scene.connection(index), scene.connection(index).route, scenery.view,
                              scenery.visible, has(scenery.selectedConnections, index));
        else
            m_edges.paintAll(painter, scene, m_found, scenery.selectedConnections, scenery.view, scenery.visible);
        paintLabels(painter, scene, scenery);
    }
    painter.setOpacity(1);
}

void ScenePainter::paintLabels(QPainter &painter, const Scene &scene, const Scenery &scenery)
{
    if (scenery.view.zoom >= kFullDetail)
        m_edges.paintLabels(painter, scene, m_found, scenery.selectedConnections, scenery.view);
}

void ScenePainter::paintCards(QPainter &painter, const Scene &scene, const Scenery &scenery)
{
    scene.cardsIn(scenery.view.toScene(scenery.visible).adjusted(-20, -20, 20, 20), m_found);
    m_placed = m_found.size();
    for (const int index : m_found) {
        if (has(scenery.absent, index))
            continue;
        const double opacity = scenery.slide ? scenery.slide->opacityOf(index) : 1;
        painter.setOpacity(opacity);
        if (has(scenery.selected, index))
            paintRing(painter, scenery.view.toWidget(rectOf(scene, scenery, index)), scenery.view.zoom);
        m_cards.paint(painter, scene.component(index), rectOf(scene, scenery, index), scenery.view);
    }
    painter.setOpacity(scenery.goneOpacity);
    for (const ComponentFace &face : scenery.gone)
        m_cards.paint(painter, face, face.rect, scenery.view);
    painter.setOpacity(1);
}

void ScenePainter::paintRing(QPainter &painter, const QRectF &card, double zoom) const
{
    painter.setPen(QPen(m_theme->color(Role::Accent), 2));
    painter.setBrush(Qt::NoBrush);
    const double radius = kCardRadius * zoom + kRingGap;
    painter.drawRoundedRect(card.adjusted(-kRingGap, -kRingGap, kRingGap, kRingGap), radius, radius);
}

void ScenePainter::paintBlocks(QPainter &painter, const Scene &scene, const Scenery &scenery) const
{
    std::vector<int> cards;
    scene.cardsIn(scenery.view.toScene(scenery.visible), cards);
    for (const int index : cards) {
        if (has(scenery.absent, index))
            continue;
        const QRectF box = scenery.view.toWidget(rectOf(scene, scenery, index));
        const ComponentFace &face = scene.component(index);
        painter.fillRect(box.toRect(), m_cards.blockColor(face));
        if (face.state == CardState::Critical && box.height() >= 5) // shape as well as color
            painter.fillRect(QRectF(box.center() - QPointF(1.5, 1.5), QSizeF(3, 3)).toRect(),
                             m_theme->color(Role::Panel));
    }
}

/// The lines of what is dragged: those within it go along, others are led straight to where it is.
void ScenePainter::paintGhostLines(QPainter &painter, const Scene &scene, const Scenery &scenery,
                                   std::span<const int> components, QPointF offset)
{
    std::vector<int> lines;
    for (const int index : components) {
        const std::span<const int> own = scene.connectionsAt(index);
        lines.insert(lines.end(), own.begin(), own.end());
        if (lines.size() > kMostGhostEdges)
            break;
    }
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    std::vector<EdgePainter::Way> ways;
    for (const int index : lines) {
        const ConnectionFace &face = scene.connection(index);
        const bool fromMoves = has(components, face.from);
        const bool toMoves = has(components, face.to);
        const auto end
            = [&](int card, bool moves) { return scene.component(card).rect.translated(moves ? offset : QPointF()); };
        ways.push_back({ &face,
                         fromMoves && toMoves ? face.route.translated(offset)
                                              : scene.looseRoute(end(face.from, fromMoves), end(face.to, toMoves)) });
    }
    painter.setRenderHint(QPainter::Antialiasing, ways.size() <= kMostSmoothEdges);
    if (ways.size() > kMostSmoothEdges)
        m_edges.paintRough(painter, ways, scenery.view, scenery.visible);
    else
        for (const EdgePainter::Way &way : ways)
            m_edges.paint(painter, *way.face, way.route, scenery.view, scenery.visible, false);
    painter.setRenderHint(QPainter::Antialiasing, scenery.view.zoom >= kBlocks);
}

void ScenePainter::paintGhosts(QPainter &painter, const Scene &scene, const Scenery &scenery,
                               std::span<const int> components, QPointF offset)
{
    m_cards.begin(scenery.inMotion);
    const auto shown = [&](int index) {
        const QRectF rect = scene.component(index).rect;
        return has(components, index) ? rect.translated(offset) : rect;
    };
    const QRectF area = scenery.view.toScene(scenery.visible).adjusted(-30, -30, 30, 30);
    for (const int place : scene.places())
        if (has(components, place)) {
            m_places.paint(painter, scene.component(place), shown(place), scenery.view, true);
            m_places.paintName(painter, scene.component(place), shown(place), scenery.view, true);
        }
    paintGhostLines(painter, scene, scenery, components, offset);
    painter.setOpacity(0.92);
    for (const int index : components) {
        const ComponentFace &face = scene.component(index);
        if (face.isPlace || face.isHidden || !shown(index).intersects(area))
            continue;
        if (scenery.view.zoom < kBlocks)
            painter.fillRect(scenery.view.toWidget(shown(index)).toRect(), m_cards.blockColor(face));
        else
            m_cards.paint(painter, face, shown(index), scenery.view);
    }
    painter.setOpacity(1);
}

} // namespace headroom::canvas
