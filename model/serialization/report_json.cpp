#include "model/serialization/report_json.h"

#include "model/reporting/sweep_table.h"
#include "model/serialization/report_parts.h"
#include "model/serialization/ways_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace headroom::serialization {

namespace {

using nlohmann::ordered_json;
using namespace analysis;

constexpr int kResultsVersion = 1;

/// @param percentiles  null when they are not known: then only the mean is written.
ordered_json latency(State state, double mean, const Percentiles *percentiles)
{
    ordered_json out;
    if (state == State::Fine) {
        put(out, "mean", mean * 1e3);
        if (percentiles) {
            put(out, "p50", percentiles->p50 * 1e3);
            put(out, "p95", percentiles->p95 * 1e3);
            put(out, "p99", percentiles->p99 * 1e3);
        }
    }
    out["state"] = reporting::stateName(state);
    return out;
}

/// The state that explains what is absent; a mean that is missing without a reason counts as saturated.
State stateOf(const std::optional<double> &mean, State state)
{
    return !mean && state == State::Fine ? State::Saturated : state;
}

ordered_json bottleneckOf(const Report &report)
{
    const ComponentReport &component = report.components[static_cast<std::size_t>(report.bottleneck.component)];
    const ResourceReport &resource = component.resources[static_cast<std::size_t>(report.bottleneck.resource)];
    ordered_json out;
    out["component"] = component.id;
    out["resource"] = resource.id;
    put(out, "utilization", resource.utilization);
    return out;
}

/// What gives way at how many users.
ordered_json limitOf(const ResourceReport &resource)
{
    ordered_json out;
    out["resource"] = resource.id;
    put(out, "users_at_saturation", resource.usersAtSaturation);
    return out;
}

ordered_json nextOf(const Report &report)
{
    const ComponentReport &component = report.components[static_cast<std::size_t>(report.next.component)];
    ordered_json out { { "component", component.id } };
    out.update(limitOf(component.resources[static_cast<std::size_t>(report.next.resource)]));
    return out;
}

ordered_json idsOf(const std::vector<int> &components, const Report &report)
{
    ordered_json out = ordered_json::array();
    for (const int component : components)
        out.push_back(report.components[static_cast<std::size_t>(component)].id);
    return out;
}

ordered_json toleranceOf(const ToleranceReport &tolerance, const Report &report)
{
    ordered_json out;
    out["tier"] = tolerance.tier;
    put(out, "target_availability", tolerance.targetAvailability);
    out["met"] = tolerance.isMet();
    out["availability_met"] = tolerance.isAvailabilityMet;
    out["single_points_of_failure"] = idsOf(tolerance.singlePoints, report);
    out["places"] = idsOf(tolerance.lostPlaces, report);
    return out;
}

ordered_json systemOf(const Report &report)
{
    ordered_json out;
    put(out, "requests_per_second", report.requestsPerSecond);
    put(out, "requests_per_second_daily_mean", report.meanRequestsPerSecond);
    out["latency_ms"] = latency(stateOf(report.meanLatency, report.state), report.meanLatency.value_or(0),
                                report.serverTime ? &report.serverTime->value : nullptr);
    if (report.userTime)
        out["user_latency_ms"] = latency(State::Fine, report.userTime->mean, &*report.userTime);
    if (report.timedOut > 0)
        put(out, "timed_out", report.timedOut);
    if (report.concurrentUsers)
        put(out, "concurrent_users", *report.concurrentUsers);
    if (report.overload)
        out["overload"] = overloadJson(*report.overload);
    put(out, "think_time_s", report.thinkTime);
    put(out, "reads_per_write", report.readsPerWrite);
    if (report.availability)
        put(out, "availability", *report.availability);
    if (report.downtimeCostPerHour > 0 && report.availability)
        out["downtime_cost_per_month"] = money(report.downtimeCostPerMonth, report.currency);
    out["tolerance"] = toleranceOf(report.tolerance, report);
    out["state"] = reporting::stateName(report.state);
    out["cost_per_month"] = money(report.costPerMonth, report.currency);
    if (report.users > 0)
        out["cost_per_1000_users"] = money(report.costPerMonth / report.users * 1e3, report.currency);
    out["cost_by_category"] = ordered_json::object();
    for (const auto &[category, amount] : report.costByCategory)
        out["cost_by_category"][category] = money(amount, report.currency);
    put(out, "users_at_070", report.usersAt070);
    put(out, "users_at_085", report.usersAt085);
    put(out, "users_at_saturation", report.usersAtSaturation);
    out["capacity_state"] = std::isfinite(report.usersAtSaturation) ? "bounded" : "unbounded";
    if (report.bottleneck.exists())
        out["bottleneck"] = bottleneckOf(report);
    if (report.next.exists())
        out["next_in_line"] = nextOf(report);
    out["software_bottleneck"] = report.isSoftwareBottleneck;
    if (std::any_of(report.connections.begin(), report.connections.end(),
                    [](const ConnectionReport &each) { return each.retries.has_value(); }))
        out["metastable"] = report.isMetastable;
    return out;
}

ordered_json resourceOf(const ResourceReport &resource)
{
    ordered_json out;
    put(out, "used", resource.used);
    put(out, "capacity", resource.capacity);
    put(out, "utilization", resource.utilization);
    out["unit"] = resource.unit;
    put(out, "users_at_070", resource.usersAt070);
    put(out, "users_at_085", resource.usersAt085);
    put(out, "users_at_saturation", resource.usersAtSaturation);
    if (resource.isHeld || resource.isInSeries) {
        put(out, "wait_ms", resource.wait * 1e3);
        put(out, "wait_probability", resource.waitProbability);
    }
    return out;
}

ordered_json componentOf(const ComponentReport &component, const std::string &currency)
{
    ordered_json out;
    out["id"] = component.id;
    out["kind"] = component.kind;
    out["name"] = component.name;
    put(out, "instances", component.instances);
    if (!component.resources.empty())
        put(out, "utilization", component.utilization);
    out["resources"] = ordered_json::object();
    for (const ResourceReport &resource : component.resources)
        out["resources"][resource.id] = resourceOf(resource);
    if (component.bindingResource >= 0)
        out["binding"] = limitOf(component.resources[static_cast<std::size_t>(component.bindingResource)]);
    if (component.nextResource >= 0)
        out["next_in_line"] = limitOf(component.resources[static_cast<std::size_t>(component.nextResource)]);
    put(out, "requests_per_second", component.requestsPerSecond);
    if (component.serviceTime > 0)
        out["latency_ms"] = latency(component.state, component.serviceTime + component.wait,
                                    component.sojourn ? &*component.sojourn : nullptr);
    if (component.places)
        out["accepts"] = placesJson(*component.places);
    if (component.backlog)
        out["backlog"] = backlogOf(*component.backlog, component);
    out["state"] = reporting::stateName(component.state);
    out["single_point_of_failure"] = component.isSinglePoint;
    out["cost_per_month"] = money(component.costPerMonth, currency);
    return out;
}

ordered_json objectiveOf(const Objective &objective)
{
    ordered_json out;
    put(out, "quantile", objective.quantile);
    put(out, "limit_ms", objective.limit * 1e3);
    if (objective.measured)
        put(out, "measured_ms", *objective.measured * 1e3);
    if (objective.holds)
        out["holds"] = *objective.holds;
    return out;
}

/// The lowest and the highest that each percentile can be.
ordered_json bracketOf(const LatencyReport &report)
{
    ordered_json out;
    out["p50"] = { report.low.p50 * 1e3, report.high.p50 * 1e3 };
    out["p95"] = { report.low.p95 * 1e3, report.high.p95 * 1e3 };
    out["p99"] = { report.low.p99 * 1e3, report.high.p99 * 1e3 };
    return out;
}

ordered_json timesOf(const std::vector<TimeShare> &shares, const std::vector<ComponentReport> &components)
{
    ordered_json out = ordered_json::array();
    for (const TimeShare &share : shares) {
        ordered_json line;
        line["component"] = components[static_cast<std::size_t>(share.component)].id;
        put(line, "mean", share.mean * 1e3);
        put(line, "p95", share.p95 * 1e3);
        put(line, "p99", share.p99 * 1e3);
        out.push_back(std::move(line));
    }
    return out;
}

ordered_json classOf(const ClassReport &given, const Report &report)
{
    ordered_json out;
    out["id"] = given.id;
    out["name"] = given.name;
    put(out, "requests_per_second", given.requestsPerSecond);
    out["latency_ms"] = latency(stateOf(given.meanLatency, given.state), given.meanLatency.value_or(0),
                                given.serverTime ? &given.serverTime->value : nullptr);
    if (given.userTime)
        out["user_latency_ms"] = latency(State::Fine, given.userTime->mean, &*given.userTime);
    if (given.timedOut > 0)
        put(out, "timed_out", given.timedOut);
    if (given.objective.limit > 0)
        out["objective"] = objectiveOf(given.objective);
    if (given.serverTime) {
        out["bracket_ms"] = bracketOf(*given.serverTime);
        out["time_ms"] = timesOf(given.timeShares, report.components);
    }
    if (given.availability)
        out["availability"] = availabilityOf(*given.availability);
    out["single_points_of_failure"] = idsOf(given.singlePoints, report);
    return out;
}

ordered_json journeyOf(const JourneyReport &given, const Report &report)
{
    ordered_json out;
    out["id"] = given.id;
    out["name"] = given.name;
    put(out, "share", given.share);
    put(out, "requests_per_second", given.requestsPerSecond);
    put(out, "sessions_per_second", given.sessionsPerSecond);
    out["latency_ms"] = latency(stateOf(given.meanLatency, given.state), given.meanLatency.value_or(0),
                                given.serverTime ? &*given.serverTime : nullptr);
    if (given.objective.limit > 0)
        out["objective"] = objectiveOf(given.objective);
    if (given.tail)
        out["tail_objective"] = objectiveOf(*given.tail);
    if (given.timedOut > 0)
        put(out, "timed_out", given.timedOut);
    put(out, "error_budget", given.errorBudget);
    if (given.availability) {
        out["availability"] = availabilityOf(*given.availability);
        out["errors_within_budget"] = given.errors.value_or(1) <= given.errorBudget;
    }
    out["single_points_of_failure"] = idsOf(given.singlePoints, report);
    out["tolerance"] = toleranceOf(given.tolerance, report);
    return out;
}

ordered_json connectionOf(const ConnectionReport &connection)
{
    ordered_json out;
    out["id"] = connection.id;
    out["from"] = connection.from;
    out["to"] = connection.to;
    put(out, "requests_per_second", connection.requestsPerSecond);
    put(out, "bytes_per_second", connection.bytesPerSecond);
    put(out, "request_bytes_per_second", connection.requestBytesPerSecond);
    if (connection.retries) {
        ordered_json &retries = out["retries"];
        put(retries, "failure", connection.retries->failure);
        put(retries, "attempts", connection.retries->attempts);
        put(retries, "success", connection.retries->success);
        put(retries, "storm_attempts", connection.retries->stormAttempts);
    }
    if (connection.givenUp > 0)
        put(out, "given_up", connection.givenUp);
    return out;
}

template <typename Elements, typename Make>
ordered_json listOf(const Elements &elements, const Make &make)
{
    ordered_json out = ordered_json::array();
    for (const auto &each : elements)
        out.push_back(make(each));
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
    put(out, "users", report.users);
    out["system"] = systemOf(report);
    out["classes"] = listOf(report.classes, [&](const auto &each) { return classOf(each, report); });
    if (!report.journeys.empty())
        out["journeys"] = listOf(report.journeys, [&](const auto &each) { return journeyOf(each, report); });
    if (!report.jobs.empty())
        out["jobs"] = listOf(report.jobs, [&](const auto &each) { return jobOf(each, report); });
    out["components"] = listOf(report.components, [&](const auto &each) { return componentOf(each, report.currency); });
    out["connections"] = listOf(report.connections, connectionOf);
    out["traffic"] = listOf(report.traffic, [&](const auto &each) { return trafficJson(each, report.currency); });
    out["findings"] = listOf(report.findings, [&](const auto &each) { return findingOf(each, report.currency); });
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace headroom::serialization
