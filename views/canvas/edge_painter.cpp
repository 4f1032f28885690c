#include "views/canvas/edge_painter.h"

#include "views/canvas/polylines.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <map>

namespace headroom::canvas {

using theme::Role;
using theme::Theme;

namespace {

constexpr double kArrow = 9;        ///< scene pixels, of a thin line
constexpr double kLeastArrow = 3.5; ///< widget pixels; smaller ones are blots
constexpr double kLeastDash = 4.5;  ///< widget pixels; finer ones are a gray line
constexpr double kLeastDot = 1.5;
constexpr double kLeastGap = 3;
constexpr double kThin = 1.5;        ///< widget pixels; lines up to there are one pixel wide
constexpr double kApartInMotion = 6; ///< widget pixels
constexpr int kWidest = 8;           ///< widget pixels, of a line that is drawn roughly
constexpr double kWidths = 4;        ///< widths told apart in a pixel

/// Lines that look alike, collected to be drawn in one call.
using Alike = std::map<std::pair<QRgb, int>, QList<QLineF>>;

void addTo(QList<QLineF> &lines, const QPolygonF &run)
{
    for (qsizetype i = 1; i < run.size(); ++i)
        lines << QLineF(run[i - 1], run[i]);
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

EdgePainter::Stroke EdgePainter::strokeOf(const ConnectionFace &face, const Viewport &view, bool isSelected) const
{
    Stroke stroke;
    stroke.color = colorOf(face, isSelected);
    const double width = (face.width + (isSelected ? 0.8 : 0)) * view.zoom;
    stroke.width = width <= kThin ? 1 : std::round(width * kWidths) / kWidths;
    stroke.arrow = std::max(kArrow, face.width * 2.6) * view.zoom;
    if (face.line == LineStyle::Dashed) {
        stroke.dash = std::max({ 1.2 * stroke.width, 8 * view.zoom, kLeastDash }); // as long on thick lines as on thin
        stroke.gap = std::max({ stroke.width, 5 * view.zoom, kLeastGap });
    } else if (face.line == LineStyle::Dotted) {
        stroke.dash = std::max({ 0.9 * stroke.width, 2 * view.zoom, kLeastDot });
        stroke.gap = std::max({ stroke.width, 4 * view.zoom, kLeastGap });
    }
    return stroke;
}

void EdgePainter::paint(QPainter &painter, const ConnectionFace &face, const QPolygonF &route, const Viewport &view,
                        const QRectF &visible, bool isSelected) const
{
    if (route.size() < 2)
        return;
    const Stroke stroke = strokeOf(face, view, isSelected);
    QPen pen(stroke.color, stroke.width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const QRectF reach = stroke.around(visible);
    eachRun(shortened(route, view, stroke.arrow), reach, [&](const QPolygonF &run, double begin) {
        if (stroke.gap > 0)
            eachDash(run, begin, stroke.dash, stroke.gap, reach,
                     [&](const QPolygonF &dash) { painter.drawPolyline(dash); });
        else
            painter.drawPolyline(run);
    });
    paintArrow(painter, route, view, stroke, reach);
}

/// Lines are drawn piece by piece, all that look alike in one call: half as long as a path takes where they are wide, a
/// fifth where they are thin. Those that are selected come last.
void EdgePainter::paintAll(QPainter &painter, const Scene &scene, const std::vector<int> &connections,
                           std::span<const int> selected, const Viewport &view, const QRectF &visible)
{
    Alike solid;
    Alike dashed;
    std::vector<std::pair<int, Stroke>> strokes;
    for (const int index : connections) {
        const ConnectionFace &face = scene.connection(index);
        if (face.route.size() < 2)
            continue;
        if (std::binary_search(selected.begin(), selected.end(), index))
            continue;
        const Stroke stroke = strokeOf(face, view, false);
        const QRectF reach = stroke.around(visible);
        const std::pair look(stroke.color.rgb(), static_cast<int>(stroke.width * kWidths));
        const QPolygonF &line = m_lines.of(index, face.route, view, stroke.arrow);
        eachRun(line, reach, [&](const QPolygonF &run, double begin) {
            if (stroke.gap > 0)
                eachDash(run, begin, stroke.dash, stroke.gap, reach,
                         [&](const QPolygonF &dash) { addTo(dashed[look], dash); });
            else
                addTo(solid[look], run);
        });
        strokes.emplace_back(index, stroke);
    }
    for (const auto &[alike, cap] : { std::pair(&solid, Qt::SquareCap), std::pair(&dashed, Qt::FlatCap) })
        for (const auto &[look, lines] : *alike) {
            QPen pen(QColor(look.first), look.second / kWidths, Qt::SolidLine, cap);
            pen.setCosmetic(true);
            painter.setPen(pen);
            painter.drawLines(lines);
        }
    for (const auto &[index, stroke] : strokes)
        paintArrow(painter, scene.connection(index).route, view, stroke, stroke.around(visible));
    for (const int index : connections)
        if (std::binary_search(selected.begin(), selected.end(), index))
            paint(painter, scene.connection(index), scene.connection(index).route, view, visible, true);
}

void EdgePainter::paintArrow(QPainter &painter, const QPolygonF &route, const Viewport &view, const Stroke &stroke,
                             const QRectF &reach) const
{
    const QPointF tip = view.toWidget(route.back());
    const double size = stroke.arrow;
    if (size < kLeastArrow || !reach.adjusted(-size, -size, size, size).contains(tip))
        return;
    QPointF along = tip - view.toWidget(route[route.size() - 2]);
    const double length = std::hypot(along.x(), along.y());
    if (length <= 0)
        return;
    along /= length;
    const QPointF across(-along.y(), along.x());
    painter.setPen(Qt::NoPen);
    painter.setBrush(stroke.color);
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

void EdgePainter::paintRough(QPainter &painter, const std::vector<Way> &ways, const Viewport &view,
                             const QRectF &visible) const
{
    std::map<std::pair<QRgb, int>, QList<QLine>> pieces; // of lines that look alike
    for (const Way &way : ways) {
        const int width = std::clamp(static_cast<int>(std::lround(way.face->width * view.zoom)), 1, kWidest);
        QList<QLine> &alike = pieces[{ colorOf(*way.face, way.isSelected).rgb(), width }];
        const QPolygonF line = thinned(way.route, view, kApartInMotion);
        for (qsizetype i = 1; i < line.size(); ++i)
            if (QRectF(line[i - 1], line[i]).normalized().adjusted(-1, -1, 1, 1).intersects(visible))
                alike << QLine(line[i - 1].toPoint(), line[i].toPoint());
    }
    for (const auto &[look, lines] : pieces) {
        painter.setPen(QPen(QColor(look.first), look.second == 1 ? 0 : look.second));
        painter.drawLines(lines);
    }
}

void EdgePainter::paintLabels(QPainter &painter, const Scene &scene, const std::vector<int> &connections,
                              std::span<const int> selected, const Viewport &view)
{
    const Lettering::Face letters
        = m_letters.face(std::max(6, static_cast<int>(std::lround(11 * view.zoom))), QFont::Normal);
    painter.setFont(letters.font);
    const QPen ink(m_theme->color(Role::Secondary));
    painter.setBrush(m_theme->color(Role::Canvas));
    for (const int index : connections) {
        const ConnectionFace &face = scene.connection(index);
        if (face.labelRect.isNull())
            continue;
        const double count = static_cast<double>(std::min<qsizetype>(face.label.size(), kMostLabelLetters));
        const double spare = std::max(0.0, face.labelRect.width() - count * kLabelLetter - kLabelMargins) / 2;
        const QRectF box = view.toWidget(face.labelRect.adjusted(spare, 0, -spare, 0));
        const bool isSelected = std::binary_search(selected.begin(), selected.end(), index);
        painter.setPen(isSelected ? QPen(m_theme->color(Role::Accent), 1) : QPen(Qt::NoPen));
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
        painter.setPen(ink);
        if (face.name.isEmpty())
            Lettering::drawNumber(painter, letters, box, face.label, Qt::AlignHCenter);
        else
            Lettering::drawLine(painter, letters, box, face.label, Qt::AlignHCenter);
    }
}

void EdgePainter::paintPreview(QPainter &painter, const QPolygonF &route, const Viewport &view) const
{
    ConnectionFace face;
    face.width = 2;
    paint(painter, face, route, view, QRectF(-1e5, -1e5, 2e5, 2e5), true);
}

} // namespace headroom::canvas
