#pragma once

#include "views/canvas/geometry.h"
#include "views/theme/theme.h"

#include <QWidget>

namespace headroom::canvas {

/// Where what is dragged onto a canvas will stand, and the place that takes it in: drawn over all, until it is dropped
/// or dragged away.
class DropGhost final : public QWidget {
public:
    /// Of that canvas; made when it is asked for the first time.
    static DropGhost &of(QWidget &canvas);

    /// @param rect  of what is dragged. @param place  that holds the pointer; null: none.
    /// @param name  of the place, on its frame; widget pixels
    void show(const QRectF &rect, const QRectF &place, const QRectF &name, const Viewport &viewport,
              const theme::Theme &theme);
    [[nodiscard]] QRectF shown() const { return isVisible() ? m_rect : QRectF(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    explicit DropGhost(QWidget &canvas);

    QRectF m_rect; ///< in the scene, as the place
    QRectF m_place;
    QRectF m_name;
    Viewport m_viewport;
    const theme::Theme *m_theme = &theme::Theme::light();
};

} // namespace headroom::canvas
