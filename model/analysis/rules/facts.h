#pragma once

#include "model/catalog/catalog.h"

#include <array>
#include <functional>
#include <map>
#include <mutex>
#include <string_view>
#include <vector>

namespace headroom::analysis {

class CompiledStage;

/// What the rules ask about a stage that no number of users changes, made when it is asked for first.
/// Safe to use from several threads.
class RuleFacts {
public:
    using List = std::vector<std::size_t>; ///< components or connections, in the order of the stage

    /// How a component is told from others of its name.
    enum class Told : unsigned char { ByName, ByPlace, ById };

    /// All must be asked with the stage that they are kept for.
    [[nodiscard]] const List &all(const CompiledStage &stage, catalog::Role role) const;
    [[nodiscard]] const List &calls(const CompiledStage &stage) const;
    [[nodiscard]] const List &ownCalls(const CompiledStage &stage) const;
    [[nodiscard]] Told told(const CompiledStage &stage, std::size_t component) const;

    /// The list of this name, made by `make` for the first who asks. O(log lists). @param name  a literal.
    [[nodiscard]] const List &list(std::string_view name, const std::function<List()> &make) const;

private:
    void prepare(const CompiledStage &stage) const;
    void sortByRole(const CompiledStage &stage) const;
    void listCalls(const CompiledStage &stage) const;
    void compareNames(const CompiledStage &stage) const;

    mutable std::once_flag m_isPrepared;
    mutable std::array<List, 32> m_byRole;
    mutable List m_calls;
    mutable List m_ownCalls;
    mutable std::vector<Told> m_told;
    mutable std::mutex m_mutex;
    mutable std::map<std::string_view, List> m_lists;
};

} // namespace headroom::analysis
