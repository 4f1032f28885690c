#include "model/edits/fresh_names.h"

namespace headroom::edits {

namespace {

/// "Cache 12" without its number.
std::string stemOf(const std::string &name)
{
    const std::size_t space = name.find_last_of(' ');
    const bool hasNumber = space != std::string::npos && space + 1 < name.size()
        && name.find_first_not_of("0123456789", space + 1) == std::string::npos;
    return hasNumber ? name.substr(0, space) : name;
}

} // namespace

FreshIds::FreshIds(const project::Project &project)
{
    for (const auto &stage : project.stages) {
        for (const project::Component &component : stage->components)
            m_used.insert(component.id);
        for (const project::Connection &connection : stage->connections)
            m_used.insert(connection.id);
    }
}

std::string FreshIds::next(const std::string &stem)
{
    for (int &number = m_tried[stem];;)
        if (std::string id = stem + std::to_string(++number); m_used.insert(id).second)
            return id;
}

FreshNames::FreshNames(const project::Stage &stage)
{
    for (const project::Component &component : stage.components)
        m_used.insert(component.name);
}

std::string FreshNames::next(const std::string &wanted)
{
    if (m_used.insert(wanted).second)
        return wanted;
    const std::string stem = stemOf(wanted);
    for (int &number = m_tried.try_emplace(stem, 1).first->second;;)
        if (std::string name = stem + " " + std::to_string(++number); m_used.insert(name).second)
            return name;
}

} // namespace headroom::edits
