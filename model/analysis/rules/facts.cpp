#include "model/analysis/rules/facts.h"

#include "model/analysis/compiled_stage.h"

#include <unordered_map>

namespace headroom::analysis {

const RuleFacts::List &RuleFacts::all(const CompiledStage &stage, catalog::Role role) const
{
    prepare(stage);
    return m_byRole[static_cast<std::size_t>(role)];
}

const RuleFacts::List &RuleFacts::calls(const CompiledStage &stage) const
{
    prepare(stage);
    return m_calls;
}

const RuleFacts::List &RuleFacts::ownCalls(const CompiledStage &stage) const
{
    prepare(stage);
    return m_ownCalls;
}

RuleFacts::Told RuleFacts::told(const CompiledStage &stage, std::size_t component) const
{
    prepare(stage);
    return m_told[component];
}

const RuleFacts::List &RuleFacts::list(std::string_view name, const std::function<List()> &make) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_lists.find(name);
    return found != m_lists.end() ? found->second : m_lists.emplace(name, make()).first->second;
}

void RuleFacts::prepare(const CompiledStage &stage) const
{
    std::call_once(m_isPrepared, [&] {
        sortByRole(stage);
        listCalls(stage);
        compareNames(stage);
    });
}

void RuleFacts::sortByRole(const CompiledStage &stage) const
{
    for (std::size_t i = 0; i < stage.components.size(); ++i) {
        const unsigned roles = stage.components[i].kind->roles;
        const std::string &behavior = stage.components[i].kind->behavior;
        if (roles == 0 || (!stage.components[i].isReached && behavior != "passive" && behavior != "place"))
            continue;
        for (std::size_t role = 0; role < m_byRole.size(); ++role)
            if (roles & (1U << role))
                m_byRole[role].push_back(i);
    }
}

void RuleFacts::listCalls(const CompiledStage &stage) const
{
    for (std::size_t c = 0; c < stage.links.size(); ++c) {
        const CompiledLink &link = stage.links[c];
        if (link.from < 0 || link.to < 0 || link.waited <= 0)
            continue;
        const std::string &behavior = stage.components[static_cast<std::size_t>(link.from)].kind->behavior;
        if (behavior == "source")
            continue;
        m_calls.push_back(c);
        if (behavior != "balancer")
            m_ownCalls.push_back(c);
    }
}

void RuleFacts::compareNames(const CompiledStage &stage) const
{
    std::unordered_map<std::string_view, std::size_t> named;
    std::map<std::pair<std::string_view, int>, std::size_t> placed; // of names that are there twice
    named.reserve(stage.components.size());
    for (const CompiledComponent &each : stage.components)
        ++named[each.name];
    if (named.size() < stage.components.size())
        for (const CompiledComponent &each : stage.components)
            if (named[each.name] > 1)
                ++placed[{ each.name, each.place }];
    m_told.assign(stage.components.size(), Told::ByName);
    if (placed.empty())
        return;
    for (std::size_t i = 0; i < stage.components.size(); ++i) {
        const CompiledComponent &each = stage.components[i];
        if (named[each.name] < 2)
            continue;
        const bool isToldByPlace = each.place >= 0 && placed[{ each.name, each.place }] < 2
            && named[stage.components[static_cast<std::size_t>(each.place)].name] < 2;
        m_told[i] = isToldByPlace ? Told::ByPlace : Told::ById;
    }
}

} // namespace headroom::analysis
