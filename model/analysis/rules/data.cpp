#include "model/analysis/rules/inspection.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

using catalog::Role;

/// CPU time per dynamic request at the databases and their replicas.
struct Work {
    double reads = 0;
    double writes = 0;
    [[nodiscard]] double writeShare() const { return reads + writes > 0 ? writes / (reads + writes) : 0; }
};

/// Work without replay: what the users asked for. Writes are what is done only at the databases.
Work workOf(const Inspection &in)
{
    Work work;
    for (const Role role : { Role::Database, Role::Replica })
        for (const std::size_t i : in.all(role)) {
            const CompiledComponent &component = in.stage.components[i];
            work.writes += component.writeWork;
            work.reads += component.work - component.writeWork;
        }
    return work;
}

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
    std::vector<std::size_t> unpooled;
    std::vector<std::string> connections;
    for (const std::size_t c : in.calls())
        if (in.isLinkOff(c, "connection_pooling")) {
            unpooled.push_back(c);
            connections.push_back(in.stage.connections[c].id);
        }
    in.addLinks(unpooled, setAllTo(in, connections, "connection_pooling", true));
}

void replicasBeforeCache(Inspection &in)
{
    const double reads = 1 - workOf(in).writeShare();
    if (!in.has(Role::SharedCache) && !in.has(Role::NearCache) && reads > in.limit())
        in.addAll(in.all(Role::Replica), {}, reads);
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
            in.addAll({ i }, {}, writes);
    }
}

void replicasOfWrites(Inspection &in)
{
    const double writes = workOf(in).writeShare();
    if (writes > in.limit())
        in.addAll(in.all(Role::Replica), {}, writes);
}

/// Server power of a size by the USL of its component, and its price; nothing without such figures.
struct Power {
    double effective = 0;
    double price = 0;
};
std::optional<Power> powerOf(const Inspection &in, std::size_t i, const catalog::SizeOption &size)
{
    const auto vcpu = size.figures.find("vcpu");
    const auto price = size.figures.find("price_hour");
    const auto baseline = size.figures.find("baseline");
    if (vcpu == size.figures.end() || price == size.figures.end()
        || (baseline != size.figures.end() && baseline->second < 1))
        return std::nullopt;
    const double n = vcpu->second;
    const double sigma = in.value(i, "sigma");
    const double kappa = in.value(i, "kappa");
    return Power { n / (1 + sigma * (n - 1) + kappa * n * (n - 1)), price->second };
}

/// Place of a component's size on its ladder; −1: none.
int sizeIndex(const Inspection &in, std::size_t i)
{
    const double chosen = in.value(i, "size", -1);
    const catalog::SizeLadder *ladder = in.stage.catalog->ladder(in.stage.components[i].kind->ladder);
    return ladder && chosen >= 0 && chosen < static_cast<double>(ladder->sizes.size()) ? static_cast<int>(chosen) : -1;
}

void plateau(Inspection &in)
{
    std::vector<std::size_t> found;
    double least = 0;
    for (const std::size_t i : in.all(Role::Database)) {
        const int at = sizeIndex(in, i);
        const ResourceReport *cpu = in.station(i);
        if (at < 0 || !cpu || cpu->utilization <= in.limit("utilization"))
            continue;
        const auto &sizes = in.stage.catalog->ladder(in.stage.components[i].kind->ladder)->sizes;
        if (at + 1 >= static_cast<int>(sizes.size()))
            continue;
        const auto now = powerOf(in, i, sizes[static_cast<std::size_t>(at)]);
        const auto next = powerOf(in, i, sizes[static_cast<std::size_t>(at) + 1]);
        if (!now || !next || next->effective / now->effective - 1 >= in.limit())
            continue;
        found.push_back(i);
        least = next->effective / now->effective - 1;
    }
    in.addAll(found, {}, least);
}

void dearStep(Inspection &in)
{
    std::vector<std::size_t> found;
    double worst = 0;
    for (const std::size_t i : in.all(Role::Database)) {
        const int at = sizeIndex(in, i);
        if (at < 1)
            continue;
        const auto &sizes = in.stage.catalog->ladder(in.stage.components[i].kind->ladder)->sizes;
        const auto now = powerOf(in, i, sizes[static_cast<std::size_t>(at)]);
        const auto before = powerOf(in, i, sizes[static_cast<std::size_t>(at) - 1]);
        if (!now || !before || before->effective >= now->effective)
            continue;
        const double exponent = std::log(now->price / before->price) / std::log(now->effective / before->effective);
        if (exponent <= in.limit())
            continue;
        found.push_back(i);
        worst = std::max(worst, exponent);
    }
    in.addAll(found, {}, worst);
}

void verticalFirst(Inspection &in)
{
    double needed = 0;
    double largest = 0;
    for (const std::size_t i : in.all(Role::Sharded)) {
        needed += in.report.requestsPerSecond * in.stage.components[i].work;
        if (const auto *ladder = in.stage.catalog->ladder(in.stage.components[i].kind->ladder))
            for (const catalog::SizeOption &size : ladder->sizes)
                if (const auto power = powerOf(in, i, size))
                    largest = std::max(largest, power->effective);
    }
    if (largest > 0 && needed <= in.limit() * largest)
        in.addAll(in.all(Role::Sharded), {}, needed / largest);
}

