#include "model/analysis/rules/inspection.h"
#include "model/catalog/buffers.h"

#include <algorithm>

namespace headroom::analysis {

namespace {

void diverges(Inspection &in)
{
    std::vector<std::size_t> loop;
    for (const int component : in.stage.loop)
        loop.push_back(static_cast<std::size_t>(component));
    in.addAll(loop);
}

void addLost(Inspection &in, bool isKept)
{
    const bool fails = std::any_of(in.stage.classes.begin(), in.stage.classes.end(),
                                   [](const CompiledClass &each) { return each.share > 0 && !each.isServed; });
    for (const auto &[component, index] : in.stage.lost) {
        const auto i = static_cast<std::size_t>(component);
        const catalog::Operation &operation = in.stage.catalog->operations()[static_cast<std::size_t>(index)];
        if (catalog::keeps(*in.stage.components[i].kind, operation.id) == isKept)
            in.add({ .subjects = { in.id(i) },
                     .words = { { "name", in.name(i) }, { "work", operation.title } },
                     .severity = fails && !isKept ? std::optional(Severity::Error) : std::nullopt });
    }
}

void lost(Inspection &in)
{
    addLost(in, false);
}

void kept(Inspection &in)
{
    addLost(in, true);
}

void unknownKind(Inspection &in)
{
    const auto &unknown = in.componentsWith(
        "unknown kind", [&](std::size_t i) { return !in.stage.components[i].kind->placeholderFor.empty(); });
    for (const std::size_t i : unknown)
        in.add({ .subjects = { in.id(i) },
                 .words = { { "name", in.name(i) }, { "kind", in.report.components[i].kind } } });
}

void idle(Inspection &in)
{
    if (!in.stage.loop.empty())
        return; // what lies behind it is asked for without end
    in.addAll(in.componentsWith("unreached", [&](std::size_t i) {
        const catalog::Kind &kind = *in.stage.components[i].kind;
        return !in.stage.components[i].isReached && kind.placeholderFor.empty() && kind.behavior != "source"
            && kind.behavior != "place" && kind.behavior != "passive";
    }));
}

void isEmpty(Inspection &in)
{
    if (in.report.components.empty())
        in.add({ .subjects = {} });
}

void noSource(Inspection &in)
{
    for (const CompiledComponent &component : in.stage.components)
        if (component.kind->behavior == "source")
            return;
    if (!in.stage.components.empty())
        in.add({ .subjects = {} });
}

} // namespace

std::span<const Condition> flowConditions()
{
    static constexpr Condition table[] {
        { "FLOW-DIVERGE", diverges }, { "FLOW-LOST", lost }, { "FLOW-KEPT", kept },
        { "FLOW-SOURCE", noSource },  { "FLOW-IDLE", idle }, { "FLOW-EMPTY", isEmpty },
        { "KIND-01", unknownKind },
    };
    return table;
}

} // namespace headroom::analysis
