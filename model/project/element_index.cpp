#include "model/project/element_index.h"

namespace headroom::project {

ElementIndex::ElementIndex(const Stage &stage)
{
    m_components.reserve(stage.components.size());
    for (std::size_t i = 0; i < stage.components.size(); ++i)
        addComponent(stage.components[i].id, i);
    m_connections.reserve(stage.connections.size());
    for (std::size_t i = 0; i < stage.connections.size(); ++i)
        addConnection(stage.connections[i].id, i);
}

void ElementIndex::addComponent(const std::string &id, std::size_t position)
{
    m_components.emplace(id, static_cast<std::ptrdiff_t>(position));
}

void ElementIndex::addConnection(const std::string &id, std::size_t position)
{
    m_connections.emplace(id, static_cast<std::ptrdiff_t>(position));
}

std::ptrdiff_t ElementIndex::find(const Positions &positions, const std::string &id)
{
    const auto found = positions.find(id);
    return found == positions.end() ? -1 : found->second;
}

} // namespace headroom::project
