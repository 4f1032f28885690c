#include "views/canvas/ports.h"
#include "model/layout/lines.h"
#include "views/canvas/edge_router.h"

#include <algorithm>
#include <span>
#include <tuple>

namespace headroom::canvas {

namespace {

constexpr double kGap = 13;    ///< scene pixels between lines on one side
constexpr double kUsed = 0.62; ///< share of a side that lines use
constexpr double kStraightWeight = 100;
constexpr double kSameHeight = 2;

/// One end of a line at a side.
struct End {
    int component = -1;
    Side side = Side::Left;
    int connection = -1;
    bool isFrom = false;
    double towards = 0; ///< where the other end's card is, along the side
    bool isStraight = false;
};

bool isUpright(Side side)
{
    return side == Side::Left || side == Side::Right;
}

Side opposite(Side side)
{
    switch (side) {
    case Side::Left:
        return Side::Right;
    case Side::Right:
        return Side::Left;
    case Side::Top:
        return Side::Bottom;
    case Side::Bottom:
        break;
    }
    return Side::Top;
}

/// Gives the ends at one side of a card their distances from its middle.
void spread(std::span<const End> ends, const QRectF &card, std::vector<ConnectionFace> &connections)
{
    const double room = (isUpright(ends.front().side) ? card.height() : card.width()) * kUsed;
    const double gap = std::min(kGap, room / static_cast<double>(ends.size() - 1));
    std::vector<layout::Item> items;
    for (const End &end : ends)
        items.push_back({ 0, 0, end.isStraight ? kStraightWeight : 1 });
    const std::vector<double> shifts = layout::spaced(items, gap);
    for (std::size_t i = 0; i < ends.size(); ++i) {
        ConnectionFace &face = connections[static_cast<std::size_t>(ends[i].connection)];
        (ends[i].isFrom ? face.fromShift : face.toShift) = std::clamp(shifts[i], -room / 2, room / 2);
    }
}

/// Notes where a line leaves and enters.
void addEnds(std::vector<End> &ends, int index, const std::vector<ComponentFace> &components,
             const ConnectionFace &face)
{
    if (face.from < 0 || face.to < 0 || face.bundle == 0 || !face.waypoints.empty())
        return;
    const QRectF &from = components[static_cast<std::size_t>(face.from)].rect;
    const QRectF &to = components[static_cast<std::size_t>(face.to)].rect;
    const Side side = sideTowards(from, to);
    const auto along = [&](const QRectF &rect) { return isUpright(side) ? rect.center().y() : rect.center().x(); };
    const bool isStraight = std::abs(along(from) - along(to)) < kSameHeight;
    ends.push_back({ face.from, side, index, true, along(to), isStraight });
    ends.push_back({ face.to, opposite(side), index, false, along(from), isStraight });
}

void spreadAll(std::vector<End> &ends, const std::vector<ComponentFace> &components,
               std::vector<ConnectionFace> &connections)
{
    std::sort(ends.begin(), ends.end(), [](const End &a, const End &b) {
        return std::tie(a.component, a.side, a.towards, a.connection, b.isFrom)
            < std::tie(b.component, b.side, b.towards, b.connection, a.isFrom);
    });
    for (auto first = ends.begin(); first != ends.end();) {
        const auto last = std::find_if(first, ends.end(), [&](const End &end) {
            return end.component != first->component || end.side != first->side;
        });
        if (last - first > 1)
            spread({ first, last }, components[static_cast<std::size_t>(first->component)].rect, connections);
        first = last;
    }
}

} // namespace

void assignPorts(const std::vector<ComponentFace> &components, std::vector<ConnectionFace> &connections)
{
    std::vector<End> ends;
    ends.reserve(2 * connections.size());
    for (std::size_t i = 0; i < connections.size(); ++i) {
        connections[i].fromShift = connections[i].toShift = 0;
        addEnds(ends, static_cast<int>(i), components, connections[i]);
    }
    spreadAll(ends, components, connections);
}

void assignPortsAt(int card, std::span<const int> lines, const std::vector<ComponentFace> &components,
                   std::vector<ConnectionFace> &connections)
{
    std::vector<End> ends;
    for (const int line : lines) {
        ConnectionFace &face = connections[static_cast<std::size_t>(line)];
        if (face.from == card)
            face.fromShift = 0;
        if (face.to == card)
            face.toShift = 0;
        addEnds(ends, line, components, face);
    }
    std::erase_if(ends, [&](const End &end) { return end.component != card; });
    spreadAll(ends, components, connections);
}

} // namespace headroom::canvas
