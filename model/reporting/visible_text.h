#pragma once

#include <string>
#include <string_view>

namespace headroom::reporting {

/// The text with everything that cannot be seen but does something written out as "\u{202E}": control characters (line
/// feeds and tabs too), characters that turn the direction of writing, invisible marks, and what no XML may hold.
/// Joiners stay, as scripts need them. Bytes that are no UTF-8 are written as "\u{FFFD}".
/// Source: Unicode 15, UAX 9 (directions), UTS 39 (invisible characters); XML 1.0, production 2.
[[nodiscard]] std::string visibleText(std::string_view utf8);

/// Text inside an element or an attribute in double quotes, of HTML and XML alike; what cannot be seen is written out.
[[nodiscard]] std::string markupText(std::string_view utf8);

} // namespace headroom::reporting
