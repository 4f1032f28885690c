#pragma once

#include "views/canvas/tools/tool.h"

namespace headroom::canvas {

/// Drags the whole canvas along with the pointer.
class PanTool final : public Tool {
public:
    PanTool(ToolHost &host, QPointF press);

    void drag(QPointF position) override;
    void release(QPointF position) override;
    void cancel() override;
    [[nodiscard]] bool reachesOut() const override { return false; }
    [[nodiscard]] Qt::CursorShape cursor() const override { return Qt::ClosedHandCursor; }

private:
    QPointF m_press;
    QPointF m_origin; ///< of the viewport at the press
};

} // namespace headroom::canvas
