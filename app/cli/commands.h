#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::app {

constexpr int kExitDone = 0;
constexpr int kExitUsage = 2;
constexpr int kExitBadInput = 3;

/// What `headroom analyze` was asked for.
struct AnalyzeRequest {
    std::string file;
    std::string stage; ///< number from 1, or name; empty: the first whose range holds the users
    std::string users; ///< "1.4M"; empty: the upper end of the stage
    bool asJson = false;
};

/// One function per subcommand; each prints its answer and returns the exit code.
[[nodiscard]] int analyzeCommand(const AnalyzeRequest &request, const catalog::Catalog &catalog);
[[nodiscard]] int validateCommand(const std::vector<std::string> &files, const catalog::Catalog &catalog);
[[nodiscard]] int stagesCommand(const std::string &file, const catalog::Catalog &catalog);

/// Reads a design; on failure prints why to stderr and gives nothing.
[[nodiscard]] project::Snapshot openOrComplain(const std::string &file, const catalog::Catalog &catalog,
                                               bool showNotes = true);

/// Rows of text as aligned columns; the first row is the heading. Columns named in `right` are set flush right.
[[nodiscard]] std::string table(const std::vector<std::vector<std::string>> &rows, const std::vector<std::size_t> &right);

} // namespace headroom::app
