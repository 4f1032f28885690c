#include "views/canvas/edge_router.h"
#include "views/canvas/edge_shapes.h"

#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace headroom::canvas {

namespace {

constexpr double kClearance = 14; ///< between a lane and the cards beside it
constexpr double kLead = 12;      ///< straight run before the callee, for the arrow
constexpr double kLongest = 2500; ///< longer ways are not led around anything
constexpr int kMostLaneRounds = 4;

enum class Heading { Right, Left, Down, Up };

/// Turns the scene so that a route always runs towards growing u; v is across.
struct Turn {
    Heading heading;

    [[nodiscard]] QPointF in(QPointF p) const
    {
        switch (heading) {
        case Heading::Right:
            return p;
        case Heading::Left:
            return { -p.x(), p.y() };
        case Heading::Down:
            return { p.y(), p.x() };
        case Heading::Up:
            break;
        }
        return { -p.y(), p.x() };
    }
    [[nodiscard]] QPointF out(QPointF p) const
    {
        switch (heading) {
        case Heading::Right:
            return p;
        case Heading::Left:
            return { -p.x(), p.y() };
        case Heading::Down:
            return { p.y(), p.x() };
        case Heading::Up:
            break;
        }
        return { p.y(), -p.x() };
    }
    [[nodiscard]] QRectF in(const QRectF &r) const { return QRectF(in(r.topLeft()), in(r.bottomRight())).normalized(); }
};

void addCubic(QPolygonF &line, QPointF a, QPointF b, QPointF c, QPointF d)
{
    const double length = QLineF(a, b).length() + QLineF(b, c).length() + QLineF(c, d).length();
    const bool isStraight
        = std::abs(a.y() - d.y()) < 0.5 && std::abs(a.y() - b.y()) < 0.5 && std::abs(c.y() - d.y()) < 0.5;
    const int parts = isStraight ? 1 : std::clamp(static_cast<int>(length / 12), 10, 36);
    for (int i = 1; i <= parts; ++i) {
        const double t = static_cast<double>(i) / parts;
        const double s = 1 - t;
        line << s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
    }
}

void addBend(QPolygonF &line, QPointF to)
{
    const QPointF from = line.back();
    const double reach = std::max(std::abs(to.x() - from.x()) / 2, to.x() > from.x() + 8 ? 0.0 : 40.0);
    addCubic(line, from, from + QPointF(reach, 0), to - QPointF(reach, 0), to);
}

QPolygonF directLine(QPointF start, QPointF end)
{
    QPolygonF line { start };
    const double lead = end.x() - start.x() > 3 * kLead ? kLead : 0;
    addBend(line, end - QPointF(lead, 0));
    if (lead > 0)
        line << end;
    return line;
}

QPolygonF laneLine(QPointF start, QPointF end, double left, double right, double lane)
{
    QPolygonF line { start };
    const double enter = std::clamp(left, start.x() + 24, std::max(start.x() + 24, end.x() - 48));
    const double leave = std::clamp(right, enter, std::max(enter, end.x() - 36));
    addBend(line, { enter, lane });
    line << QPointF(leave, lane);
    addBend(line, end - QPointF(kLead, 0));
    line << end;
    return line;
}

struct Candidate {
    QPolygonF line;
    double score = std::numeric_limits<double>::infinity();
};

double scoreOf(const QPolygonF &line, const std::vector<QRectF> &cards)
{
    return crossings(line, cards) * 5000.0 + lengthOf(line);
}

/// In turned coordinates: the best of the direct way and ways along a lane beside what stands in it.
Candidate bestWay(QPointF start, QPointF end, const std::vector<QRectF> &cards)
{
    Candidate best { directLine(start, end), 0 };
    best.score = scoreOf(best.line, cards);
    std::vector<QRectF> block;
    QPolygonF probe = best.line;
    for (int round = 0; round < kMostLaneRounds && best.score >= 5000; ++round) {
        const std::size_t before = block.size();
        for (const QRectF &card : cards)
            if (crosses(probe, card) && std::find(block.begin(), block.end(), card) == block.end())
                block.push_back(card);
        if (block.size() == before)
            break;
        QRectF around;
        for (const QRectF &card : block)
            around |= card;
        QPolygonF nearest;
        double nearestScore = std::numeric_limits<double>::infinity();
        for (const QRectF &card : block)
            for (const double lane : { card.top() - kClearance, card.bottom() + kClearance }) {
                const QPolygonF line
                    = laneLine(start, end, around.left() - kClearance, around.right() + kClearance, lane);
                const double score = scoreOf(line, cards);
                if (score < nearestScore) {
                    nearestScore = score;
                    nearest = line;
                }
            }
        probe = nearest;
        if (nearestScore < best.score)
            best = { nearest, nearestScore };
    }
    return best;
}

/// As far along a side as its length allows.
double shiftOn(double half, double shift)
{
    const double most = std::max(half - 8, 0.0);
    return std::clamp(shift, -most, most);
}

Candidate tryHeading(Heading heading, const QRectF &from, const QRectF &to, const std::vector<QRectF> &cards,
                     const WayHints &hints)
{
    const Turn turn { heading };
    const QRectF a = turn.in(from);
    const QRectF b = turn.in(to);
    std::vector<QRectF> turned;
    turned.reserve(cards.size());
    for (const QRectF &card : cards)
        turned.push_back(turn.in(card).adjusted(-3, -3, 3, 3));
    const QPointF start(a.right(), a.center().y() + shiftOn(a.height() / 2, hints.fromShift));
    const QPointF end(b.left(), b.center().y() + shiftOn(b.height() / 2, hints.toShift));
    Candidate found;
    if (hints.isOrthogonal) {
        found.line = orthogonalWay(start, end, turned);
        found.score = scoreOf(found.line, turned);
    } else {
        found = bestWay(start, end, turned);
    }
    for (QPointF &point : found.line)
        point = turn.out(point);
    return found;
}

/// The sides worth trying, best first, judged by the gaps between the rectangles.
std::array<Heading, 2> headings(const QRectF &from, const QRectF &to)
{
    const Heading across = to.center().x() >= from.center().x() ? Heading::Right : Heading::Left;
    const Heading along = to.center().y() >= from.center().y() ? Heading::Down : Heading::Up;
    const double gapAcross = across == Heading::Right ? to.left() - from.right() : from.left() - to.right();
    const double gapAlong = along == Heading::Down ? to.top() - from.bottom() : from.top() - to.bottom();
    if (gapAcross >= 20 || gapAlong < 8)
        return { across, along };
    return { along, across };
}

double gapOf(Heading heading, const QRectF &from, const QRectF &to)
{
    const Turn turn { heading };
    return turn.in(to).left() - turn.in(from).right();
}

} // namespace

