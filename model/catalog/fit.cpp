#include "model/catalog/fit.h"

#include <algorithm>
#include <set>
#include <string>

namespace headroom::catalog {

namespace {

/// What a component of this kind sends to others.
std::set<std::string> handedOn(const Catalog &catalog, const Kind &from)
{
    std::set<std::string> out(from.originates.begin(), from.originates.end());
    const bool passesOn = from.behavior == "balancer" || from.behavior == "cache" || from.behavior == "buffer";
    std::set<std::string> doneHere;
    for (const HandledOperation &handled : from.handles) {
        doneHere.insert(handled.operation);
        if (handled.forwards || handled.onlyLocal || passesOn || !handled.hit.empty())
            out.insert(handled.operation);
    }
    if (passesOn && from.handles.empty())
        for (const Operation &operation : catalog.operations())
            out.insert(operation.id);
    for (const Operation &operation : catalog.operations())
        if (doneHere.contains(operation.parent) && !doneHere.contains(operation.id))
            out.insert(operation.id);
    return out;
}

/// Whether one of the operations handled there writes, so that there is something to copy.
bool writes(const Catalog &catalog, const Kind &kind)
{
    return std::any_of(kind.handles.begin(), kind.handles.end(), [&](const HandledOperation &handled) {
        return std::any_of(catalog.operations().begin(), catalog.operations().end(),
                           [&](const Operation &each) { return each.id == handled.operation && each.writes; });
    });
}

bool isCopy(const Catalog &catalog, const Kind &kind)
{
    return !kind.incoming.empty() && catalog.connectionKind(kind.incoming).routing == Routing::Replicate;
}

} // namespace

std::vector<const Kind *> fittingKinds(const Catalog &catalog, const Kind &from)
{
    const std::set<std::string> sent = handedOn(catalog, from);
    const bool isStore = from.behavior == "store" || from.behavior == "sink";
    std::vector<const Kind *> fitting;
    for (const Kind &kind : catalog.kinds()) {
        const bool isSkipped = kind.id == from.id || kind.behavior == "source" || kind.behavior == "place";
        const bool isPasser = kind.behavior == "balancer" && kind.handles.empty() && !isStore && !sent.empty();
        const bool fits = isCopy(catalog, kind) ? writes(catalog, from)
                                                : isPasser
                || std::any_of(kind.handles.begin(), kind.handles.end(),
                               [&](const HandledOperation &each) { return sent.contains(each.operation); });
        const bool isAsked = !kind.is(Role::Names) || from.behavior == "source"; // only clients ask for names
        if (fits && isAsked && !isSkipped)
            fitting.push_back(&kind);
    }
    return fitting;
}

} // namespace headroom::catalog
