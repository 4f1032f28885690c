#include "views/charts/users_pill.h"

#include "views/numbers/screen_numbers.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace headroom::charts {

void paintUsersPill(QPainter &painter, const theme::Theme &theme, double users, double x, const QRectF &plot)
{
    const QFont font = theme::Theme::font(11, QFont::Bold);
    const QFontMetricsF metrics(font);
    const QString text = QString::fromStdString(screen::compactNumber(users));
    const double width = metrics.horizontalAdvance(text) + 18;
    const double height = metrics.height() + 3;
    const QRectF pill(std::clamp(x - width / 2, plot.left(), std::max(plot.left(), plot.right() - width)),
                      plot.top() - height - 2, width, height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(theme::Role::Accent));
    painter.drawRoundedRect(pill, height / 2, height / 2);
    painter.setFont(font);
    painter.setPen(theme.color(theme::Role::OnAccent));
    painter.drawText(pill, Qt::AlignCenter, text);
}

} // namespace headroom::charts
