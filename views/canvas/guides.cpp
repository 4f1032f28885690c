#include "views/canvas/guides.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace headroom::canvas {

namespace {

constexpr double kSame = 0.01; ///< scene pixels
constexpr std::size_t kMostOthers = 400;
constexpr double kWidestGap = 600; ///< scene pixels
constexpr double kTick = 4;        ///< widget pixels

/// One axis of a rectangle, and the other one across it.
struct Span {
    double from = 0;
    double to = 0;
    double acrossFrom = 0;
    double acrossTo = 0;

    [[nodiscard]] double middle() const { return (from + to) / 2; }
    [[nodiscard]] bool isBeside(const Span &other) const
    {
        return acrossFrom < other.acrossTo && other.acrossFrom < acrossTo;
    }
};

Span spanOf(const QRectF &rect, bool isAcross)
{
    return isAcross ? Span { rect.left(), rect.right(), rect.top(), rect.bottom() }
                    : Span { rect.top(), rect.bottom(), rect.left(), rect.right() };
}

QLineF lineOf(bool isAcross, double along1, double across1, double along2, double across2)
{
    return isAcross ? QLineF(along1, across1, along2, across2) : QLineF(across1, along1, across2, along2);
}

/// Keeps the shortest way.
struct Nearest {
    double reach;
    std::optional<double> way;

    void offer(double by)
    {
        if (std::abs(by) <= reach && (!way || std::abs(by) < std::abs(*way)))
            way = by;
    }
};

/// The neighbours of a span on its row, in order; those that lie under it left out.
struct Row {
    std::vector<Span> before;
    std::vector<Span> after;
};

Row rowOf(const std::vector<QRectF> &others, const Span &span, bool isAcross)
{
    Row row;
    for (const QRectF &rect : others) {
        const Span other = spanOf(rect, isAcross);
        if (!other.isBeside(span))
            continue;
        if (other.middle() < span.middle() && other.to <= span.to)
            row.before.push_back(other);
        else if (other.middle() > span.middle() && other.from >= span.from)
            row.after.push_back(other);
    }
    std::sort(row.before.begin(), row.before.end(), [](const Span &a, const Span &b) { return a.to < b.to; });
    std::sort(row.after.begin(), row.after.end(), [](const Span &a, const Span &b) { return a.from < b.from; });
    return row;
}

/// The gap between the two nearest of the row on that side; nothing where they overlap or stand far apart.
std::optional<double> gapBefore(const Row &row)
{
    if (row.before.size() < 2)
        return std::nullopt;
    const double gap = row.before.back().from - row.before[row.before.size() - 2].to;
    return gap > 0 && gap < kWidestGap ? std::optional(gap) : std::nullopt;
}

std::optional<double> gapAfter(const Row &row)
{
    if (row.after.size() < 2)
        return std::nullopt;
    const double gap = row.after[1].from - row.after[0].to;
    return gap > 0 && gap < kWidestGap ? std::optional(gap) : std::nullopt;
}

double restOn(const std::vector<QRectF> &others, const QRectF &wanted, bool isAcross, double reach)
{
    const Span span = spanOf(wanted, isAcross);
    Nearest edges { reach, {} };
    for (const QRectF &rect : others) {
        const Span other = spanOf(rect, isAcross);
        for (const double theirs : { other.from, other.to })
            for (const double ours : { span.from, span.to })
                edges.offer(theirs - ours);
        edges.offer(other.middle() - span.middle());
    }
    if (edges.way)
        return span.from + *edges.way;
    Nearest gaps { reach, {} };
    const Row row = rowOf(others, span, isAcross);
    if (const auto gap = gapBefore(row))
        gaps.offer(row.before.back().to + *gap - span.from);
    if (const auto gap = gapAfter(row))
        gaps.offer(row.after.front().from - *gap - span.to);
    if (!row.before.empty() && !row.after.empty())
        gaps.offer((row.before.back().to + row.after.front().from) / 2 - span.middle());
    return gaps.way ? span.from + *gaps.way : snapped(span.from);
}

void addEdges(std::vector<Guide> &guides, const std::vector<QRectF> &others, const QRectF &rect, bool isAcross)
{
    const Span span = spanOf(rect, isAcross);
    for (const double ours : { span.from, span.middle(), span.to }) {
        double least = span.acrossFrom;
        double most = span.acrossTo;
        bool isTrue = false;
        for (const QRectF &each : others) {
            const Span other = spanOf(each, isAcross);
            const bool isMiddle = std::abs(ours - span.middle()) < kSame;
            const bool isInLine = isMiddle ? std::abs(other.middle() - ours) < kSame
                                           : std::abs(other.from - ours) < kSame || std::abs(other.to - ours) < kSame;
            if (!isInLine)
                continue;
            isTrue = true;
            least = std::min(least, other.acrossFrom);
            most = std::max(most, other.acrossTo);
        }
        if (isTrue)
            guides.push_back({ lineOf(isAcross, ours, least, ours, most), false });
    }
}

void addGaps(std::vector<Guide> &guides, const std::vector<QRectF> &others, const QRectF &rect, bool isAcross)
{
    const Span span = spanOf(rect, isAcross);
    const Row row = rowOf(others, span, isAcross);
    const auto add = [&](const Span &left, const Span &right) {
        const double across
            = (std::max(left.acrossFrom, right.acrossFrom) + std::min(left.acrossTo, right.acrossTo)) / 2;
        guides.push_back({ lineOf(isAcross, left.to, across, right.from, across), true });
    };
    const double before = row.before.empty() ? -1 : span.from - row.before.back().to;
    const double after = row.after.empty() ? -1 : row.after.front().from - span.to;
    const auto gap1 = gapBefore(row);
    const auto gap2 = gapAfter(row);
    const bool isEven = before > 0 && after > 0 && std::abs(before - after) < kSame;
    const bool goesOnBefore = gap1 && before > 0 && std::abs(*gap1 - before) < kSame;
    const bool goesOnAfter = gap2 && after > 0 && std::abs(*gap2 - after) < kSame;
    if (goesOnBefore)
        add(row.before[row.before.size() - 2], row.before.back());
    if (isEven || goesOnBefore)
        add(row.before.back(), span);
    if (isEven || goesOnAfter)
        add(span, row.after.front());
    if (goesOnAfter)
        add(row.after[0], row.after[1]);
}

} // namespace

