#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/stage_choice.h"
#include "model/analysis/analyze.h"
#include "model/reporting/numbers.h"
#include "model/reporting/sweep_table.h"
#include "model/serialization/sweep_json.h"

#include <charconv>
#include <cmath>

namespace headroom::app {

namespace {

constexpr double kPointsPerDecade = 10;
constexpr std::size_t kMostPoints = 10'000;

/// Says how stages answer to growing users, point by point.
class SweepCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        arguments.required("--users", m_users, "From the fewest to the most registered users: 1k..100M");
        arguments.option("--points", m_points,
                         "2 to 10000 points, evenly spaced on a log scale; without it 10 per decade");
        arguments.stage(m_stage, "or with \"all\" every stage");
        arguments.choice("--format", m_format, { "csv", "json" }, "How to print it");
        arguments.output(m_output);
    }

    int run(const catalog::Catalog &catalog) override
    {
        if (!readRange())
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
        const std::vector<double> users = analysis::logarithmicUsers(m_from, m_to, m_count);
        std::vector<analysis::StageSweep> sweeps;
        for (const std::size_t stage : stages)
            sweeps.push_back(analysis::sweepReports(*design->project, stage, users, catalog));
        const std::string text = m_format == "json" ? serialization::writeSweep(sweeps) : reporting::sweepTable(sweeps);
        return deliver(text, m_output) ? kExitDone : kExitOutput;
    }

private:
    bool readRange()
    {
        const std::size_t dots = m_users->find("..");
        if (dots == std::string::npos) {
            complain("--users " + *m_users + ": not a range. Write two numbers of users with two dots: 1k..100M.");
            return false;
        }
        const std::optional<double> from = usersFrom(m_users->substr(0, dots));
        const std::optional<double> to = from ? usersFrom(m_users->substr(dots + 2)) : std::nullopt;
        if (!from || !to)
            return false;
        if (!(*from > 0 && *to > *from)) {
            complain("--users " + *m_users + ": the first number must be above 0 and below the second.");
            return false;
        }
        m_from = *from;
        m_to = *to;
        m_count = static_cast<std::size_t>(std::lround(kPointsPerDecade * std::log10(m_to / m_from))) + 1;
        m_count = std::max<std::size_t>(m_count, 2);
        return !m_points || readPoints();
    }

    bool readPoints()
    {
        const auto [end, error] = std::from_chars(m_points->data(), m_points->data() + m_points->size(), m_count);
        if (error == std::errc() && end == m_points->data() + m_points->size() && m_count >= 2
            && m_count <= kMostPoints)
            return true;
        complain("--points " + *m_points + ": not a whole number from 2 to 10000.");
        return false;
    }

    std::string m_file;
    std::optional<std::string> m_users;
    std::optional<std::string> m_points;
    std::optional<std::string> m_stage;
    std::string m_format = "csv";
    std::string m_output;
    double m_from = 0;
    double m_to = 0;
    std::size_t m_count = 0;
};

} // namespace

std::unique_ptr<Command> makeSweepCommand()
{
    return std::make_unique<SweepCommand>();
}

} // namespace headroom::app
