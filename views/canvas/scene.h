#pragma once

#include "model/analysis/report.h"
#include "model/catalog/catalog.h"
#include "model/project/project.h"
#include "views/canvas/faces.h"
#include "views/canvas/uniform_grid.h"

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace headroom::canvas {

/// What the canvas shows of one stage: plain faces, their routes, and where to find them.
class Scene {
public:
    explicit Scene(const catalog::Catalog &catalog);

    /// Takes over a stage; keeps the faces of components that did not change. Routes what moved. Where both stages
    /// have the same elements in the same order, only what differs is made anew; the outcome is the same.
    void setStage(std::shared_ptr<const project::Stage> stage);
    /// Puts the numbers of a report on the faces; null takes them away.
    void setReport(const analysis::Report *report);

    [[nodiscard]] const catalog::Catalog &catalog() const { return m_catalog; }
    [[nodiscard]] const std::shared_ptr<const project::Stage> &stage() const { return m_stage; }
    [[nodiscard]] const std::vector<ComponentFace> &components() const { return m_components; }
    [[nodiscard]] const std::vector<ConnectionFace> &connections() const { return m_connections; }
    [[nodiscard]] const ComponentFace &component(int index) const
    {
        return m_components[static_cast<std::size_t>(index)];
    }
    [[nodiscard]] const ConnectionFace &connection(int index) const
    {
        return m_connections[static_cast<std::size_t>(index)];
    }
    [[nodiscard]] int findComponent(std::string_view id) const;  ///< −1 when there is none
    [[nodiscard]] int findConnection(std::string_view id) const; ///< −1 when there is none
    /// Indices of the places, outermost first.
    [[nodiscard]] const std::vector<int> &places() const { return m_places; }
    /// Around all components; null when the stage is empty.
    [[nodiscard]] QRectF bounds() const { return m_bounds; }

    /// Indices of cards that touch the area, in painting order.
    void cardsIn(const QRectF &area, std::vector<int> &cards) const;
    /// Indices of connections that may touch the area.
    void connectionsIn(const QRectF &area, std::vector<int> &connections) const;
    /// Indices of the connections that start or end at a component.
    [[nodiscard]] std::span<const int> connectionsAt(int component) const;

    [[nodiscard]] int cardAt(QPointF point) const;                     ///< topmost card; −1: none
    [[nodiscard]] int connectionAt(QPointF point, double reach) const; ///< nearest within reach; −1: none
    /// The innermost place around the point; −1: none. `except` holds indices that do not count, sorted.
    [[nodiscard]] int placeAt(QPointF point, std::span<const int> except = {}) const;
    /// The innermost place that holds all of a place's frame; −1: none. `except` as above.
    [[nodiscard]] int placeAround(const QRectF &frame, std::span<const int> except = {}) const;
    /// The topmost card there, if it is that of a collapsed place; −1: it is not. `except` as above.
    [[nodiscard]] int collapsedAt(QPointF point, std::span<const int> except = {}) const;
    /// The place that a component with this face belongs to once it stands there; −1: none. A place goes into another
    /// only as a whole, and stays in its own until it has left it as a whole.
    [[nodiscard]] int placeOf(const ComponentFace &face, const QRectF &there, std::span<const int> except = {}) const;
    /// The components, and for places everything in them at any depth; sorted.
    [[nodiscard]] std::vector<int> withContents(const std::vector<int> &components) const;
    /// The card that shows a component: its own, or that of the collapsed place it stands in.
    [[nodiscard]] int shownAs(int component) const;
    /// Whether no card touches the area.
    [[nodiscard]] bool isFree(const QRectF &area) const;
    /// Whether no card and no label covers the point.
    [[nodiscard]] bool isClear(QPointF point) const;
    /// Labels of lines and names of places in an area, or near it.
    [[nodiscard]] std::vector<QRectF> labelsIn(const QRectF &area) const;
    /// The route the connection has when its ends are at these rectangles and nothing stands between.
    [[nodiscard]] QPolygonF looseRoute(const QRectF &from, const QRectF &to) const;

    /// Lines that the last stage was a reason to find a way for; others kept theirs.
    [[nodiscard]] int routed() const { return m_routed; }
    /// Labels that the last stage or report was a reason to look for a place for.
    [[nodiscard]] int labelsSought() const { return m_labelsSought; }
    /// Whether some faces were made anew, so that they lack the numbers of the report.
    [[nodiscard]] bool isBare() const { return m_isBare; }
    /// Whether the last stage has none of the components that the one before had.
    [[nodiscard]] bool isAnother() const { return m_isAnother; }
    /// What looks different since this was last asked for.
    [[nodiscard]] Damage takeDamage() { return std::exchange(m_damage, Damage()); }

private:
    struct Differences {
        std::vector<int> components;
        std::vector<int> connections;
    };
    void rebuild(const project::Stage *before);
    [[nodiscard]] bool adapt(const project::Stage &before);
    void adaptFace(int index, const project::Component &before);
    [[nodiscard]] bool adaptLine(int index);
    void adaptLines(const std::vector<int> &changed, const std::vector<int> &moved, const std::vector<QRectF> &swept);
    void leadAnew(const std::vector<int> &lines, std::vector<int> relabeled, std::vector<QRectF> disturbed);
    [[nodiscard]] std::vector<int> shiftedAt(std::vector<int> cards);
    [[nodiscard]] static std::optional<Differences> differencesOf(const project::Stage &a, const project::Stage &b);
    void measureBounds();
    void indexFaces();
    void nestPlaces();
    void buildConnections(const std::vector<ConnectionFace> &before, const UniformGrid &changed,
                          const std::vector<bool> &moved);
    void joinEnds(ConnectionFace &face, const project::Connection &connection) const;
    void bundleCarried();
    void keepWay(ConnectionFace &face, const ConnectionFace &last, const UniformGrid &changed,
                 const std::vector<bool> &moved) const;
    void routeConnection(ConnectionFace &face) const;
    void sumBundles();
    void sumMembers(const std::vector<const analysis::ComponentReport *> &reports);
    void wearNumbers(const analysis::Report *report);
    void placeLabels();
    void placeLabels(const std::vector<int> &changed, const std::vector<QRectF> &disturbed);
    void placeLabel(int index);
    void placeLabel(int index, double width);
    [[nodiscard]] bool isRoomFor(const QRectF &label, int own) const;
    [[nodiscard]] bool wantsLabel(int index) const;
    [[nodiscard]] bool comesBefore(int a, int b) const;
    [[nodiscard]] std::size_t labelsWanted() const;
    [[nodiscard]] QRectF nameRect(int place) const;
    [[nodiscard]] int linesUnder(const QRectF &label, int own) const;

    const catalog::Catalog &m_catalog;
    std::shared_ptr<const project::Stage> m_stage;
    std::vector<ComponentFace> m_components;
    std::vector<ConnectionFace> m_connections;
    std::vector<std::vector<int>> m_connectionsAt;
    std::vector<int> m_places;
    std::vector<int> m_carriers; ///< by component, as layout::carriersOf() tells them
    std::unordered_map<std::string, int> m_componentIndex;
    std::unordered_map<std::string, int> m_connectionIndex;
    UniformGrid m_cardGrid;
    UniformGrid m_connectionGrid;
    QRectF m_bounds;
    bool m_hasLayers = false;        ///< some card lies above or below the others
    UniformGrid m_labelGrid { 256 }; ///< connections by their labels; below 0: places by their names, from −1 on
    Damage m_damage;
    bool m_looksUnder = false; ///< labels are few enough to be kept off lines
    bool m_isBare = true;
    bool m_isAnother = false;
    int m_routed = 0;
    int m_labelsSought = 0;
};

} // namespace headroom::canvas
