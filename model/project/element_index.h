#pragma once

#include "model/project/project.h"

#include <string>
#include <unordered_map>

namespace headroom::project {

/// Finds the elements of a stage by their ids without going through all of them; for whoever asks many times.
/// O(components + connections) to make, O(1) to ask. Holds positions: what is added to the stage has to be added here,
/// and removing anything makes it worthless.
class ElementIndex {
public:
    explicit ElementIndex(const Stage &stage);

    /// Position in `Stage::components`, or −1.
    [[nodiscard]] std::ptrdiff_t component(const std::string &id) const { return find(m_components, id); }
    /// Position in `Stage::connections`, or −1.
    [[nodiscard]] std::ptrdiff_t connection(const std::string &id) const { return find(m_connections, id); }
    [[nodiscard]] bool knows(const std::string &id) const { return component(id) >= 0 || connection(id) >= 0; }

    void addComponent(const std::string &id, std::size_t position);
    void addConnection(const std::string &id, std::size_t position);

private:
    using Positions = std::unordered_map<std::string, std::ptrdiff_t>;
    [[nodiscard]] static std::ptrdiff_t find(const Positions &positions, const std::string &id);

    Positions m_components;
    Positions m_connections;
};

} // namespace headroom::project
