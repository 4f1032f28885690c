#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headroom::reporting {

/// A text cell: quoted where RFC 4180 asks for it, and with a leading apostrophe where a spreadsheet would take it
/// for a formula (it begins with = + - @, a tab or a carriage return). Not for numbers.
[[nodiscard]] std::string csvText(std::string_view text);

/// The number with so many digits that is nearest: 120 instead of 119.99999999999999. @pre  finite, digits > 0
[[nodiscard]] double roundedTo(double value, int digits);

/// Finished cells as one record, ended by CRLF.
[[nodiscard]] std::string csvRecord(const std::vector<std::string> &cells);

} // namespace headroom::reporting
