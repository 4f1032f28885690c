#include "model/layout/fold.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace headroom::layout {

namespace {

constexpr double kStrip = 3.2;     ///< width over height, from which on a drawing is folded
constexpr double kWanted = 1.8;    ///< of the room for the canvas in a window
constexpr double kBetween = 110;   ///< room between two rows, for lines and their labels
constexpr std::size_t kLeast = 8;  ///< columns below which nothing is folded
constexpr std::size_t kInARow = 4; ///< columns, at least

/// A rectangle around some of the boxes.
struct Extent {
    double left = 1e300;
    double top = 1e300;
    double right = -1e300;
    double bottom = -1e300;

    void add(project::Point corner, project::Size size)
    {
        left = std::min(left, corner.x);
        top = std::min(top, corner.y);
        right = std::max(right, corner.x + size.width);
        bottom = std::max(bottom, corner.y + size.height);
    }
    [[nodiscard]] double width() const { return right - left; }
    [[nodiscard]] double height() const { return bottom - top; }
};

/// Boxes that share a range of x, from left to right.
std::vector<std::vector<std::size_t>> columnsOf(const std::vector<project::Point> &corners,
                                                const std::vector<project::Size> &sizes)
{
    std::vector<std::size_t> order(corners.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return corners[a].x < corners[b].x; });
    std::vector<std::vector<std::size_t>> columns;
    double right = -1e300;
    for (const std::size_t i : order) {
        if (columns.empty() || corners[i].x >= right)
            columns.emplace_back();
        columns.back().push_back(i);
        right = std::max(right, corners[i].x + sizes[i].width);
    }
    return columns;
}

/// Into how many rows a strip is folded, to be about as wide as is wanted.
std::size_t rowsFor(const Extent &whole, std::size_t columns)
{
    std::size_t best = 1;
    double least = 1e300;
    for (std::size_t rows = 1; rows * kInARow <= columns; ++rows) {
        const auto count = static_cast<double>(rows);
        const double aspect = (whole.width() / count) / (count * whole.height() + (count - 1) * kBetween);
        if (const double off = std::abs(std::log(aspect / kWanted)); off < least) {
            least = off;
            best = rows;
        }
    }
    return best;
}

} // namespace

std::vector<project::Point> folded(std::vector<project::Point> corners, const std::vector<project::Size> &sizes)
{
    Extent whole;
    for (std::size_t i = 0; i < corners.size(); ++i)
        whole.add(corners[i], sizes[i]);
    if (corners.size() < kLeast || whole.width() < kStrip * whole.height())
        return corners;
    const auto columns = columnsOf(corners, sizes);
    const std::size_t count = columns.size() < kLeast ? 1 : rowsFor(whole, columns.size());
    if (count < 2)
        return corners;
    std::vector<std::vector<std::size_t>> rows(count);
    for (std::size_t c = 0; c < columns.size(); ++c)
        rows[c * count / columns.size()].insert(rows[c * count / columns.size()].end(), columns[c].begin(),
                                                columns[c].end());
    std::vector<Extent> extents(count);
    double width = 0;
    for (std::size_t row = 0; row < count; ++row) {
        for (const std::size_t i : rows[row])
            extents[row].add(corners[i], sizes[i]);
        width = std::max(width, extents[row].width());
    }
    double top = whole.top;
    for (std::size_t row = 0; row < count; ++row) {
        const Extent &of = extents[row];
        for (const std::size_t i : rows[row]) {
            const double in = corners[i].x - of.left;
            corners[i]
                = { whole.left + (row % 2 == 0 ? in : width - in - sizes[i].width), corners[i].y - of.top + top };
        }
        top += of.height() + kBetween;
    }
    return corners;
}

std::vector<project::Point> foldedRoots(const Diagram &diagram, std::vector<project::Point> found)
{
    const std::vector<int> depths = depthsOf(diagram);
    std::vector<Extent> extents(diagram.boxes.size());
    std::vector<bool> hasContents(diagram.boxes.size(), false);
    std::vector<std::size_t> roots(diagram.boxes.size());
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
        const Box &box = diagram.boxes[i];
        if (box.isPinned)
            return found;
        roots[i] = i;
        while (diagram.boxes[roots[i]].parent >= 0)
            roots[i] = static_cast<std::size_t>(diagram.boxes[roots[i]].parent);
        if (box.parent >= 0 && box.carrier < 0)
            hasContents[static_cast<std::size_t>(box.parent)] = true;
    }
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
        const Box &box = diagram.boxes[i];
        if (box.carrier >= 0 || (box.isOpen && hasContents[i]))
            continue;
        const double around = depths[i] * kPlaceSide;
        const double above = depths[i] * kPlaceTop;
        extents[roots[i]].add({ found[i].x - around, found[i].y - above },
                              { box.size.width + 2 * around, box.size.height + above + around });
    }
    std::vector<std::size_t> pieces;
    std::vector<project::Point> corners;
    std::vector<project::Size> sizes;
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i)
        if (extents[i].left < extents[i].right) {
            pieces.push_back(i);
            corners.push_back({ extents[i].left, extents[i].top });
            sizes.push_back({ extents[i].width(), extents[i].height() });
        }
    const std::vector<project::Point> after = folded(corners, sizes);
    std::vector<project::Point> ways(diagram.boxes.size());
    for (std::size_t p = 0; p < pieces.size(); ++p)
        ways[pieces[p]] = { after[p].x - corners[p].x, after[p].y - corners[p].y };
    for (std::size_t i = 0; i < found.size(); ++i)
        found[i] = { found[i].x + ways[roots[i]].x, found[i].y + ways[roots[i]].y };
    return found;
}

} // namespace headroom::layout
