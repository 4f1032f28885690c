#pragma once

#include "views/canvas/tools/tool.h"

namespace headroom::canvas {

/// Drags components or copies of them: ghosts follow the pointer in steps of the grid, one edit comes out at the end.
class MoveTool final : public Tool {
public:
    /// @param components  indices; what is inside of places comes along.
    /// @param anchor      the component that lands on the grid.
    /// @param copies      leave them where they are and put copies down.
    MoveTool(ToolHost &host, const std::vector<int> &components, int anchor, QPointF press, bool copies = false);

    void drag(QPointF position) override;
    void release(QPointF position) override;
    void cancel() override;
    void paint(QPainter &painter) override;
    [[nodiscard]] Qt::CursorShape cursor() const override
    {
        return m_copies ? Qt::DragCopyCursor : Qt::ClosedHandCursor;
    }

private:
    [[nodiscard]] QPointF offsetAt(QPointF position) const;

    std::vector<int> m_moved; ///< sorted
    int m_anchor;
    QPointF m_press; ///< scene
    QPointF m_offset;
    bool m_copies;
};

/// The step that puts copies of those elements down, `offset` away; each belongs to the place it lands in.
[[nodiscard]] edits::Batch copiesBy(const ToolHost &host, const std::vector<std::string> &ids, QPointF offset);

/// The moves that shift these components (sorted indices); each belongs to the place it lands in,
/// unless its own place moves with it.
[[nodiscard]] std::vector<edits::Move> movesBy(const Scene &scene, const std::vector<int> &moved, QPointF offset);

} // namespace headroom::canvas
