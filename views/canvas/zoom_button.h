#pragma once

#include <QToolButton>

namespace headroom::canvas {

class CanvasView;

/// How near one is, in the lower left corner of a canvas; a click offers other distances.
class ZoomButton final : public QToolButton {
    Q_OBJECT
public:
    /// @param choices  of its menu; null: a line between two.
    ZoomButton(CanvasView &canvas, const QList<QAction *> &choices);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void tell(double zoom);
    /// Stands in its corner, unless the canvas is too low for anything but the design.
    void settle();
};

} // namespace headroom::canvas
