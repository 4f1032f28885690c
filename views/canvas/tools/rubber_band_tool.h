#pragma once

#include "views/canvas/tools/tool.h"

namespace headroom::canvas {

/// A press on free ground: a drag to the left selects what the band touches, one to the right
/// what it encloses; a click selects the place there or nothing.
class RubberBandTool final : public Tool {
public:
    RubberBandTool(ToolHost &host, QPointF press, bool adds);

    void drag(QPointF position) override;
    void release(QPointF position) override;
    void cancel() override;
    void paint(QPainter &painter) override;
    [[nodiscard]] bool reachesOut() const override { return m_isDragged; }

private:
    [[nodiscard]] QRectF band() const { return QRectF(pressed(), m_position).normalized(); } ///< widget pixels
    /// Whether touching is enough; else the band must enclose.
    [[nodiscard]] bool touches() const { return m_position.x() < pressed().x(); }
    /// Where the press is by now: what is seen may have moved.
    [[nodiscard]] QPointF pressed() const { return m_host.viewport().toWidget(m_press); }
    void selectInside();

    QPointF m_press; ///< scene
    QPointF m_position;
    bool m_adds;
    bool m_isDragged = false;
    std::vector<std::string> m_before;
};

} // namespace headroom::canvas
