#pragma once

#include "model/catalog/catalog.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::app
{

constexpr int kExitDone = 0;
constexpr int kExitOutput = 1; ///< the answer could not be written
constexpr int kExitUsage = 2;
constexpr int kExitBadInput = 3;

/// What `headroom analyze` was asked for.
struct AnalyzeRequest {
    std::string file;
    std::optional<std::string> stage; ///< number from 1, or name; absent: the first whose range holds the users
    std::optional<std::string> users; ///< "1.4M"; absent: the upper end of the stage
    bool asJson = false;
};

/// Says what one stage does at a number of users.
[[nodiscard]] int analyzeCommand(const AnalyzeRequest &request, const catalog::Catalog &catalog);

/// Says of each file whether it would open, and if not why.
[[nodiscard]] int validateCommand(const std::vector<std::string> &files, const catalog::Catalog &catalog);

/// Prints a line per stage.
[[nodiscard]] int stagesCommand(const std::string &file, const catalog::Catalog &catalog);

} // namespace headroom::app
