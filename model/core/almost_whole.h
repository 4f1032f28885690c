#pragma once

#include <cmath>

namespace headroom {

/// The whole number that a value is but for a rounding of at most `within` of it; else the value.
[[nodiscard]] inline double wholeWhereAlmost(double value, double within)
{
    const double whole = std::round(value);
    return std::abs(value - whole) <= within * std::abs(value) ? whole : value;
}

} // namespace headroom
