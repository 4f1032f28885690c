#include "model/edits/copies.h"

#include "model/edits/fresh_names.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace headroom::edits {

namespace {

using project::Component;
using project::Connection;

/// The ids and everything that stands in the places among them, however deep.
std::unordered_set<std::string> withContents(const project::Stage &stage, const std::vector<std::string> &ids)
{
    std::unordered_set<std::string> chosen(ids.begin(), ids.end());
    for (bool grows = true; grows;) {
        grows = false;
        for (const Component &each : stage.components)
            if (!each.place.empty() && chosen.contains(each.place))
                grows = chosen.insert(each.id).second || grows;
    }
    return chosen;
}

} // namespace

project::Project copyOf(const project::Project &project, std::size_t stage, const std::vector<std::string> &ids)
{
    const project::Stage &from = *project.stages[stage];
    const std::unordered_set<std::string> chosen = withContents(from, ids);
    auto copies = std::make_shared<project::Stage>();
    copies->name = from.name;
    copies->users = from.users;
    for (const Component &each : from.components)
        if (chosen.contains(each.id)) {
            copies->components.push_back(each);
            if (!chosen.contains(each.place))
                copies->components.back().place.clear();
        }
    std::unordered_set<std::string_view> copied;
    for (const Component &each : copies->components)
        copied.insert(each.id);
    for (const Connection &each : from.connections)
        if (copied.contains(each.from) && copied.contains(each.to))
            copies->connections.push_back(each);
    project::Project out;
    out.name = project.name;
    out.stages.push_back(std::move(copies));
    return out;
}

Batch pasteOf(const project::Project &project, std::size_t stage, const project::Stage &copies, project::Point offset,
              const PlaceOf &placeOf, std::string title)
{
    FreshIds ids(project);
    FreshNames names(*project.stages[stage]);
    std::unordered_map<std::string, std::string> renamed;
    for (const Component &each : copies.components)
        renamed.emplace(each.id, ids.next(each.kind));
    Batch batch { std::move(title), {} };
    // Places come before what stands in them: a component may name only a place that is there.
    std::vector<const Component *> order;
    std::unordered_set<std::string> done;
    while (order.size() < copies.components.size()) {
        const std::size_t before = order.size();
        for (const Component &each : copies.components)
            if (!done.contains(each.id)
                && (each.place.empty() || done.contains(each.place) || !renamed.contains(each.place))) {
                done.insert(each.id);
                order.push_back(&each);
            }
        if (order.size() == before)
            break; // places inside one another, which no reader lets through
    }
    for (const Component *each : order) {
        Component added = *each;
        added.id = renamed.at(each->id);
        added.name = names.next(each->name);
        added.position = { each->position.x + offset.x, each->position.y + offset.y };
        const auto inside = renamed.find(each->place);
        added.place = inside != renamed.end() ? inside->second : placeOf(added);
        batch.steps.push_back(AddComponent { stage, std::move(added) });
    }
    for (const Connection &each : copies.connections) {
        Connection added = each;
        added.id = ids.next("c");
        added.from = renamed.at(each.from);
        added.to = renamed.at(each.to);
        batch.steps.push_back(AddConnection { stage, std::move(added) });
    }
    return batch;
}

std::vector<std::string> addedBy(const Batch &batch)
{
    std::vector<std::string> ids;
    for (const Step &step : batch.steps)
        if (const auto *added = std::get_if<AddComponent>(&step))
            ids.push_back(added->component.id);
    return ids;
}

} // namespace headroom::edits
