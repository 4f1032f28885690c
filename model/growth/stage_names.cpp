#include "model/growth/stage_names.h"

namespace headroom::growth {

namespace {

std::string both(std::string_view name, std::string_view place)
{
    return std::string(name) + '\n' + std::string(place); // no name has a line break
}

} // namespace

StageNames::StageNames(const project::Stage &stage)
{
    for (const project::Component &each : stage.components)
        m_byId.emplace(each.id, Component { &each, each.name.empty() ? each.id : each.name, {} });
    for (auto &[id, each] : m_byId) {
        if (!each.is->place.empty())
            each.place = nameOf(each.is->place);
        ++m_named[each.name];
        ++m_placed[both(each.name, each.place)];
    }
}

std::string_view StageNames::nameOf(const std::string &id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? std::string_view(id) : found->second.name;
}

std::string StageNames::of(const std::string &id) const
{
    const auto found = m_byId.find(id);
    if (found == m_byId.end())
        return id;
    const Component &named = found->second;
    const std::string name(named.name);
    if (m_named.at(named.name) == 1)
        return name;
    const bool isToldByPlace = !named.place.empty() && m_placed.at(both(named.name, named.place)) == 1;
    return name + " (" + (isToldByPlace ? std::string(named.place) : id) + ')';
}

} // namespace headroom::growth
