#include "model/analysis/rules/inspection.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

using catalog::Role;

bool isScaled(const Inspection &in, std::size_t i)
{
    return in.stage.components[i].maxInstances > in.stage.components[i].instances;
}

void tooSlow(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Application)) {
        const double minutes = (in.limit("metric_delay") + in.value(i, "boot_time")) / 60;
        const double growth = minutes * in.value(i, "surge");
        const double room = 1 / in.stage.components[i].target - 1;
        if (isScaled(in, i) && growth > room)
            in.add({ .subjects = { in.id(i) },
                     .measured = growth,
                     .threshold = room,
                     .words = { { "name", in.name(i) } } });
    }
}

void oscillates(Inspection &in)
{
    std::vector<std::size_t> found;
    std::vector<std::string> ids;
    for (const std::size_t i : in.all(Role::Application))
        if (isScaled(in, i) && in.value(i, "cooldown", 300) <= 0) {
            found.push_back(i);
            ids.push_back(in.id(i));
        }
    in.addAll(found, setAllTo(in, ids, "cooldown", 300.0));
}

void unscheduled(Inspection &in)
{
    const double peak = 1 / in.stage.meanShare;
    std::vector<std::size_t> found;
    std::vector<std::string> ids;
    for (const std::size_t i : in.all(Role::Application))
        if (peak > in.limit() && isScaled(in, i) && in.isOff(i, "scheduled")) {
            found.push_back(i);
            ids.push_back(in.id(i));
        }
    in.addAll(found, setAllTo(in, ids, "scheduled", true), peak);
}

void egressDominates(Inspection &in)
{
    const auto found = in.report.costByCategory.find("transfer");
    const double share = found == in.report.costByCategory.end() || in.report.costPerMonth <= 0
        ? 0
        : found->second / in.report.costPerMonth;
    if (share > in.limit())
        in.add({ .subjects = {}, .measured = share });
}

/// The stage a design is built for, 1 to 7, by what it has (domain spec 7.1).
int stageOfDesign(const Inspection &in)
{
    if (in.has(Role::Sharded) || in.has(Role::Steers))
        return 7;
    if (in.has(Role::Queue))
        return 6;
    if (in.has(Role::Replica))
        return 5;
    if (in.has(Role::SharedCache) || in.has(Role::EdgeCache))
        return 4;
    const bool isSpread = std::any_of(in.all(Role::Application).begin(), in.all(Role::Application).end(),
                                      [&](std::size_t i) { return in.most(i) >= 2; });
    if (isSpread || in.all(Role::Application).size() >= 2)
        return 3;
    return in.has(Role::Database) ? 2 : 1;
}

constexpr double kUpTo[] { 1e3, 1e4, 1e5, 5e5, 2e6, 1e7 }; // domain spec 7.1, users of stages 1 to 6

/// The stage that so many users need. Compared by requests, so that a quiet workload counts for less.
int stageOfUsers(const Inspection &in)
{
    const double users = in.report.requestsPerSecond * 1000; // the preset: one request a second per 1,000 users
    return static_cast<int>(std::lower_bound(std::begin(kUpTo), std::end(kUpTo), users) - std::begin(kUpTo)) + 1;
}

/// Cost of the cheapest of the seven templates at these users without delivery, USD a month: domain spec 7.2 ("infra"),
/// log-linear between. Bytes are left out because they depend on what is shown, not on how it is built.
double templateCost(double users)
{
    constexpr double kUsers[] { 1e3, 1e4, 1e5, 5e5, 2e6, 1e7, 1e8 };
    constexpr double kCost[] { 11, 172, 1142, 3012, 9915, 44833, 369293 };
    if (users <= kUsers[0])
        return kCost[0];
    std::size_t i = 1;
    while (i + 1 < std::size(kUsers) && kUsers[i] < users)
        ++i;
    const double at = std::log(users / kUsers[i - 1]) / std::log(kUsers[i] / kUsers[i - 1]);
    return kCost[i - 1] * std::pow(kCost[i] / kCost[i - 1], at);
}

double deliveryOf(const Inspection &in)
{
    const auto found = in.report.costByCategory.find("transfer");
    return found == in.report.costByCategory.end() ? 0 : found->second;
}

double overProvisioning(const Inspection &in)
{
    return (in.report.costPerMonth - deliveryOf(in)) / templateCost(2 * in.report.requestsPerSecond * 1000);
}

void overProvisioned(Inspection &in)
{
    const double index = overProvisioning(in);
    if (in.report.requestsPerSecond <= 0 || index <= in.limit())
        return;
    in.add({ .subjects = {},
             .measured = index,
             .severity = index > in.limit("error") ? Severity::Error : Severity::Warning });
}

void premature(Inspection &in)
{
    const int built = stageOfDesign(in);
    const int needed = stageOfUsers(in);
    if (in.report.requestsPerSecond <= 0 || built < 4 || built - needed < in.limit())
        return;
    in.add({ .subjects = {},
             .measured = built - needed,
             .words = { { "built", std::to_string(built) },
                        { "needed", std::to_string(needed) },
                        { "cost", reporting::money(in.report.costPerMonth, in.report.currency) } },
             .severity = overProvisioning(in) > in.limit("error") ? Severity::Error : Severity::Warning });
}

void behind(Inspection &in)
{
    const int built = stageOfDesign(in);
    if (built >= stageOfUsers(in) || !in.report.bottleneck.exists())
        return;
    const auto i = static_cast<std::size_t>(in.report.bottleneck.component);
    const ResourceReport &resource
        = in.report.components[i].resources[static_cast<std::size_t>(in.report.bottleneck.resource)];
    if (resource.utilization < in.limit())
        return;
    in.add({ .subjects = { in.id(i) },
             .measured = resource.utilization,
             .words = { { "name", in.name(i) }, { "next", std::to_string(built + 1) } } });
}

void growsIntoIt(Inspection &in)
{
    const auto of = [&](const char *id) {
        const auto found = in.stage.workload.find(id);
        return found == in.stage.workload.end() ? 0.0 : found->second;
    };
    const double growth = of("monthly_growth");
    if (growth <= 0 || in.report.users <= 0 || !std::isfinite(in.report.usersAt085)
        || in.report.usersAt085 <= in.report.users)
        return;
    const double months = std::log(in.report.usersAt085 / in.report.users) / std::log1p(growth);
    const double lead = of("lead_time") / 30;
    if (months < lead)
        in.add({ .subjects = {}, .measured = months, .threshold = lead });
}

} // namespace

std::span<const Condition> adviceConditions()
{
    static constexpr Condition table[] {
        { "ASG-01", tooSlow },          { "ASG-02", oscillates },       { "ASG-06", unscheduled },
        { "COST-01", overProvisioned }, { "COST-03", egressDominates }, { "STG-01", premature },
        { "STG-02", behind },           { "OBS-02", growsIntoIt },
    };
    return table;
}

} // namespace headroom::analysis
