#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"

namespace headroom::app {

namespace {

/// Says of each file whether it would open, and if not why.
class ValidateCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.designs(m_files);
        arguments.output(m_output);
    }

    int run(const catalog::Catalog &catalog) override
    {
        int code = kExitDone;
        std::string text;
        for (const std::string &file : m_files) {
            const std::optional<Design> design = openOrComplain(file, catalog);
            if (!design) {
                code = kExitBadInput;
                continue;
            }
            std::size_t components = 0;
            for (const auto &stage : design->project->stages)
                components += stage->components.size();
            const std::size_t stages = design->project->stages.size();
            text += plain(design->name) + ": valid, " + std::to_string(stages)
                + (stages == 1 ? " stage, " : " stages, ") + std::to_string(components)
                + (components == 1 ? " component\n" : " components\n");
        }
        return deliver(text, m_output) ? code : kExitOutput;
    }

private:
    std::vector<std::string> m_files;
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeValidateCommand()
{
    return std::make_unique<ValidateCommand>();
}

} // namespace headroom::app
