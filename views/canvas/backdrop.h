#pragma once

#include "views/canvas/damage.h"
#include "views/canvas/geometry.h"

#include <QPainter>
#include <QPixmap>
#include <QRegion>

#include <functional>

namespace headroom::canvas {

/// The scene as the canvas painted it last, so that a frame paints only what is new in it: what came into sight and what
/// looks different. What was painted roughly while something moved, or shows numbers of before, is refined piece by
/// piece once there is time.
class Backdrop {
public:
    /// How an area was painted.
    struct Outcome {
        bool isSharp = true; ///< nothing was left out because of a motion
        int work = 0;        ///< as ScenePainter::work()
    };
    /// Paints the scene within an area of the widget.
    using Paint = std::function<Outcome(QPainter &painter, const QRectF &area)>;

    void forget() { m_picture = QPixmap(); }
    /// What is not to be seen any more.
    void forget(const Damage &damage);
    /// What may be seen until it is refined.
    void outdate(const Damage &damage);

    /// Draws the part of the widget that is asked for, after painting what is not there yet.
    /// @param size  of the widget.
    void show(QPainter &painter, const QRect &part, QSize size, const Viewport &view, const Paint &paint);

    /// Paints pieces that were painted roughly or are out of date, until that much work is done; nothing while a show()
    /// is due. Goes on where it stopped, so that each piece has its turn however often all are outdated.
    /// @return what looks different now, widget pixels.
    QRegion refine(int work, const Viewport &view, const Paint &paint);

    /// Whether there is nothing to refine.
    [[nodiscard]] bool isSharp() const { return m_rough.isEmpty(); }
    /// Device pixels that were painted by the last show() or refine(). For tests.
    [[nodiscard]] qint64 painted() const { return m_painted; }

private:
    [[nodiscard]] QRegion seen(const Damage &damage) const;
    void scrollTo(const Viewport &view);
    void paintStale(const Paint &paint);
    [[nodiscard]] int paintPiece(QPainter &inner, const QRect &piece, const Paint &paint);

    QPixmap m_picture;
    double m_ratio = 1;
    Viewport m_view; ///< that the picture is of
    QRegion m_stale; ///< to be painted, device pixels
    QRegion m_rough; ///< to be refined, device pixels
    int m_next = 0;  ///< tile that is refined next
    qint64 m_painted = 0;
};

} // namespace headroom::canvas
