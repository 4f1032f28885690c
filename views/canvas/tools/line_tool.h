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
    [[nodiscard]] std::string kindFor(const project::Connection &connection) const;

    int m_connection;
    bool m_isFrom;
    QPointF m_position;
};

/// The step that leads a line through these points; none: let it find its way.
[[nodiscard]] edits::Batch wayEdit(const ToolHost &host, int connection, const std::vector<QPointF> &points);

/// Pulls a waypoint of a connection, or makes one; back on the straight way between its neighbours it is given up.
class WaypointTool final : public Tool {
public:
    /// @param index  of the waypoint, or of the one before which a new one is made.
    WaypointTool(ToolHost &host, int connection, int index, bool isNew, QPointF press);

    void drag(QPointF position) override;
    void release(QPointF position) override;
    void paint(QPainter &painter) override;
    [[nodiscard]] Qt::CursorShape cursor() const override { return Qt::SizeAllCursor; }

private:
    [[nodiscard]] const ConnectionFace &face() const;
    [[nodiscard]] std::vector<QPointF> points() const;

    int m_connection;
    int m_index;
    bool m_isNew;
    QPointF m_press;
    QPointF m_position;
};

} // namespace headroom::canvas
