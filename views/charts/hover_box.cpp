#include "views/charts/hover_box.h"

#include "views/charts/label_places.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headroom::charts {

using theme::Role;

void paintHoverBox(QPainter &painter, const theme::Theme &theme, const QStringList &lines, QPointF at,
                   const QRectF &within, double most)
{
    if (lines.isEmpty())
        return;
    painter.setFont(theme::Theme::font(11));
    const QFontMetricsF metrics(painter.font());
    double wide = 0;
    for (const QString &each : lines)
        wide = std::max(wide,
                        metrics.horizontalAdvance(each.section(QLatin1Char('\t'), 0, 0))
                            + metrics.horizontalAdvance(each.section(QLatin1Char('\t'), 1)) + 12);
    // What is too much for one column stands in two, its head above both.
    const auto below = static_cast<double>(lines.size() - 1);
    const bool hasTwo = metrics.height() * (below + 1) + 12 > within.height() && 2 * wide + 40 <= most;
    const double rows = (hasTwo ? std::ceil(below / 2) : below) + 1;
    const QSizeF size(std::min(hasTwo ? 2 * wide + 40 : wide + 20, most), metrics.height() * rows + 12);
    const bool isLeft = at.x() + size.width() + 12 > within.right();
    const QRectF box(QPointF(std::max(within.left() + 2, isLeft ? at.x() - size.width() - 10 : at.x() + 10),
                             std::clamp(at.y(), within.top(), std::max(within.top(), within.bottom() - size.height()))),
                     size);
    painter.setBrush(theme.color(Role::Panel));
    painter.setPen(QPen(theme.color(Role::CardLine), 1));
    painter.drawRoundedRect(box, 8, 8);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const bool isBeside = hasTwo && static_cast<double>(i) >= rows;
        const double column = hasTwo && i > 0 ? wide : box.width() - 20;
        const QRectF row(box.left() + 10 + (isBeside ? wide + 20 : 0),
                         box.top() + 6 + (static_cast<double>(i) - (isBeside ? rows - 1 : 0)) * metrics.height(),
                         column, metrics.height());
        const QString value = lines[i].section(QLatin1Char('\t'), 1);
        const double room = row.width() - (value.isEmpty() ? 0 : metrics.horizontalAdvance(value) + 10);
        painter.setPen(theme.color(i == 0 ? Role::Text : Role::Secondary));
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                         shortenedLabel(lines[i].section(QLatin1Char('\t'), 0, 0), metrics, room));
        painter.setPen(theme.color(Role::Text));
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, value);
    }
}

} // namespace headroom::charts
