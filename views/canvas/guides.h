#pragma once

#include "views/canvas/geometry.h"
#include "views/canvas/scene.h"
#include "views/theme/theme.h"

#include <QLineF>
#include <QPainter>
#include <QRectF>

#include <vector>

namespace headroom::canvas {

/// A line that shows why something came to rest where it is.
struct Guide {
    QLineF line;        ///< scene pixels
    bool isGap = false; ///< spans one of two or more equal gaps; else runs along edges or middles in line
    bool operator==(const Guide &) const = default;
};

/// What may be lined up with: rectangles near a moving one, by axis.
class Guides {
public:
    /// @param others  rectangles that stand still.
    explicit Guides(std::vector<QRectF> others = {})
        : m_others(std::move(others))
    {
    }

    /// Where a rectangle comes to rest: on each axis with an edge or the middle in line with another's, else with gaps
    /// as wide as those between others, the nearest within reach; else with its corner on the grid.
    /// @param wanted  where the pointer has it.
    /// @param reach   scene pixels.
    [[nodiscard]] QPointF rest(const QRectF &wanted, double reach) const;

    /// The lines that are true of a rectangle where it is. O(others).
    [[nodiscard]] std::vector<Guide> at(const QRectF &rect) const;

private:
    std::vector<QRectF> m_others;
};

/// Cards and places in an area, what moves itself left out; none where there are too many to line up with by eye.
/// @param moved  indices, sorted.
[[nodiscard]] Guides guidesIn(const Scene &scene, const QRectF &area, const std::vector<int> &moved);

/// Draws them as thin lines over everything.
void paintGuides(QPainter &painter, const std::vector<Guide> &guides, const Viewport &view, const theme::Theme &theme);

} // namespace headroom::canvas
