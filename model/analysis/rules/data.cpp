#include "model/analysis/rules/cures.h"
#include "model/analysis/rules/stages.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

using catalog::Role;

void tuneFirst(Inspection &in)
{
    if (!in.has(Role::SharedCache) && !in.has(Role::Replica) && !in.has(Role::Sharded))
        return;
    std::vector<std::size_t> found;
    std::vector<std::string> ids;
    for (const std::size_t i : in.all(Role::Database))
        if (in.isOff(i, "indexes")) {
            found.push_back(i);
            ids.push_back(in.id(i));
        }
    in.addAll(found, setAllTo(in, ids, "indexes", true));
    const auto &unpooled
        = in.callsWith("unpooled", [&](std::size_t c) { return in.isLinkOff(c, "connection_pooling"); });
    std::vector<std::string> connections;
    for (const std::size_t c : unpooled)
        connections.push_back(in.stage.connectionId(c));
    in.addLinks(unpooled, setAllTo(in, connections, "connection_pooling", true));
}

void replicasBeforeCache(Inspection &in)
{
    const double reads = databaseWork(in).readShare();
    if (!in.has(Role::SharedCache) && !in.has(Role::NearCache) && reads > in.limit())
        in.addAll(in.all(Role::Replica), {}, reads, in.ownMetric());
}

void shardsBeforeReplicas(Inspection &in)
{
    if (in.has(Role::Replica))
        return;
    for (const std::size_t i : in.all(Role::Sharded)) {
        const ResourceReport *cpu = in.station(i);
        const CompiledComponent &component = in.stage.components[i];
        if (!cpu || component.work <= 0)
            continue;
        const double writes = cpu->utilization * component.writeWork / component.work;
        if (writes < in.limit())
            in.addAll({ i }, {}, writes, in.ownMetric(in.id(i)));
    }
}

void replicasOfWrites(Inspection &in)
{
    const double writes = databaseWork(in).writeShare();
    if (writes > in.limit())
        in.addAll(in.all(Role::Replica), {}, writes, in.ownMetric());
}

/// Share of users that miss their own write a moment later: e^(−t/lag) (domain spec 8.7).
void ownWritesMissed(Inspection &in)
{
    std::vector<std::size_t> found;
    std::vector<std::string> ids;
    double stale = 0;
    std::string stalest;
    for (const std::size_t i : in.all(Role::Replica))
        if (in.isOff(i, "read_your_writes")) {
            found.push_back(i);
            ids.push_back(in.id(i));
            const double here = std::exp(-in.limit("after") / std::max(1e-6, in.value(i, "lag")));
            if (stalest.empty() || here > stale)
                stalest = in.id(i);
            stale = std::max(stale, here);
        }
    in.addAll(found, setAllTo(in, ids, "read_your_writes", true), stale, in.ownMetric(stalest));
}

void lagLeaks(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Replica)) {
        const double lag = in.value(i, "lag");
        if (lag * in.limit() > in.value(i, "ryw_window"))
            in.addAll({ i }, setTo(in, in.id(i), "ryw_window", std::min(3600.0, in.limit() * lag)),
                      in.value(i, "ryw_window") / lag, in.ownMetric(in.id(i)));
    }
}

/// With the reads that projections answer, as long as they would take at the database.
DatabaseWork workWithProjections(const Inspection &in)
{
    DatabaseWork work = databaseWork(in);
    for (const std::size_t i : in.all(Role::Projection))
        for (const CompiledComponent::Served &each : in.stage.components[i].served)
            work.reads += in.stage.catalog->operations()[each.operation].writes ? 0 : each.time * each.rate;
    return work;
}

