#include "views/canvas/line_handles.h"

#include <QLineF>

#include <algorithm>

namespace headroom::canvas {

namespace {

constexpr double kReach = 8;
constexpr double kBesideLabel = 7; ///< widget pixels between a label and the middle of a handle

bool isNear(QPointF a, QPointF b)
{
    return QLineF(a, b).length() <= kReach;
}

/// The point of the route nearest to `to` at or after index `from`.
qsizetype nearestIndex(const QPolygonF &route, QPointF to, qsizetype from)
{
    qsizetype best = from;
    for (qsizetype i = from; i < route.size(); ++i)
        if (QLineF(route[i], to).length() < QLineF(route[best], to).length())
            best = i;
    return best;
}

/// Half way along the part of the route between two of its points, or near there off the labels.
/// @param beside  scene pixels between a label and the point.
QPointF halfWay(const QPolygonF &route, qsizetype first, qsizetype last, const std::vector<QRectF> &labels,
                double beside)
{
    double length = 0;
    for (qsizetype i = first + 1; i <= last; ++i)
        length += QLineF(route[i - 1], route[i]).length();
    const auto at = [&](double share) {
        double left = length * share;
        for (qsizetype i = first + 1; i <= last; ++i) {
            const QLineF part(route[i - 1], route[i]);
            if (part.length() >= left && part.length() > 0)
                return part.pointAt(left / part.length());
            left -= part.length();
        }
        return route[last];
    };
    for (const double share : { 0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82 })
        if (std::none_of(labels.begin(), labels.end(), [&](const QRectF &label) {
                return label.adjusted(-beside, -beside, beside, beside).contains(at(share));
            }))
            return at(share);
    return at(0.5);
}

} // namespace

std::pair<LinePart, int> LineHandles::partAt(QPointF position) const
{
    for (qsizetype i = 0; i < waypoints.size(); ++i)
        if (isNear(waypoints[i], position))
            return { LinePart::Waypoint, static_cast<int>(i) };
    if (isNear(to, position))
        return { LinePart::To, 0 };
    if (isNear(from, position))
        return { LinePart::From, 0 };
    for (qsizetype i = 0; i < between.size(); ++i)
        if (isNear(between[i], position))
            return { LinePart::Between, static_cast<int>(i) };
    return { LinePart::None, -1 };
}

LineHandles handlesOfLine(const ConnectionFace &face, const Viewport &view, const std::vector<QRectF> &labels)
{
    LineHandles handles;
    if (face.route.size() < 2)
        return handles;
    handles.from = view.toWidget(face.route.front());
    handles.to = view.toWidget(face.route.back());
    const double beside = kBesideLabel / view.zoom;
    qsizetype last = 0;
    for (const QPointF &point : face.waypoints) {
        handles.waypoints << view.toWidget(point);
        const qsizetype next = nearestIndex(face.route, point, last);
        handles.between << view.toWidget(halfWay(face.route, last, next, labels, beside));
        last = next;
    }
    handles.between << view.toWidget(halfWay(face.route, last, face.route.size() - 1, labels, beside));
    return handles;
}

} // namespace headroom::canvas
