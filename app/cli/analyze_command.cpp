#include "app/cli/commands.h"

#include "app/cli/output.h"
#include "model/analysis/analyze.h"
#include "model/reporting/numbers.h"
#include "model/serialization/report_json.h"

#include <cmath>
#include <iostream>

namespace headroom::app
{

namespace
{

using analysis::Report;

constexpr double kMostUsers = 1e12;

/// Index of the stage that a number, or else a name, means.
std::optional<std::size_t> stageNamed(const project::Project &project, const std::string &wanted)
{
    for (std::size_t i = 0; i < project.stages.size(); ++i)
        if (std::to_string(i + 1) == wanted)
            return i;
    for (std::size_t i = 0; i < project.stages.size(); ++i)
        if (project.stages[i]->name == wanted)
            return i;
    return std::nullopt;
}

/// Index of the first stage meant for so many users; outside of all ranges the nearest in order of growth.
std::size_t stageFor(const project::Project &project, double users)
{
    for (std::size_t i = 0; i < project.stages.size(); ++i)
        if (project.stages[i]->users.from <= users && users <= project.stages[i]->users.to)
            return i;
    for (std::size_t i = 0; i < project.stages.size(); ++i)
        if (users <= project.stages[i]->users.to)
            return i;
    return project.stages.size() - 1;
}

const char *word(analysis::Severity severity)
{
    switch (severity) {
    case analysis::Severity::Error:
        return "error";
    case analysis::Severity::Warning:
        return "warning";
    case analysis::Severity::Info:
        break;
    }
    return "info";
}

std::string latencyText(const Report &report)
{
    if (report.meanLatency)
        return reporting::duration(*report.meanLatency);
    return report.state == analysis::State::Unreachable ? "none: unreachable" : "none: saturated";
}

std::string availabilityText(const Report &report)
{
    if (!report.availability)
        return "none: nothing is served";
    return reporting::exact(std::round(*report.availability * 1e8) / 1e6) + " % of the read path";
}

std::string bottleneckText(const Report &report)
{
    if (!report.bottleneck.exists())
        return "nothing fills";
    const auto &component = report.components[static_cast<std::size_t>(report.bottleneck.component)];
    const auto &resource = component.resources[static_cast<std::size_t>(report.bottleneck.resource)];
    return component.name + ", " + resource.title + " at " + reporting::percent(resource.utilization);
}

const char *tagOf(const analysis::ComponentReport &component)
{
    if (component.isSinglePoint)
        return component.isBottleneck ? "SPOF, bottleneck" : "SPOF";
    return component.isBottleneck ? "bottleneck" : "";
}

void printSystem(const Report &report)
{
    std::cout << plain(report.design) << ", stage " << report.stageIndex + 1 << " (" << plain(report.stageName)
              << ") at " << reporting::grouped(report.users) << " users\n\n";
    const std::string load = reporting::compactRate(report.requestsPerSecond) + " in the peak hour, "
        + reporting::compactRate(report.meanRequestsPerSecond) + " daily mean";
    std::cout << table({ { "Load", load },
                         { "Mean latency", latencyText(report) },
                         { "Availability", availabilityText(report) },
                         { "Cost", reporting::money(report.costPerMonth, report.currency) + " a month" },
                         { "Bottleneck", bottleneckText(report) },
                         { "Users at 70 %", reporting::compactNumber(report.usersAt070) },
                         { "Users at 85 %", reporting::compactNumber(report.usersAt085) },
                         { "Users at 100 %", reporting::compactNumber(report.usersAtSaturation) } },
                       {})
              << '\n';
}

std::vector<std::string> rowOf(const analysis::ComponentReport &component, const std::string &currency)
{
    const bool hasResource = component.fullestResource >= 0;
    const bool hasService = component.serviceTime > 0;
    std::vector<std::string> row { component.name, reporting::compactNumber(component.instances),
                                   reporting::compactRate(component.requestsPerSecond) };
    row.push_back(hasResource ? component.resources[static_cast<std::size_t>(component.fullestResource)].title : "–");
    row.push_back(hasResource ? reporting::percent(component.utilization) : "–");
    row.push_back(hasService ? reporting::duration(component.serviceTime) : "–");
    if (component.state == analysis::State::Saturated)
        row.push_back("saturated");
    else
        row.push_back(hasService && component.state == analysis::State::Fine ? reporting::duration(component.wait)
                                                                             : "–");
    row.push_back(reporting::money(component.costPerMonth, currency));
    row.push_back(tagOf(component));
    return row;
}

void printComponents(const Report &report)
{
    std::vector<std::vector<std::string>> rows { { "component", "n", "requests", "fullest", "used", "service", "wait",
                                                   "cost/month", "" } };
    for (const analysis::ComponentReport &component : report.components)
        if (!component.isPlace)
            rows.push_back(rowOf(component, report.currency));
    std::cout << table(rows, { 1, 2, 4, 5, 6, 7 });
}

void printFindings(const Report &report)
{
    if (!report.findings.empty())
        std::cout << "\nFindings\n";
    for (const analysis::Finding &finding : report.findings)
        std::cout << "  " << word(finding.severity) << ' ' << finding.rule << ": " << plain(finding.title) << ". "
                  << plain(finding.message) << '\n';
}

/// The users asked for, the default when nothing was asked; nothing when it is no number of users.
std::optional<double> usersOf(const std::optional<std::string> &asked, double otherwise)
{
    double users = 0;
    if (!asked)
        return otherwise;
    if (!reporting::parseCompact(*asked, users) || !(users >= 0 && users <= kMostUsers))
        return std::nullopt;
    return users;
}

} // namespace

int analyzeCommand(const AnalyzeRequest &request, const catalog::Catalog &catalog)
{
    std::optional<double> users = usersOf(request.users, 0);
    if (!users) {
        complain("--users " + *request.users + ": not a number of users from 0 to 1e12. Write 1400000, 1.4M or 250k.");
        return kExitUsage;
    }
    const project::Snapshot project = openOrComplain(request.file, catalog);
    if (!project)
        return kExitBadInput;
    const std::optional<std::size_t> stage
        = request.stage ? stageNamed(*project, *request.stage) : stageFor(*project, *users);
    if (!stage) {
        complain(request.file + ": there is no stage \"" + *request.stage + "\". Name one of 1 to "
                 + std::to_string(project->stages.size()) + "; `headroom stages` lists them.");
        return kExitUsage;
    }
    users = usersOf(request.users, project->stages[*stage]->users.to);
    const Report report = analysis::analyze(*project, *stage, *users, catalog);
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
