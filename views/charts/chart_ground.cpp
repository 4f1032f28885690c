#include "views/charts/chart_ground.h"

#include "views/theme/theme.h"

#include <QPainter>
#include <QWidget>

namespace headroom::charts {

using theme::Role;

void paintGround(QPainter &painter, const QWidget &chart, const theme::Theme &theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(chart.rect(), theme.color(Role::Panel));
    if (!chart.hasFocus())
        return;
    painter.setPen(QPen(theme.color(Role::Accent), 2));
    painter.drawRoundedRect(QRectF(chart.rect()).adjusted(1, 1, -1, -1), 6, 6);
}

} // namespace headroom::charts
