#include "app/cli/arguments.h"
#include "app/cli/check_gates.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/stage_choice.h"
#include "model/analysis/analyze.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

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
        arguments.option("--availability", m_availability, "At least this percentage for the read path: 99.95");
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
        return holds ? kExitDone : kExitGateFailed;
    }

private:
    bool readLimits()
    {
        m_limits.noSinglePoints = m_noSinglePoints;
        const bool areNumbers = read("--p99", m_p99, "s", "s", m_limits.p99)
            && read("--availability", m_availability, "1", "%", m_limits.availability)
            && read("--cost", m_cost, "1", "1", m_limits.costPerMonth)
            && read("--headroom", m_headroom, "1", "1", m_limits.headroom);
        if (!areNumbers)
            return false;
        if (m_limits.availability && (*m_limits.availability > 1 || looksLikeRatio())) {
            complain("--availability " + *m_availability + (looksLikeRatio() ? ": less than 1 %" : ": above 100 %")
                     + ". Write a percentage like 99.95.");
            return false;
        }
        if (m_p99 || m_availability || m_cost || m_headroom || m_noSinglePoints)
            return true;
        complain("check: there is nothing to check. Name at least one of --p99, --availability, --cost, --no-spof and"
                 " --headroom.");
        return false;
    }

    /// 0.9995 is meant as 99.95 %: as a percentage it would be a gate that everything passes.
    [[nodiscard]] bool looksLikeRatio() const
    {
        return *m_limits.availability > 0 && *m_limits.availability < 0.01
            && m_availability->find('%') == std::string::npos;
    }

    static bool read(const char *name, const std::optional<std::string> &text, const char *unit, const char *shown,
                     std::optional<double> &value)
    {
        if (!text)
            return true;
        double number = 0;
        if (!reporting::parseQuantity(*text, unit, shown, number) || !std::isfinite(number) || number < 0) {
            complain(std::string(name) + ' ' + *text + ": not a number from 0 up. `headroom check --help` shows one.");
            return false;
        }
        value = number;
        return true;
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
