#pragma once

#include "views/canvas/damage.h"
#include "views/canvas/geometry.h"

#include <QPainter>
#include <QPixmap>
#include <QRegion>

#include <functional>

namespace headroom::canvas {

/// The scene as the canvas painted it last, so that a frame paints only what is new in it: what came into sight, what
/// looks different, and at rest what was painted roughly while something moved.
class Backdrop {
public:
    /// Paints the scene within an area of the widget. @return false when it left something out because of a motion.
    using Paint = std::function<bool(QPainter &painter, const QRectF &area)>;

    void forget() { m_picture = QPixmap(); }
    void forget(const Damage &damage);

    /// Draws the part of the widget that is asked for, after painting what is not there yet.
    /// @param size  of the widget.
    void show(QPainter &painter, const QRect &part, QSize size, const Viewport &view, bool inMotion,
              const Paint &paint);

    /// Device pixels that were painted for the last show(). For tests.
    [[nodiscard]] qint64 painted() const { return m_painted; }

private:
    void scrollTo(const Viewport &view);
    void paintStale(const Paint &paint);

    QPixmap m_picture;
    double m_ratio = 1;
    Viewport m_view; ///< that the picture is of
    QRegion m_stale; ///< to be painted, device pixels
    QRegion m_rough; ///< painted in motion, device pixels
    qint64 m_painted = 0;
};

} // namespace headroom::canvas
