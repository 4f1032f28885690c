#include "model/layout/layered.h"

#include "model/core/at.h"
#include "model/layout/fold.h"
#include "model/layout/layers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::layout {

namespace {

constexpr double kGrid = 8;
constexpr double kApart = 16; ///< between a pinned box and what had to give way
constexpr int kMostSteps = 4000;

project::Point snapped(project::Point point)
{
    return { std::round(point.x / kGrid) * kGrid, std::round(point.y / kGrid) * kGrid };
}

bool overlap(project::Point a, project::Size sizeA, project::Point b, project::Size sizeB)
{
    return a.x < b.x + sizeB.width + kApart && b.x < a.x + sizeA.width + kApart && a.y < b.y + sizeB.height + kApart
        && b.y < a.y + sizeA.height + kApart;
}

/// Lays out the boxes of one place at a time; corners are relative to their place until the end.
class NestedLayout {
public:
    explicit NestedLayout(const Diagram &diagram)
        : m_diagram(diagram)
        , m_children(diagram.boxes.size() + 1)
        , m_isFixed(diagram.boxes.size(), false)
    {
        for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
            const Box &box = diagram.boxes[i];
            m_out.corners.push_back(box.corner);
            m_out.sizes.push_back(box.size);
            if (box.carrier < 0)
                m_children[childList(box.parent)].push_back(static_cast<int>(i));
        }
        m_arrows.resize(m_children.size());
        shareArrows();
    }

    Placement run()
    {
        std::vector<int> order;
        const std::vector<int> depths = depthsOf(m_diagram);
        for (int i = 0; i < static_cast<int>(m_diagram.boxes.size()); ++i)
            if (m_diagram.boxes[at(i)].isOpen && !m_children[childList(i)].empty())
                order.push_back(i);
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return depths[at(a)] > depths[at(b)]; });
        for (const int place : order)
            layOut(place);
        layOut(-1);
        for (auto place = order.rbegin(); place != order.rend(); ++place)
            if (!m_isFixed[at(*place)])
                for (const int child : m_children[childList(*place)]) {
                    m_out.corners[at(child)].x += m_out.corners[at(*place)].x;
                    m_out.corners[at(child)].y += m_out.corners[at(*place)].y;
                }
        return std::move(m_out);
    }

private:
    [[nodiscard]] std::size_t childList(int place) const { return place < 0 ? m_children.size() - 1 : at(place); }

    /// Gives each arrow to the place in which its ends part, as an arrow between the boxes directly there.
    void shareArrows()
    {
        const std::vector<int> depths = depthsOf(m_diagram);
        for (auto [from, to] : m_diagram.arrows) {
            while (depths[at(from)] > depths[at(to)])
                from = m_diagram.boxes[at(from)].parent;
            while (depths[at(to)] > depths[at(from)])
                to = m_diagram.boxes[at(to)].parent;
            while (from != to && m_diagram.boxes[at(from)].parent != m_diagram.boxes[at(to)].parent) {
                from = m_diagram.boxes[at(from)].parent;
                to = m_diagram.boxes[at(to)].parent;
            }
            if (from != to)
                m_arrows[childList(m_diagram.boxes[at(from)].parent)].emplace_back(from, to);
        }
    }

    void layOut(int place)
    {
        const std::vector<int> &children = m_children[childList(place)];
        std::vector<int> local(m_diagram.boxes.size(), -1);
        std::vector<project::Size> sizes;
        for (const int child : children) {
            local[at(child)] = static_cast<int>(sizes.size());
            sizes.push_back(m_out.sizes[at(child)]);
        }
        std::vector<std::pair<int, int>> arrows;
        for (const auto &[from, to] : m_arrows[childList(place)])
            arrows.emplace_back(local[at(from)], local[at(to)]);
        std::vector<project::Point> corners = layered(sizes, arrows);
        const bool hasFixed = placeBeside(children, corners);
        project::Point inset { kPlaceSide, kPlaceTop };
        if (place < 0 || hasFixed)
            inset = {};
        for (std::size_t i = 0; i < children.size(); ++i)
            if (!isFixed(children[i]))
                m_out.corners[at(children[i])] = snapped({ corners[i].x + inset.x, corners[i].y + inset.y });
        if (hasFixed)
            giveWay(children);
        if (place >= 0)
            wrap(place, hasFixed);
    }

    [[nodiscard]] bool isFixed(int box) const { return m_diagram.boxes[at(box)].isPinned || m_isFixed[at(box)]; }

    /// Moves what was drawn to where those that keep their position are. @return whether there are any.
    bool placeBeside(const std::vector<int> &children, std::vector<project::Point> &corners) const
    {
        project::Point way;
        double count = 0;
        for (std::size_t i = 0; i < children.size(); ++i)
            if (isFixed(children[i])) {
                way.x += m_out.corners[at(children[i])].x - corners[i].x;
                way.y += m_out.corners[at(children[i])].y - corners[i].y;
                ++count;
            }
        if (count > 0)
            for (project::Point &corner : corners)
                corner = { corner.x + way.x / count, corner.y + way.y / count };
        return count > 0;
    }

    /// Moves boxes down until they stand on nothing that keeps its position, nor on one that had to give way before.
    void giveWay(const std::vector<int> &children)
    {
        std::vector<int> settled;
        for (const int child : children)
            if (isFixed(child))
                settled.push_back(child);
        for (const int child : children) {
            if (isFixed(child))
                continue;
            project::Point &corner = m_out.corners[at(child)];
            const auto stands = [&](int other) {
                return overlap(corner, m_out.sizes[at(child)], m_out.corners[at(other)], m_out.sizes[at(other)]);
            };
            for (int step = 0; step < kMostSteps && std::any_of(settled.begin(), settled.end(), stands); ++step)
                corner.y += kGrid;
            settled.push_back(child);
        }
    }

    void wrap(int place, bool hasFixed)
    {
        double left = 1e300;
        double top = 1e300;
        double right = -1e300;
        double bottom = -1e300;
        for (const int child : m_children[childList(place)]) {
            const project::Point corner = m_out.corners[at(child)];
            left = std::min(left, corner.x);
            top = std::min(top, corner.y);
            right = std::max(right, corner.x + m_out.sizes[at(child)].width);
            bottom = std::max(bottom, corner.y + m_out.sizes[at(child)].height);
        }
        m_out.sizes[at(place)] = { right - left + 2 * kPlaceSide, bottom - top + kPlaceTop + kPlaceSide };
        m_isFixed[at(place)] = hasFixed;
        if (hasFixed)
            m_out.corners[at(place)] = { left - kPlaceSide, top - kPlaceTop };
    }

    const Diagram &m_diagram;
    std::vector<std::vector<int>> m_children;               ///< by place, those of none last
    std::vector<std::vector<std::pair<int, int>>> m_arrows; ///< alike
    std::vector<bool> m_isFixed;                            ///< places around something pinned
    Placement m_out;
};

