#pragma once

#include "views/canvas/tools/tool.h"

namespace headroom::canvas {

/// Pulls a corner of a place.
class ResizeTool final : public Tool {
public:
    /// @param place   its index.
    /// @param corner  the pulled one.
    ResizeTool(ToolHost &host, int place, Qt::Corner corner, QPointF press);

    void drag(QPointF position) override;
    void release(QPointF position) override;
    void paint(QPainter &painter) override;
    [[nodiscard]] Qt::CursorShape cursor() const override;

private:
    [[nodiscard]] QRectF rectAt(QPointF position) const;

    int m_place;
    Qt::Corner m_corner;
    QPointF m_press; ///< scene
    QRectF m_rect;   ///< scene
};

} // namespace headroom::canvas
