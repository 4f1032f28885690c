#include "model/analysis/rules/inspection.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

using catalog::Role;

bool isScaled(const Inspection &in, std::size_t i)
{
    return in.stage.components[i].maxInstances > in.stage.components[i].instances;
}

/// The target utilization, in whole percents, that leaves room for this growth; nothing where it would be below its
/// range.
std::optional<edits::Edit> lowerTarget(const Inspection &in, std::size_t i, double growth)
{
    const double target = std::floor(100 / (1 + growth) + 1e-9) / 100;
    const catalog::ParameterSpec *spec = in.stage.components[i].kind->findParameter("target");
    return spec && target >= spec->minimum ? std::optional(setTo(in, in.id(i), "target", target)) : std::nullopt;
}

void tooSlow(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Application)) {
        const double minutes = (in.limit("metric_delay") + in.value(i, "boot_time")) / 60;
        const double growth = minutes * in.value(i, "surge");
        const double room = 1 / in.stage.components[i].target - 1;
        const bool isReactive = in.value(i, "scheduled") <= 0; // what a schedule starts is there in time
        if (isScaled(in, i) && isReactive && growth > room)
            in.add({ .subjects = { in.id(i) },
                     .measured = growth,
                     .threshold = room,
                     .words = { { "name", in.name(i) } },
                     .cure = lowerTarget(in, i, growth),
                     .metric = in.ownMetric(in.id(i)) });
    }
}

void oscillates(Inspection &in)
{
    std::vector<std::size_t> found;
    std::vector<std::string> ids;
    for (const std::size_t i : in.all(Role::Application))
        if (isScaled(in, i) && in.value(i, "cooldown", 1) <= 0) {
            found.push_back(i);
            ids.push_back(in.id(i));
        }
    in.addAll(found, setAllTo(in, ids, "cooldown", in.limit("cooldown")));
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
    in.addAll(found, setAllTo(in, ids, "scheduled", true), peak, in.ownMetric());
}

void egressDominates(Inspection &in)
{
    const auto found = in.report.costByCategory.find("transfer");
    const double share = found == in.report.costByCategory.end() || in.report.costPerMonth <= 0
        ? 0
        : found->second / in.report.costPerMonth;
    if (share > in.limit())
        in.add({ .subjects = {}, .measured = share, .metric = in.ownMetric() });
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
    const double months = std::log(in.report.usersAt085 / in.report.users) / std::log(1 + growth);
    const double lead = of("lead_time") / 30;
    if (months < lead)
        in.add({ .subjects = {}, .measured = months, .threshold = lead, .metric = in.ownMetric() });
}

} // namespace

std::span<const Condition> adviceConditions()
{
    static constexpr Condition table[] {
        { "ASG-01", tooSlow },          { "ASG-02", oscillates },  { "ASG-06", unscheduled },
        { "COST-03", egressDominates }, { "OBS-02", growsIntoIt },
    };
    return table;
}

} // namespace headroom::analysis
