#pragma once

#include "views/canvas/geometry.h"
#include "views/canvas/lettering.h"
#include "views/canvas/polylines.h"
#include "views/canvas/scene.h"
#include "views/theme/theme.h"

#include <QPainter>

#include <span>
#include <vector>

namespace headroom::canvas {

/// Draws connections from their flattened routes, and of long ones only the parts in sight.
class EdgePainter {
public:
    /// A line where it runs now, scene pixels.
    struct Way {
        const ConnectionFace *face;
        QPolygonF route;
        bool isSelected = false;
    };
    void setTheme(const theme::Theme &theme) { m_theme = &theme; }

    /// Strokes one route with its arrow. @param visible  widget pixels.
    void paint(QPainter &painter, const ConnectionFace &face, const QPolygonF &route, const Viewport &view,
               const QRectF &visible, bool isSelected) const;
    /// Strokes these with their arrows. For opaque painters: pieces of lines overlap.
    void paintAll(QPainter &painter, const Scene &scene, const std::vector<int> &connections,
                  std::span<const int> selected, const Viewport &view, const QRectF &visible);
    /// Lines in one stroke for all that look alike, without arrows and dashes, while they move.
    void paintRough(QPainter &painter, const std::vector<Way> &ways, const Viewport &view, const QRectF &visible) const;
    /// Straight lines for all of them, in one call.
    void paintFar(QPainter &painter, const Scene &scene, const std::vector<int> &connections,
                  const Viewport &view) const;
    /// The labels of these, where there is room for them.
    void paintLabels(QPainter &painter, const Scene &scene, const std::vector<int> &connections,
                     std::span<const int> selected, const Viewport &view);
    /// The line of a connection that is being made. @param route  scene pixels.
    void paintPreview(QPainter &painter, const QPolygonF &route, const Viewport &view) const;

private:
    [[nodiscard]] QColor colorOf(const ConnectionFace &face, bool isSelected) const;
    /// How a line is drawn, in widget pixels.
    struct Stroke {
        QColor color;
        double width = 1;
        double arrow = 0;
        double dash = 0;
        double gap = 0; ///< 0: it is solid
        [[nodiscard]] QRectF around(const QRectF &area) const
        {
            return area.adjusted(-width - 2, -width - 2, width + 2, width + 2);
        }
    };
    [[nodiscard]] Stroke strokeOf(const ConnectionFace &face, const Viewport &view, bool isSelected) const;
    void paintArrow(QPainter &painter, const QPolygonF &route, const Viewport &view, const Stroke &stroke,
                    const QRectF &reach) const;

    const theme::Theme *m_theme = nullptr;
    Lettering m_letters;
    ShortenedLines m_lines;
};

} // namespace headroom::canvas
