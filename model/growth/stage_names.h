#pragma once

#include "model/project/project.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace headroom::growth {

/// What the components of a stage are called where they are named one by one: several of one name are told apart by their
/// places, and where these do not do it by their ids. One pass over the stage; then a look-up per name.
class StageNames {
public:
    /// @param stage  must outlive the names.
    explicit StageNames(const project::Stage &stage);
    /// "Cache", "Cache (Region Europe)" or "Cache (cache-2)"; the id where there is no such component or no name.
    [[nodiscard]] std::string of(const std::string &id) const;

private:
    struct Component {
        const project::Component *is;
        std::string_view name;
        std::string_view place; ///< name of the place it stands in; empty: none
    };
    [[nodiscard]] std::string_view nameOf(const std::string &id) const;

    std::unordered_map<std::string_view, Component> m_byId;
    std::unordered_map<std::string_view, int> m_named;
    std::unordered_map<std::string, int> m_placed; ///< by name and place
};

} // namespace headroom::growth
