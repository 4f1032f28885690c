#include "views/canvas/symbols.h"

namespace headroom::canvas {

using theme::Role;

QColor stateColor(const theme::Theme &theme, CardState state)
{
    switch (state) {
    case CardState::Fine:
        return theme.color(Role::Fine);
    case CardState::Warning:
        return theme.color(Role::Warning);
    case CardState::Critical:
        return theme.color(Role::Critical);
    case CardState::Unknown:
        break;
    }
    return theme.color(Role::Faint);
}

QColor stateSoft(const theme::Theme &theme, CardState state)
{
    switch (state) {
    case CardState::Fine:
        return theme.color(Role::FineSoft);
    case CardState::Warning:
        return theme.color(Role::WarningSoft);
    case CardState::Critical:
        return theme.color(Role::CriticalSoft);
    case CardState::Unknown:
        break;
    }
    return theme.color(Role::Window);
}

void drawSymbol(QPainter &painter, CardState state, const QRectF &area, const QColor &color)
{
    const QPointF c = area.center();
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    if (state == CardState::Critical) {
        painter.drawPolygon(QPolygonF {
            { c.x(), area.top() }, { area.right(), c.y() }, { c.x(), area.bottom() }, { area.left(), c.y() } });
    } else if (state == CardState::Warning) {
        painter.drawPolygon(QPolygonF { { c.x(), area.top() }, area.bottomRight(), area.bottomLeft() });
    } else if (state == CardState::Fine) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, area.width() / 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF { { area.left(), c.y() },
                                         { area.left() + area.width() * 0.38, area.bottom() - area.height() * 0.12 },
                                         { area.right(), area.top() + area.height() * 0.12 } });
    }
    painter.restore();
}

} // namespace headroom::canvas
