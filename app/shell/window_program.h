#pragma once

namespace headroom::app {

/// Opens the window on the file named in the arguments, or on a template, and runs until it is closed.
/// Without a display it says so and names the commands that need none.
/// @return the exit code.
[[nodiscard]] int runWindow(int argc, char **argv);

} // namespace headroom::app
