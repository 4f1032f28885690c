#include "model/layout/stage_layout.h"
#include "model/core/at.h"
#include "model/layout/layered.h"
#include "model/layout/looks.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace headroom::layout {

namespace {

/// The chosen boxes of a diagram, whose places stay outside, and which box each one is.
struct Part {
    Diagram diagram;
    std::vector<std::size_t> boxes;
};

Part partOf(const Diagram &whole, const std::vector<char> &isChosen)
{
    Part part;
    std::vector<int> local(whole.boxes.size(), -1);
    for (std::size_t i = 0; i < whole.boxes.size(); ++i)
        if (isChosen[i]) {
            local[i] = static_cast<int>(part.boxes.size());
            part.boxes.push_back(i);
            part.diagram.boxes.push_back(whole.boxes[i]);
        }
    for (Box &box : part.diagram.boxes) {
        box.parent = box.parent >= 0 ? local[at(box.parent)] : -1;
        box.carrier = box.carrier >= 0 ? local[at(box.carrier)] : -1;
    }
    for (const auto &[from, to] : whole.arrows)
        if (local[at(from)] >= 0 && local[at(to)] >= 0)
            part.diagram.arrows.emplace_back(local[at(from)], local[at(to)]);
    return part;
}

/// The middle of the boxes that stand in no place of their diagram.
project::Point middleOf(const Diagram &diagram, const Placement &placement)
{
    double left = 1e300;
    double top = 1e300;
    double right = -1e300;
    double bottom = -1e300;
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
        if (diagram.boxes[i].parent >= 0 || diagram.boxes[i].carrier >= 0)
            continue;
        left = std::min(left, placement.corners[i].x);
        top = std::min(top, placement.corners[i].y);
        right = std::max(right, placement.corners[i].x + placement.sizes[i].width);
        bottom = std::max(bottom, placement.corners[i].y + placement.sizes[i].height);
    }
    return { (left + right) / 2, (top + bottom) / 2 };
}

Placement asItIs(const Diagram &diagram)
{
    Placement placement;
    for (const Box &box : diagram.boxes) {
        placement.corners.push_back(box.corner);
        placement.sizes.push_back(box.size);
    }
    return placement;
}

/// Lays out a part around where it was, and writes it into the placement of the whole.
void tidy(const Diagram &whole, const std::vector<char> &isChosen, Placement &placement)
{
    const Part part = partOf(whole, isChosen);
    const Placement before = asItIs(part.diagram);
    const Placement after = layoutOf(part.diagram);
    const bool isPinned = std::any_of(part.diagram.boxes.begin(), part.diagram.boxes.end(),
                                      [](const Box &box) { return box.isPinned; });
    const project::Point from = middleOf(part.diagram, before);
    const project::Point to = middleOf(part.diagram, after);
    const auto way = [](double a, double b) { return static_cast<double>(static_cast<long>((a - b) / 8)) * 8; };
    for (std::size_t i = 0; i < part.boxes.size(); ++i) {
        placement.corners[part.boxes[i]] = after.corners[i];
        placement.sizes[part.boxes[i]] = after.sizes[i];
        if (!isPinned) {
            placement.corners[part.boxes[i]].x += way(from.x, to.x);
            placement.corners[part.boxes[i]].y += way(from.y, to.y);
        }
    }
}

} // namespace

