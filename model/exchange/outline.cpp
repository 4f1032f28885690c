#include "model/exchange/outline.h"

#include "model/reporting/numbers.h"
#include "model/reporting/visible_text.h"

#include <cmath>
#include <unordered_map>

namespace headroom::exchange {

namespace {

using catalog::Role;

Shape shapeOf(const catalog::Kind &kind)
{
    if (kind.behavior == "source")
        return Shape::People;
    for (const Role role : { Role::Queue, Role::Partitioned })
        if (kind.is(role))
            return Shape::Queue;
    for (const Role role : { Role::Database, Role::Sharded, Role::Replica, Role::Files, Role::SharedCache,
                             Role::Sessions, Role::Projection })
        if (kind.is(role))
            return Shape::Store;
    return Shape::Box;
}

using Index = std::unordered_map<std::string, int>;

int find(const Index &index, const std::string &id)
{
    const auto found = index.find(id);
    return found == index.end() ? -1 : found->second;
}

/// The place each part stands in; −1: none, or one that would lead in a circle.
std::vector<int> placesOf(const project::Stage &stage, const Index &index)
{
    std::vector<int> places(stage.components.size(), -1);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const int place = stage.components[i].place.empty() ? -1 : find(index, stage.components[i].place);
        int above = place;
        while (above >= 0 && above != static_cast<int>(i))
            above = places[static_cast<std::size_t>(above)];
        places[i] = above < 0 ? place : -1;
    }
    return places;
}

} // namespace

Outline outlineOf(const Subject &subject)
{
    const project::Stage &stage = *subject.project.stages[subject.stage];
    Outline outline;
    outline.title = reporting::visibleText(subject.project.name) + ", stage " + std::to_string(subject.stage + 1) + ": "
        + reporting::visibleText(stage.name);
    Index index;
    for (std::size_t i = 0; i < stage.components.size(); ++i) {
        const project::Component &each = stage.components[i];
        index.emplace(each.id, static_cast<int>(i));
        const catalog::Kind &kind = subject.catalog.kind(each.kind);
        Outline::Part part;
        part.name = reporting::visibleText(each.name);
        part.kind = reporting::visibleText(kind.placeholderFor.empty() ? kind.title : kind.placeholderFor);
        if (part.name.find_first_not_of(' ') == std::string::npos) // a name of nothing is none anywhere
            part.name = part.kind;
        part.subtitle = reporting::visibleText(catalog::subtitleOf(subject.catalog, each));
        part.isPlace = kind.behavior == "place";
        if (subject.report && !part.isPlace)
            part.instances = std::ceil(subject.report->components[i].instances);
        part.shape = shapeOf(kind);
        outline.parts.push_back(std::move(part));
    }
    const std::vector<int> places = placesOf(stage, index);
    for (std::size_t i = 0; i < places.size(); ++i)
        (places[i] < 0 ? outline.top : outline.parts[static_cast<std::size_t>(places[i])].inside)
            .push_back(static_cast<int>(i));
    for (const project::Connection &each : stage.connections) {
        const catalog::ConnectionKind &kind = subject.catalog.connectionKind(each.kind);
        const Outline::Line line { find(index, each.from), find(index, each.to), reporting::visibleText(each.name),
                                   kind.title, kind.line != "solid" };
        if (line.from < 0 || line.to < 0)
            continue;
        for (const int end : { line.from, line.to })
            outline.parts[static_cast<std::size_t>(end)].isEnd = true;
        outline.lines.push_back(line);
    }
    for (Outline::Part &each : outline.parts) // whatever holds others is drawn as a place
        each.isPlace = each.isPlace || !each.inside.empty();
    return outline;
}

std::string Outline::countOf(const Part &part)
{
    return part.instances > 1 ? "×" + reporting::compactNumber(part.instances) : "";
}

std::string Outline::detailOf(const Part &part)
{
    const std::string count = countOf(part);
    return count + (count.empty() || part.subtitle.empty() ? "" : " · ") + part.subtitle;
}

} // namespace headroom::exchange
