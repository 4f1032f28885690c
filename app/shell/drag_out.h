#pragma once

#include <QObject>
#include <QPointF>

class QMouseEvent;

namespace headroom::canvas {
class CanvasView;
}

namespace headroom::app {

/// Says when the selection is pulled out of a canvas as a picture: dragged beyond the edge of its window, or with Ctrl and
/// Alt held from anywhere. Cards that were on the move then are back where they were.
class DragOut final : public QObject {
    Q_OBJECT

public:
    /// Child of the canvas.
    explicit DragOut(canvas::CanvasView &canvas);

Q_SIGNALS:
    /// The button is still held, and something is selected.
    void pulledOut();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    bool press(const QMouseEvent &event);
    bool move(const QMouseEvent &event);
    [[nodiscard]] bool isOutside(QPointF global) const;

    canvas::CanvasView &m_canvas;
    QPointF m_press;
    bool m_isOnCard = false; ///< the button went down there, and is held
    bool m_isOwn = false;    ///< with the keys that make it a picture at once: the canvas does not see it
};

} // namespace headroom::app
