#pragma once

#include "model/catalog/kind.h"

#include <algorithm>
#include <string_view>

namespace headroom::catalog {

/// Whether components of a kind take an operation in for others to take it out, so that the caller has its answer
/// before it is done (domain spec 2.2: queues and logs).
[[nodiscard]] inline bool keeps(const Kind &kind, std::string_view operation)
{
    return kind.behavior == "buffer"
        && std::any_of(kind.handles.begin(), kind.handles.end(),
                       [&](const HandledOperation &each) { return each.forwards && each.operation == operation; });
}

} // namespace headroom::catalog
