#include "views/canvas/edge_shapes.h"
#include "views/canvas/edge_router.h"

#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace headroom::canvas {

namespace {

constexpr double kStub = 20;         ///< straight run at either end
constexpr double kRunClearance = 14; ///< between a run and a card beside it
constexpr double kCorner = 9;
constexpr double kBendPrice = 30; ///< pixels of way that one bend less is worth
constexpr double kCrossingPrice = 5000;
constexpr int kArcParts = 4;
constexpr int kCurveParts = 14;
constexpr std::size_t kMostTracks = 24;

/// Drops points that repeat the one before or lie between their neighbours.
QPolygonF simplified(const QPolygonF &line)
{
    QPolygonF out;
    for (const QPointF &point : line) {
        if (!out.isEmpty() && QLineF(out.back(), point).length() < 0.5)
            continue;
        if (out.size() >= 2) {
            const QPointF a = out.back() - out[out.size() - 2];
            const QPointF b = point - out.back();
            if (std::abs(a.x() * b.y() - a.y() * b.x()) < 1e-6 && QPointF::dotProduct(a, b) > 0)
                out.removeLast();
        }
        out << point;
    }
    return out;
}

QPolygonF rounded(const QPolygonF &line)
{
    const QPolygonF corners = simplified(line);
    if (corners.size() < 3)
        return corners.size() == 2 ? corners : line;
    QPolygonF out { corners.front() };
    for (qsizetype i = 1; i + 1 < corners.size(); ++i) {
        const QLineF in(corners[i], corners[i - 1]);
        const QLineF on(corners[i], corners[i + 1]);
        const double radius = std::min({ kCorner, in.length() / 2, on.length() / 2 });
        const QPointF begin = in.pointAt(radius / in.length());
        const QPointF end = on.pointAt(radius / on.length());
        for (int part = 0; part <= kArcParts; ++part) {
            const double t = static_cast<double>(part) / kArcParts;
            out << (1 - t) * (1 - t) * begin + 2 * (1 - t) * t * corners[i] + t * t * end;
        }
    }
    return out << corners.back();
}

struct Best {
    QPolygonF line;
    double score = std::numeric_limits<double>::infinity();

    void offer(const QPolygonF &candidate, const std::vector<QRectF> &cards)
    {
        const QPolygonF plain = simplified(candidate);
        const double price = crossings(plain, cards) * kCrossingPrice + lengthOf(plain)
            + static_cast<double>(plain.size()) * kBendPrice;
        if (price < score) {
            score = price;
            line = candidate;
        }
    }
};

/// The side of a rectangle that faces a point: where the straight way from its middle leaves it.
QPointF exitTowards(const QRectF &rect, QPointF point, bool isOrthogonal)
{
    const QPointF center = rect.center();
    const QPointF way = point - center;
    const bool isAcross = std::abs(way.x()) * rect.height() >= std::abs(way.y()) * rect.width();
    QPointF exit = center;
    if (isAcross)
        exit.setX(way.x() < 0 ? rect.left() : rect.right());
    else
        exit.setY(way.y() < 0 ? rect.top() : rect.bottom());
    if (isOrthogonal) // straight out where the point lies beside the card
        isAcross ? exit.setY(std::clamp(point.y(), rect.top() + 12, rect.bottom() - 12))
                 : exit.setX(std::clamp(point.x(), rect.left() + 12, rect.right() - 12));
    return exit;
}

QPolygonF smooth(const QPolygonF &points)
{
    QPolygonF line { points.front() };
    for (qsizetype i = 0; i + 1 < points.size(); ++i) { // Catmull and Rom 1974
        const QPointF a = points[std::max<qsizetype>(i - 1, 0)];
        const QPointF b = points[i];
        const QPointF c = points[i + 1];
        const QPointF d = points[std::min(i + 2, points.size() - 1)];
        for (int part = 1; part <= kCurveParts; ++part) {
            const double t = static_cast<double>(part) / kCurveParts;
            line << 0.5
                    * (2 * b + t * (c - a) + t * t * (2 * a - 5 * b + 4 * c - d) + t * t * t * (3 * b - a - 3 * c + d));
        }
    }
    return line;
}

} // namespace

QPolygonF orthogonalWay(QPointF start, QPointF end, const std::vector<QRectF> &cards)
{
    Best best;
    if (std::abs(start.y() - end.y()) < 0.5 && end.x() > start.x())
        best.offer({ start, end }, cards);
    std::vector<double> columns { (start.x() + end.x()) / 2, start.x() + kStub, end.x() - kStub };
    std::vector<double> rows { (start.y() + end.y()) / 2, start.y(), end.y() };
    for (const QRectF &card : cards) {
        if (columns.size() < kMostTracks)
            columns.insert(columns.end(), { card.left() - kRunClearance, card.right() + kRunClearance });
        if (rows.size() < kMostTracks)
            rows.insert(rows.end(), { card.top() - kRunClearance, card.bottom() + kRunClearance });
    }
    for (const double x : columns)
        if (x >= start.x() + kStub / 2 && x <= end.x() - kStub / 2)
            best.offer({ start, { x, start.y() }, { x, end.y() }, end }, cards);
    const double out = start.x() + kStub;
    const double in = end.x() - kStub;
    if (best.score >= kCrossingPrice)
        for (const double y : rows) {
            best.offer({ start, { out, start.y() }, { out, y }, { in, y }, { in, end.y() }, end }, cards);
            for (const double x : columns)
                if (x > out && x < in)
                    best.offer({ start, { x, start.y() }, { x, y }, { in, y }, { in, end.y() }, end }, cards);
        }
    return rounded(best.line);
}

QPolygonF wayThrough(const QRectF &from, const QRectF &to, const std::vector<QPointF> &points, bool isOrthogonal)
{
    const QPointF start = exitTowards(from, points.front(), isOrthogonal);
    const QPointF end = exitTowards(to, points.back(), isOrthogonal);
    QPolygonF stops { start };
    for (const QPointF &point : points)
        stops << point;
    stops << end;
    if (!isOrthogonal)
        return smooth(stops);
    QPolygonF line { start };
    bool isAcross = start.x() <= from.left() || start.x() >= from.right();
    for (qsizetype i = 1; i < stops.size(); ++i) { // out along the side's axis, then turn by turn
        const QPointF last = line.back();
        const QPointF next = stops[i];
        if (std::abs(last.x() - next.x()) > 0.5 && std::abs(last.y() - next.y()) > 0.5)
            line << (isAcross ? QPointF(next.x(), last.y()) : QPointF(last.x(), next.y()));
        const QPointF run = next - line.back();
        isAcross = std::abs(run.x()) >= std::abs(run.y());
        line << next;
    }
    return rounded(line);
}

} // namespace headroom::canvas
