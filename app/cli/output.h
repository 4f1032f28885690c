#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <string>
#include <vector>

namespace headroom::app
{

/// The text with control characters and those that turn the direction of writing as "\u{1B}",
/// so that a file's text can do nothing to a terminal. Line feeds too.
[[nodiscard]] std::string plain(const std::string &text);

/// Prints "headroom: …" on stderr.
void complain(const std::string &sentence);

/// Reads a design and prints what was put right; on failure prints why and gives nothing.
[[nodiscard]] project::Snapshot openOrComplain(const std::string &file, const catalog::Catalog &catalog);

/// Rows of plain text as aligned columns; the first row is the heading. Columns named in `right` are set flush right.
[[nodiscard]] std::string table(const std::vector<std::vector<std::string>> &rows,
                                const std::vector<std::size_t> &right);

} // namespace headroom::app
