#pragma once

#include "model/growth/difference.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace headroom::growth {

/// What one stage builds anew of another: it is gone, but something new, often several, is of the same kind and has the
/// same name. A connection is built anew when a new one of its kind joins what its ends are now.
struct BuiltAnew {
    std::set<std::string> components; ///< ids, of either side
    std::set<std::string> connections;
    std::map<std::string, std::vector<std::string>> successors; ///< by component that is gone: what is there now
};

/// @param found  the elements between the two stages
[[nodiscard]] BuiltAnew builtAnew(const Difference &found, const project::Stage &before, const project::Stage &after);

} // namespace headroom::growth
