#pragma once

#include <algorithm>
#include <cmath>

namespace headroom::charts {

inline constexpr double kKeyStep = 1.1; ///< an arrow key takes this many times the users

/// Users to three digits, at least one: what a click on an axis means. `users` > 0.
[[nodiscard]] inline double rounded(double users)
{
    const double scale = std::pow(10, std::floor(std::log10(users)) - 2);
    return std::max(1.0, std::round(users / scale) * scale);
}

} // namespace headroom::charts
