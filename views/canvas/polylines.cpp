#include "views/canvas/polylines.h"

#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom::canvas {

namespace {

constexpr double kOff = 0.12;   ///< widget pixels that a line may be off its way
constexpr int kMostSkipped = 6; ///< points of a way in a row

} // namespace

double distance(QPointF a, QPointF b)
{
    const QPointF way = b - a;
    return std::sqrt(QPointF::dotProduct(way, way));
}

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

QPolygonF straightened(const QPolygonF &route, const Viewport &view)
{
    QPolygonF line;
    line.reserve(route.size());
    std::array<QPointF, kMostSkipped> skipped;
    std::size_t count = 0;
    const auto isOff = [&](QPointF to) {
        const QPointF from = line.back();
        const QPointF way = to - from;
        const double most = kOff * distance(from, to);
        return std::any_of(skipped.begin(), skipped.begin() + static_cast<std::ptrdiff_t>(count), [&](QPointF point) {
            const QPointF d = point - from;
            return std::abs(way.x() * d.y() - way.y() * d.x()) > most;
        });
    };
    for (qsizetype i = 0; i < route.size(); ++i) {
        const QPointF point = view.toWidget(route[i]);
        if (i == 0) {
            line << point;
            continue;
        }
        if (count == skipped.size() || isOff(point)) {
            line << skipped[count - 1];
            count = 0;
        }
        if (i + 1 == route.size())
            line << point;
        else
            skipped[count++] = point;
    }
    return line;
}

QPolygonF shortened(const QPolygonF &route, const Viewport &view, double arrow)
{
    QPolygonF line = straightened(route, view);
    while (line.size() > 2 && distance(line[line.size() - 2], line.back()) < arrow * 0.8)
        line.remove(line.size() - 2);
    if (line.size() >= 2) {
        QLineF last(line[line.size() - 2], line.back());
        if (last.length() > arrow * 0.8)
            last.setLength(last.length() - arrow * 0.8);
        line.back() = last.p2();
    }
    return line;
}

const QPolygonF &ShortenedLines::of(int index, const QPolygonF &route, const Viewport &view, double arrow)
{
    if (view != m_view)
        m_known.clear();
    m_view = view;
    const auto i = static_cast<std::size_t>(index);
    if (i >= m_known.size())
        m_known.resize(i + 1);
    Known &known = m_known[i];
    if (known.route.constData() != route.constData() || known.arrow < arrow || known.arrow > arrow)
        known = { route, shortened(route, view, arrow), arrow };
    return known.line;
}

bool touches(QPointF a, QPointF b, const QRectF &area)
{
    return std::min(a.x(), b.x()) < area.right() && std::max(a.x(), b.x()) > area.left()
        && std::min(a.y(), b.y()) < area.bottom() && std::max(a.y(), b.y()) > area.top();
}

/// Source: Liang and Barsky 1984.
std::pair<double, double> partWithin(QPointF a, QPointF b, const QRectF &area)
{
    double from = 0;
    double to = 1;
    const auto clip = [&](double start, double way, double least, double most) {
        if (way == 0) {
            to = start < least || start > most ? from : to;
            return;
        }
        const double enters = (way > 0 ? least - start : most - start) / way;
        const double leaves = (way > 0 ? most - start : least - start) / way;
        from = std::max(from, enters);
        to = std::min(to, leaves);
    };
    clip(a.x(), b.x() - a.x(), area.left(), area.right());
    clip(a.y(), b.y() - a.y(), area.top(), area.bottom());
    return from < to ? std::pair(from, to) : std::pair(0.0, 0.0);
}

} // namespace headroom::canvas