/// Keeps the upper left corner of the whole where it was, unless something is pinned.
void keepCorner(const Diagram &diagram, Placement &placement)
{
    project::Point before { 1e300, 1e300 };
    project::Point after = before;
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
        if (diagram.boxes[i].carrier >= 0)
            continue;
        if (diagram.boxes[i].isPinned)
            return;
        before = { std::min(before.x, diagram.boxes[i].corner.x), std::min(before.y, diagram.boxes[i].corner.y) };
        after = { std::min(after.x, placement.corners[i].x), std::min(after.y, placement.corners[i].y) };
    }
    if (diagram.boxes.empty() || before.x >= 1e300)
        return;
    const project::Point way = snapped({ before.x - after.x, before.y - after.y });
    for (project::Point &corner : placement.corners)
        corner = { corner.x + way.x, corner.y + way.y };
}

} // namespace

Placement layoutOf(const Diagram &diagram)
{
    Placement placement = NestedLayout(diagram).run();
    keepCorner(diagram, placement);
    carryHidden(diagram, placement);
    return placement;
}

Placement settled(const Diagram &diagram, std::vector<project::Point> found)
{
    found = foldedRoots(diagram, std::move(found));
    Placement placement;
    project::Point way;
    double count = 0;
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
        placement.sizes.push_back(diagram.boxes[i].size);
        if (diagram.boxes[i].isPinned && !diagram.boxes[i].isOpen) {
            way = { way.x + diagram.boxes[i].corner.x - found[i].x, way.y + diagram.boxes[i].corner.y - found[i].y };
            ++count;
        }
    }
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
        const Box &box = diagram.boxes[i];
        placement.corners.push_back(box.isPinned || box.carrier >= 0 ? box.corner : snapped(found[i]));
        if (count > 0 && !box.isPinned && box.carrier < 0)
            placement.corners[i] = snapped({ found[i].x + way.x / count, found[i].y + way.y / count });
    }
    std::vector<std::size_t> standing;
    for (const bool isPinned : { true, false })
        for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
            if (diagram.boxes[i].isPinned != isPinned || diagram.boxes[i].isOpen || diagram.boxes[i].carrier >= 0)
                continue;
            const auto stands = [&](std::size_t other) {
                return diagram.boxes[other].isPinned
                    && overlap(placement.corners[i], placement.sizes[i], placement.corners[other],
                               placement.sizes[other]);
            };
            for (int step = 0; step < kMostSteps && !isPinned && std::any_of(standing.begin(), standing.end(), stands);
                 ++step)
                placement.corners[i].y += kGrid;
            standing.push_back(i);
        }
    wrapPlaces(diagram, placement);
    keepCorner(diagram, placement);
    carryHidden(diagram, placement);
    return placement;
}

double largestScale(const Placement &placement)
{
    constexpr double kWindowShape = 1.6; // of a window, width to height
    double left = std::numeric_limits<double>::infinity();
    double top = left;
    double right = -left;
    double bottom = -left;
    for (std::size_t i = 0; i < placement.corners.size(); ++i) {
        left = std::min(left, placement.corners[i].x);
        top = std::min(top, placement.corners[i].y);
        right = std::max(right, placement.corners[i].x + placement.sizes[i].width);
        bottom = std::max(bottom, placement.corners[i].y + placement.sizes[i].height);
    }
    return 1 / std::max({ right - left, (bottom - top) * kWindowShape, 1.0 });
}

} // namespace headroom::layout