bool crosses(const QPolygonF &line, const QRectF &card)
{
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QPointF a = line[i - 1];
        const QPointF b = line[i];
        double enter = 0;
        double leave = 1;
        const QPointF d = b - a;
        const std::array<std::array<double, 2>, 4> sides { { { -d.x(), a.x() - card.left() },
                                                             { d.x(), card.right() - a.x() },
                                                             { -d.y(), a.y() - card.top() },
                                                             { d.y(), card.bottom() - a.y() } } };
        for (const auto &[p, q] : sides) {
            if (std::abs(p) < 1e-12) {
                if (q < 0)
                    leave = -1;
            } else if (p < 0) {
                enter = std::max(enter, q / p);
            } else {
                leave = std::min(leave, q / p);
            }
        }
        if (enter < leave)
            return true;
    }
    return false;
}

double lengthOf(const QPolygonF &line)
{
    double length = 0;
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QPointF d = line[i] - line[i - 1];
        length += std::sqrt(QPointF::dotProduct(d, d)); // QLineF::length() asks for hypot, several times as slow
    }
    return length;
}

int crossings(const QPolygonF &line, const std::vector<QRectF> &cards)
{
    return static_cast<int>(
        std::count_if(cards.begin(), cards.end(), [&](const QRectF &card) { return crosses(line, card); }));
}

Side sideTowards(const QRectF &from, const QRectF &to)
{
    switch (headings(from, to).front()) {
    case Heading::Right:
        return Side::Right;
    case Heading::Left:
        return Side::Left;
    case Heading::Down:
        return Side::Bottom;
    case Heading::Up:
        break;
    }
    return Side::Top;
}

QRectF areaAvoided(const QRectF &from, const QRectF &to, const std::vector<QPointF> &waypoints)
{
    const bool isLong = QLineF(from.center(), to.center()).length() > kLongest;
    return isLong || !waypoints.empty() ? QRectF() : from.united(to).adjusted(-60, -160, 60, 160);
}

QPolygonF route(const QRectF &from, const QRectF &to, const Obstacles &obstacles, const WayHints &hints)
{
    if (!hints.waypoints.empty())
        return wayThrough(from, to, hints.waypoints, hints.isOrthogonal);
    const std::array<Heading, 2> order = headings(from, to);
    std::vector<QRectF> cards;
    if (const QRectF area = areaAvoided(from, to); obstacles && !area.isNull())
        obstacles(area, cards);
    Candidate best = tryHeading(order[0], from, to, cards, hints);
    if (best.score >= 5000 && !cards.empty() && gapOf(order[1], from, to) >= 20) {
        Candidate other = tryHeading(order[1], from, to, cards, hints);
        if (other.score + 60 < best.score)
            best = std::move(other);
    }
    return best.line;
}

} // namespace headroom::canvas
