#include "views/export/line_shapes.h"

#include "views/export/text_fit.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

namespace headroom::pictures {

using canvas::ConnectionFace;
using canvas::LineStyle;
using theme::Role;
using theme::Theme;

namespace {

constexpr double kArrow = 9;        ///< of a thin line
constexpr double kThin = 1.4;       ///< of a line that shows no load
constexpr double kInArrow = 0.8;    ///< share of the arrow's length at which the line ends in it
constexpr double kHalfWidth = 0.42; ///< of the arrow over its length

/// The route up to where the arrow begins.
QPolygonF shortened(const QPolygonF &route, double arrow)
{
    QPolygonF line = route;
    while (line.size() > 2 && QLineF(line[line.size() - 2], line.back()).length() < arrow * kInArrow)
        line.remove(line.size() - 2);
    QLineF last(line[line.size() - 2], line.back());
    if (last.length() > arrow * kInArrow)
        last.setLength(last.length() - arrow * kInArrow);
    line.back() = last.p2();
    return line;
}

} // namespace

QColor lineColor(const ConnectionFace &face, const Theme &theme)
{
    if (face.isReplication)
        return theme.color(Role::Data);
    return theme.color(face.line == LineStyle::Dashed ? Role::Async : Role::Edge);
}

QList<double> dashesOf(LineStyle line)
{
    if (line == LineStyle::Dashed)
        return { 8, 5 };
    return line == LineStyle::Dotted ? QList<double> { 2, 4 } : QList<double>();
}

std::vector<Shape> lineShapes(const ConnectionFace &face, const Theme &theme, bool showsLoad, Change change)
{
    if (face.route.size() < 2)
        return {};
    const bool isGone = change == Change::Gone;
    const QColor color = change == Change::None ? lineColor(face, theme) : changeColor(theme, change);
    const double width = (showsLoad && !isGone ? face.width : kThin) + (change == Change::None || isGone ? 0 : 0.6);
    const double arrow = std::max(kArrow, width * 2.6);
    std::vector<Shape> shapes;
    shapes.emplace_back(Path { shortened(face.route, arrow),
                               false,
                               {},
                               { color, width, isGone ? goneStroke(theme).dashes : dashesOf(face.line) } });
    const QPointF tip = face.route.back();
    QPointF along = tip - face.route[face.route.size() - 2];
    const double length = std::hypot(along.x(), along.y());
    if (length <= 0)
        return shapes;
    along /= length;
    const QPointF across = QPointF(-along.y(), along.x()) * (arrow * kHalfWidth);
    shapes.emplace_back(Path { { tip, tip - along * arrow + across, tip - along * arrow - across }, true, color });
    return shapes;
}

std::vector<Shape> lineLabelShapes(const ConnectionFace &face, const QString &text, const Theme &theme)
{
    if (face.labelRect.isNull() || text.isEmpty())
        return {};
    const QString shown = visible(text);
    const double room = std::min(widthOf(shown, 11, QFont::Normal) + 12, std::max(face.labelRect.width(), 30.0));
    const QRectF pill(face.labelRect.center().x() - room / 2, face.labelRect.top() + 0.5, room, 17);
    return { Box { pill, 8.5, theme.color(Role::Canvas) },
             label(shown, pill.center(), 11, QFont::Normal, theme.color(Role::Secondary), room - 6, Anchor::Middle) };
}

} // namespace headroom::pictures
