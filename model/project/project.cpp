#include "model/project/project.h"

#include <algorithm>

namespace headroom::project {

namespace {

template <typename Entries>
auto lowerBound(Entries &entries, std::string_view id)
{
    return std::lower_bound(entries.begin(), entries.end(), id,
                            [](const auto &entry, std::string_view wanted) { return entry.first < wanted; });
}

template <typename Element>
const Element *findById(const std::vector<Element> &elements, std::string_view id)
{
    const auto found
        = std::find_if(elements.begin(), elements.end(), [id](const Element &element) { return element.id == id; });
    return found == elements.end() ? nullptr : &*found;
}

} // namespace

const Value *Parameters::find(std::string_view id) const
{
    const auto found = lowerBound(m_entries, id);
    return found != m_entries.end() && found->first == id ? &found->second : nullptr;
}

void Parameters::set(std::string id, Value value)
{
    const auto found = lowerBound(m_entries, id);
    if (found != m_entries.end() && found->first == id)
        found->second = std::move(value);
    else {
        const auto at = found - m_entries.begin();
        m_entries.reserve(m_entries.size() + 1); // a few entries in each of thousands of elements: no room to spare
        m_entries.emplace(m_entries.begin() + at, std::move(id), std::move(value));
    }
}

void Parameters::erase(std::string_view id)
{
    const auto found = lowerBound(m_entries, id);
    if (found != m_entries.end() && found->first == id)
        m_entries.erase(found);
}

const Component *Stage::findComponent(std::string_view id) const
{
    return findById(components, id);
}

const Connection *Stage::findConnection(std::string_view id) const
{
    return findById(connections, id);
}

bool Project::operator==(const Project &other) const
{
    const auto sameStage = [](const auto &a, const auto &b) { return a == b || *a == *b; };
    return name == other.name && notes == other.notes && criticality == other.criticality && workload == other.workload
        && acknowledged == other.acknowledged && plan == other.plan && uncertainties == other.uncertainties
        && unknown == other.unknown
        && std::equal(stages.begin(), stages.end(), other.stages.begin(), other.stages.end(), sameStage);
}

} // namespace headroom::project
