#pragma once

#include "views/canvas/geometry.h"

#include <QPointF>
#include <QPolygonF>
#include <QRectF>

#include <algorithm>
#include <cmath>

namespace headroom::canvas {

[[nodiscard]] double distance(QPointF a, QPointF b);

/// The route in widget pixels without points that are hardly apart.
/// @param apart  of those that stay, from the one before.
[[nodiscard]] QPolygonF thinned(const QPolygonF &route, const Viewport &view, double apart);

/// The route in widget pixels without points that lie as good as on the way between their neighbors.
[[nodiscard]] QPolygonF straightened(const QPolygonF &route, const Viewport &view);

/// The route in widget pixels, ending where the arrow begins.
[[nodiscard]] QPolygonF shortened(const QPolygonF &route, const Viewport &view, double arrow);

/// Whether the box around a segment meets the area.
[[nodiscard]] bool touches(QPointF a, QPointF b, const QRectF &area);

/// Calls `visit` with each run of the line that touches the area, and the way to its begin.
template <typename Visit>
void eachRun(const QPolygonF &line, const QRectF &area, const Visit &visit)
{
    QPolygonF run;
    double way = 0;
    double begin = 0;
    for (qsizetype i = 1; i < line.size(); ++i) {
        if (touches(line[i - 1], line[i], area)) {
            if (run.isEmpty()) {
                run << line[i - 1];
                begin = way;
            }
            run << line[i];
        } else if (!run.isEmpty()) {
            visit(run, begin);
            run.clear();
        }
        way += distance(line[i - 1], line[i]);
    }
    if (!run.isEmpty())
        visit(run, begin);
}

/// Calls `visit` with each dash of a run. Dashes keep their phase wherever a run begins.
/// @param begin  the way to the run. @param dash, gap  pixels
template <typename Visit>
void eachDash(const QPolygonF &run, double begin, double dash, double gap, const QRectF &area, const Visit &visit)
{
    const double period = dash + gap;
    QPolygonF piece;
    double way = begin;
    for (qsizetype i = 1; i < run.size(); ++i) {
        const double length = distance(run[i - 1], run[i]);
        const auto at = [&](double where) { return run[i - 1] + (run[i] - run[i - 1]) * ((where - way) / length); };
        for (double where = way; where < way + length;) {
            const double phase = std::fmod(where, period);
            const bool isInk = phase < dash;
            const double end = std::min(way + length, where + std::max((isInk ? dash : period) - phase, 0.01));
            if (isInk) {
                if (piece.isEmpty())
                    piece << at(where);
                piece << at(end);
            }
            if (!piece.isEmpty() && (!isInk || end < way + length)) {
                if (touches(piece.front(), piece.back(), area))
                    visit(piece);
                piece.clear();
            }
            where = end;
        }
        way += length;
    }
    if (piece.size() >= 2)
        visit(piece);
}

} // namespace headroom::canvas