/// Share of users that miss their own write 0.2 s later: e^(−t/lag) (domain spec 8.7).
void ownWritesMissed(Inspection &in)
{
    constexpr double kSoon = 0.2;
    std::vector<std::size_t> found;
    std::vector<std::string> ids;
    double stale = 0;
    for (const std::size_t i : in.all(Role::Replica))
        if (in.isOff(i, "read_your_writes")) {
            found.push_back(i);
            ids.push_back(in.id(i));
            stale = std::max(stale, std::exp(-kSoon / std::max(1e-6, in.value(i, "lag"))));
        }
    in.addAll(found, setAllTo(in, ids, "read_your_writes", true), stale);
}

void lagLeaks(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Replica)) {
        const double lag = in.value(i, "lag");
        if (lag * in.limit() > in.value(i, "ryw_window"))
            in.addAll({ i }, setTo(in, in.id(i), "ryw_window", std::min(3600.0, in.limit() * lag)),
                      in.value(i, "ryw_window") / lag);
    }
}

void needlessProjection(Inspection &in)
{
    const Work work = workOf(in);
    double fullest = 0;
    for (const std::size_t i : in.all(Role::Database))
        if (const ResourceReport *cpu = in.station(i))
            fullest = std::max(fullest, cpu->utilization);
    if (fullest < in.limit() && work.reads <= 2 * work.writes && work.writes <= 2 * work.reads)
        in.addAll(in.all(Role::Projection), {}, fullest);
}

bool hasPooler(const Inspection &in, std::size_t database)
{
    return std::any_of(in.stage.links.begin(), in.stage.links.end(), [&](const CompiledLink &link) {
        return link.to == static_cast<int>(database) && link.from >= 0
            && in.is(static_cast<std::size_t>(link.from), Role::Pools);
    });
}

/// Connections that the callers' pools open when all their tiers are at this size.
double poolsOf(const Inspection &in, std::size_t database, bool atMost)
{
    double sum = 0;
    for (const auto &[caller, pool] : in.stage.components[database].pools) {
        const auto i = static_cast<std::size_t>(caller);
        sum += pool * (atMost ? in.most(i) : in.n(i));
    }
    return sum;
}

void tooManyPools(Inspection &in, bool atMost)
{
    for (const Role role : { Role::Database, Role::Replica })
        for (const std::size_t i : in.all(role)) {
            const double most = in.value(i, "max_connections");
            const double now = poolsOf(in, i, false);
            const double pools = poolsOf(in, i, atMost);
            // A tier that cannot grow has no limit of its own to warn of.
            if (most <= 0 || pools <= most || hasPooler(in, i) || (atMost && pools <= now))
                continue;
            in.add({ .subjects = { in.id(i) },
                     .measured = pools,
                     .threshold = most,
                     .words = { { "name", in.name(i) }, { "most", std::to_string(static_cast<long long>(most)) } } });
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
    for (const std::size_t c : in.calls()) {
        const double pool = in.linkValue(c, "pool");
        const CompiledLink &link = in.stage.links[c];
        const auto caller = static_cast<std::size_t>(link.from);
        const ComponentReport &callee = in.report.components[static_cast<std::size_t>(link.to)];
        if (pool <= 0 || callee.state != State::Fine
            || !(in.is(static_cast<std::size_t>(link.to), Role::Database)
                 || in.is(static_cast<std::size_t>(link.to), Role::Replica)))
            continue;
        // Little's law: what is in flight is rate times time, per instance of the caller.
        const double busy = in.report.requestsPerSecond * link.waited / in.n(caller)
            * (callee.serviceTime + callee.wait + in.linkValue(c, "latency"));
        const double needed = busy / in.limit();
        if (pool < needed)
            in.addLinks({ c }, setTo(in, in.stage.connections[c].id, "pool", std::ceil(needed)), busy / pool);
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
            in.addAll({ i }, setTo(in, in.id(i), "cross_shard", in.limit()), in.value(i, "cross_shard"));
}

} // namespace

std::span<const Condition> dataConditions()
{
    static constexpr Condition table[] {
        { "DB-01", tuneFirst },
        { "DB-02", replicasBeforeCache },
        { "DB-03", shardsBeforeReplicas },
        { "DB-04", replicasOfWrites },
        { "DB-05", plateau },
        { "DB-06", verticalFirst },
        { "DB-07", ownWritesMissed },
        { "DB-08", needlessProjection },
        { "DB-09", lagLeaks },
        { "DB-10", poolsFull },
        { "DB-11", smallPool },
        { "DB-12", noBackups },
        { "DB-13", crossShard },
        { "ASG-05", poolsFullAtScale },
        { "COST-02", dearStep },
    };
    return table;
}

} // namespace headroom::analysis