edits::Batch layoutEdit(const project::Project &project, std::size_t stage, const Diagram &diagram,
                        const Placement &placement, std::string title)
{
    edits::Batch batch { std::move(title), {} };
    const project::Stage &before = *project.stages[stage];
    edits::MoveComponents moved { stage, {}, 0 };
    std::unordered_set<std::string_view> ids;
    for (std::size_t i = 0; i < before.components.size(); ++i) {
        const project::Component &each = before.components[i];
        if (diagram.boxes[i].isOpen)
            continue;
        if (each.position == placement.corners[i])
            continue;
        moved.moves.push_back({ each.id, placement.corners[i], each.place });
        ids.insert(each.id);
    }
    if (!moved.moves.empty())
        batch.steps.push_back(moved);
    for (std::size_t i = 0; i < before.components.size(); ++i) {
        const project::Component &each = before.components[i];
        const bool isThere = each.position == placement.corners[i] && diagram.boxes[i].size == placement.sizes[i];
        if (diagram.boxes[i].isOpen && !isThere)
            batch.steps.push_back(edits::ResizePlace { stage, each.id, placement.corners[i], placement.sizes[i] });
    }
    for (const project::Connection &each : before.connections)
        if (each.parameters.find(kWaypoints) && (ids.contains(each.from) || ids.contains(each.to)))
            batch.steps.push_back(edits::SetParameter { stage, each.id, kWaypoints, std::nullopt });
    return batch;
}

void placeLoose(project::Stage &stage, const std::vector<std::string> &loose, const catalog::Catalog &catalog)
{
    const std::unordered_set<std::string_view> ids(loose.begin(), loose.end());
    Diagram diagram = diagramOf(stage, catalog);
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i)
        diagram.boxes[i].isPinned = !ids.contains(stage.components[i].id) && !diagram.boxes[i].isOpen;
    const Placement placement = layoutOf(diagram);
    std::vector<char> isMoved(diagram.boxes.size(), 0); // loose, or a place around what is loose
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i)
        for (int box = static_cast<int>(i), depth = 0; ids.contains(stage.components[i].id) && box >= 0 && depth < 64;
             ++depth) {
            isMoved[at(box)] = 1;
            box = diagram.boxes[at(box)].parent;
        }
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
        project::Component &each = stage.components[i];
        if (!isMoved[i])
            continue;
        each.position = placement.corners[i];
        if (diagram.boxes[i].isOpen)
            each.size = placement.sizes[i];
    }
}

edits::Batch tidyEdit(const project::Project &project, std::size_t stage, const std::vector<std::string> &ids,
                      const catalog::Catalog &catalog, std::string title)
{
    const project::Stage &before = *project.stages[stage];
    const Diagram diagram = diagramOf(before, catalog);
    const std::unordered_set<std::string_view> chosen(ids.begin(), ids.end());
    std::map<int, std::vector<char>> parts; // by the place they stand in
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
        int top = -1;
        for (int box = static_cast<int>(i), depth = 0; box >= 0 && depth < 64; ++depth) {
            if (chosen.contains(before.components[at(box)].id))
                top = box;
            const Box &each = diagram.boxes[at(box)];
            box = each.carrier >= 0 ? each.carrier : each.parent;
        }
        if (top < 0)
            continue;
        std::vector<char> &part = parts[diagram.boxes[at(top)].parent];
        part.resize(diagram.boxes.size(), 0);
        part[i] = 1;
    }
    Placement placement = asItIs(diagram);
    for (const auto &[place, part] : parts)
        if (std::count(part.begin(), part.end(), 1) > 1)
            tidy(diagram, part, placement);
    return layoutEdit(project, stage, diagram, placement, std::move(title));
}

bool isPile(const project::Stage &stage, const catalog::Catalog &catalog)
{
    const project::Component *first = nullptr;
    std::size_t cards = 0;
    for (const project::Component &each : stage.components) {
        if (catalog.kind(each.kind).behavior == "place")
            continue;
        if (first && each.position != first->position)
            return false;
        first = &each;
        ++cards;
    }
    return cards > 1;
}

project::Snapshot withoutPiles(const project::Snapshot &project, const catalog::Catalog &catalog)
{
    project::Snapshot spread = project;
    for (std::size_t i = 0; i < project->stages.size(); ++i) {
        if (!isPile(*project->stages[i], catalog))
            continue;
        const Diagram diagram = diagramOf(*project->stages[i], catalog);
        const edits::Batch step = layoutEdit(*spread, i, diagram, layoutOf(diagram), {});
        if (const Result<project::Snapshot> next = edits::apply(*spread, step, catalog))
            spread = *next;
    }
    return spread;
}

} // namespace headroom::layout
