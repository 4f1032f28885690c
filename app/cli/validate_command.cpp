#include "app/cli/commands.h"

#include "app/cli/output.h"

#include <iostream>

namespace headroom::app
{

int validateCommand(const std::vector<std::string> &files, const catalog::Catalog &catalog)
{
    int code = kExitDone;
    for (const std::string &file : files) {
        const project::Snapshot project = openOrComplain(file, catalog);
        if (!project) {
            code = kExitBadInput;
            continue;
        }
        std::size_t components = 0;
        for (const auto &stage : project->stages)
            components += stage->components.size();
        std::cout << plain(file) << ": valid, " << project->stages.size()
                  << (project->stages.size() == 1 ? " stage, " : " stages, ") << components
                  << (components == 1 ? " component\n" : " components\n");
    }
    return code;
}

} // namespace headroom::app
