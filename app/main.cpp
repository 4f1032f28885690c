#include "app/cli/command_line.h"
#include "app/shell/window_program.h"

int main(int argc, char **argv)
{
    if (const std::optional<int> code = headroom::app::runCommandLine(argc, argv))
        return *code;
    return headroom::app::runWindow(argc, argv);
}
