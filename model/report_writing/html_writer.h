#pragma once

#include "model/report_writing/document.h"

#include <functional>
#include <string>

namespace headroom::report_writing {

/// A drawing as SVG text, without an XML declaration; empty: there is none.
using DiagramSource = std::function<std::string(const Diagram &diagram)>;

/// One HTML file that needs nothing else: no script, no reference, a policy that forbids both; light and dark as the
/// reader's system has it; printable without cut rows. Same document, same bytes.
[[nodiscard]] std::string htmlText(const Document &document, const DiagramSource &diagrams);

} // namespace headroom::report_writing
