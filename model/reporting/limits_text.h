#pragma once

#include <string>
#include <string_view>

namespace headroom::reporting {

constexpr double kNoLimit = 1e15; ///< the upper end of a parameter that has none

/// A quantity in the unit it is shown in, thousands grouped and long numbers cut to four digits: "2.167 ms", "10,000",
/// "400/s".
[[nodiscard]] std::string shortQuantity(double value, std::string_view baseUnit, std::string_view displayUnit);

/// A quantity as people read it: in the largest unit in which it is whole ("24 h", "250 ms", "1 MB"); bytes that are tiny
/// or huge in their unit in another one ("100 KB" for 0.0001 GB); else as shortQuantity() has it.
/// @param display  the unit it is usually shown in; that is kept for percentages and for what is whole in none.
[[nodiscard]] std::string readable(double value, std::string_view baseUnit, std::string_view displayUnit);

/// The range of a parameter: "0 to 1,000,000"; "at least 0 MB" where the upper end is no limit anybody meets.
[[nodiscard]] std::string rangeText(double least, double most, std::string_view baseUnit, std::string_view displayUnit);

} // namespace headroom::reporting
