#include "model/analysis/cold_caches.h"
#include "model/analysis/rules/inspection.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

using catalog::Role;

void hotShard(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Sharded)) {
        const double hottest = in.stage.components[i].hotShare;
        if (hottest > in.limit())
            in.add({ .subjects = { in.id(i) },
                     .measured = hottest,
                     .words = { { "name", in.name(i) },
                                { "fix", in.phrase(in.value(i, "skew", 1) < hottest ? "one_key" : "many_keys") } },
                     .metric = in.ownMetric(in.id(i)) });
    }
}

void fewVnodes(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Sharded))
        if (in.value(i, "shards") >= 2 && in.value(i, "vnodes", 1e9) < in.limit())
            in.addAll({ i }, setTo(in, in.id(i), "vnodes", in.limit("usual")), in.value(i, "vnodes"));
}

/// 1/s: what a cache is asked for that it may answer; sessions are no copies of what somebody would have to make anew.
double readsOf(const Inspection &in, std::size_t cache)
{
    const CompiledComponent &component = in.stage.components[cache];
    double reads = 0;
    for (const std::size_t o : cachedOperations(in.stage, component)) {
        reads += in.report.requestsPerSecond * component.arrivals[o];
        if (component.jobs)
            reads += component.jobs->arrivals[o].at(in.report.users);
    }
    return reads;
}

void tellHotKey(Inspection &in, std::size_t i, double load, const char *part, const ResourceReport *measured = nullptr)
{
    if (load > in.limit())
        in.add({ .subjects = { in.id(i) },
                 .measured = load,
                 .words = { { "name", in.name(i) }, { "part", in.phrase(part) } },
                 .metric = measured ? in.utilizationOf(i, *measured) : in.ownMetric(in.id(i)) });
}

/// Whether the hottest key of a cache could be too much for a node if all that comes were reads of cached keys.
bool mayBeHot(const Inspection &in, std::size_t cache, const ResourceReport &cpu)
{
    const double all = in.report.components[cache].requestsPerSecond;
    return in.value(cache, "hot_key") * all * in.value(cache, "op_time") > in.limit() * cpu.capacity * 0.999;
}

void hotKey(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Sharded))
        if (const ResourceReport *cpu = in.station(i))
            tellHotKey(in, i,
                       in.value(i, "hot_key") * in.report.requestsPerSecond * in.stage.components[i].work
                           / cpu->capacity,
                       "shard");
    for (const std::size_t i : in.all(Role::SharedCache))
        if (const ResourceReport *cpu = in.station(i); cpu && mayBeHot(in, i, *cpu))
            tellHotKey(in, i, in.value(i, "hot_key") * readsOf(in, i) * in.value(i, "op_time") / cpu->capacity, "node");
    const auto &partitioned = in.componentsWith("with a fullest partition", [&](std::size_t i) {
        return in.value(i, "hot_key") > 0 && in.resource(i, "hot_reads") && in.resource(i, "hot_writes");
    });
    for (const std::size_t i : partitioned) {
        const ResourceReport *reads = in.resource(i, "hot_reads");
        const ResourceReport *writes = in.resource(i, "hot_writes");
        const ResourceReport *fuller = reads->utilization >= writes->utilization ? reads : writes;
        tellHotKey(in, i, fuller->utilization, "partition", fuller);
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
        if (!in.isOff(i, "single_flight"))
            continue;
        const double rebuilds = in.value(i, "hot_key") * readsOf(in, i) * in.value(i, "rebuild_time");
        if (rebuilds >= in.limit())
            in.addAll({ i }, setTo(in, in.id(i), "single_flight", true), rebuilds, in.ownMetric(in.id(i)));
    }
}

/// Of what its instance has, with empty caches; 0 for what is full anyway.
double coldUtilization(const Inspection &in, std::size_t i)
{
    const CompiledComponent &component = in.stage.components[i];
    const ResourceReport &bearing = in.report.components[i].resources[static_cast<std::size_t>(coldRow(component))];
    const double rate = judgedRate(in.stage, component, in.report.requestsPerSecond) * component.hotShare;
    return bearing.utilization < 1 ? bearing.utilization + rate * coldMore(component) / in.n(i) / bearing.capacity : 0;
}

/// Databases, replicas, services and stores behind a cache, when it is empty: the fullest first.
void coldCache(Inspection &in)
{
    const auto &behind
        = in.componentsWith("behind caches", [&](std::size_t i) { return coldMore(in.stage.components[i]) > 0; });
    std::vector<std::pair<double, std::size_t>> full;
    for (const std::size_t i : behind)
        if (const double cold = coldUtilization(in, i); cold >= in.limit())
            full.emplace_back(cold, i);
    if (full.empty())
        return;
    std::stable_sort(full.begin(), full.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    Hit hit { .subjects = {}, .measured = full.front().first, .metric = in.ownMetric(in.id(full.front().second)) };
    std::vector<std::string> names;
    for (const auto &[cold, i] : full) {
        hit.subjects.push_back(in.id(i));
        names.push_back(in.name(i));
    }
    const Inspection::Words words { { "names", in.listed(names) }, { "measured", reporting::percent(*hit.measured) } };
    hit.words = { { "what", in.phrase(names.size() > 1 ? "several" : "one", words) } };
    in.add(std::move(hit));
}

/// With a digit more where it would look like the limit.
std::string percentBelow(double share, double limit)
{
    std::string rounded = reporting::percent(share);
    return rounded != reporting::percent(limit) ? rounded
                                                : reporting::briefNumber(std::floor(share * 1000) / 10) + " %";
}

void fewHits(Inspection &in)
{
    for (const std::size_t i : in.all(Role::SharedCache)) {
        const double hits = in.stage.components[i].hit;
        if (hits >= 0 && hits < in.limit())
            in.add({ .subjects = { in.id(i) },
                     .measured = hits,
                     .words = { { "name", in.name(i) }, { "measured", percentBelow(hits, in.limit()) } },
                     .metric = in.id(i) + ".hit_ratio" });
    }
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
