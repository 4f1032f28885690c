#pragma once

#include <cstddef>

namespace headroom {

/// A dense index as a place in a column; indices are int, as negative ones mean "none". `index` >= 0.
[[nodiscard]] inline std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace headroom
