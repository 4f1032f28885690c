#pragma once

#include "model/report_writing/document.h"

#include <functional>
#include <string>

namespace headroom::report_writing {

/// The drawing of a stage as a Mermaid flowchart; empty: there is none.
using MermaidSource = std::function<std::string(std::size_t stage)>;

/// GitHub Flavored Markdown: tables, diagrams as Mermaid blocks, charts as tables of a few points. No text of the design
/// is taken for markup. Same document, same bytes.
[[nodiscard]] std::string markdownText(const Document &document, const MermaidSource &diagrams);

} // namespace headroom::report_writing
