#include "model/analysis/rules/added_cards.h"

#include "model/analysis/rules/links.h"
#include "model/layout/diagram.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

template <typename Element>
bool has(const std::vector<Element> &elements, const std::string &id)
{
    return std::any_of(elements.begin(), elements.end(), [&](const auto &each) { return each.id == id; });
}

template <typename Element>
std::string freeId(const std::vector<Element> &elements, const std::string &wanted)
{
    std::string id = wanted;
    for (int more = 2; has(elements, id); ++more)
        id = wanted + "-" + std::to_string(more);
    return id;
}

/// The last: the catalog goes from those that know connections to those that know requests.
const catalog::Kind *balancerOf(const catalog::Catalog &catalog)
{
    const auto &kinds = catalog.kinds();
    const auto found = std::find_if(kinds.rbegin(), kinds.rend(),
                                    [](const catalog::Kind &each) { return each.is(catalog::Role::Balances); });
    return found == kinds.rend() ? nullptr : &*found;
}

const catalog::ConnectionKind *dividingKind(const catalog::Catalog &catalog)
{
    const auto &kinds = catalog.connectionKinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [](const auto &each) { return each.routing == catalog::Routing::Share; });
    return found == kinds.end() ? nullptr : &*found;
}

/// The place that a balancer for it stands in: no zone, as it outlives one.
std::string placeAround(const Inspection &in, std::size_t component)
{
    int place = in.stage.components[component].place;
    while (place >= 0 && !in.is(static_cast<std::size_t>(place), catalog::Role::Region))
        place = in.stage.components[static_cast<std::size_t>(place)].place;
    return place < 0 ? std::string() : in.id(static_cast<std::size_t>(place));
}

/// Whether a card there would lie on another.
bool isTaken(const Inspection &in, project::Point at)
{
    const std::vector<project::Component> &present = in.stage.source->components;
    for (std::size_t i = 0; i < present.size(); ++i)
        if (in.stage.components[i].kind->behavior != "place"
            && std::abs(present[i].position.x - at.x) < layout::kCardWidth
            && std::abs(present[i].position.y - at.y) < layout::kCardHeight)
            return true;
    return false;
}

} // namespace

project::Component cardOf(const project::Stage &stage, const catalog::Kind &kind)
{
    project::Component card;
    card.kind = kind.id;
    card.name = kind.title;
    card.id = freeId(stage.components, kind.id);
    return card;
}

edits::Edit behindBalancer(const Inspection &in, std::size_t component, edits::SetParameter several)
{
    constexpr double kAbove = 130; // scene pixels from card to card
    const auto &counts = in.stage.components[component].kind->scaling.counts;
    const bool needsOne
        = std::any_of(counts.begin(), counts.end(), [](const auto &each) { return each.needsBalancer; });
    if (!needsOne || !in.stage.source)
        return several;
    std::vector<std::size_t> direct; // few of many thousands of connections begin at clients
    for (const std::size_t c : in.connectionsWith("of clients", [&](const CompiledLink &each) {
             return each.from >= 0 && each.to >= 0 && each.kind->waits
                 && in.stage.components[static_cast<std::size_t>(each.from)].kind->behavior == "source";
         }))
        if (callee(in, c) == component)
            direct.push_back(c);
    const catalog::Kind *kind = balancerOf(*in.stage.catalog);
    const catalog::ConnectionKind *divides = dividingKind(*in.stage.catalog);
    if (direct.empty() || !kind || !divides)
        return several;
    const project::Stage &stage = *in.stage.source;
    edits::Batch batch { "A balancer and more behind it", {} };
    project::Component balancer = cardOf(stage, *kind);
    balancer.place = placeAround(in, component);
    balancer.position = stage.components[component].position;
    do
        balancer.position.y -= kAbove;
    while (isTaken(in, balancer.position));
    batch.steps.emplace_back(edits::AddComponent { in.stage.stageIndex, balancer });
    for (const std::size_t c : direct) {
        project::Connection moved = stage.connections[c];
        moved.to = balancer.id;
        batch.steps.emplace_back(edits::RemoveElements { in.stage.stageIndex, { moved.id } });
        batch.steps.emplace_back(edits::AddConnection { in.stage.stageIndex, std::move(moved) });
    }
    project::Connection onward;
    onward.id = freeId(stage.connections, balancer.id + "-" + in.id(component));
    onward.from = balancer.id;
    onward.to = in.id(component);
    onward.kind = divides->id;
    batch.steps.emplace_back(edits::AddConnection { in.stage.stageIndex, std::move(onward) });
    batch.steps.emplace_back(std::move(several));
    return batch;
}

} // namespace headroom::analysis
