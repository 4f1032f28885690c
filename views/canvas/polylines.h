#pragma once

#include "views/canvas/geometry.h"

#include <QPointF>
#include <QPolygonF>
#include <QRectF>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace headroom::canvas {

[[nodiscard]] double distance(QPointF a, QPointF b);

/// The route in widget pixels without points that are hardly apart.
/// @param apart  of those that stay, from the one before.
[[nodiscard]] QPolygonF thinned(const QPolygonF &route, const Viewport &view, double apart);

/// The route in widget pixels without points that lie as good as on the way between their neighbors.
[[nodiscard]] QPolygonF straightened(const QPolygonF &route, const Viewport &view);

/// The route in widget pixels, ending where the arrow begins.
[[nodiscard]] QPolygonF shortened(const QPolygonF &route, const Viewport &view, double arrow);

/// Lines as they were shortened last, for as long as the view stays: every piece of a picture asks for the same ones.
class ShortenedLines {
public:
    /// @param index  of the line, any number that is its own. @return valid until the next call.
    [[nodiscard]] const QPolygonF &of(int index, const QPolygonF &route, const Viewport &view, double arrow);

private:
    struct Known {
        QPolygonF route; ///< kept, so that no other route can lie where it lies
        QPolygonF line;
        double arrow = -1;
    };
    Viewport m_view;
    std::vector<Known> m_known;
};

/// Whether the box around a segment meets the area.
[[nodiscard]] bool touches(QPointF a, QPointF b, const QRectF &area);

/// Which part of a segment lies in the area: shares of its length, the first not above the second; equal: none.
[[nodiscard]] std::pair<double, double> partWithin(QPointF a, QPointF b, const QRectF &area);

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

/// Calls `visit` with each dash of a run, or what of it is in the area. Dashes keep their phase wherever a run begins.
/// @param begin  the way to the run. @param dash, gap  pixels
template <typename Visit>
void eachDash(const QPolygonF &run, double begin, double dash, double gap, const QRectF &area, const Visit &visit)
{
    const double period = dash + gap;
    QPolygonF piece;
    const auto finish = [&] {
        if (piece.size() >= 2)
            visit(piece);
        piece.clear();
    };
    double way = begin;
    for (qsizetype i = 1; i < run.size(); ++i) {
        const double length = distance(run[i - 1], run[i]);
        const auto at = [&](double where) { return run[i - 1] + (run[i] - run[i - 1]) * ((where - way) / length); };
        const auto [from, to] = partWithin(run[i - 1], run[i], area);
        if (from > 0)
            finish();
        double where = way + from * length;
        double phase = std::fmod(where, period);
        for (const double stop = way + to * length; where < stop;) {
            const bool isInk = phase < dash;
            const double rest = std::max((isInk ? dash : period) - phase, 0.01);
            const bool isWhole = where + rest <= stop;
            const double end = isWhole ? where + rest : stop;
            if (isInk && piece.isEmpty())
                piece << at(where);
            if (isInk)
                piece << at(end);
            if (isWhole)
                finish();
            phase = !isWhole ? phase + end - where : isInk ? dash : 0;
            where = end;
        }
        if (to < 1)
            finish();
        way += length;
    }
    finish();
}

} // namespace headroom::canvas
