#include "views/canvas/edge_painter.h"
#include "views/theme/letters.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <map>

namespace headroom::canvas {

using theme::Role;
using theme::Theme;

namespace {

constexpr double kArrow = 9;         ///< scene pixels, of a thin line
constexpr double kHardlyApart = 3;   ///< widget pixels
constexpr double kApartInMotion = 6; ///< widget pixels
constexpr int kWidest = 8;           ///< widget pixels, of a line that is drawn roughly

/// The route in widget pixels without points that are hardly apart.
/// @param apart  of those that stay, from the one before; 0: all stay.
QPolygonF thinned(const QPolygonF &route, const Viewport &view, double apart)
{
    QPolygonF line;
    line.reserve(route.size());
    for (qsizetype i = 0; i < route.size(); ++i) {
        const QPointF point = view.toWidget(route[i]);
        if (i == 0 || i + 1 == route.size() || (point - line.back()).manhattanLength() >= apart)
            line << point;
    }
    return line;
}

/// The route in widget pixels, ending where the arrow begins.
QPolygonF shortened(const QPolygonF &route, const Viewport &view, double arrow)
{
    QPolygonF line = thinned(route, view, view.zoom < kFullDetail ? kHardlyApart : 0);
    while (line.size() > 2 && QLineF(line[line.size() - 2], line.back()).length() < arrow * 0.8)
        line.remove(line.size() - 2);
    if (line.size() >= 2) {
        QLineF last(line[line.size() - 2], line.back());
        if (last.length() > arrow * 0.8)
            last.setLength(last.length() - arrow * 0.8);
        line.back() = last.p2();
    }
    return line;
}

/// Strokes the runs of the line that touch the area; dashes keep their phase wherever a run begins.
void strokeVisible(QPainter &painter, QPen pen, const QPolygonF &line, const QRectF &area)
{
    const bool isDashed = pen.style() == Qt::CustomDashLine;
    QPolygonF run;
    double length = 0;
    double runStart = 0;
    const auto flush = [&] {
        if (run.size() >= 2) {
            if (isDashed)
                pen.setDashOffset(runStart / pen.widthF());
            painter.setPen(pen);
            painter.drawPolyline(run);
        }
        run.clear();
    };
    painter.setBrush(Qt::NoBrush);
    for (qsizetype i = 1; i < line.size(); ++i) {
        if (!QRectF(line[i - 1], line[i]).normalized().adjusted(0, 0, 0.01, 0.01).intersects(area)) {
            flush();
        } else {
            if (run.isEmpty()) {
                run << line[i - 1];
                runStart = length;
            }
            run << line[i];
        }
        if (isDashed)
            length += QLineF(line[i - 1], line[i]).length();
    }
    flush();
}

} // namespace

QColor EdgePainter::colorOf(const ConnectionFace &face, bool isSelected) const
{
    if (isSelected)
        return m_theme->color(Role::Accent);
    if (face.isReplication)
        return m_theme->color(Role::Data);
    return m_theme->color(face.line == LineStyle::Dashed ? Role::Async : Role::Edge);
}

void EdgePainter::paint(QPainter &painter, const ConnectionFace &face, const QPolygonF &route, const Viewport &view,
                        const QRectF &visible, bool isSelected) const
{
    if (route.size() < 2)
        return;
    const QColor color = colorOf(face, isSelected);
    const double width = (face.width + (isSelected ? 0.8 : 0)) * view.zoom;
    const double arrow = std::max(kArrow, face.width * 2.6) * view.zoom;
    QPen pen(color, width <= 1.5 ? 1 : width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    pen.setCosmetic(true);
    const double unit = view.zoom / pen.widthF(); // dashes are as long on thick lines as on thin ones
    if (face.line == LineStyle::Dashed)
        pen.setDashPattern({ std::max(1.2, 8 * unit), std::max(1.0, 5 * unit) });
    else if (face.line == LineStyle::Dotted)
        pen.setDashPattern({ std::max(0.9, 2 * unit), std::max(1.0, 4 * unit) });
    const QRectF reach = visible.adjusted(-width - 2, -width - 2, width + 2, width + 2);
    strokeVisible(painter, pen, shortened(route, view, arrow), reach);
    if (reach.adjusted(-arrow, -arrow, arrow, arrow).contains(view.toWidget(route.back())))
        paintArrow(painter, { view.toWidget(route[route.size() - 2]), view.toWidget(route.back()) }, arrow, color);
}

void EdgePainter::paintArrow(QPainter &painter, const QPolygonF &route, double size, const QColor &color) const
{
    const QPointF tip = route.back();
    QPointF along = tip - route[route.size() - 2];
    const double length = std::hypot(along.x(), along.y());
    if (length <= 0 || size < 2)
        return;
    along /= length;
    const QPointF across(-along.y(), along.x());
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(
        QPolygonF { tip, tip - along * size + across * size * 0.42, tip - along * size - across * size * 0.42 });
}

void EdgePainter::paintFar(QPainter &painter, const Scene &scene, const std::vector<int> &connections,
                           const Viewport &view) const
{
    QList<QLine> lines;
    lines.reserve(static_cast<qsizetype>(connections.size()));
    for (const int index : connections) {
        const QPolygonF &route = scene.connection(index).route;
        if (route.size() >= 2)
            lines << QLine(view.toWidget(route.front()).toPoint(), view.toWidget(route.back()).toPoint());
    }
    painter.setPen(QPen(m_theme->color(Role::Edge), 0));
    painter.drawLines(lines);
}

void EdgePainter::paintRough(QPainter &painter, const Scene &scene, const std::vector<int> &connections,
                             std::span<const int> selected, const Viewport &view, const QRectF &visible) const
{
    std::map<std::pair<QRgb, int>, QList<QLine>> pieces; // of lines that look alike
    for (const int index : connections) {
        const ConnectionFace &face = scene.connection(index);
        const bool isSelected = std::binary_search(selected.begin(), selected.end(), index);
        const int width = std::clamp(static_cast<int>(std::lround(face.width * view.zoom)), 1, kWidest);
        QList<QLine> &alike = pieces[{ colorOf(face, isSelected).rgb(), width }];
        const QPolygonF line = thinned(face.route, view, kApartInMotion);
        for (qsizetype i = 1; i < line.size(); ++i)
            if (QRectF(line[i - 1], line[i]).normalized().adjusted(-1, -1, 1, 1).intersects(visible))
                alike << QLine(line[i - 1].toPoint(), line[i].toPoint());
    }
    for (const auto &[look, lines] : pieces) {
        painter.setPen(QPen(QColor(look.first), look.second == 1 ? 0 : look.second));
        painter.drawLines(lines);
    }
}

void EdgePainter::paintLabel(QPainter &painter, const ConnectionFace &face, const Viewport &view, bool isSelected) const
{
    if (face.labelRect.isNull())
        return;
    const QRectF box = view.toWidget(face.labelRect);
    painter.setPen(isSelected ? QPen(m_theme->color(Role::Accent), 1) : QPen(Qt::NoPen));
    painter.setBrush(m_theme->color(Role::Canvas));
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    const QFont font = theme::drawnFont(std::max(6, static_cast<int>(std::lround(11 * view.zoom))));
    painter.setFont(font);
    painter.setPen(m_theme->color(Role::Secondary));
    const QString shown = face.label.size() <= 24 ? face.label : face.label.left(23) + QStringLiteral("…");
    painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, shown);
}

void EdgePainter::paintPreview(QPainter &painter, const QPolygonF &route, const Viewport &view) const
{
    ConnectionFace face;
    face.width = 2;
    paint(painter, face, route, view, QRectF(-1e5, -1e5, 2e5, 2e5), true);
}

} // namespace headroom::canvas
