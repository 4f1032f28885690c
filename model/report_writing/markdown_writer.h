#pragma once

#include "model/report_writing/document.h"

#include <functional>
#include <string>

namespace headroom::report_writing {

/// A drawing as a Mermaid flowchart; empty: there is none.
using MermaidSource = std::function<std::string(const Diagram &diagram)>;

/// GitHub Flavored Markdown: tables, diagrams as Mermaid blocks, charts as tables of a few points. No text of the design
/// is taken for markup. Without a logo, which would be a file of its own. Same document, same bytes.
[[nodiscard]] std::string markdownText(const Document &document, const MermaidSource &diagrams);

} // namespace headroom::report_writing