QPointF Guides::rest(const QRectF &wanted, double reach) const
{
    return { restOn(m_others, wanted, true, reach), restOn(m_others, wanted, false, reach) };
}

std::vector<Guide> Guides::at(const QRectF &rect) const
{
    std::vector<Guide> guides;
    for (const bool isAcross : { true, false }) {
        addEdges(guides, m_others, rect, isAcross);
        addGaps(guides, m_others, rect, isAcross);
    }
    return guides;
}

Guides guidesIn(const Scene &scene, const QRectF &area, const std::vector<int> &moved)
{
    std::vector<int> found;
    scene.cardsIn(area, found);
    for (const int place : scene.places())
        if (scene.component(place).rect.intersects(area))
            found.push_back(place);
    std::erase_if(found, [&](int index) { return std::binary_search(moved.begin(), moved.end(), index); });
    if (found.size() > kMostOthers)
        return Guides();
    std::vector<QRectF> others;
    for (const int index : found)
        others.push_back(scene.component(index).rect);
    return Guides(std::move(others));
}

void paintGuides(QPainter &painter, const std::vector<Guide> &guides, const Viewport &view, const theme::Theme &theme)
{
    painter.setPen(QPen(theme.color(theme::Role::Accent), 1));
    for (const Guide &guide : guides) {
        QLineF line(view.toWidget(guide.line.p1()), view.toWidget(guide.line.p2()));
        painter.drawLine(line);
        if (!guide.isGap)
            continue;
        const bool isAcross = std::abs(line.dx()) > std::abs(line.dy());
        const QPointF tick = isAcross ? QPointF(0, kTick) : QPointF(kTick, 0);
        for (const QPointF &end : { line.p1(), line.p2() })
            painter.drawLine(end - tick, end + tick);
    }
}

} // namespace headroom::canvas
