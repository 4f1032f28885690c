#include "app/cli/check_gates.h"

#include "model/reporting/estimate_text.h"
#include "model/reporting/numbers.h"
#include "model/serialization/budgeted_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string_view>

namespace headroom::app {

namespace {

using analysis::Report;
using nlohmann::ordered_json;
using reporting::exact;

std::string bottleneckOf(const Report &report)
{
    return report.bottleneck.exists() ? report.components[static_cast<std::size_t>(report.bottleneck.component)].id
                                      : "";
}

Gate latencyGate(const Report &report, double limit)
{
    Gate gate { "p99", false, std::nullopt, limit, "", bottleneckOf(report) };
    if (!report.serverTime) {
        gate.message
            = "there is no latency: the stage is saturated or serves nothing; at most " + reporting::duration(limit);
        return gate;
    }
    gate.measured = report.serverTime->value.p99;
    constexpr double kMostLate = 0.01;
    gate.holds = *gate.measured <= limit && report.timedOut <= kMostLate;
    gate.message
        = reporting::duration(*gate.measured) + " for 99 of 100 requests; at most " + reporting::duration(limit);
    if (report.timedOut > kMostLate)
        gate.message += "; " + reporting::smallShare(report.timedOut)
            + " of requests fail, as calls are given up or refused; at most 1 %";
    return gate;
}

Gate availabilityGate(const Report &report, double limit)
{
    Gate gate { "availability", false, report.availability, limit, "", "" };
    gate.holds = report.availability && *report.availability >= limit;
    gate.message
        = (report.availability ? reporting::availabilityPercent(*report.availability) : "no availability is known")
        + " of reads; at least " + reporting::availabilityPercent(limit);
    if (!report.availability)
        return gate;
    if (const auto &reads = report.classes[report.readingClass].availability; reads && !reads->isExact)
        gate.message += "; sampled, with 99 % confidence between " + reporting::availabilityPercent(reads->low)
            + " and " + reporting::availabilityPercent(reads->high);
    return gate;
}

Gate costGate(const Report &report, double limit)
{
    return { "cost",
             report.costPerMonth <= limit,
             report.costPerMonth,
             limit,
             reporting::money(report.costPerMonth, report.currency) + " a month; at most "
                 + reporting::money(limit, report.currency),
             "" };
}

Gate singlePointGate(const Report &report)
{
    Gate gate { "no-spof", true, 0, 0, "no component stops requests by failing alone", "" };
    std::string names;
    for (const analysis::ComponentReport &component : report.components)
        if (component.isSinglePoint) {
            gate.subject = gate.holds ? component.id : gate.subject;
            gate.holds = false;
            gate.measured = *gate.measured + 1;
            names += (names.empty() ? "" : ", ") + component.name;
        }
    if (!gate.holds)
        gate.message = exact(*gate.measured)
            + (*gate.measured > 1 ? " single points of failure: " : " single point of failure: ") + names
            + "; none allowed";
    return gate;
}

Gate headroomGate(const Report &report, double limit)
{
    Gate gate { "headroom", true, std::nullopt, limit, "nothing ever fills", bottleneckOf(report) };
    const auto unserved = std::find_if(report.classes.begin(), report.classes.end(), [](const auto &each) {
        return each.requestsPerSecond > 0 && each.state == analysis::State::Unreachable;
    });
    if (unserved != report.classes.end()) { // what cannot be answered fills nothing
        gate.holds = false;
        gate.message = "requests of " + unserved->name + " are never answered; at least " + exact(limit) + " times";
        return gate;
    }
    if (!std::isfinite(report.usersAtSaturation) || report.users <= 0)
        return gate;
    gate.measured = report.usersAtSaturation / report.users;
    gate.holds = *gate.measured >= limit;
    gate.message = "full at " + exact(std::floor(*gate.measured * 1000) / 1000) + " times these users; at least "
        + exact(limit) + " times";
    return gate;
}

std::string escaped(const std::string &text)
{
    std::string out;
    for (const char c : plain(text))
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : std::string(1, c);
    return out;
}

std::string junit(const std::vector<Gate> &gates, const Report &report)
{
    std::string cases;
    std::size_t failures = 0;
    for (const Gate &gate : gates) {
        cases += "    <testcase name=\"" + gate.id + "\" classname=\"" + escaped(report.stageName) + "\" time=\"0\"";
        failures += gate.holds ? 0 : 1;
        cases += gate.holds ? "/>\n" : "><failure message=\"" + escaped(gate.message) + "\"/></testcase>\n";
    }
    const std::string counts
        = "tests=\"" + std::to_string(gates.size()) + "\" failures=\"" + std::to_string(failures) + "\"";
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites " + counts + ">\n  <testsuite name=\""
        + escaped(report.design) + "\" " + counts + " errors=\"0\" skipped=\"0\" time=\"0\">\n" + cases
        + "  </testsuite>\n</testsuites>\n";
}

/// Line of the component, or of the stage, in the text of the design.
std::size_t lineOf(const Gate &gate, const Report &report, const Design &design)
{
    std::string path = "stages/" + std::to_string(report.stageIndex);
    for (std::size_t i = 0; i < report.components.size(); ++i)
        if (!gate.subject.empty() && report.components[i].id == gate.subject)
            path += "/components/" + std::to_string(i);
    return std::max<std::size_t>(1, serialization::lineOfPath(design.text, path));
}

/// A reference as SARIF asks for (RFC 3986): all but unreserved letters and slashes as percent codes.
std::string uriOf(const std::string &file)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string uri = file.starts_with('/') ? "file://" : "";
    for (const char each : file) {
        const auto byte = static_cast<unsigned char>(each);
        const bool isPlain
            = (byte < 0x80 && std::isalnum(byte)) || std::string_view("-._~/").find(each) != std::string_view::npos;
        uri += isPlain ? std::string(1, each) : std::string { '%', kHex[byte >> 4], kHex[byte & 15] };
    }
    return uri;
}

ordered_json sarifResult(const Gate &gate, const Report &report, const Design &design)
{
    ordered_json location;
    location["physicalLocation"]["artifactLocation"]["uri"] = uriOf(design.name);
    location["physicalLocation"]["region"]["startLine"] = lineOf(gate, report, design);
    ordered_json result;
    result["ruleId"] = gate.id;
    result["level"] = "error";
    result["message"]["text"] = report.stageName + ": " + gate.message;
    result["locations"] = ordered_json::array({ location });
    result["partialFingerprints"]["gate/v1"]
        = gate.id + "/" + std::to_string(report.stageIndex + 1) + "/" + gate.subject;
    return result;
}

ordered_json sarif(const std::vector<Gate> &gates, const Report &report, const Design &design)
{
    ordered_json run;
    run["tool"]["driver"]["name"] = "Headroom";
    run["tool"]["driver"]["rules"] = ordered_json::array();
    run["results"] = ordered_json::array();
    for (const Gate &gate : gates) {
        run["tool"]["driver"]["rules"].push_back({ { "id", gate.id } });
        if (!gate.holds)
            run["results"].push_back(sarifResult(gate, report, design));
    }
    ordered_json out;
    out["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
    out["version"] = "2.1.0";
    out["runs"] = ordered_json::array({ run });
    return out;
}

ordered_json plainJson(const std::vector<Gate> &gates, const Report &report)
{
    ordered_json out;
    out["format"] = "headroom-check";
    out["version"] = 1;
    out["design"] = report.design;
    out["stage"] = { { "index", report.stageIndex + 1 }, { "name", report.stageName } };
    out["users"] = report.users;
    out["gates"] = ordered_json::array();
    for (const Gate &gate : gates) {
        ordered_json line { { "gate", gate.id }, { "holds", gate.holds }, { "limit", gate.limit } };
        if (gate.measured)
            line["measured"] = *gate.measured;
        if (!gate.subject.empty())
            line["subject"] = gate.subject;
        line["message"] = gate.message;
        out["gates"].push_back(std::move(line));
    }
    return out;
}

} // namespace

std::vector<Gate> judge(const Report &report, const Limits &limits)
{
    std::vector<Gate> gates;
    if (limits.p99)
        gates.push_back(latencyGate(report, *limits.p99));
    if (limits.availability)
        gates.push_back(availabilityGate(report, *limits.availability));
    if (limits.costPerMonth)
        gates.push_back(costGate(report, *limits.costPerMonth));
    if (limits.noSinglePoints)
        gates.push_back(singlePointGate(report));
    if (limits.headroom)
        gates.push_back(headroomGate(report, *limits.headroom));
    return gates;
}

std::string printGates(const std::vector<Gate> &gates, const Report &report, const Design &design,
                       const std::string &format)
{
    if (format == "junit")
        return junit(gates, report);
    if (format == "json" || format == "sarif") {
        const ordered_json json = format == "json" ? plainJson(gates, report) : sarif(gates, report, design);
        return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
    }
    std::string text;
    for (const Gate &gate : gates)
        text += (gate.holds ? "pass  " : "FAIL  ") + gate.id + ": " + plain(gate.message) + "\n";
    return text;
}

} // namespace headroom::app