void needlessProjection(Inspection &in)
{
    const DatabaseWork work = workWithProjections(in);
    double fullest = 0;
    std::string metric;
    for (const std::size_t i : in.all(Role::Database))
        if (const ResourceReport *cpu = in.station(i); cpu && (metric.empty() || cpu->utilization > fullest)) {
            fullest = cpu->utilization;
            metric = in.utilizationOf(i, *cpu);
        }
    if (fullest < in.limit() && work.reads <= 2 * work.writes && work.writes <= 2 * work.reads)
        in.addAll(in.all(Role::Projection), {}, fullest, metric);
}

void tooManyPools(Inspection &in, bool atMost)
{
    for (const Role role : { Role::Database, Role::Replica })
        for (const std::size_t i : in.all(role)) {
            const double most = roomForPools(in, i);
            const double now = poolsOf(in, i, false);
            const double pools = poolsOf(in, i, atMost);
            // A tier that cannot grow has no limit of its own to warn of.
            if (in.value(i, "max_connections") <= 0 || pools <= 0 || pools < most || (atMost && pools <= now))
                continue;
            const double kept = in.value(i, "max_connections") - most;
            in.add({ .subjects = { in.id(i) },
                     .measured = pools,
                     .threshold = most,
                     .words = { { "name", in.name(i) }, { "kept", reporting::grouped(kept) } },
                     .cure = smallerPools(in, i, most - 1, in.limit("busy"), atMost),
                     .metric = in.ownMetric(in.id(i)) });
        }
}

void poolsFull(Inspection &in)
{
    tooManyPools(in, false);
}

void poolsFullAtScale(Inspection &in)
{
    tooManyPools(in, true);
}

void smallPool(Inspection &in)
{
    const auto &pooled = in.callsWith("pooled", [&](std::size_t c) {
        const auto to = static_cast<std::size_t>(in.stage.links[c].to);
        return in.linkValue(c, "pool") > 0 && (in.is(to, Role::Database) || in.is(to, Role::Replica));
    });
    for (const std::size_t c : pooled) {
        const double pool = in.linkValue(c, "pool");
        if (in.report.components[static_cast<std::size_t>(in.stage.links[c].to)].state != State::Fine)
            continue;
        const double busy = busyOver(in, c);
        const double wanted = std::ceil(busy / in.limit());
        if (pool >= busy / in.limit())
            continue;
        const std::string &id = in.stage.connectionId(c);
        in.add({ .subjects = { id },
                 .measured = busy / pool,
                 .words = { { "name",
                              in.name(static_cast<std::size_t>(in.stage.links[c].from)) + " → "
                                  + in.name(static_cast<std::size_t>(in.stage.links[c].to)) },
                            { "size", reporting::grouped(pool) },
                            { "wanted", reporting::grouped(wanted) } },
                 .cure = setTo(in, id, "pool", wanted),
                 .metric = in.ownMetric(id) });
    }
}

void noBackups(Inspection &in)
{
    std::vector<std::size_t> found;
    std::vector<std::string> ids;
    for (const Role role : { Role::Database, Role::AllInOne })
        for (const std::size_t i : in.all(role))
            if (in.isOff(i, "backups")) {
                found.push_back(i);
                ids.push_back(in.id(i));
            }
    in.addAll(found, setAllTo(in, ids, "backups", true));
}

void crossShard(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Sharded))
        if (in.value(i, "cross_shard") > in.limit())
            in.addAll({ i }, {}, in.value(i, "cross_shard")); // what queries ask is no matter of design: nothing to set
}

} // namespace

std::span<const Condition> dataConditions()
{
    static constexpr Condition table[] {
        { "DB-01", tuneFirst },        { "DB-02", replicasBeforeCache }, { "DB-03", shardsBeforeReplicas },
        { "DB-04", replicasOfWrites }, { "DB-07", ownWritesMissed },     { "DB-08", needlessProjection },
        { "DB-09", lagLeaks },         { "DB-10", poolsFull },           { "DB-11", smallPool },
        { "DB-12", noBackups },        { "DB-13", crossShard },          { "ASG-05", poolsFullAtScale },
    };
    return table;
}

} // namespace headroom::analysis
