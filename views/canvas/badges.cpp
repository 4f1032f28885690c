#include "views/canvas/badges.h"
#include "views/canvas/place_painter.h"
#include "views/canvas/polylines.h"
#include "views/theme/letters.h"

#include <QFontMetricsF>

#include <algorithm>
#include <array>

namespace headroom::canvas {

using theme::Role;

namespace {

constexpr double kHigh = 19; ///< of a badge, widget pixels
constexpr double kLow = 14;  ///< of one on small cards
constexpr double kRise = 11; ///< above its card, scene pixels: labels of lines keep off so far
constexpr double kMostWide = 190;
constexpr double kSayingZoom = 0.8; ///< below, words would cover the card's own

QString saying(const Badge &badge)
{
    return signOf(badge.what) + QLatin1Char(' ') + badge.text;
}

/// @param high  of the badge, widget pixels
QFont letters(double high)
{
    return theme::drawnFont(high < kHigh ? 10 : 11, QFont::DemiBold);
}

} // namespace

QString signOf(Badge::What what)
{
    return what == Badge::What::Added  ? QStringLiteral("+")
        : what == Badge::What::Removed ? QStringLiteral("−")
                                       : QStringLiteral("≠");
}

Role roleOf(Badge::What what)
{
    return what == Badge::What::Added ? Role::Fine : what == Badge::What::Removed ? Role::Critical : Role::Warning;
}

/// Widget pixels; null for lines and what is not there.
QRectF BadgePainter::cardOf(const Badge &badge) const
{
    if (const int component = m_scene.findComponent(badge.id); component >= 0)
        return m_view.toWidget(m_scene.component(m_scene.shownAs(component)).rect);
    return badge.was.isNull() ? QRectF() : m_view.toWidget(badge.was);
}

/// Scene pixels; empty for cards and what is not there.
QPolygonF BadgePainter::wayOf(const Badge &badge) const
{
    if (const int connection = m_scene.findConnection(badge.id); connection >= 0)
        return m_scene.connection(connection).route;
    const int from = m_scene.findComponent(badge.from);
    const int to = m_scene.findComponent(badge.to);
    if (from < 0 || to < 0 || m_scene.shownAs(from) == m_scene.shownAs(to))
        return {};
    return m_scene.looseRoute(m_scene.component(m_scene.shownAs(from)).rect,
                              m_scene.component(m_scene.shownAs(to)).rect);
}

/// Near the middle of a line, beside its label and on no card where that can be. Widget pixels.
QPointF BadgePainter::spotOn(const QPolygonF &way, const QSizeF &size) const
{
    double length = 0;
    for (qsizetype i = 1; i < way.size(); ++i)
        length += distance(way[i - 1], way[i]);
    const auto at = [&](double share) {
        double left = share * length;
        for (qsizetype i = 1; i < way.size(); ++i) {
            const double part = distance(way[i - 1], way[i]);
            if (part >= left && part > 0)
                return way[i - 1] + (way[i] - way[i - 1]) * (left / part);
            left -= part;
        }
        return way.back();
    };
    std::ptrdiff_t most = -1;
    QPointF best;
    for (const double share : { 0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78, 0.15, 0.85 }) {
        const QPointF spot = m_view.toWidget(at(share));
        const QRectF box(spot - QPointF(size.width(), size.height()) / 2, size);
        const std::array points { spot,
                                  box.topLeft(),
                                  box.topRight(),
                                  box.bottomLeft(),
                                  box.bottomRight(),
                                  QPointF(box.left(), spot.y()),
                                  QPointF(box.right(), spot.y()) };
        const std::ptrdiff_t clear = std::count_if(
            points.begin(), points.end(), [this](QPointF point) { return m_scene.isClear(m_view.toScene(point)); });
        if (clear > most) {
            most = clear;
            best = spot;
        }
    }
    return best;
}

QRectF BadgePainter::rectOf(const Badge &badge, bool isMarked) const
{
    const QRectF card = cardOf(badge);
    const QPolygonF way = card.isNull() ? wayOf(badge) : QPolygonF();
    if (card.isNull() && way.isEmpty())
        return {};
    const bool saysAll = isMarked || (way.isEmpty() && m_view.zoom >= kSayingZoom);
    const double high = isMarked ? kHigh : std::clamp(kHigh * m_view.zoom / kSayingZoom, kLow, kHigh);
    const double room = isMarked ? kMostWide : std::max(high, card.width() - 12); // it covers no neighbor unasked
    const double wide
        = saysAll ? std::min(room, QFontMetricsF(letters(high)).horizontalAdvance(saying(badge)) + 16) : high;
    if (!way.isEmpty())
        return { spotOn(way, { wide, high }) - QPointF(wide, high) / 2, QSizeF(wide, high) };
    if (saysAll)
        return { card.right() - 6 * std::min(1.0, m_view.zoom) - wide,
                 card.top() - (isMarked ? high / 2 : std::min(high / 2, kRise * m_view.zoom)), wide, high };
    // A sign alone stands on the corner where the icon is, so that it covers no name.
    if (m_view.zoom >= kFullDetail) // with labels of lines around the card
        return { card.left(), card.top() - std::min(high / 2, kRise * m_view.zoom), wide, high };
    const double off
        = 0.75 * high; // farther off where cards are small, and below: icon and state ride on the upper corners
    return { card.left() - off, card.bottom() + off - high, wide, high };
}

void BadgePainter::paint(QPainter &painter, const Badge &badge, const QRectF &visible, bool isMarked) const
{
    const QRectF box = rectOf(badge, isMarked);
    const QRectF card = cardOf(badge).adjusted(-2, -2, 2, 2);
    if (box.isNull() || !(cardOf(badge).isNull() ? box : box | card).intersects(visible))
        return;
    const QColor ink = m_theme.color(roleOf(badge.what));
    const bool isGone = badge.what == Badge::What::Removed;
    QPen pen(ink, isMarked ? 4 : 2, isGone ? Qt::DashLine : Qt::SolidLine);
    painter.setBrush(Qt::NoBrush);
    if (!cardOf(badge).isNull()) {
        const int index = m_scene.findComponent(badge.id);
        const bool isPlace = index >= 0 && m_scene.component(index).isPlace;
        painter.save();
        if (isPlace) // its name stands on the frame
            painter.setClipRegion(
                QRegion(visible.toAlignedRect())
                - PlacePainter::labelRect(m_scene.component(index), m_scene.component(index).rect, m_view)
                      .toAlignedRect());
        painter.setPen(pen);
        const double radius = (isPlace ? kPlaceRadius : kCardRadius) * m_view.zoom;
        painter.drawRoundedRect(card, radius, radius);
        painter.restore();
    } else if (isGone && m_scene.findConnection(badge.id) < 0) {
        QPolygonF line;
        for (const QPointF &point : wayOf(badge))
            line << m_view.toWidget(point);
        pen.setWidthF(1.4);
        painter.setPen(pen);
        painter.drawPolyline(line);
    }
    const Role soft = badge.what == Badge::What::Added ? Role::FineSoft
        : isGone                                       ? Role::CriticalSoft
                                                       : Role::WarningSoft;
    painter.setPen(QPen(ink, isMarked ? 2 : 1));
    painter.setBrush(m_theme.color(soft));
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.setFont(letters(box.height()));
    painter.setPen(ink);
    painter.drawText(
        box, Qt::AlignCenter,
        box.width() <= box.height()
            ? signOf(badge.what)
            : QFontMetricsF(letters(box.height())).elidedText(saying(badge), Qt::ElideRight, box.width() - 14));
}

} // namespace headroom::canvas
