#pragma once

#include "views/canvas/guides.h"
#include "views/canvas/tools/tool.h"

#include <functional>
#include <optional>

namespace headroom::canvas {

/// Drags components: ghosts follow the pointer and come to rest in line with others or on the grid; one edit comes out
/// at the end. With Alt copies are put down and the components stay, with Shift it goes straight across or down, with
/// Ctrl nothing holds it.
class MoveTool final : public Tool {
public:
    /// @param components  indices; what is inside of places comes along.
    /// @param anchor      the component under the pointer.
    MoveTool(ToolHost &host, const std::vector<int> &components, int anchor, QPointF press);

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
    void liftOrLeave();

    std::vector<int> m_moved;  ///< sorted
    std::vector<int> m_copied; ///< sorted; with Alt
    int m_anchor;
    QPointF m_press; ///< scene
    QRectF m_bounds; ///< of what moves, before
    Guides m_guides;
    QPointF m_offset;
    bool m_copies = false;
};

/// The step that puts copies of those elements down, `offset` away; each belongs to the place it lands in.
[[nodiscard]] edits::Batch copiesBy(const ToolHost &host, const std::vector<std::string> &ids, QPointF offset);

/// Moves the waypoints of lines that are put down as well.
void shiftWaypoints(edits::Batch &pasted, QPointF offset);

/// The steps that take the waypoints of lines along whose both ends are moved alike.
/// @param offsetOf  by how much a component is moved; nothing: it stays.
[[nodiscard]] std::vector<edits::Step> waypointsAlong(const Scene &scene, std::size_t stage,
                                                      const std::function<std::optional<QPointF>(int)> &offsetOf);

/// The step that shifts these components (sorted indices), with the waypoints of lines that have both ends among them.
/// @param joins  as for movesBy().
[[nodiscard]] edits::Edit moveBy(const ToolHost &host, const std::vector<int> &moved, QPointF offset, int gesture,
                                 bool joins);

/// The moves that shift these components (sorted indices); each belongs to the place it lands in,
/// unless its own place moves with it. One in a collapsed place stays there.
/// @param joins  what lands on the card of a collapsed place goes into that.
[[nodiscard]] std::vector<edits::Move> movesBy(const Scene &scene, const std::vector<int> &moved, QPointF offset,
                                               bool joins = false);

} // namespace headroom::canvas
