#include "views/canvas/badges.h"
#include "views/theme/letters.h"

#include <QFontMetricsF>

#include <algorithm>

namespace headroom::canvas {

using theme::Role;

namespace {

constexpr double kHigh = 19;
constexpr double kMostWide = 190;
constexpr double kSayingZoom = 0.8; ///< below, words would cover the card's own

QString saying(const Badge &badge)
{
    return signOf(badge.what) + QLatin1Char(' ') + badge.text;
}

QFont letters()
{
    return theme::drawnFont(11, QFont::DemiBold);
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

QRectF BadgePainter::rectOf(const Badge &badge, bool isMarked) const
{
    const QRectF card = cardOf(badge);
    const QPolygonF way = card.isNull() ? wayOf(badge) : QPolygonF();
    if (card.isNull() && way.isEmpty())
        return {};
    const bool saysAll = isMarked || (way.isEmpty() && m_view.zoom >= kSayingZoom);
    const double room = isMarked ? kMostWide : std::max(kHigh, card.width() - 12); // it covers no neighbor unasked
    const double wide
        = saysAll ? std::min(room, QFontMetricsF(letters()).horizontalAdvance(saying(badge)) + 16) : kHigh;
    return way.isEmpty()
        ? QRectF(QPointF(card.right() - 6 - wide, card.top() - kHigh / 2),
                 QSizeF(wide, kHigh)) // names begin at the left
        : QRectF(m_view.toWidget(way.boundingRect().center()) - QPointF(wide, kHigh) / 2, QSizeF(wide, kHigh));
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
        painter.setPen(pen);
        painter.drawRoundedRect(card, kCardRadius * m_view.zoom, kCardRadius * m_view.zoom);
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
    painter.drawRoundedRect(box, kHigh / 2, kHigh / 2);
    painter.setFont(letters());
    painter.setPen(ink);
    painter.drawText(box, Qt::AlignCenter,
                     box.width() <= kHigh
                         ? signOf(badge.what)
                         : QFontMetricsF(letters()).elidedText(saying(badge), Qt::ElideRight, box.width() - 14));
}

} // namespace headroom::canvas
