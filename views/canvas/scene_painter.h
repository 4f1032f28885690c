#pragma once

#include "views/canvas/card_painter.h"
#include "views/canvas/edge_painter.h"
#include "views/canvas/place_painter.h"
#include "views/canvas/scene.h"
#include "views/canvas/slide.h"

#include <span>

namespace headroom::canvas {

/// What is special about one picture of the scene.
struct Scenery {
    Viewport view;
    QRectF visible;        ///< widget pixels
    bool inMotion = false; ///< plain lines, stretched pictures
    bool showsGrid = true;
    double edgeOpacity = 1;
    std::span<const int> selected;            ///< components, sorted
    std::span<const int> selectedConnections; ///< sorted
    std::span<const int> absent;         ///< components being dragged, sorted; they and their connections are left out
    const Slide *slide = nullptr;        ///< where cards are while they slide; null: at their places
    std::span<const ComponentFace> gone; ///< cards that are not in the scene any more, while they fade out
    double goneOpacity = 0;
};

/// Draws a stage in layers: ground, places, connections, cards; with less detail from afar.
class ScenePainter {
public:
    void setTheme(const theme::Theme &theme);
    void paint(QPainter &painter, const Scene &scene, const Scenery &scenery);
    /// Dragged components at an offset from their places, with their connections.
    void paintGhosts(QPainter &painter, const Scene &scene, const Scenery &scenery, std::span<const int> components,
                     QPointF offset);
    void settle(double zoom) { m_cards.settle(zoom); }
    /// Whether the last picture left nothing out because of a motion.
    [[nodiscard]] bool isSharp() const { return m_isSharp && m_cards.isSharp(); }
    /// How much the last picture was, in lines stroked: what a slice of a large picture is measured with.
    [[nodiscard]] int work() const;
    /// Whether that is too much for one frame when it is to be sharp.
    [[nodiscard]] bool isMuch(const Scene &scene, const Scenery &scenery);
    [[nodiscard]] const EdgePainter &edges() const { return m_edges; }
    [[nodiscard]] const CardPainter &cards() const { return m_cards; }

private:
    void paintGround(QPainter &painter, const Scenery &scenery) const;
    void paintPlaces(QPainter &painter, const Scene &scene, const Scenery &scenery) const;
    void paintPlaceNames(QPainter &painter, const Scene &scene, const Scenery &scenery) const;
    void paintEdges(QPainter &painter, const Scene &scene, const Scenery &scenery);
    void paintLabels(QPainter &painter, const Scene &scene, const Scenery &scenery);
    void paintCards(QPainter &painter, const Scene &scene, const Scenery &scenery);
    void paintGhostLines(QPainter &painter, const Scene &scene, const Scenery &scenery, std::span<const int> components,
                         QPointF offset);
    void paintRing(QPainter &painter, const QRectF &card, double zoom) const;
    void paintBlocks(QPainter &painter, const Scene &scene, const Scenery &scenery) const;

    const theme::Theme *m_theme = nullptr;
    CardPainter m_cards;
    EdgePainter m_edges;
    PlacePainter m_places;
    std::vector<int> m_found;
    bool m_isSharp = true;
    std::size_t m_lines = 0;  ///< of the last picture
    std::size_t m_placed = 0; ///< cards of it
};

} // namespace headroom::canvas
