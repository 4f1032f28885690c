#include "app/cli/command_line.h"

#include <iostream>

int main(int argc, char **argv)
{
    if (const std::optional<int> code = headroom::app::runCommandLine(argc, argv))
        return *code;
    std::cerr << "headroom: name a command; --help lists them.\n";
    return 2;
}
