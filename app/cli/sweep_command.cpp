#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/stage_choice.h"
#include "app/cli/user_range.h"
#include "model/analysis/analyze.h"
#include "model/reporting/sweep_table.h"
#include "model/serialization/sweep_json.h"

namespace headroom::app {

namespace {

/// Says how stages answer to growing users, point by point.
class SweepCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        m_range.declare(arguments, {});
        arguments.stage(m_stage, "or with \"all\" every stage");
        arguments.flag("--percentiles", m_withPercentiles,
                       "p50, p95 and p99 too, which takes some thirty times as long");
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
        std::vector<std::size_t> stages;
        if (m_stage && *m_stage != "all") {
            const std::optional<std::size_t> stage = stageNamed(*design, *m_stage);
            if (!stage)
                return kExitUsage;
            stages.push_back(*stage);
        } else {
            for (std::size_t i = 0; i < design->project->stages.size(); ++i)
                stages.push_back(i);
        }
        std::vector<analysis::StageSweep> sweeps;
        std::vector<analysis::SweptPercentiles> percentiles;
        for (const std::size_t stage : stages) {
            sweeps.push_back(analysis::sweepReports(*design->project, stage, *users, catalog));
            if (m_withPercentiles)
                percentiles.push_back(analysis::sweepPercentiles(*design->project, stage, *users, catalog));
        }
        const std::string text = m_format == "json" ? serialization::writeSweep(sweeps, percentiles)
                                                    : reporting::sweepTable(sweeps, percentiles);
        return deliver(text, m_output) ? kExitDone : kExitOutput;
    }

private:
    std::string m_file;
    UserRange m_range;
    std::optional<std::string> m_stage;
    bool m_withPercentiles = false;
    std::string m_format = "csv";
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeSweepCommand()
{
    return std::make_unique<SweepCommand>();
}

} // namespace headroom::app
