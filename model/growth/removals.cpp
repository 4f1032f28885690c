#include "model/growth/removals.h"

#include "model/edits/fresh_names.h"

#include <algorithm>

namespace headroom::growth {

namespace {

using analysis::CompiledStage;
using catalog::Role;
using project::Connection;

bool isAny(const catalog::Kind &kind, std::initializer_list<Role> roles)
{
    return std::any_of(roles.begin(), roles.end(), [&](Role role) { return kind.is(role); });
}

bool helps(const catalog::Kind &kind)
{
    return isAny(kind,
                 { Role::Application, Role::Replica, Role::SharedCache, Role::NearCache, Role::EdgeCache,
                   Role::Projection, Role::Pools, Role::Limits, Role::Balances, Role::Sessions, Role::Queue,
                   Role::Routes, Role::Steers });
}

bool passesOn(const catalog::Kind &kind)
{
    return isAny(kind, { Role::Pools, Role::Limits, Role::Balances, Role::Routes, Role::Steers });
}

bool standsIn(const CompiledStage &stage, std::size_t component, std::size_t place)
{
    int around = stage.components[component].place;
    for (std::size_t depth = 0; around >= 0 && depth < stage.components.size(); ++depth) {
        if (static_cast<std::size_t>(around) == place)
            return true;
        around = stage.components[static_cast<std::size_t>(around)].place;
    }
    return false;
}

/// A place that others of its sort stand beside.
bool isOneOfSeveral(const CompiledStage &stage, std::size_t place)
{
    const catalog::Kind *kind = stage.components[place].kind;
    return isAny(*kind, { Role::Region, Role::Zone })
        && std::count_if(stage.components.begin(), stage.components.end(),
                         [kind](const analysis::CompiledComponent &each) { return each.kind == kind; })
        > 1;
}

bool carriesRequests(const Connection &connection, const catalog::Catalog &catalog)
{
    const catalog::Routing routing = catalog.connectionKind(connection.kind).routing;
    return routing != catalog::Routing::Replicate && routing != catalog::Routing::Control;
}

/// Those that carry requests from (isFrom) or to a component.
std::vector<const Connection *> callsOf(const project::Stage &stage, const std::string &id, bool isFrom,
                                        const catalog::Catalog &catalog)
{
    std::vector<const Connection *> found;
    for (const Connection &each : stage.connections)
        if ((isFrom ? each.from : each.to) == id && carriesRequests(each, catalog))
            found.push_back(&each);
    return found;
}

double mostInstances(const CompiledStage &stage, const std::string &id)
{
    for (const analysis::CompiledComponent &each : stage.components)
        if (each.id == id)
            return each.maxInstances;
    return 1;
}

/// Connections past the component: poolers are left out of what they hand on, all else out of what they are handed.
std::vector<edits::Step> pathsPast(const Removable &removable, const CompiledStage &stage,
                                   const project::Project &project)
{
    const catalog::Kind &kind = *stage.components[removable.component].kind;
    const project::Stage &now = *project.stages[stage.stageIndex];
    const std::string &id = removable.ids.front();
    const auto callers = callsOf(now, id, false, *stage.catalog);
    const auto called = callsOf(now, id, true, *stage.catalog);
    const bool isPooler = kind.is(Role::Pools);
    if (called.empty() || (!isPooler && (called.size() > 1 || mostInstances(stage, called.front()->to) > 1)))
        return {};
    edits::FreshIds fresh(project);
    std::vector<edits::Step> steps;
    for (const Connection *caller : callers)
        for (const Connection *callee : called) {
            const bool isJoined = std::any_of(now.connections.begin(), now.connections.end(), [&](const auto &each) {
                return each.from == caller->from && each.to == callee->to;
            });
            if (isJoined || caller->from == callee->to)
                continue;
            Connection joined = isPooler ? *callee : *caller;
            joined.id = fresh.next("c");
            joined.from = caller->from;
            joined.to = callee->to;
            steps.emplace_back(edits::AddConnection { stage.stageIndex, std::move(joined) });
        }
    return steps;
}

} // namespace

std::vector<std::string> Removable::heads() const
{
    return several.empty() ? std::vector<std::string> { ids.front() } : several;
}

Removable together(const std::vector<const Removable *> &members)
{
    Removable all { members.front()->component, {}, {} };
    for (const Removable *each : members) {
        all.several.push_back(each->ids.front());
        for (const std::string &id : each->ids)
            if (std::find(all.ids.begin(), all.ids.end(), id) == all.ids.end())
                all.ids.push_back(id);
    }
    return all;
}

std::vector<Removable> removablesOf(const CompiledStage &stage)
{
    std::vector<Removable> found;
    for (std::size_t place = 0; place < stage.components.size(); ++place) {
        if (!isOneOfSeveral(stage, place))
            continue;
        Removable whole { place, { stage.components[place].id }, {} };
        for (std::size_t i = 0; i < stage.components.size(); ++i)
            if (standsIn(stage, i, place))
                whole.ids.push_back(stage.components[i].id);
        if (whole.ids.size() > 1)
            found.push_back(std::move(whole));
    }
    for (std::size_t i = 0; i < stage.components.size(); ++i)
        if (helps(*stage.components[i].kind) && stage.components[i].isReached)
            found.push_back({ i, { stage.components[i].id }, {} });
    return found;
}

std::vector<std::vector<edits::Step>> waysToRemove(const Removable &removable, const CompiledStage &stage,
                                                   const project::Project &project)
{
    const edits::RemoveElements removal { stage.stageIndex, removable.ids };
    std::vector<std::vector<edits::Step>> ways { { removal } };
    if (!removable.several.empty() || !passesOn(*stage.components[removable.component].kind))
        return ways;
    if (std::vector<edits::Step> past = pathsPast(removable, stage, project); !past.empty()) {
        past.emplace_back(removal);
        ways.push_back(std::move(past));
    }
    return ways;
}

edits::Edit asOneEdit(std::vector<edits::Step> steps, const std::string &title)
{
    if (steps.size() == 1)
        return std::visit([](const auto &step) { return edits::Edit(step); }, steps.front());
    return edits::Batch { title, std::move(steps) };
}

} // namespace headroom::growth
