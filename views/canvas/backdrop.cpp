#include "views/canvas/backdrop.h"

#include <algorithm>
#include <utility>

namespace headroom::canvas {

namespace {

constexpr double kAround = 34;       ///< scene pixels around an element: shadow, tag, ring, arrow
constexpr double kPixels = 8;        ///< and widget pixels, of what does not shrink with the zoom
constexpr double kWhole = 1e-3;      ///< device pixels that a shift may be off a whole number
constexpr int kMostStalePieces = 24; ///< more are painted as the rectangle around them
constexpr double kOverlap = 2;       ///< widget pixels painted beyond a piece, and clipped
constexpr QSize kTile(200, 125);     ///< widget pixels that are refined in one piece

QRectF scaled(const QRectF &rect, double factor)
{
    return { rect.topLeft() * factor, rect.size() * factor };
}

} // namespace

QRegion Backdrop::seen(const Damage &damage) const
{
    if (damage.isAll(m_view.zoom))
        return m_picture.rect();
    QRegion seen;
    for (const QRectF &area : damage.areas(m_view.zoom)) {
        const QRectF around = m_view.toWidget(area.adjusted(-kAround, -kAround, kAround, kAround));
        seen += scaled(around.adjusted(-kPixels, -kPixels, kPixels, kPixels), m_ratio).toAlignedRect()
            & m_picture.rect();
    }
    return seen;
}

void Backdrop::forget(const Damage &damage)
{
    if (damage.isAll(m_view.zoom))
        return forget();
    m_stale += seen(damage);
}

void Backdrop::outdate(const Damage &damage)
{
    if (!m_picture.isNull())
        m_rough += seen(damage);
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

void Backdrop::show(QPainter &painter, const QRect &part, QSize size, const Viewport &view, const Paint &paint)
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
    paintStale(paint);
    painter.drawPixmap(QRectF(part), m_picture, scaled(QRectF(part), ratio));
}

void Backdrop::paintStale(const Paint &paint)
{
    QRegion stale = std::exchange(m_stale, QRegion()) & m_picture.rect();
    if (stale.rectCount() > kMostStalePieces)
        stale = stale.boundingRect();
    if (stale.isEmpty())
        return;
    QPainter inner(&m_picture);
    for (const QRect &piece : stale)
        (void)paintPiece(inner, piece, paint);
}

/// @return the work that it was.
int Backdrop::paintPiece(QPainter &inner, const QRect &piece, const Paint &paint)
{
    const QRectF area = scaled(QRectF(piece), 1 / m_ratio);
    inner.setClipRect(area);
    m_painted += static_cast<qint64>(piece.width()) * piece.height();
    const Outcome outcome = paint(inner, area.adjusted(-kOverlap, -kOverlap, kOverlap, kOverlap));
    if (outcome.isSharp)
        m_rough -= piece;
    else
        m_rough += piece;
    return outcome.work;
}

QRegion Backdrop::refine(int work, const Viewport &view, const Paint &paint)
{
    m_painted = 0;
    if (m_picture.isNull() || !m_stale.isEmpty() || view != m_view)
        return {};
    m_rough &= m_picture.rect();
    const QSize tile = (QSizeF(kTile) * m_ratio).toSize();
    const int columns = (m_picture.width() + tile.width() - 1) / tile.width();
    const int tiles = columns * ((m_picture.height() + tile.height() - 1) / tile.height());
    QRegion refined;
    QPainter inner(&m_picture);
    for (int i = 0; i < tiles && work > 0 && !m_rough.isEmpty(); ++i) {
        m_next = (m_next + 1) % tiles;
        const QPoint corner(m_next % columns * tile.width(), m_next / columns * tile.height());
        const QRect piece = (m_rough & QRect(corner, tile)).boundingRect();
        if (piece.isEmpty())
            continue;
        work -= std::max(1, paintPiece(inner, piece, paint));
        refined += scaled(QRectF(piece), 1 / m_ratio).toAlignedRect();
    }
    return refined;
}

} // namespace headroom::canvas
