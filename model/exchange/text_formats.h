#pragma once

#include "model/analysis/report.h"
#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::exchange {

/// How the lines of a stage are drawn, by connection: from the caller's side to the callee's, in scene pixels, straight from
/// point to point. A way without points is not known.
using Ways = std::vector<std::vector<project::Point>>;

/// What is written: a stage of a design, with what the model says about it where a format shows that.
struct Subject {
    const project::Project &project;
    std::size_t stage = 0; ///< < project.stages.size()
    const catalog::Catalog &catalog;
    const analysis::Report *report = nullptr;         ///< of that stage; needed by formats with `needsReport`
    std::function<Ways(std::size_t stage)> ways = {}; ///< of any stage; without it draw.io leads the lines
};

/// A text that other programs read. Same subject, same bytes.
struct TextFormat {
    const char *id;                   ///< as `headroom export --to` has it: "mermaid"
    const char *title;                ///< "Mermaid flowchart"
    std::vector<std::string> endings; ///< of file names, the usual one first: ".mmd"
    bool needsReport = false;         ///< Subject::report must be there, with percentiles
    bool holdsDesign = false;         ///< holds all stages, whichever is asked for, and opens in Headroom again
    std::string (*write)(const Subject &subject) = nullptr;
};

/// All of them; where one ending ends like another, the longer comes first.
[[nodiscard]] const std::vector<TextFormat> &textFormats();

/// Null: there is none of this id.
[[nodiscard]] const TextFormat *textFormat(std::string_view id);

// Mermaid: a flowchart; places are subgraphs. Every letter that Mermaid could take for markup is an entity.
[[nodiscard]] std::string mermaidText(const Subject &subject);
// D2: places are containers, everything in single quotes, in which D2 substitutes nothing.
[[nodiscard]] std::string d2Text(const Subject &subject);
// DOT for Graphviz: places are clusters, labels plain text.
[[nodiscard]] std::string dotText(const Subject &subject);
// Structurizr DSL: sources are persons, components containers, places deployment nodes. Quotes, backslashes and "${",
// for which the language has no safe form in a text, are replaced by letters that look like them.
[[nodiscard]] std::string structurizrText(const Subject &subject);
// draw.io, uncompressed, a page per stage; lines run as `ways` has them. readDrawio() gives the same design again.
[[nodiscard]] std::string drawioText(const Subject &subject);
// CSV (RFC 4180, CRLF, UTF-8). Numbers are exact and have their unit in the heading; what does not exist is empty.
[[nodiscard]] std::string componentTable(const Subject &subject);
[[nodiscard]] std::string connectionTable(const Subject &subject);
[[nodiscard]] std::string findingTable(const Subject &subject);
/// Utilization, latency and cost at ten numbers of users per decade, from a thousandth of what the stage is meant for
/// to ten times it. Solves the stage at each.
[[nodiscard]] std::string curveTable(const Subject &subject);

} // namespace headroom::exchange
