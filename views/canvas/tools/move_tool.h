#pragma once

#include "views/canvas/tools/tool.h"

namespace headroom::canvas {

/// Drags components: ghosts follow the pointer in steps of the grid, one edit comes out at the end.
class MoveTool final : public Tool {
public:
    /// @param components  indices; what is inside of places comes along.
    /// @param anchor      the component that lands on the grid.
    MoveTool(ToolHost &host, const std::vector<int> &components, int anchor, QPointF press);

    void drag(QPointF position) override;
    void release(QPointF position) override;
    void cancel() override;
    void paint(QPainter &painter) override;
    [[nodiscard]] Qt::CursorShape cursor() const override { return Qt::ClosedHandCursor; }

private:
    [[nodiscard]] QPointF offsetAt(QPointF position) const;

    std::vector<int> m_moved; ///< sorted
    int m_anchor;
    QPointF m_press; ///< scene
    QPointF m_offset;
};

/// The moves that shift these components (sorted indices); each belongs to the place it lands in,
/// unless its own place moves with it.
[[nodiscard]] std::vector<edits::Move> movesBy(const Scene &scene, const std::vector<int> &moved, QPointF offset);

} // namespace headroom::canvas
