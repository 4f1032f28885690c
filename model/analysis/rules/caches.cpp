#include "model/analysis/rules/inspection.h"

namespace headroom::analysis {

namespace {

using catalog::Role;

void hotShard(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Sharded))
        if (in.stage.components[i].hotShare > in.limit())
            in.addAll({ i }, setTo(in, in.id(i), "skew", in.limit("usual")), in.stage.components[i].hotShare,
                      in.ownMetric(in.id(i)));
}

void fewVnodes(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Sharded))
        if (in.value(i, "shards") >= 2 && in.value(i, "vnodes", 1e9) < in.limit())
            in.addAll({ i }, setTo(in, in.id(i), "vnodes", in.limit("usual")), in.value(i, "vnodes"));
}

void hotKey(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Sharded)) {
        const ResourceReport *cpu = in.station(i);
        if (!cpu)
            continue;
        const double load
            = in.value(i, "hot_key") * in.report.requestsPerSecond * in.stage.components[i].work / cpu->capacity;
        if (load > in.limit())
            in.addAll({ i }, {}, load, in.ownMetric(in.id(i)));
    }
}

void expiresTogether(Inspection &in)
{
    for (const std::size_t i : in.all(Role::SharedCache))
        if (in.isOff(i, "ttl_jitter") && in.value(i, "keys") > in.limit())
            in.addAll({ i }, setTo(in, in.id(i), "ttl_jitter", true), in.value(i, "keys"));
}

void stampede(Inspection &in)
{
    for (const std::size_t i : in.all(Role::SharedCache)) {
        const CompiledComponent &component = in.stage.components[i];
        double reads = 0; // sessions are no copies of what somebody would have to make anew
        for (const std::size_t o : cachedOperations(in.stage, component)) {
            reads += in.report.requestsPerSecond * component.arrivals[o];
            if (component.jobs)
                reads += component.jobs->arrivals[o].at(in.report.users);
        }
        const double rebuilds = in.value(i, "hot_key") * reads * in.value(i, "rebuild_time");
        if (in.isOff(i, "single_flight") && rebuilds >= in.limit())
            in.addAll({ i }, setTo(in, in.id(i), "single_flight", true), rebuilds, in.ownMetric(in.id(i)));
    }
}

void coldCache(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Database)) {
        const CompiledComponent &component = in.stage.components[i];
        const ResourceReport *cpu = in.station(i);
        if (!cpu || component.coldWork <= component.work || cpu->utilization >= 1)
            continue;
        const double more
            = in.report.requestsPerSecond * component.hotShare * (component.coldWork - component.work) / in.n(i);
        const double cold = cpu->utilization + more / cpu->capacity;
        if (cold >= in.limit())
            in.addAll({ i }, {}, cold, in.ownMetric(in.id(i)));
    }
}

void fewHits(Inspection &in)
{
    for (const std::size_t i : in.all(Role::SharedCache))
        if (in.stage.components[i].hit >= 0 && in.stage.components[i].hit < in.limit())
            in.addAll({ i }, {}, in.stage.components[i].hit, in.id(i) + ".hit_ratio");
}

} // namespace

std::span<const Condition> cacheConditions()
{
    static constexpr Condition table[] {
        { "CA-01", expiresTogether }, { "CA-02", stampede },   { "CA-03", coldCache }, { "CA-04", fewHits },
        { "HOT-01", hotShard },       { "HOT-02", fewVnodes }, { "HOT-03", hotKey },
    };
    return table;
}

} // namespace headroom::analysis
