#pragma once

namespace headroom::app {

// From where to where charts and studies go over users.
inline constexpr double kLeastUsers = 1e2;
inline constexpr double kMostUsers = 1e9;

} // namespace headroom::app
