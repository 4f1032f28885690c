#pragma once

#include <string>

namespace headroom::reporting {

/// A time that somebody stated, without digits that say nothing: "10 min" and not "10.0 min".
[[nodiscard]] std::string statedTime(double seconds);

} // namespace headroom::reporting
