#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headroom::derivation {

/// What the method behind a metric cannot say, in one to three plain sentences.
/// @param metric  the last part of its path: "wait", "cost_per_month".
[[nodiscard]] std::vector<std::string> limitsOf(std::string_view metric);

} // namespace headroom::derivation
