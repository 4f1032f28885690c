#pragma once

#include "views/canvas/tools/move_tool.h"

#include <memory>

namespace headroom::canvas {

/// A press on a component or connection: a click selects it, a drag moves what is selected then.
class SelectTool final : public Tool {
public:
    /// @param id         of the element under the pointer.
    /// @param component  its index when it can be dragged; −1 for connections.
    /// @param adds       add to the selection, or take out of it.
    SelectTool(ToolHost &host, std::string id, int component, QPointF press, bool adds);

    void drag(QPointF position) override;
    void release(QPointF position) override;
    void cancel() override;
    void paint(QPainter &painter) override;
    [[nodiscard]] bool reachesOut() const override { return m_move != nullptr; }
    [[nodiscard]] Qt::CursorShape cursor() const override;

private:
    std::string m_id;
    int m_component;
    QPointF m_press;
    bool m_adds;
    std::vector<std::string> m_before; ///< selection at the press
    std::unique_ptr<MoveTool> m_move;
};

} // namespace headroom::canvas
