#include "model/analysis/analyze.h"
#include "model/exchange/text_formats.h"
#include "model/reporting/csv.h"
#include "model/reporting/effect_text.h"
#include "model/reporting/numbers.h"
#include "model/reporting/sweep_table.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace headroom::exchange {

namespace {

using analysis::Report;
using reporting::csvRecord;

constexpr std::size_t kPointsPerDecade = 10;
constexpr int kRightDigits = 12;
constexpr int kCurveDigits = 6; ///< more than the model knows

std::string text(const std::string &words)
{
    return reporting::csvText(words);
}

/// As many digits as computing leaves right: 120 instead of 119.99999999999999.
std::string number(std::optional<double> value)
{
    return value && std::isfinite(*value) ? reporting::exact(reporting::roundedTo(*value, kRightDigits)) : "";
}

std::string milliseconds(std::optional<double> seconds)
{
    return seconds ? number(*seconds * 1e3) : "";
}

const char *word(bool value)
{
    return value ? "yes" : "no";
}

std::vector<std::string> componentCells(const project::Component &component, const analysis::ComponentReport &line)
{
    std::vector<std::string> cells { text(line.id),
                                     text(line.name),
                                     text(line.kind),
                                     text(component.place),
                                     line.isPlace ? "" : number(line.instances),
                                     line.isPlace ? "" : number(line.requestsPerSecond),
                                     reporting::stateName(line.state) };
    const bool hasResource = line.fullestResource >= 0;
    cells.push_back(hasResource ? text(line.resources[static_cast<std::size_t>(line.fullestResource)].title) : "");
    cells.push_back(hasResource ? number(line.utilization) : "");
    const bool binds = line.bindingResource >= 0;
    cells.push_back(binds ? number(line.resources[static_cast<std::size_t>(line.bindingResource)].usersAtSaturation)
                          : "");
    const bool waits = line.state == analysis::State::Fine && line.serviceTime > 0;
    cells.insert(cells.end(),
                 { line.serviceTime > 0 ? milliseconds(line.serviceTime) : "", waits ? milliseconds(line.wait) : "",
                   milliseconds(line.sojourn ? std::optional(line.sojourn->p99) : std::nullopt),
                   line.isPlace ? "" : number(line.availability), word(line.isSinglePoint), word(line.isBottleneck),
                   number(line.costPerMonth) });
    return cells;
}

} // namespace

std::string componentTable(const Subject &subject)
{
    assert(subject.report);
    const Report &report = *subject.report;
    const project::Stage &stage = *subject.project.stages[subject.stage];
    std::string table
        = csvRecord({ "id", "name", "kind", "place", "instances", "requests_per_second", "state", "fullest_resource",
                      "utilization", "users_at_saturation", "service_time_ms", "wait_ms", "p99_ms", "availability",
                      "single_point", "bottleneck", text("cost_per_month_" + report.currency) });
    for (std::size_t i = 0; i < report.components.size(); ++i)
        table += csvRecord(componentCells(stage.components[i], report.components[i]));
    return table;
}

std::string connectionTable(const Subject &subject)
{
    assert(subject.report);
    const Report &report = *subject.report;
    const project::Stage &stage = *subject.project.stages[subject.stage];
    std::string table = csvRecord({ "id", "from", "to", "from_name", "to_name", "kind", "name", "requests_per_second",
                                    "bytes_per_second", "waits", "attempts_per_call", "calls_that_succeed" });
    const auto nameOf = [&](const std::string &id) {
        const project::Component *component = stage.findComponent(id);
        return component ? text(component->name) : std::string();
    };
    for (std::size_t i = 0; i < report.connections.size(); ++i) {
        const project::Connection &given = stage.connections[i];
        const analysis::ConnectionReport &line = report.connections[i];
        table += csvRecord(
            { text(given.id), text(given.from), text(given.to), nameOf(given.from), nameOf(given.to), text(given.kind),
              text(given.name), number(line.requestsPerSecond), number(line.bytesPerSecond), word(line.waits),
              line.retries ? number(line.retries->attempts) : "", line.retries ? number(line.retries->success) : "" });
    }
    return table;
}

std::string findingTable(const Subject &subject)
{
    assert(subject.report);
    std::string table = csvRecord({ "rule", "severity", "subjects", "title", "message", "fix", "measured", "threshold",
                                    "unit", "effect_of_fix", "acknowledged" });
    for (const analysis::Finding &finding : subject.report->findings) {
        std::string subjects;
        for (const std::string &each : finding.subjects)
            subjects += (subjects.empty() ? "" : " ") + each;
        const std::string unit = finding.unit == "1" ? "" : finding.unit;
        table += csvRecord({ text(finding.rule), reporting::severityWord(finding.severity), text(subjects),
                             text(finding.title), text(finding.message), text(finding.fix), number(finding.measured),
                             number(finding.threshold), text(unit),
                             text(reporting::effectText(finding, subject.report->currency)),
                             finding.acknowledged ? text(*finding.acknowledged) : "" });
    }
    return table;
}

std::string curveTable(const Subject &subject)
{
    const project::Stage &stage = *subject.project.stages[subject.stage];
    const double to = std::clamp(stage.users.to * 10, 10.0, 1e12);
    const double from = std::max(1.0, stage.users.to / 1e3);
    const auto count = static_cast<std::size_t>(std::lround(std::log10(to / from) * kPointsPerDecade)) + 1;
    std::vector<double> users = analysis::logarithmicUsers(from, to, std::max<std::size_t>(count, 2));
    for (double &each : users)
        each = std::round(each); // nobody comes in parts
    users.erase(std::unique(users.begin(), users.end()), users.end());
    return reporting::sweepTable({ analysis::sweepReports(subject.project, subject.stage, users, subject.catalog) }, {},
                                 kCurveDigits);
}

} // namespace headroom::exchange
