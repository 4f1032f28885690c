#include "model/derivation/metric_table.h"

#include "model/analysis/rules/stages.h"
#include "model/core/quantity.h"

#include <cmath>

namespace headroom::derivation {

namespace {

using analysis::ComponentReport;
using analysis::Percentiles;
using analysis::Report;
using analysis::ResourceReport;
using analysis::State;
using Value = std::optional<double>;

bool always(const ComponentReport &)
{
    return true;
}

bool isPart(const ComponentReport &component)
{
    return !component.isPlace;
}

bool hasResources(const ComponentReport &component)
{
    return !component.resources.empty();
}

bool hasStation(const ComponentReport &component)
{
    return component.serviceTime > 0;
}

bool isFedByQueue(const ComponentReport &component)
{
    return component.backlog.has_value();
}

double leastUsers(const ComponentReport &component, double ResourceReport::*users)
{
    double least = INFINITY;
    for (const ResourceReport &resource : component.resources)
        least = std::min(least, resource.*users);
    return least;
}

Value ifSteady(const ComponentReport &component, double value)
{
    return component.state == State::Fine ? Value(value) : std::nullopt;
}

Value utilizationOfBottleneck(const Report &report)
{
    if (!report.bottleneck.exists())
        return std::nullopt;
    return report.components[static_cast<std::size_t>(report.bottleneck.component)]
        .resources[static_cast<std::size_t>(report.bottleneck.resource)]
        .utilization;
}

bool isOverloaded(const Report &report)
{
    return report.overload.has_value();
}

bool hasPlaces(const ComponentReport &component)
{
    return component.places.has_value();
}

} // namespace

std::optional<double> finite(std::optional<double> value)
{
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::span<const SystemMetric> systemMetrics()
{
    static const std::vector<SystemMetric> rows {
        { "load", "Load in the peak hour", "1/s", [](const Report &r) { return Value(r.requestsPerSecond); },
          [](Derivator &by) { return by.rate(); } },
        { "mean_load", "Load, daily mean", "1/s", [](const Report &r) { return Value(r.meanRequestsPerSecond); },
          [](Derivator &by) { return by.meanRate(); } },
        { "preset_users", "Load as users of the preset", "users",
          [](const Report &r) { return Value(analysis::presetUsers(r)); },
          [](Derivator &by) { return by.presetUsers(); } },
        { "concurrent_users", "Users at a time in the peak hour", "users",
          [](const Report &r) { return r.concurrentUsers; }, [](Derivator &by) { return by.concurrentUsers(); } },
        { "latency", "Mean latency", "s", [](const Report &r) { return r.meanLatency; },
          [](Derivator &by) { return by.systemLatency(); } },
        { "p50", "Median latency", "s", [](const Report &r) { return quantile(r.serverTime, &Percentiles::p50); },
          [](Derivator &by) { return by.systemQuantile(0.50); } },
        { "p95", "p95 latency", "s", [](const Report &r) { return quantile(r.serverTime, &Percentiles::p95); },
          [](Derivator &by) { return by.systemQuantile(0.95); } },
        { "p99", "p99 latency", "s", [](const Report &r) { return quantile(r.serverTime, &Percentiles::p99); },
          [](Derivator &by) { return by.systemQuantile(0.99); } },
        { "user_p50", "Median latency as users see it", "s",
          [](const Report &r) { return quantile(r.userTime, &Percentiles::p50); },
          [](Derivator &by) { return by.systemUserQuantile(0.50); } },
        { "user_p95", "p95 latency as users see it", "s",
          [](const Report &r) { return quantile(r.userTime, &Percentiles::p95); },
          [](Derivator &by) { return by.systemUserQuantile(0.95); } },
        { "user_p99", "p99 latency as users see it", "s",
          [](const Report &r) { return quantile(r.userTime, &Percentiles::p99); },
          [](Derivator &by) { return by.systemUserQuantile(0.99); } },
        { "answered_per_second", "Requests that can be answered at most", "1/s",
          [](const Report &r) { return r.overload ? Value(r.overload->answeredPerSecond) : std::nullopt; },
          [](Derivator &by) { return by.mostAnswered(); }, isOverloaded },
        { "least_latency", "Mean latency at least", "s",
          [](const Report &r) { return r.overload ? Value(r.overload->latency) : std::nullopt; },
          [](Derivator &by) { return by.leastLatency(); }, isOverloaded },
        { "target_availability", "Availability that the tier asks for", "1",
          [](const Report &r) { return Value(r.tolerance.targetAvailability); },
          [](Derivator &by) { return by.targetAvailability(); } },
        { "availability", "Availability of reads", "1", [](const Report &r) { return r.availability; },
          [](Derivator &by) { return by.systemAvailability(); } },
        { "downtime_per_month", "Expected downtime a month", "s",
          [](const Report &r) {
              return r.availability ? Value((1 - *r.availability) * kSecondsPerMonth) : std::nullopt;
          },
          [](Derivator &by) { return by.downtime(1); } },
        { "downtime_per_year", "Expected downtime a year", "s",
          [](const Report &r) {
              return r.availability ? Value((1 - *r.availability) * 12 * kSecondsPerMonth) : std::nullopt;
          },
          [](Derivator &by) { return by.downtime(12); } },
        { "downtime_cost_per_month", "Price of downtime", "",
          [](const Report &r) {
              return r.availability && r.downtimeCostPerHour > 0 ? Value(r.downtimeCostPerMonth) : std::nullopt;
          },
          [](Derivator &by) { return by.downtimeCost(); } },
        { "cost_per_month", "Cost", "", [](const Report &r) { return Value(r.costPerMonth); },
          [](Derivator &by) { return by.systemCost(); } },
        { "cost_per_1000_users", "Cost per 1,000 users", "",
          [](const Report &r) { return r.users > 0 ? Value(r.costPerMonth / r.users * 1e3) : std::nullopt; },
          [](Derivator &by) { return by.costPerThousandUsers(); } },
        { "headroom", "Headroom: users at saturation over users", "1",
          [](const Report &r) { return r.users > 0 ? Value(r.usersAtSaturation / r.users) : std::nullopt; },
          [](Derivator &by) { return by.systemHeadroom(); } },
        { "bottleneck", "Utilization of the bottleneck", "1", utilizationOfBottleneck,
          [](Derivator &by) { return by.bottleneck(); } },
        { "users_at_070", "Users at 70 %", "users", [](const Report &r) { return Value(r.usersAt070); },
          [](Derivator &by) { return by.systemUsersAt(0.70); } },
        { "users_at_085", "Users at 85 %", "users", [](const Report &r) { return Value(r.usersAt085); },
          [](Derivator &by) { return by.systemUsersAt(0.85); } },
        { "users_at_saturation", "Users at saturation", "users",
          [](const Report &r) { return Value(r.usersAtSaturation); },
          [](Derivator &by) { return by.systemUsersAt(1.0); } },
    };
    return rows;
}

std::span<const ComponentMetric> componentMetrics()
{
    static const std::vector<ComponentMetric> rows {
        { "utilization", "Utilization", "1", hasResources,
          [](const ComponentReport &c) { return Value(c.utilization); },
          [](Derivator &by, std::size_t i) { return by.utilization(i); } },
        { "instances", "Instances", "1", isPart, [](const ComponentReport &c) { return Value(c.instances); },
          [](Derivator &by, std::size_t i) { return by.instances(i); } },
        { "requests_per_second", "Requests", "1/s", isPart,
          [](const ComponentReport &c) { return Value(c.requestsPerSecond); },
          [](Derivator &by, std::size_t i) { return by.requests(i); } },
        { "service_time", "Service time", "s", hasStation,
          [](const ComponentReport &c) { return Value(c.serviceTime); },
          [](Derivator &by, std::size_t i) { return by.serviceTime(i); } },
        { "wait", "Mean wait", "s", hasStation, [](const ComponentReport &c) { return ifSteady(c, c.wait); },
          [](Derivator &by, std::size_t i) { return by.wait(i); } },
        { "latency", "Mean time of a visit", "s", hasStation,
          [](const ComponentReport &c) { return ifSteady(c, c.wait + c.serviceTime); },
          [](Derivator &by, std::size_t i) { return by.response(i); } },
        { "p50", "Median time of a visit", "s", hasStation,
          [](const ComponentReport &c) { return quantile(c.sojourn, &Percentiles::p50); },
          [](Derivator &by, std::size_t i) { return by.visitQuantile(i, 0.50); } },
        { "p95", "p95 time of a visit", "s", hasStation,
          [](const ComponentReport &c) { return quantile(c.sojourn, &Percentiles::p95); },
          [](Derivator &by, std::size_t i) { return by.visitQuantile(i, 0.95); } },
        { "p99", "p99 time of a visit", "s", hasStation,
          [](const ComponentReport &c) { return quantile(c.sojourn, &Percentiles::p99); },
          [](Derivator &by, std::size_t i) { return by.visitQuantile(i, 0.99); } },
        { "refused", "Share refused", "1", hasPlaces,
          [](const ComponentReport &c) { return c.places ? Value(c.places->refused) : std::nullopt; },
          [](Derivator &by, std::size_t i) { return by.refused(i); } },
        { "answered_per_second", "Visits answered", "1/s", hasPlaces,
          [](const ComponentReport &c) { return c.places ? Value(c.places->answeredPerSecond) : std::nullopt; },
          [](Derivator &by, std::size_t i) { return by.answered(i); } },
        { "hit_ratio", "Hit ratio", "1", [](const ComponentReport &c) { return c.hitRatio >= 0; },
          [](const ComponentReport &c) { return Value(c.hitRatio); },
          [](Derivator &by, std::size_t i) { return by.hitRatio(i); } },
        { "users_at_070", "Users at 70 %", "users", hasResources,
          [](const ComponentReport &c) { return Value(leastUsers(c, &ResourceReport::usersAt070)); },
          [](Derivator &by, std::size_t i) { return by.usersAtAny(i, 0.70); } },
        { "users_at_085", "Users at 85 %", "users", hasResources,
          [](const ComponentReport &c) { return Value(leastUsers(c, &ResourceReport::usersAt085)); },
          [](Derivator &by, std::size_t i) { return by.usersAtAny(i, 0.85); } },
        { "users_at_saturation", "Users at saturation", "users", hasResources,
          [](const ComponentReport &c) { return Value(leastUsers(c, &ResourceReport::usersAtSaturation)); },
          [](Derivator &by, std::size_t i) { return by.usersAtAny(i, 1.0); } },
        { "backlog", "Items that wait at most", "1", isFedByQueue,
          [](const ComponentReport &c) { return c.backlog ? c.backlog->most : std::nullopt; },
          [](Derivator &by, std::size_t i) { return by.backlogMost(i); } },
        { "backlog_age", "Longest wait in the backlog", "s", isFedByQueue,
          [](const ComponentReport &c) { return c.backlog ? c.backlog->age : std::nullopt; },
          [](Derivator &by, std::size_t i) { return by.backlogAge(i); } },
        { "backlog_drain", "Time to work the backlog off", "s", isFedByQueue,
          [](const ComponentReport &c) { return c.backlog ? c.backlog->drain : std::nullopt; },
          [](Derivator &by, std::size_t i) { return by.backlogDrain(i); } },
        { "backlog_pace", "Items that can be done", "1/s", isFedByQueue,
          [](const ComponentReport &c) { return c.backlog ? Value(c.backlog->pace) : std::nullopt; },
          [](Derivator &by, std::size_t i) { return by.backlogPace(i); } },
        { "availability", "Availability", "1", always, [](const ComponentReport &c) { return Value(c.availability); },
          [](Derivator &by, std::size_t i) { return by.availability(i); } },
        { "single_point_of_failure", "Single point of failure", "1", always,
          [](const ComponentReport &c) { return Value(c.isSinglePoint ? 1 : 0); },
          [](Derivator &by, std::size_t i) { return by.singlePoint(i); } },
        { "cost_per_month", "Cost", "", isPart, [](const ComponentReport &c) { return Value(c.costPerMonth); },
          [](Derivator &by, std::size_t i) { return by.cost(i); } },
    };
    return rows;
}

std::span<const ResourceMetric> resourceMetrics()
{
    static const std::vector<ResourceMetric> rows {
        { "utilization", "utilization", "1", [](const ResourceReport &r) { return r.utilization; },
          [](Derivator &by, std::size_t i, std::size_t r) { return by.resourceUtilization(i, r); } },
        { "used", "used", "", [](const ResourceReport &r) { return r.used; },
          [](Derivator &by, std::size_t i, std::size_t r) { return by.used(i, r); } },
        { "capacity", "capacity", "", [](const ResourceReport &r) { return r.capacity; },
          [](Derivator &by, std::size_t i, std::size_t r) { return by.capacity(i, r); } },
        { "users_at_070", "users at 70 %", "users", [](const ResourceReport &r) { return r.usersAt070; },
          [](Derivator &by, std::size_t i, std::size_t r) { return by.usersAt(i, r, 0.70); } },
        { "users_at_085", "users at 85 %", "users", [](const ResourceReport &r) { return r.usersAt085; },
          [](Derivator &by, std::size_t i, std::size_t r) { return by.usersAt(i, r, 0.85); } },
        { "users_at_saturation", "users at saturation", "users",
          [](const ResourceReport &r) { return r.usersAtSaturation; },
          [](Derivator &by, std::size_t i, std::size_t r) { return by.usersAt(i, r, 1.0); } },
        { "wait", "mean wait for one", "s",
          [](const ResourceReport &r) { return r.utilization < 1 ? r.wait : INFINITY; },
          [](Derivator &by, std::size_t i, std::size_t r) { return by.holderWait(i, r); },
          [](const ResourceReport &r) { return r.isHeld || r.isInSeries; } },
    };
    return rows;
}

} // namespace headroom::derivation
