#include "model/growth/built_anew.h"

#include <array>

namespace headroom::growth {

namespace {

/// Components and connections of a stage, by id.
struct Elements {
    explicit Elements(const project::Stage &stage)
    {
        for (const project::Component &each : stage.components)
            components.emplace(each.id, &each);
        for (const project::Connection &each : stage.connections)
            connections.emplace(each.id, &each);
    }

    std::map<std::string, const project::Component *> components;
    std::map<std::string, const project::Connection *> connections;
};

using Key = std::array<std::string, 3>;

/// Equal for components of a kind that share a name.
Key keyOf(const project::Component &component)
{
    return { component.kind, component.name, "" };
}

/// An end that both stages have is itself, another one what it is called.
std::string endOf(const Elements &side, const Elements &other, const std::string &id)
{
    const auto found = side.components.find(id);
    if (found == side.components.end() || other.components.count(id) > 0)
        return "=" + id;
    return found->second->kind + '\n' + found->second->name;
}

Key keyOf(const Elements &side, const Elements &other, const project::Connection &connection)
{
    return { connection.kind, endOf(side, other, connection.from), endOf(side, other, connection.to) };
}

/// Calls `meet` with each that is gone and each that is new of the same key.
template <typename Keyed, typename Meet>
void match(const std::vector<ElementChange> &changes, const Keyed &keyed, const Meet &meet)
{
    std::map<Key, std::vector<std::string>> added;
    for (const ElementChange &each : changes)
        if (each.what == ElementChange::What::Added)
            added[keyed(each)].push_back(each.id);
    for (const ElementChange &each : changes)
        if (each.what == ElementChange::What::Removed)
            if (const auto found = added.find(keyed(each)); found != added.end())
                meet(each.id, found->second);
}

} // namespace

BuiltAnew builtAnew(const Difference &found, const project::Stage &before, const project::Stage &after)
{
    const Elements was(before);
    const Elements is(after);
    BuiltAnew out;
    match(
        found.components,
        [&](const ElementChange &each) {
            return keyOf(*(each.what == ElementChange::What::Removed ? was : is).components.at(each.id));
        },
        [&](const std::string &gone, const std::vector<std::string> &now) {
            out.components.insert(gone);
            out.components.insert(now.begin(), now.end());
            out.successors.emplace(gone, now);
        });
    match(
        found.connections,
        [&](const ElementChange &each) {
            return each.what == ElementChange::What::Removed ? keyOf(was, is, *was.connections.at(each.id))
                                                             : keyOf(is, was, *is.connections.at(each.id));
        },
        [&](const std::string &gone, const std::vector<std::string> &now) {
            out.connections.insert(gone);
            out.connections.insert(now.begin(), now.end());
        });
    return out;
}

} // namespace headroom::growth
