#pragma once

#include "model/core/result.h"
#include "model/project/project.h"

#include <string>
#include <string_view>
#include <vector>

namespace headroom::catalog {
class Catalog;
}

namespace headroom::serialization {

constexpr int kFormatVersion = 1;

/// A project read from text, and what was put right while reading.
struct ReadProject {
    project::Snapshot project;
    std::vector<std::string> notes; ///< sentences for people: a cut name, a connection kind nobody knows …
};

/// Reads a `.headroom` text within the budgets (64 MiB, depth 64, 20,000 components a stage…).
/// @param text  or a PNG that carries it (png_design.h). @param fileName  named in messages.
/// Error: `where` is "file, line n, stages/2/components/7/name" as far as known.
[[nodiscard]] Result<ReadProject> readProject(std::string_view text, const std::string &fileName,
                                              const catalog::Catalog &catalog);

/// The canonical text: fixed key order, one component or connection per line, shortest exact numbers, LF.
[[nodiscard]] std::string writeProject(const project::Project &project);

} // namespace headroom::serialization
