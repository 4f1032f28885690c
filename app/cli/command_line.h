#pragma once

#include <optional>

namespace headroom::app {

/// Runs a subcommand, --help or --version, none of which needs a display.
/// @return the exit code, as listed in commands.h; nothing when the window should open.
[[nodiscard]] std::optional<int> runCommandLine(int argc, char **argv);

} // namespace headroom::app
