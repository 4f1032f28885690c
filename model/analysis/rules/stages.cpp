#include "model/analysis/rules/stages.h"

#include "model/analysis/rules/links.h"
#include "model/analysis/rules/sizes.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <limits>
#include <map>

namespace headroom::analysis {

namespace {

using catalog::Role;

constexpr int kLastStage = 7;
constexpr const char *kRule = "STG-02"; // has the numbers of domain spec 7.1 and 7.3

/// A number of that rule.
double limitOf(const catalog::Catalog &catalog, std::string_view name)
{
    const catalog::RuleSpec *rule = catalog.rule(kRule);
    const auto found = rule ? rule->limits.find(name) : std::map<std::string, double, std::less<>>::const_iterator();
    return rule && found != rule->limits.end() ? found->second : 0;
}

double limitOf(const Inspection &in, std::string_view name)
{
    return limitOf(*in.stage.catalog, name);
}

std::string metricOf(const std::string &key)
{
    return std::string("finding.") + kRule + '.' + key;
}

/// Of the rule about the next stage, whichever is asked.
std::string said(const Inspection &in, std::string_view phrase, const Inspection::Words &words)
{
    return phraseOf(*in.stage.catalog->rule(kRule), phrase, words);
}

Trigger filled(const Inspection &in, std::size_t i, const ResourceReport &resource, double threshold,
               const std::string &more = {})
{
    return { i,
             resource.utilization,
             threshold,
             said(in, "full",
                  { { "resource", resource.title },
                    { "name", in.name(i) },
                    { "measured", reporting::percent(resource.utilization) } })
                 + more,
             in.utilizationOf(i, resource),
             true };
}

/// The fullest of a role whose station is as full as that.
std::optional<std::size_t> fullestOf(const Inspection &in, Role role, double full)
{
    std::optional<std::size_t> found;
    for (const std::size_t i : in.all(role)) {
        const ResourceReport *station = in.station(i);
        if (station && station->utilization >= full
            && (!found || station->utilization > in.station(*found)->utilization))
            found = i;
    }
    return found;
}

std::optional<Trigger> ofUsers(const Inspection &in, double most, std::string_view where)
{
    const double users = presetUsers(in.report);
    if (users <= most)
        return std::nullopt;
    return Trigger {
        {}, users, most, said(in, where, { { "users", reporting::compactNumber(users) } }), "system.preset_users", false
    };
}

std::optional<Trigger> ofOneMachine(const Inspection &in, double full)
{
    if (const auto i = fullestOf(in, Role::AllInOne, full))
        return filled(in, *i, *in.station(*i), full);
    const double most = limitOf(in, "memory");
    for (const std::size_t i : in.all(Role::AllInOne))
        if (const ResourceReport *memory = in.resource(i, "memory"); memory && memory->utilization >= most)
            return filled(in, i, *memory, most);
    const auto growth = in.stage.workload.find("monthly_growth");
    const bool grows = growth != in.stage.workload.end() && growth->second > 0;
    return grows ? ofUsers(in, limitOf(in, "stage_1"), "growing") : std::nullopt;
}

std::optional<Trigger> ofOneServer(const Inspection &in, double full)
{
    if (const auto i = fullestOf(in, Role::Application, full))
        return filled(in, *i, *in.station(*i), full);
    return ofUsers(in, limitOf(in, "stage_2"), "one_server");
}

std::optional<Trigger> ofReads(const Inspection &in, double full, double share)
{
    const double reads = databaseWork(in).readShare();
    const auto i = fullestOf(in, Role::Database, full);
    if (!i || reads < share)
        return std::nullopt;
    return filled(in, *i, *in.station(*i), full, said(in, "reads", { { "share", reporting::percent(reads) } }));
}

std::optional<Trigger> ofMisses(const Inspection &in, double full)
{
    const auto &caches = in.all(Role::SharedCache);
    const double hits = limitOf(in, "hits");
    const bool isTuned
        = std::all_of(caches.begin(), caches.end(), [&](std::size_t i) { return in.stage.components[i].hit >= hits; });
    return isTuned ? ofReads(in, full, limitOf(in, "cached_reads")) : std::nullopt;
}

/// The largest part of a slow request of a class that writes which is spent at services of others.
std::optional<Trigger> ofSlowWrites(const Inspection &in)
{
    const double slowPart = limitOf(in, "slow_part");
    std::optional<Trigger> found;
    for (const ClassReport &each : in.report.classes) {
        if (!each.serverTime || each.serverTime->value.p95 <= 0)
            continue;
        for (const TimeShare &share : each.timeShares) {
            if (share.component < 0 || !in.is(static_cast<std::size_t>(share.component), Role::Outside))
                continue;
            const double part = share.p95 / each.serverTime->value.p95;
            const auto i = static_cast<std::size_t>(share.component);
            if (part >= slowPart && (!found || part > found->measured))
                found = Trigger {
                    i,
                    part,
                    slowPart,
                    said(in, "slow",
                         { { "share", reporting::percent(part) }, { "class", each.name }, { "name", in.name(i) } }),
                    metricOf(each.id),
                    false
                };
        }
    }
    return found;
}

std::optional<Trigger> ofWorkForLater(const Inspection &in, double full)
{
    for (const std::size_t c : in.ownCalls()) {
        const std::size_t i = callee(in, c);
        const ResourceReport *quota = in.station(i);
        if (in.is(i, Role::Outside) && quota && quota->utilization >= full)
            return filled(in, i, *quota, full, said(in, "waited_for", {}));
    }
    const DatabaseWork work = databaseWork(in);
    const auto primary = fullestOf(in, Role::Database, full);
    if (primary && work.writes > 0 && work.later >= limitOf(in, "later_writes") * work.writes)
        return filled(in, *primary, *in.station(*primary), full,
                      said(in, "later", { { "share", reporting::percent(work.later / work.writes) } }));
    return ofSlowWrites(in);
}

/// Writes that fill a primary which no larger machine relieves.
std::optional<Trigger> ofWrites(const Inspection &in, double full)
{
    for (const std::size_t i : in.all(Role::Database)) {
        const ResourceReport *cpu = in.station(i);
        const CompiledComponent &component = in.stage.components[i];
        if (!cpu || component.work <= 0)
            continue;
        const double writes = cpu->utilization * component.writeWork / component.work;
        const auto larger = gainOfLargerSize(in, i);
        if (writes >= full && (!larger || *larger < limitOf(in, "gain")))
            return Trigger { i,
                             writes,
                             full,
                             said(in, writes < 1 ? "writes" : "writes_over",
                                  { { "share", reporting::percent(writes) },
                                    { "times", reporting::briefNumber(writes) },
                                    { "name", in.name(i) } }),
                             metricOf(in.id(i)),
                             true };
    }
    return std::nullopt;
}

} // namespace

DatabaseWork databaseWork(const Inspection &in)
{
    DatabaseWork work;
    for (const Role role : { Role::Database, Role::Replica })
        for (const std::size_t i : in.all(role)) {
            const CompiledComponent &component = in.stage.components[i];
            work.writes += component.writeWork;
            work.reads += component.work - component.writeWork;
            for (const CompiledComponent::Served &each : component.served)
                if (const auto &operation = in.stage.catalog->operations()[each.operation];
                    operation.writes && operation.deferrable)
                    work.later += each.time * each.rate;
        }
    return work;
}

double presetUsers(const Report &report)
{
    return report.requestsPerSecond * 1000;
}

int stageOfDesign(const Inspection &in)
{
    if (in.has(Role::Sharded) || in.has(Role::Steers))
        return kLastStage;
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

int stageOfLoad(const Report &report, const catalog::Catalog &catalog)
{
    const double users = presetUsers(report);
    int stage = 1;
    while (users > mostUsersOf(stage, catalog))
        ++stage;
    return stage;
}

double mostUsersOf(int stage, const catalog::Catalog &catalog)
{
    return stage < kLastStage ? limitOf(catalog, "stage_" + std::to_string(stage))
                              : std::numeric_limits<double>::infinity();
}

std::optional<Trigger> watchedTriggerOf(const Inspection &in, double full)
{
    switch (stageOfDesign(in)) {
    case 1:
        return ofOneMachine(in, full);
    case 2:
        return ofOneServer(in, full);
    case 3:
        return ofReads(in, full, limitOf(in, "reads"));
    case 4:
        return ofMisses(in, full);
    case 5:
        return ofWorkForLater(in, full);
    case 6:
        return ofWrites(in, full);
    default:
        return std::nullopt;
    }
}

std::optional<Trigger> triggerOf(const Inspection &in, double full)
{
    const int built = stageOfDesign(in);
    if (built == kLastStage)
        return std::nullopt;
    const std::optional<Trigger> found = watchedTriggerOf(in, full);
    if ((found && found->isFull) || built >= stageOfLoad(in.report, *in.stage.catalog)
        || !in.report.bottleneck.exists())
        return found;
    const auto i = static_cast<std::size_t>(in.report.bottleneck.component);
    const ResourceReport &first
        = in.report.components[i].resources[static_cast<std::size_t>(in.report.bottleneck.resource)];
    const double limit = std::max(full, watchedFrom(first.id));
    // What is full without any user is no matter of growth; connections and what only hands requests on grow by themselves.
    const CompiledResource &compiled
        = in.stage.components[i].resources[static_cast<std::size_t>(in.report.bottleneck.resource)];
    const bool isOfUsers = first.usersAtSaturation > 0 && !compiled.countsPools && !in.is(i, Role::Balances);
    return isOfUsers && first.utilization >= limit ? filled(in, i, first, limit) : found;
}

} // namespace headroom::analysis
