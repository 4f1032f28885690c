#pragma once

#include "views/canvas/geometry.h"
#include "views/canvas/scene.h"
#include "views/theme/theme.h"

#include <QPainter>

#include <span>
#include <vector>

namespace headroom::canvas {

/// Draws connections from their flattened routes, and of long ones only the parts in sight.
class EdgePainter {
public:
    void setTheme(const theme::Theme &theme) { m_theme = &theme; }

    /// Strokes one route with its arrow. @param visible  widget pixels.
    void paint(QPainter &painter, const ConnectionFace &face, const QPolygonF &route, const Viewport &view,
               const QRectF &visible, bool isSelected) const;
    /// Lines in one stroke for all that look alike, without arrows and dashes, while they move.
    void paintRough(QPainter &painter, const Scene &scene, const std::vector<int> &connections,
                    std::span<const int> selected, const Viewport &view, const QRectF &visible) const;
    /// Straight lines for all of them, in one call.
    void paintFar(QPainter &painter, const Scene &scene, const std::vector<int> &connections,
                  const Viewport &view) const;
    void paintLabel(QPainter &painter, const ConnectionFace &face, const Viewport &view, bool isSelected) const;
    /// The line of a connection that is being made. @param route  scene pixels.
    void paintPreview(QPainter &painter, const QPolygonF &route, const Viewport &view) const;

private:
    [[nodiscard]] QColor colorOf(const ConnectionFace &face, bool isSelected) const;
    void paintArrow(QPainter &painter, const QPolygonF &route, double size, const QColor &color) const;

    const theme::Theme *m_theme = nullptr;
};

} // namespace headroom::canvas
