#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::app {

/// The text with control characters and those that turn the direction of writing as "\u{1B}",
/// so that a file's text can do nothing to a terminal. Line feeds too.
[[nodiscard]] std::string plain(const std::string &text);

/// Prints "headroom: …" on stderr.
void complain(const std::string &sentence);

/// A design and the text it was read from.
struct Design {
    std::string name; ///< of the file, for messages; "standard input" for -
    std::string text;
    project::Snapshot project; ///< never null
};

/// Reads a design, from standard input when `file` is "-", and prints what was put right;
/// on failure prints why and gives nothing.
[[nodiscard]] std::optional<Design> openOrComplain(const std::string &file, const catalog::Catalog &catalog);

/// Prints the text, or when `file` is neither empty nor "-" replaces that file by it in one step.
/// On failure prints why and gives false. Ctrl+C while a file is written waits until it is whole.
[[nodiscard]] bool deliver(const std::string &text, const std::string &file);

/// Whether the answer may go there; complains when that is the design it is made from, by whatever name.
[[nodiscard]] bool mayReplace(const std::string &output, const std::string &design,
                              const char *what = "the design itself");

/// The names of a list with commas, as they are; an empty text is one empty name.
[[nodiscard]] std::vector<std::string> namesIn(const std::string &list);

/// Rows of plain text as aligned columns; the first row is the heading. Columns named in `right` are set flush right.
[[nodiscard]] std::string table(const std::vector<std::vector<std::string>> &rows,
                                const std::vector<std::size_t> &right);

} // namespace headroom::app
