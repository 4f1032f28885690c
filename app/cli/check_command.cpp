#include "app/cli/arguments.h"
#include "app/cli/check_gates.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/quantity_option.h"
#include "app/cli/stage_choice.h"
#include "model/analysis/analyze.h"

#include <algorithm>

namespace headroom::app {

namespace {

/// Holds a stage to objectives, one line per gate.
class CheckCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        m_asked.declare(arguments, "Registered users to check at", true);
        arguments.option("--p99", m_p99, "At most this latency for 99 of 100 requests, server time: 300ms");
        arguments.option("--availability", m_availability, "At least this percentage of reads: 99.95");
        arguments.option("--cost", m_cost, "At most this much a month: 20000");
        arguments.flag("--no-spof", m_noSinglePoints, "No component may stop requests by failing alone");
        arguments.option("--headroom", m_headroom, "Users at saturation over users: at least 1.3");
        arguments.choice("--format", m_format, { "text", "json", "junit", "sarif" }, "How to print it");
        arguments.output(m_output);
    }

    int run(const catalog::Catalog &catalog) override
    {
        if (!readLimits())
            return kExitUsage;
        if (const int code = m_asked.open(m_file, catalog); code != kExitDone)
            return code;
        const analysis::Report report = analysis::analyze(m_asked.project(), m_asked.index(), m_asked.users(), catalog);
        const std::vector<Gate> gates = judge(report, m_limits);
        if (!deliver(printGates(gates, report, m_asked.design(), m_format), m_output))
            return kExitOutput;
        const bool holds = std::all_of(gates.begin(), gates.end(), [](const Gate &gate) { return gate.holds; });
        if (!holds && m_format == "text") // which has nothing but a line per gate
            complain("check: " + m_asked.headline());
        return holds ? kExitDone : kExitGateFailed;
    }

private:
    bool readLimits()
    {
        m_limits.noSinglePoints = m_noSinglePoints;
        if (!readDuration("check", "--p99", m_p99, m_limits.p99)
            || !readAvailability("check", m_availability, m_limits.availability)
            || !readQuantity("check", "--cost", m_cost, "1", "1", m_limits.costPerMonth)
            || !readQuantity("check", "--headroom", m_headroom, "1", "1", m_limits.headroom))
            return false;
        if (m_p99 || m_availability || m_cost || m_headroom || m_noSinglePoints)
            return true;
        complain("check: there is nothing to check. Name at least one of --p99, --availability, --cost, --no-spof and"
                 " --headroom.");
        return false;
    }

    std::string m_file;
    AskedStage m_asked;
    std::optional<std::string> m_p99;
    std::optional<std::string> m_availability;
    std::optional<std::string> m_cost;
    std::optional<std::string> m_headroom;
    bool m_noSinglePoints = false;
    std::string m_format = "text";
    std::string m_output;
    Limits m_limits;
};

} // namespace

std::unique_ptr<Command> makeCheckCommand()
{
    return std::make_unique<CheckCommand>();
}

} // namespace headroom::app
