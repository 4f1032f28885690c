#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "model/analysis/analyze.h"
#include "model/reporting/numbers.h"

namespace headroom::app {

namespace {

/// Prints a line per stage.
class StagesCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        arguments.output(m_output);
    }

    int run(const catalog::Catalog &catalog) override
    {
        const std::optional<Design> design = openOrComplain(m_file, catalog);
        if (!design)
            return kExitBadInput;
        std::vector<std::vector<std::string>> rows { { "", "stage", "users", "binds first", "at its end", "full at",
                                                       "cost/month", "" } };
        std::size_t number = 0;
        for (const analysis::StageSummary &stage : analysis::summarizeStages(*design->project, catalog)) {
            const bool binds = !stage.bottleneckComponent.empty();
            rows.push_back({ std::to_string(++number), stage.name,
                             reporting::briefNumber(stage.from) + " – " + reporting::briefNumber(stage.to),
                             binds ? stage.bottleneckComponent + ", " + stage.bottleneckResource : "nothing",
                             binds ? reporting::percent(stage.utilizationAtTo) : "–",
                             reporting::compactNumber(stage.usersAtSaturation),
                             reporting::money(stage.costAtTo, catalog.currency()),
                             stage.failsInRange ? "fails in its range" : "" });
        }
        return deliver(table(rows, { 0, 4, 5, 6 }), m_output) ? kExitDone : kExitOutput;
    }

private:
    std::string m_file;
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeStagesCommand()
{
    return std::make_unique<StagesCommand>();
}

} // namespace headroom::app
