#include "views/export/line_ways.h"

#include "model/layout/looks.h"
#include "views/canvas/edge_router.h"
#include "views/canvas/scene.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

namespace headroom::pictures {

namespace {

constexpr double kOffTheWay = 3; ///< scene pixels that a simpler line may be off
constexpr double kBeside = 4;    ///< a straight line keeps as far from the cards it passes

double distanceTo(QPointF point, QPointF a, QPointF b)
{
    const QPointF along = b - a;
    const double square = QPointF::dotProduct(along, along);
    const double share = square > 0 ? std::clamp(QPointF::dotProduct(point - a, along) / square, 0.0, 1.0) : 0;
    const QPointF off = point - a - along * share;
    return std::hypot(off.x(), off.y());
}

/// Keeps the points between two that are needed, by Douglas and Peucker. O(points²) at worst; a way has some forty.
void keepNeeded(const QPolygonF &line, qsizetype first, qsizetype last, std::vector<bool> &isKept)
{
    qsizetype farthest = first;
    double distance = kOffTheWay;
    for (qsizetype i = first + 1; i < last; ++i)
        if (const double off = distanceTo(line[i], line[first], line[last]); off > distance) {
            farthest = i;
            distance = off;
        }
    if (farthest == first)
        return;
    isKept[static_cast<std::size_t>(farthest)] = true;
    keepNeeded(line, first, farthest, isKept);
    keepNeeded(line, farthest, last, isKept);
}

QPolygonF simplified(const QPolygonF &line)
{
    std::vector<bool> isKept(static_cast<std::size_t>(line.size()), false);
    isKept.front() = isKept.back() = true;
    keepNeeded(line, 0, line.size() - 1, isKept);
    QPolygonF kept;
    for (qsizetype i = 0; i < line.size(); ++i)
        if (isKept[static_cast<std::size_t>(i)])
            kept << line[i];
    return kept;
}

/// Whether the way between its ends meets no card, those it joins included.
bool isFreeWhenStraight(const canvas::Scene &scene, const canvas::ConnectionFace &face, std::vector<int> &near)
{
    const QPolygonF straight { face.route.front(), face.route.back() };
    scene.cardsIn(straight.boundingRect().adjusted(-kBeside, -kBeside, kBeside, kBeside), near);
    for (const int card : near) {
        const double margin = card == face.from || card == face.to ? -1 : kBeside;
        if (canvas::crosses(straight, scene.component(card).rect.adjusted(-margin, -margin, margin, margin)))
            return false;
    }
    return true;
}

} // namespace

exchange::Ways waysOf(const std::shared_ptr<const project::Stage> &stage, const catalog::Catalog &catalog)
{
    auto open = std::make_shared<project::Stage>(*stage);
    for (project::Component &each : open->components)
        each.parameters.erase(layout::kCollapsed);
    canvas::Scene scene(catalog);
    scene.setStage(open);
    exchange::Ways ways;
    ways.reserve(scene.connections().size());
    std::vector<int> near;
    for (const canvas::ConnectionFace &face : scene.connections()) {
        std::vector<project::Point> &way = ways.emplace_back();
        if (face.route.size() < 2)
            continue;
        const bool isStraight = !face.isSquare && isFreeWhenStraight(scene, face, near);
        for (const QPointF &point :
             isStraight ? QPolygonF { face.route.front(), face.route.back() } : simplified(face.route))
            way.push_back({ std::round(point.x() * 10) / 10, std::round(point.y() * 10) / 10 });
    }
    return ways;
}

} // namespace headroom::pictures
