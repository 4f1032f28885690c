#include "views/canvas/place_painter.h"
#include "views/canvas/place_toggle.h"
#include "views/theme/letters.h"

#include <QFontMetricsF>

#include <algorithm>

namespace headroom::canvas {

using theme::Role;
using theme::Theme;

namespace {

QFont labelFont(double zoom)
{
    return theme::drawnFont(static_cast<int>(std::lround(std::clamp(11 * zoom, 10.0, 22.0))), QFont::DemiBold);
}

} // namespace

QRectF PlacePainter::labelRect(const ComponentFace &face, const QRectF &sceneRect, const Viewport &view)
{
    const QRectF frame = view.toWidget(sceneRect);
    const QFontMetricsF metrics(labelFont(view.zoom));
    // Far out a place and the one around it begin so near to each other that one name would lie on the other: names then
    // have less room around them, and those of outermost places ride above their frames.
    constexpr double kNear = 0.6;
    constexpr double kFar = 0.35;
    const double far = std::clamp((kNear - view.zoom) / (kNear - kFar), 0.0, 1.0);
    const double above = face.parent < 0 ? 0.5 + 0.45 * far : 0.5;
    const double height = metrics.height() + 5 - 4 * far;
    const double room = frame.width() - 28 * view.zoom;
    const double width
        = std::min(metrics.horizontalAdvance(face.name) + 15 + kFoldShare * height, std::max(room, 24.0));
    return { frame.left() + 14 * view.zoom, frame.top() - height * above, width, height };
}

void PlacePainter::paint(QPainter &painter, const ComponentFace &, const QRectF &sceneRect, const Viewport &view,
                         bool isSelected) const
{
    const QRectF frame = view.toWidget(sceneRect);
    QColor tint = m_theme->color(Role::Accent);
    tint.setAlphaF(m_theme->isDark() ? 0.05F : 0.035F);
    QColor line = m_theme->color(isSelected ? Role::Accent : Role::Faint);
    if (!isSelected)
        line.setAlphaF(0.6F);
    QPen pen(line, isSelected ? 1.8 : 1.3);
    pen.setCosmetic(true);
    pen.setDashPattern({ 4, 3.5 });
    painter.setPen(pen);
    painter.setBrush(tint);
    const double radius = kPlaceRadius * view.zoom;
    painter.drawRoundedRect(frame, radius, radius);
}

void PlacePainter::paintName(QPainter &painter, const ComponentFace &face, const QRectF &sceneRect,
                             const Viewport &view, bool isSelected) const
{
    if (view.toWidget(sceneRect).width() < 40)
        return;
    const QRectF pill = labelRect(face, sceneRect, view);
    painter.setPen(QPen(isSelected ? m_theme->color(Role::Accent) : m_theme->color(Role::CardLine), 1));
    painter.setBrush(m_theme->color(Role::Canvas));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    const QFont font = labelFont(view.zoom);
    painter.setFont(font);
    painter.setPen(m_theme->color(isSelected ? Role::Accent : Role::Secondary));
    const double fold = kFoldShare * pill.height();
    const QRectF box = pill.adjusted(5 + fold, 0, -9, 0);
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     QFontMetricsF(font).elidedText(face.name, Qt::ElideRight, box.width() + 1));
    paintFold(painter, { pill.left() + 4, pill.top(), fold, pill.height() }, true,
              m_theme->color(isSelected ? Role::Accent : Role::Secondary));
}

} // namespace headroom::canvas
