#pragma once

#include "views/canvas/faces.h"
#include "views/canvas/geometry.h"
#include "views/theme/theme.h"

#include <QPainter>

namespace headroom::canvas {

/// Draws regions and zones: a dashed frame, tinted inside, with the name riding on it.
class PlacePainter {
public:
    void setTheme(const theme::Theme &theme) { m_theme = &theme; }

    void paint(QPainter &painter, const ComponentFace &face, const QRectF &sceneRect, const Viewport &view,
               bool isSelected) const;
    /// The name alone: painted after the connections, so that none crosses it.
    void paintName(QPainter &painter, const ComponentFace &face, const QRectF &sceneRect, const Viewport &view,
                   bool isSelected) const;
    /// Where the name rides on the frame, in widget pixels.
    [[nodiscard]] static QRectF labelRect(const ComponentFace &face, const QRectF &sceneRect, const Viewport &view);

private:
    const theme::Theme *m_theme = nullptr;
};

} // namespace headroom::canvas
