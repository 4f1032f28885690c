#include "model/serialization/report_json.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace headroom::serialization {

namespace {

using nlohmann::ordered_json;
using namespace analysis;

constexpr int kResultsVersion = 1;

const char *nameOf(State state)
{
    switch (state) {
    case State::Saturated: return "saturated";
    case State::Unreachable: return "unreachable";
    case State::Fine: break;
    }
    return "steady";
}

const char *nameOf(Severity severity)
{
    switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Info: break;
    }
    return "info";
}

/// Writes the number only if it exists.
void put(ordered_json &into, const char *key, double value)
{
    if (std::isfinite(value))
        into[key] = value;
}

ordered_json money(double amount, const std::string &currency)
{
    ordered_json out;
    out["amount"] = amount;
    out["currency"] = currency;
    return out;
}

ordered_json latency(State state, double mean)
{
    ordered_json out;
    if (state == State::Fine)
        put(out, "mean", mean * 1e3);
    out["state"] = nameOf(state);
    return out;
}

ordered_json systemOf(const Report &report)
{
    ordered_json out;
    out["requests_per_second"] = report.requestsPerSecond;
    out["requests_per_second_daily_mean"] = report.meanRequestsPerSecond;
    out["latency_ms"] = latency(report.meanLatency ? State::Fine : report.state, report.meanLatency.value_or(0));
    if (report.availability)
        out["availability"] = *report.availability;
    out["cost_per_month"] = money(report.costPerMonth, report.currency);
    put(out, "users_at_070", report.usersAt070);
    put(out, "users_at_085", report.usersAt085);
    put(out, "users_at_saturation", report.usersAtSaturation);
    if (report.bottleneck.exists()) {
        const ComponentReport &component = report.components[static_cast<std::size_t>(report.bottleneck.component)];
        const ResourceReport &resource = component.resources[static_cast<std::size_t>(report.bottleneck.resource)];
        out["bottleneck"]["component"] = component.id;
        out["bottleneck"]["resource"] = resource.id;
        out["bottleneck"]["utilization"] = resource.utilization;
    }
    return out;
}

ordered_json resourceOf(const ResourceReport &resource)
{
    ordered_json out;
    out["used"] = resource.used;
    out["capacity"] = resource.capacity;
    out["utilization"] = resource.utilization;
    out["unit"] = resource.unit;
    put(out, "users_at_saturation", resource.usersAtSaturation);
    return out;
}

ordered_json componentOf(const ComponentReport &component, const std::string &currency)
{
    ordered_json out;
    out["id"] = component.id;
    out["kind"] = component.kind;
    out["name"] = component.name;
    out["instances"] = component.instances;
    if (!component.resources.empty())
        out["utilization"] = component.utilization;
    out["resources"] = ordered_json::object();
    for (const ResourceReport &resource : component.resources)
        out["resources"][resource.id] = resourceOf(resource);
    out["requests_per_second"] = component.requestsPerSecond;
    if (component.serviceTime > 0)
        out["latency_ms"] = latency(component.state, component.serviceTime + component.wait);
    out["single_point_of_failure"] = component.isSinglePoint;
    out["cost_per_month"] = money(component.costPerMonth, currency);
    return out;
}

ordered_json findingOf(const Finding &finding)
{
    ordered_json out;
    out["rule"] = finding.rule;
    out["severity"] = nameOf(finding.severity);
    out["subjects"] = finding.subjects;
    out["message"] = finding.title + ". " + finding.message;
    if (finding.measured && std::isfinite(*finding.measured))
        out["measured"] = *finding.measured;
    if (finding.threshold && std::isfinite(*finding.threshold))
        out["threshold"] = *finding.threshold;
    return out;
}

} // namespace

std::string writeReport(const Report &report)
{
    ordered_json out;
    out["format"] = "headroom-results";
    out["version"] = kResultsVersion;
    out["design"] = report.design;
    out["stage"]["index"] = report.stageIndex + 1;
    out["stage"]["name"] = report.stageName;
    out["users"] = report.users;
    out["system"] = systemOf(report);
    out["classes"] = ordered_json::array();
    for (const ClassReport &each : report.classes) {
        ordered_json line;
        line["id"] = each.id;
        line["name"] = each.name;
        line["requests_per_second"] = each.requestsPerSecond;
        line["latency_ms"] = latency(each.meanLatency ? State::Fine : each.state, each.meanLatency.value_or(0));
        out["classes"].push_back(std::move(line));
    }
    out["components"] = ordered_json::array();
    for (const ComponentReport &component : report.components)
        out["components"].push_back(componentOf(component, report.currency));
    out["connections"] = ordered_json::array();
    for (const ConnectionReport &connection : report.connections) {
        ordered_json line;
        line["id"] = connection.id;
        line["from"] = connection.from;
        line["to"] = connection.to;
        line["requests_per_second"] = connection.requestsPerSecond;
        out["connections"].push_back(std::move(line));
    }
    out["findings"] = ordered_json::array();
    for (const Finding &finding : report.findings)
        out["findings"].push_back(findingOf(finding));
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace headroom::serialization
