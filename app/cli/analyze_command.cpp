#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/job_text.h"
#include "app/cli/output.h"
#include "app/cli/stage_choice.h"
#include "model/analysis/effects.h"
#include "model/cost/comparisons.h"
#include "model/reporting/effect_text.h"
#include "model/reporting/estimate_text.h"
#include "model/reporting/numbers.h"
#include "model/reporting/ways_text.h"
#include "model/serialization/report_json.h"

#include <cmath>
#include <sstream>

namespace headroom::app {

namespace {

using analysis::Report;

std::string latencyText(const Report &report)
{
    if (report.meanLatency)
        return reporting::duration(*report.meanLatency);
    return report.state == analysis::State::Unreachable ? "none: unreachable" : "none: saturated";
}

std::string percentilesText(const Report &report)
{
    if (!report.serverTime)
        return "none";
    const analysis::Percentiles &times = report.serverTime->value;
    return reporting::duration(times.p50) + ", " + reporting::duration(times.p95) + ", "
        + reporting::duration(times.p99);
}

std::string availabilityText(const Report &report)
{
    if (!report.availability)
        return "none: nothing is served";
    const reliability::Estimate &reads = *report.classes[report.readingClass].availability;
    if (reads.isExact)
        return reporting::availabilityPercent(reads.value);
    return reporting::availabilityPercent(reads.low) + " to " + reporting::availabilityPercent(reads.high)
        + " with 99 % confidence, from " + reporting::grouped(reads.samples) + " random states";
}

/// "9.8 min", of a sampled availability "9.5 min to 10.1 min" or "up to 58.3 s".
std::string downText(const reliability::Estimate &reads, double length)
{
    const std::string most = reporting::duration((1 - reads.low) * length);
    if (reads.isExact)
        return most;
    return reads.high < 1 ? reporting::duration((1 - reads.high) * length) + " to " + most : "up to " + most;
}

std::string downtimeText(const Report &report)
{
    if (!report.availability)
        return "none: nothing is served";
    const reliability::Estimate &reads = *report.classes[report.readingClass].availability;
    return downText(reads, kSecondsPerMonth) + " a month, " + downText(reads, 12 * kSecondsPerMonth) + " a year"
        + (report.downtimeCostPerHour > 0
               ? ", at " + reporting::money(report.downtimeCostPerMonth, report.currency) + " a month"
               : "");
}

std::string bottleneckText(const Report &report)
{
    if (!report.bottleneck.exists())
        return "nothing fills";
    const auto &component = report.components[static_cast<std::size_t>(report.bottleneck.component)];
    const auto &resource = component.resources[static_cast<std::size_t>(report.bottleneck.resource)];
    return component.name + ", " + resource.title + " at " + reporting::percent(resource.utilization)
        + (report.isSoftwareBottleneck ? ": the slots are full although the machines look idle" : "");
}

std::string nextText(const Report &report)
{
    if (!report.next.exists())
        return "nothing else fills";
    const auto &component = report.components[static_cast<std::size_t>(report.next.component)];
    const auto &resource = component.resources[static_cast<std::size_t>(report.next.resource)];
    return component.name + ", " + resource.title + " at " + reporting::compactNumber(resource.usersAtSaturation)
        + " users";
}

std::string costText(const Report &report)
{
    const std::string cost = reporting::money(report.costPerMonth, report.currency) + " a month";
    if (report.users <= 0)
        return cost;
    return cost + ", " + reporting::exact(std::round(report.costPerMonth / report.users * 1e5) / 100) + ' '
        + report.currency + " per 1,000 users";
}

std::string categoriesText(const Report &report)
{
    std::string text;
    for (const auto &[category, amount] : report.costByCategory)
        text += (text.empty() ? "" : ", ") + category + ' ' + reporting::money(amount, report.currency);
    return text.empty() ? "nothing" : text;
}

const char *tagOf(const analysis::ComponentReport &component)
{
    if (component.isSinglePoint)
        return component.isBottleneck ? "SPOF, bottleneck" : "SPOF";
    return component.isBottleneck ? "bottleneck" : "";
}

void printWays(std::ostream &out, const Report &report)
{
    std::vector<std::vector<std::string>> rows;
    for (const reporting::WayLine &line : reporting::waysText(report))
        rows.push_back({ plain(line.caption), line.text });
    if (!rows.empty())
        out << table(rows, {}) << '\n';
}

std::string usersText(const Report &report, double users, double analysis::ResourceReport::*level)
{
    const analysis::ResourceRef standing = reporting::fullWithoutUsers(report, level);
    if (users > 0 || !standing.exists())
        return reporting::compactNumber(users);
    const analysis::ComponentReport &component = report.components[static_cast<std::size_t>(standing.component)];
    return "none: " + component.resources[static_cast<std::size_t>(standing.resource)].title + " of "
        + plain(component.name) + " is that full without any";
}

void printSystem(std::ostream &out, const Report &report)
{
    out << plain(report.design) << ", stage " << report.stageIndex + 1 << " (" << plain(report.stageName) << ") at "
        << reporting::grouped(report.users) << " users\n\n";
    const std::string load = reporting::compactRate(report.requestsPerSecond) + " in the peak hour, "
        + reporting::compactRate(report.meanRequestsPerSecond) + " daily mean";
    const std::string users = report.concurrentUsers ? reporting::compactNumber(*report.concurrentUsers)
            + ", each thinking " + reporting::duration(report.thinkTime) + " between two actions"
                                                     : "none: no mean latency";
    out << table({ { "Load", load },
                   { "Users at a time", users },
                   { "Mean latency", latencyText(report) },
                   { "p50, p95, p99", percentilesText(report) },
                   { "Availability of reads", availabilityText(report) },
                   { "Downtime", downtimeText(report) },
                   { "Cost", costText(report) },
                   { "of which", categoriesText(report) },
                   { "Bottleneck", bottleneckText(report) },
                   { "Next in line", nextText(report) },
                   { "Users at 70 %", usersText(report, report.usersAt070, &analysis::ResourceReport::usersAt070) },
                   { "Users at 85 %", usersText(report, report.usersAt085, &analysis::ResourceReport::usersAt085) },
                   { "Users at 100 %",
                     usersText(report, report.usersAtSaturation, &analysis::ResourceReport::usersAtSaturation) } },
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

std::vector<std::string> rowOf(const analysis::ClassReport &line)
{
    std::vector<std::string> row { line.name, reporting::compactRate(line.requestsPerSecond) };
    if (!line.serverTime)
        row.insert(row.end(), { "–", "–", "–", "–" });
    else
        for (const double each : { line.serverTime->value.mean, line.serverTime->value.p50, line.serverTime->value.p95,
                                   line.serverTime->value.p99 })
            row.push_back(reporting::duration(each));
    row.push_back("p95 within " + reporting::duration(line.objective.limit));
    if (line.state == analysis::State::Fine)
        row.push_back(line.objective.holds.value_or(false) ? "kept" : "broken");
    else
        row.push_back(line.state == analysis::State::Saturated ? "broken: saturated" : "broken: unreachable");
    return row;
}

constexpr double kLeastShown = 1e-4; // share of the requests, or calls

void printClasses(std::ostream &out, const Report &report)
{
    std::vector<std::vector<std::string>> rows { { "requests", "rate", "mean", "p50", "p95", "p99", "promise", "" } };
    for (const analysis::ClassReport &line : report.classes)
        rows.push_back(rowOf(line));
    out << table(rows, { 1, 2, 3, 4, 5 });
    for (const analysis::ClassReport &line : report.classes)
        if (line.timedOut >= kLeastShown)
            out << reporting::smallShare(line.timedOut) << " of " << plain(line.name)
                << " fail: a call is given up or refused.\n";
    out << '\n';
}

void printJourneys(std::ostream &out, const Report &report)
{
    if (report.journeys.empty())
        return;
    std::vector<std::vector<std::string>> rows { { "journey", "rate", "mean", "p95", "p99", "promise", "", "available",
                                                   "single points" } };
    for (const analysis::JourneyReport &line : report.journeys) {
        std::vector<std::string> row { plain(line.name), reporting::compactRate(line.requestsPerSecond) };
        row.push_back(line.meanLatency ? reporting::duration(*line.meanLatency) : "–");
        row.push_back(line.serverTime ? reporting::duration(line.serverTime->p95) : "–");
        row.push_back(line.serverTime ? reporting::duration(line.serverTime->p99) : "–");
        std::string promise = "p95 within " + reporting::duration(line.objective.limit);
        bool holds = line.objective.holds.value_or(false);
        if (line.tail) {
            promise += ", p99 within " + reporting::duration(line.tail->limit);
            holds = holds && line.tail->holds.value_or(false);
        }
        row.push_back(promise);
        row.push_back(holds ? "kept" : "broken");
        row.push_back(line.availability ? reporting::estimateCell(*line.availability) : "–");
        row.push_back(std::to_string(line.singlePoints.size()));
        rows.push_back(std::move(row));
    }
    out << table(rows, { 1, 2, 3, 4, 7, 8 }) << '\n';
}

void printComponents(std::ostream &out, const Report &report)
{
    std::vector<std::vector<std::string>> rows { { "component", "n", "requests", "fullest", "used", "service", "wait",
                                                   "cost/month", "" } };
    for (const analysis::ComponentReport &component : report.components)
        if (!component.isPlace)
            rows.push_back(rowOf(component, report.currency));
    out << table(rows, { 1, 2, 4, 5, 6, 7 });
}

void printRetries(std::ostream &out, const Report &report)
{
    std::vector<std::vector<std::string>> rows { { "retries", "fails", "attempts", "succeeds", "in a storm" } };
    for (const analysis::ConnectionReport &each : report.connections)
        if (each.retries)
            rows.push_back({ each.from + " → " + each.to, reporting::percent(each.retries->failure),
                             reporting::briefNumber(each.retries->attempts), reporting::percent(each.retries->success),
                             reporting::briefNumber(each.retries->stormAttempts) });
    if (rows.size() > 1)
        out << '\n' << table(rows, { 1, 2, 3, 4 });
    if (report.isMetastable)
        out << "\nMetastable: after an outage the retries alone would keep it down.\n";
}

void printGivenUp(std::ostream &out, const Report &report)
{
    std::vector<std::vector<std::string>> rows { { "calls", "given up", "most of class" } };
    for (std::size_t c = 0; c < report.connections.size(); ++c) {
        const analysis::ConnectionReport &each = report.connections[c];
        const analysis::LateCalls *late = each.givenUp >= kLeastShown ? report.findLate(c) : nullptr;
        if (late)
            rows.push_back({ each.from + " → " + each.to, reporting::smallShare(late->share),
                             report.classes[static_cast<std::size_t>(late->requestClass)].name });
    }
    if (rows.size() > 1)
        out << '\n' << table(rows, { 1 });
}

void printFindings(std::ostream &out, const Report &report)
{
    if (!report.findings.empty())
        out << "\nFindings\n";
    for (const analysis::Finding &finding : report.findings) {
        const std::string effect = reporting::effectText(finding, report.currency);
        out << "  " << (finding.acknowledged ? "acknowledged " : "") << reporting::severityWord(finding.severity) << ' '
            << finding.rule << ": " << plain(finding.title) << ". "
            << plain(finding.message + (finding.fix.empty() ? "" : " ") + finding.fix)
            << (finding.acknowledged ? " Acknowledged: " + plain(*finding.acknowledged) : "")
            << (effect.empty() ? "" : " Fixed: " + effect + '.') << '\n';
    }
}

std::string textOf(const Report &report)
{
    std::ostringstream out;
    printSystem(out, report);
    printWays(out, report);
    printClasses(out, report);
    printJourneys(out, report);
    printComponents(out, report);
    out << jobText(report);
    printRetries(out, report);
    printGivenUp(out, report);
    printFindings(out, report);
    return out.str();
}

/// Says what one stage does at a number of users.
class AnalyzeCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        m_asked.declare(arguments, "Registered users", false);
        arguments.choice("--format", m_format, { "text", "json" }, "How to print it");
        arguments.output(m_output);
    }

    int run(const catalog::Catalog &catalog) override
    {
        if (const int code = m_asked.open(m_file, catalog); code != kExitDone)
            return code;
        const auto stage = analysis::compile(m_asked.project(), m_asked.index(), catalog);
        Report report = analysis::solve(*stage, m_asked.users(), { .percentiles = true });
        cost::withComparisons(report, m_asked.project(), catalog, {}, stage);
        analysis::withEffects(report, m_asked.project(), catalog, {}, stage);
        const std::string text = m_format == "json" ? serialization::writeReport(report) : textOf(report);
        return deliver(text, m_output) ? kExitDone : kExitOutput;
    }

private:
    std::string m_file;
    AskedStage m_asked;
    std::string m_format = "text";
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeAnalyzeCommand()
{
    return std::make_unique<AnalyzeCommand>();
}

} // namespace headroom::app
