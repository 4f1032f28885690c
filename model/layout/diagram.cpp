#include "model/layout/diagram.h"
#include "model/layout/looks.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace headroom::layout {

namespace {

constexpr int kDeepest = 64;

std::unordered_map<std::string_view, int> indexOf(const project::Stage &stage)
{
    std::unordered_map<std::string_view, int> index;
    for (std::size_t i = 0; i < stage.components.size(); ++i)
        index.emplace(stage.components[i].id, static_cast<int>(i));
    return index;
}

int find(const std::unordered_map<std::string_view, int> &index, std::string_view id)
{
    const auto found = index.find(id);
    return found == index.end() ? -1 : found->second;
}

} // namespace

std::vector<int> carriersOf(const project::Stage &stage)
{
    const auto index = indexOf(stage);
    std::vector<int> carriers(stage.components.size(), -1);
    for (std::size_t i = 0; i < carriers.size(); ++i) {
        int at = find(index, stage.components[i].place);
        for (int depth = 0; at >= 0 && depth < kDeepest; ++depth) {
            const project::Component &around = stage.components[static_cast<std::size_t>(at)];
            if (isCollapsed(around))
                carriers[i] = at; // the outermost wins
            at = find(index, around.place);
        }
    }
    return carriers;
}

Diagram diagramOf(const project::Stage &stage, const catalog::Catalog &catalog)
{
    Diagram diagram;
    const auto index = indexOf(stage);
    const std::vector<int> carriers = carriersOf(stage);
    for (std::size_t i = 0; i < stage.components.size(); ++i) {
        const project::Component &each = stage.components[i];
        const bool isPlace = catalog.kind(each.kind).behavior == "place";
        Box box;
        box.corner = each.position;
        box.isOpen = isPlace && !isCollapsed(each) && carriers[i] < 0;
        box.size = { kCardWidth, kCardHeight };
        if (box.isOpen)
            box.size = each.size.value_or(project::Size { kEmptyWidth, kEmptyHeight });
        box.parent = find(index, each.place);
        box.carrier = carriers[i];
        box.isPinned = isLocked(each);
        diagram.boxes.push_back(box);
    }
    for (Box &box : diagram.boxes)
        if (box.parent >= 0 && !diagram.boxes[static_cast<std::size_t>(box.parent)].isOpen)
            box.parent = -1;                               // stands in what is no open place
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i) // what stands in a locked place stays as well
        for (int around = diagram.boxes[i].parent, depth = 0; around >= 0 && depth < kDeepest; ++depth) {
            const auto place = static_cast<std::size_t>(around);
            if (isLocked(stage.components[place]))
                diagram.boxes[i].isPinned = true;
            around = diagram.boxes[place].parent;
        }
    for (const project::Connection &each : stage.connections) {
        const auto shown = [&](const std::string &id) {
            const int end = find(index, id);
            return end >= 0 && carriers[static_cast<std::size_t>(end)] >= 0 ? carriers[static_cast<std::size_t>(end)]
                                                                            : end;
        };
        const int from = shown(each.from);
        const int to = shown(each.to);
        if (from >= 0 && to >= 0 && from != to)
            diagram.arrows.emplace_back(from, to);
    }
    std::sort(diagram.arrows.begin(), diagram.arrows.end());
    diagram.arrows.erase(std::unique(diagram.arrows.begin(), diagram.arrows.end()), diagram.arrows.end());
    return diagram;
}

std::vector<int> depthsOf(const Diagram &diagram)
{
    std::vector<int> depths(diagram.boxes.size(), 0);
    for (std::size_t i = 0; i < depths.size(); ++i)
        for (int at = diagram.boxes[i].parent; at >= 0 && depths[i] < kDeepest;
             at = diagram.boxes[static_cast<std::size_t>(at)].parent)
            ++depths[i];
    return depths;
}

void wrapPlaces(const Diagram &diagram, Placement &placement)
{
    const std::vector<int> depths = depthsOf(diagram);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < depths.size(); ++i)
        if (diagram.boxes[i].parent >= 0 && diagram.boxes[i].carrier < 0)
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return depths[a] > depths[b]; });
    struct Extent {
        double left = 1e300, top = 1e300, right = -1e300, bottom = -1e300;
    };
    std::unordered_map<int, Extent> extents;
    const auto wrap = [&](std::size_t place, const Extent &extent) {
        placement.corners[place] = { extent.left - kPlaceSide, extent.top - kPlaceTop };
        placement.sizes[place]
            = { extent.right - extent.left + 2 * kPlaceSide, extent.bottom - extent.top + kPlaceTop + kPlaceSide };
    };
    for (const std::size_t i : order) {
        if (const auto own = extents.find(static_cast<int>(i)); own != extents.end())
            wrap(i, own->second);
        Extent &around = extents[diagram.boxes[i].parent];
        const project::Point corner = placement.corners[i];
        around.left = std::min(around.left, corner.x);
        around.top = std::min(around.top, corner.y);
        around.right = std::max(around.right, corner.x + placement.sizes[i].width);
        around.bottom = std::max(around.bottom, corner.y + placement.sizes[i].height);
    }
    for (std::size_t i = 0; i < depths.size(); ++i)
        if (const auto own = extents.find(static_cast<int>(i)); own != extents.end() && diagram.boxes[i].parent < 0)
            wrap(i, own->second);
}

void carryHidden(const Diagram &diagram, Placement &placement)
{
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
        const int carrier = diagram.boxes[i].carrier;
        if (carrier < 0)
            continue;
        const auto by = static_cast<std::size_t>(carrier);
        placement.corners[i].x = diagram.boxes[i].corner.x + placement.corners[by].x - diagram.boxes[by].corner.x;
        placement.corners[i].y = diagram.boxes[i].corner.y + placement.corners[by].y - diagram.boxes[by].corner.y;
    }
}

} // namespace headroom::layout
