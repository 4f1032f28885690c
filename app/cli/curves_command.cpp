#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/stage_choice.h"
#include "app/cli/user_range.h"
#include "model/reporting/growth_table.h"
#include "model/serialization/growth_json.h"

namespace headroom::app {

namespace {

constexpr std::size_t kMostPoints = 1000; // every stage is sized twice at each

/// Says what growth costs: one stage as it is, and what could be built instead.
class CurvesCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        m_range.declare(arguments, "100..100M");
        arguments.stage(m_stage, "the first");
        arguments.choice("--format", m_format, { "csv", "json" }, "How to print it");
        arguments.output(m_output);
    }

    int run(const catalog::Catalog &catalog) override
    {
        const std::optional<std::vector<double>> users = m_range.read();
        if (!users)
            return kExitUsage;
        const std::optional<Design> design = openOrComplain(m_file, catalog);
        if (!design)
            return kExitBadInput;
        const std::optional<std::size_t> stage
            = m_stage ? stageNamed(*design, *m_stage) : std::optional<std::size_t>(0);
        if (!stage)
            return kExitUsage;
        const cost::Growth growth = cost::GrowthCosts(*design->project, *stage, catalog).over(*users);
        const std::string text
            = m_format == "json" ? serialization::writeGrowth(growth) : reporting::growthTable(growth);
        return deliver(text, m_output) ? kExitDone : kExitOutput;
    }

private:
    std::string m_file;
    UserRange m_range { kMostPoints };
    std::optional<std::string> m_stage;
    std::string m_format = "csv";
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeCurvesCommand()
{
    return std::make_unique<CurvesCommand>();
}

} // namespace headroom::app
