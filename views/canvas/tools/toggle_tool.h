#pragma once

#include "views/canvas/tools/tool.h"

namespace headroom::canvas {

/// The button of a place that collapses or opens it: let go where it was pressed.
class ToggleTool final : public Tool {
public:
    /// @param button  widget pixels.
    ToggleTool(ToolHost &host, int place, const QRectF &button);

    void drag(QPointF) override { }
    void release(QPointF position) override;
    [[nodiscard]] bool reachesOut() const override { return false; }
    [[nodiscard]] Qt::CursorShape cursor() const override { return Qt::PointingHandCursor; }

private:
    int m_place;
    QRectF m_button;
};

} // namespace headroom::canvas
