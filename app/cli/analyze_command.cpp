#include "app/cli/commands.h"

#include "model/analysis/analyze.h"
#include "model/reporting/numbers.h"
#include "model/serialization/report_json.h"

#include <cmath>
#include <iostream>

namespace headroom::app {

namespace {

using analysis::Report;

constexpr double kMostUsers = 1e12;

/// Index of the stage that a number or a name means.
std::optional<std::size_t> stageNamed(const project::Project &project, const std::string &wanted)
{
    for (std::size_t i = 0; i < project.stages.size(); ++i)
        if (project.stages[i]->name == wanted || std::to_string(i + 1) == wanted)
            return i;
    return std::nullopt;
}

std::size_t stageFor(const project::Project &project, double users)
{
    for (std::size_t i = 0; i < project.stages.size(); ++i)
        if (users <= project.stages[i]->users.to)
            return i;
    return project.stages.size() - 1;
}

const char *word(analysis::Severity severity)
{
    switch (severity) {
    case analysis::Severity::Error: return "error";
    case analysis::Severity::Warning: return "warning";
    case analysis::Severity::Info: break;
    }
    return "info";
}

std::string latencyText(const Report &report)
{
    if (report.meanLatency)
        return reporting::duration(*report.meanLatency);
    return report.state == analysis::State::Saturated ? "none: saturated" : "none: unreachable";
}

std::string bottleneckText(const Report &report)
{
    if (!report.bottleneck.exists())
        return "nothing fills";
    const auto &component = report.components[static_cast<std::size_t>(report.bottleneck.component)];
    const auto &resource = component.resources[static_cast<std::size_t>(report.bottleneck.resource)];
    return component.name + ", " + resource.title + " at " + reporting::percent(resource.utilization);
}

void printSystem(const Report &report)
{
    std::cout << report.design << ", stage " << report.stageIndex + 1 << " (" << report.stageName << ") at "
              << reporting::grouped(report.users) << " users\n\n";
    std::vector<std::vector<std::string>> rows {
        { "Load", reporting::compactRate(report.requestsPerSecond) + " in the peak hour, "
                      + reporting::compactRate(report.meanRequestsPerSecond) + " daily mean" },
        { "Mean latency", latencyText(report) },
        { "Availability", report.availability ? reporting::exact(std::round(*report.availability * 1e8) / 1e6) + " % of the read path"
                                              : "none: nothing is served" },
        { "Cost", reporting::money(report.costPerMonth, report.currency) + " a month" },
        { "Bottleneck", bottleneckText(report) },
        { "Users at 70 %", reporting::compactNumber(report.usersAt070) },
        { "Users at 85 %", reporting::compactNumber(report.usersAt085) },
        { "Users at 100 %", reporting::compactNumber(report.usersAtSaturation) },
    };
    std::cout << table(rows, {}) << '\n';
}

void printComponents(const Report &report)
{
    std::vector<std::vector<std::string>> rows { { "component", "n", "requests", "fullest", "", "service", "wait", "cost/month", "" } };
    for (const analysis::ComponentReport &component : report.components) {
        if (component.isPlace)
            continue;
        const bool hasResource = component.fullestResource >= 0;
        const bool isSaturated = component.state == analysis::State::Saturated;
        rows.push_back({ component.name, reporting::exact(component.instances), reporting::compactRate(component.requestsPerSecond),
                         hasResource ? component.resources[static_cast<std::size_t>(component.fullestResource)].title : "–",
                         hasResource ? reporting::percent(component.utilization) : "",
                         component.serviceTime > 0 ? reporting::duration(component.serviceTime) : "–",
                         component.serviceTime > 0 ? (isSaturated ? "saturated" : reporting::duration(component.wait)) : "–",
                         reporting::money(component.costPerMonth, report.currency),
                         component.isSinglePoint && component.isBottleneck ? "SPOF, bottleneck"
                             : component.isSinglePoint                     ? "SPOF"
                             : component.isBottleneck                      ? "bottleneck"
                                                                           : "" });
    }
    std::cout << table(rows, { 1, 2, 4, 5, 6, 7 });
}

void printFindings(const Report &report)
{
    if (report.findings.empty())
        return;
    std::cout << "\nFindings\n";
    for (const analysis::Finding &finding : report.findings)
        std::cout << "  " << word(finding.severity) << ' ' << finding.rule << ": " << finding.title << ". " << finding.message << '\n';
}

} // namespace

int analyzeCommand(const AnalyzeRequest &request, const catalog::Catalog &catalog)
{
    double users = 0;
    if (!request.users.empty() && (!reporting::parseCompact(request.users, users) || users < 0 || users > kMostUsers)) {
        std::cerr << "headroom: --users " << request.users << ": not a number of users between 0 and 1e12. Write 1400000, 1.4M or 250k.\n";
        return kExitUsage;
    }
    const project::Snapshot project = openOrComplain(request.file, catalog);
    if (!project)
        return kExitBadInput;
    std::size_t stage = stageFor(*project, users);
    if (!request.stage.empty()) {
        const std::optional<std::size_t> named = stageNamed(*project, request.stage);
        if (!named) {
            std::cerr << "headroom: " << request.file << ": there is no stage \"" << request.stage << "\". It has 1 to "
                      << project->stages.size() << "; `headroom stages` lists them.\n";
            return kExitUsage;
        }
        stage = *named;
    }
    if (request.users.empty())
        users = project->stages[stage]->users.to;
    const Report report = analysis::analyze(*project, stage, users, catalog);
    if (request.asJson) {
        std::cout << serialization::writeReport(report);
        return kExitDone;
    }
    printSystem(report);
    printComponents(report);
    printFindings(report);
    return kExitDone;
}

} // namespace headroom::app
