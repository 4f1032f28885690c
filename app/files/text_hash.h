#pragma once

#include <string>
#include <string_view>

namespace headroom::app {

/// SHA-256 in hexadecimal; tells whether a file is still the one that was read.
[[nodiscard]] std::string hashOf(std::string_view bytes);

} // namespace headroom::app
