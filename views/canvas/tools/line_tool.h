#pragma once

#include "views/canvas/line_handles.h"
#include "views/canvas/tools/tool.h"

namespace headroom::canvas {

/// Pulls an end of a connection to another card; elsewhere it goes back.
class ReconnectTool final : public Tool {
public:
    /// @param part  LinePart::From or LinePart::To.
    ReconnectTool(ToolHost &host, int connection, LinePart part, QPointF press);

    void drag(QPointF position) override;
    void release(QPointF position) override;
    void paint(QPainter &painter) override;
    [[nodiscard]] Qt::CursorShape cursor() const override { return Qt::CrossCursor; }

private:
    [[nodiscard]] int targetAt(QPointF position) const;

    int m_connection;
    bool m_isFrom;
    QPointF m_position;
};

} // namespace headroom::canvas
