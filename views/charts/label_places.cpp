#include "views/charts/label_places.h"

#include <QFontMetricsF>

#include <QLineF>

#include <algorithm>
#include <utility>

namespace headroom::charts {

QString shortenedLabel(const QString &label, const QFontMetricsF &metrics, double room)
{
    const qsizetype dot = label.lastIndexOf(QStringLiteral(" · "));
    if (dot < 0 || metrics.horizontalAdvance(label) <= room)
        return metrics.elidedText(label, Qt::ElideRight, room);
    const QString tail = label.mid(dot);
    const double left = room - metrics.horizontalAdvance(tail);
    if (left < metrics.horizontalAdvance(QStringLiteral("Mm…")))
        return metrics.elidedText(label, Qt::ElideRight, room);
    return metrics.elidedText(label.left(dot), Qt::ElideRight, left) + tail;
}

namespace {

bool crosses(const QLineF &line, const QRectF &box)
{
    if (box.contains(line.p1()) || box.contains(line.p2()))
        return true;
    const QRectF extent = QRectF(line.p1(), line.p2()).normalized();
    if (extent.right() < box.left() || extent.left() > box.right() || extent.bottom() < box.top()
        || extent.top() > box.bottom())
        return false;
    const QLineF diagonals[] { { box.topLeft(), box.bottomRight() }, { box.topRight(), box.bottomLeft() } };
    return std::any_of(std::begin(diagonals), std::end(diagonals), [&](const QLineF &diagonal) {
        return line.intersects(diagonal, nullptr) == QLineF::BoundedIntersection;
    });
}

} // namespace

void LabelPlaces::addLine(QPolygonF line, qsizetype owner)
{
    m_lines.append({ std::move(line), owner });
}

bool LabelPlaces::isTaken(const QRectF &box) const
{
    constexpr double kApart = 6; // else two in a row read as one
    const QRectF around = box.adjusted(-kApart, 0, kApart, 0);
    return std::any_of(m_taken.begin(), m_taken.end(), [&](const QRectF &other) { return other.intersects(around); });
}

bool LabelPlaces::isCrossed(const QRectF &box, qsizetype owner, bool areMarkersSeen) const
{
    for (const Line &line : m_lines)
        for (qsizetype i = 1;
             i < line.points.size() && line.owner != owner && (areMarkersSeen || line.owner != kNobody); ++i)
            if (crosses({ line.points[i - 1], line.points[i] }, box))
                return true;
    return false;
}

std::optional<QRectF> LabelPlaces::take(const QList<QRectF> &candidates, qsizetype owner)
{
    if (const auto clear = takeClear(candidates, owner))
        return clear;
    const auto found
        = std::find_if(candidates.begin(), candidates.end(), [&](const QRectF &box) { return !isTaken(box); });
    if (found == candidates.end())
        return std::nullopt;
    m_taken.append(*found);
    return *found;
}

std::optional<QRectF> LabelPlaces::takeClear(const QList<QRectF> &candidates, qsizetype owner)
{
    return takeFirst(candidates, owner, true);
}

std::optional<QRectF> LabelPlaces::takeOverMarkers(const QList<QRectF> &candidates, qsizetype owner)
{
    return takeFirst(candidates, owner, false);
}

std::optional<QRectF> LabelPlaces::takeFirst(const QList<QRectF> &candidates, qsizetype owner, bool areMarkersSeen)
{
    const auto found = std::find_if(candidates.begin(), candidates.end(), [&](const QRectF &box) {
        return !isTaken(box) && !isCrossed(box, owner, areMarkersSeen);
    });
    if (found == candidates.end())
        return std::nullopt;
    m_taken.append(*found);
    return *found;
}

} // namespace headroom::charts
