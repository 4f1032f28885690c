#pragma once

#include "app/cli/output.h"

#include <optional>
#include <string>

namespace headroom::app {

/// Index of the stage that a number (from 1), or else a name, means. Complains when there is none.
[[nodiscard]] std::optional<std::size_t> stageNamed(const Design &design, const std::string &wanted);

/// Index of the first stage meant for so many users; outside of all ranges the nearest in order of growth.
/// @pre the project has a stage.
[[nodiscard]] std::size_t stageFor(const project::Project &project, double users);

/// A number of registered users from 0 to 1e12 as people write it: "1.4M". Complains when it is none.
[[nodiscard]] std::optional<double> usersFrom(const std::string &text);

} // namespace headroom::app
