#pragma once

#include "views/canvas/tools/tool.h"

namespace headroom::canvas {

/// Draws a connection from a card's edge handle to the card where the pointer is let go.
class ConnectTool final : public Tool {
public:
    /// @param from  index of the caller.
    ConnectTool(ToolHost &host, int from, QPointF press);

    void drag(QPointF position) override;
    void release(QPointF position) override;
    void paint(QPainter &painter) override;
    [[nodiscard]] Qt::CursorShape cursor() const override { return Qt::CrossCursor; }

private:
    [[nodiscard]] int targetAt(QPointF position) const;

    int m_from;
    QPointF m_position;
};

} // namespace headroom::canvas
