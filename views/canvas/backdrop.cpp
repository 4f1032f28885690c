#include "views/canvas/backdrop.h"

#include <utility>

namespace headroom::canvas {

namespace {

constexpr double kAround = 34;  ///< scene pixels around an element: shadow, tag, ring, arrow
constexpr double kPixels = 8;   ///< and widget pixels, of what does not shrink with the zoom
constexpr double kWhole = 1e-3; ///< device pixels that a shift may be off a whole number
constexpr int kMostPieces = 24; ///< more are painted as the rectangle around them
constexpr double kOverlap = 2;  ///< widget pixels painted beyond a piece, and clipped

QRectF scaled(const QRectF &rect, double factor)
{
    return { rect.topLeft() * factor, rect.size() * factor };
}

} // namespace

void Backdrop::forget(const Damage &damage)
{
    if (damage.isAll(m_view.zoom))
        return forget();
    for (const QRectF &area : damage.areas(m_view.zoom)) {
        const QRectF seen = m_view.toWidget(area.adjusted(-kAround, -kAround, kAround, kAround));
        m_stale
            += scaled(seen.adjusted(-kPixels, -kPixels, kPixels, kPixels), m_ratio).toAlignedRect() & m_picture.rect();
    }
}

void Backdrop::scrollTo(const Viewport &view)
{
    const QPointF exact = (m_view.origin - view.origin) * (view.zoom * m_ratio);
    const QPoint shift = exact.toPoint();
    const bool isWhole = (exact - QPointF(shift)).manhattanLength() < kWhole;
    if (view.zoom != m_view.zoom || !isWhole || std::abs(shift.x()) >= m_picture.width()
        || std::abs(shift.y()) >= m_picture.height())
        return forget();
    m_view = view;
    if (shift.isNull())
        return;
    QRegion exposed;
    m_picture.scroll(shift.x(), shift.y(), m_picture.rect(), &exposed);
    m_stale.translate(shift);
    m_rough.translate(shift);
    m_stale += exposed;
}

void Backdrop::show(QPainter &painter, const QRect &part, QSize size, const Viewport &view, bool inMotion,
                    const Paint &paint)
{
    const double ratio = painter.device()->devicePixelRatioF();
    m_painted = 0;
    if (!m_picture.isNull() && (m_picture.size() != size * ratio || m_ratio != ratio))
        forget();
    if (!m_picture.isNull())
        scrollTo(view);
    if (m_picture.isNull()) {
        m_picture = QPixmap(size * ratio);
        m_picture.setDevicePixelRatio(ratio);
        m_ratio = ratio;
        m_view = view;
        m_rough = QRegion();
        m_stale = m_picture.rect();
    }
    if (!inMotion)
        m_stale += std::exchange(m_rough, QRegion());
    paintStale(paint);
    painter.drawPixmap(QRectF(part), m_picture, scaled(QRectF(part), ratio));
}

void Backdrop::paintStale(const Paint &paint)
{
    QRegion stale = std::exchange(m_stale, QRegion()) & m_picture.rect();
    if (stale.rectCount() > kMostPieces)
        stale = stale.boundingRect();
    if (stale.isEmpty())
        return;
    QPainter inner(&m_picture);
    for (const QRect &piece : stale) {
        const QRectF area = scaled(QRectF(piece), 1 / m_ratio);
        inner.setClipRect(area);
        m_painted += static_cast<qint64>(piece.width()) * piece.height();
        if (!paint(inner, area.adjusted(-kOverlap, -kOverlap, kOverlap, kOverlap)))
            m_rough += piece;
        else
            m_rough -= piece;
    }
}

} // namespace headroom::canvas
