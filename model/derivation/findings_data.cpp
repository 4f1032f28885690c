#include "model/analysis/cold_caches.h"
#include "model/derivation/findings.h"
#include "model/derivation/sources.h"

#include <algorithm>

namespace headroom::derivation {

namespace {

using catalog::Role;

constexpr const char *kLittle = "Little 1961";

} // namespace

/// s per dynamic request: the part of a component's work that writes.
Derivation FindingUnfolder::writtenWork(std::size_t i)
{
    const std::string label = "Writes among the work of " + m_by.nameOf(i) + " per dynamic request";
    const double all = m_by.at(i).writeWork;
    return m_by.once("written " + std::to_string(i), leaf(label, "written", all, "s"), [&] {
        std::vector<Derivation> parts;
        for (std::size_t o = 0; o < m_by.m_catalog.operations().size(); ++o) {
            const auto *rule = m_by.handled(i, o);
            if (!m_by.m_catalog.operations()[o].writes || !rule || rule->time.empty() || m_by.at(i).arrivals[o] <= 0)
                continue;
            if (Derivation part = m_by.workOf(i, o); part.value && *part.value > 0)
                parts.push_back(std::move(part));
        }
        return named(sum(label, "written", all, "s", std::move(parts)), "Service demand law", kDenningBuzen);
    });
}

std::vector<std::size_t> FindingUnfolder::databases() const
{
    std::vector<std::size_t> all = m_in.all(Role::Database);
    const std::vector<std::size_t> &replicas = m_in.all(Role::Replica);
    all.insert(all.end(), replicas.begin(), replicas.end());
    return all;
}

Derivation FindingUnfolder::allReads()
{
    std::vector<Derivation> parts;
    double all = 0;
    for (const std::size_t i : databases()) {
        const double each = m_by.at(i).work - m_by.at(i).writeWork;
        all += each;
        parts.push_back(computed("Reads at " + m_by.nameOf(i), m_by.at(i).id, each, "s", "D - written",
                                 { m_by.work(i), writtenWork(i) }));
        parts.back().symbol = symbolOf(m_by.at(i).id);
    }
    return sum("Reads at databases and replicas per dynamic request", "reads", all, "s", std::move(parts));
}

Derivation FindingUnfolder::allWrites()
{
    std::vector<Derivation> parts;
    double all = 0;
    for (const std::size_t i : databases()) {
        all += m_by.at(i).writeWork;
        parts.push_back(as(symbolOf(m_by.at(i).id), writtenWork(i)));
    }
    return sum("Writes at databases per dynamic request", "writes", all, "s", std::move(parts));
}

Derivation FindingUnfolder::readShare()
{
    return computed("Reads among the work of databases and replicas", "share", value(), "1", "reads / (reads + writes)",
                    { allReads(), allWrites() });
}

Derivation FindingUnfolder::writeShare()
{
    Derivation node = computed("Writes among the work of databases and replicas", "share", value(), "1",
                               "writes / (reads + writes)", { allReads(), allWrites() });
    node.note = "what users ask for: what replicas replay comes on top";
    return node;
}

Derivation FindingUnfolder::filledByWrites()
{
    const std::size_t i = component();
    const auto station = static_cast<std::size_t>(m_by.at(i).station);
    return computed(
        "Utilization of " + m_by.nameOf(i) + " by writes alone", "ρ_w", value(), "1", "ρ * written / D",
        { as("ρ", m_by.resourceUtilization(i, station)), as("written", writtenWork(i)), as("D", m_by.work(i)) });
}

Derivation FindingUnfolder::staleReads()
{
    const std::size_t i = component();
    Derivation node = computed(
        "Users who do not see what they wrote", "stale", value(), "1", "exp(-after / max(0.000001, lag))",
        { limit("after", "Time from a write to the reload", "after", "s"), as("lag", m_by.componentValue(i, "lag")) });
    node.note = "lags are exponential";
    return named(std::move(node), "Stale reads");
}

Derivation FindingUnfolder::windowInLags()
{
    const std::size_t i = component();
    return computed("Read-your-writes window of " + m_by.nameOf(i) + " in lags", "x", value(), "1", "ryw_window / lag",
                    { m_by.componentValue(i, "ryw_window"), m_by.componentValue(i, "lag") });
}

Derivation FindingUnfolder::openConnections()
{
    return m_by.pools(component(), false);
}

Derivation FindingUnfolder::openConnectionsAtMost()
{
    return m_by.pools(component(), true);
}

Derivation FindingUnfolder::busyPool()
{
    const std::size_t c = connection();
    const analysis::CompiledLink &link = m_by.m_stage->links[c];
    const auto from = static_cast<std::size_t>(link.from);
    const auto to = static_cast<std::size_t>(link.to);
    Derivation calls = method("Calls over " + m_key + " that are waited for", "calls", link.calls, "1",
                              "per dynamic request, summed over classes and operations", {});
    return named(computed("Share of the pool of connection " + m_key + " that is busy", "busy", value(), "1",
                          "λ * (held + calls * W) / n / pool",
                          { m_by.rate(), as("held", m_by.heldByCalls(c)), std::move(calls), as("W", m_by.wait(to)),
                            as("n", m_by.instances(from)),
                            m_by.connectionValue(c, "pool", "pool", m_by.connectionNumber(c, "pool", 0)) }),
                 "Little's law", kLittle);
}

Derivation FindingUnfolder::sessionsInDatabase()
{
    std::vector<Derivation> parts;
    for (const std::string &id : m_finding.subjects)
        parts.push_back(as(symbolOf(id), m_by.requests(placeOf(m_by.m_stage->components, id))));
    return sum("Requests whose sessions the database keeps", "λ", value(), "1/s", std::move(parts));
}

/// 1/s: what a cache is asked for that it may answer.
Derivation FindingUnfolder::cachedReads(std::size_t i)
{
    const analysis::CompiledComponent &owner = m_by.at(i);
    std::vector<Derivation> reads { m_by.rate() };
    std::string rate;
    double perRequest = 0;
    for (const std::size_t o : analysis::cachedOperations(*m_by.m_stage, owner)) {
        if (owner.arrivals[o] <= 0)
            continue;
        perRequest += owner.arrivals[o];
        reads.push_back(m_by.arrivals(i, o));
        rate += (rate.empty() ? "" : " + ") + reads.back().symbol;
    }
    double ofJobs = 0;
    for (const std::size_t o : analysis::cachedOperations(*m_by.m_stage, owner))
        ofJobs += owner.jobs ? owner.jobs->arrivals[o].at(m_by.m_users) : 0;
    rate = rate.empty() ? "0" : "λ * (" + rate + ")";
    if (ofJobs > 0) {
        reads.push_back(method("Reads of background jobs", "jobs", ofJobs, "1/s",
                               "what their items ask for at the hour that is judged", {}));
        rate += " + jobs";
    }
    return computed("Reads of " + m_by.nameOf(i) + " that it may answer", "reads",
                    m_by.m_report.requestsPerSecond * perRequest + ofJobs, "1/s", rate, std::move(reads));
}

Derivation FindingUnfolder::rebuilds()
{
    const std::size_t i = component();
    return named(
        computed("Rebuilds of the hottest key of " + m_by.nameOf(i) + " at once", "x", value(), "1",
                 "hot_key * reads * rebuild_time",
                 { m_by.componentValue(i, "hot_key"), cachedReads(i), m_by.componentValue(i, "rebuild_time") }),
        "Little's law", kLittle);
}

Derivation FindingUnfolder::coldUtilization()
{
    const std::size_t i = component();
    const auto row = static_cast<std::size_t>(analysis::coldRow(m_by.at(i)));
    Derivation more = method("What empty caches add at " + m_by.nameOf(i) + " per dynamic request", "more",
                             analysis::coldMore(m_by.at(i)), m_by.at(i).resources[row].spec->kind == "time" ? "s" : "1",
                             "the same routes with a hit ratio of 0 at every shared cache", {});
    const bool isHot = m_by.at(i).hotShare > 1;
    std::vector<Derivation> parts { as("ρ", m_by.resourceUtilization(i, row)), as("λ", m_by.judged(i)) };
    if (isHot)
        parts.push_back(m_by.hotShare(i));
    parts.push_back(std::move(more));
    parts.push_back(m_by.instances(i));
    parts.push_back(m_by.capacity(i, row));
    return named(computed("Utilization of " + m_by.nameOf(i) + " with a cold cache", "ρ_cold", value(), "1",
                          isHot ? "ρ + λ * hot * more / n / capacity" : "ρ + λ * more / n / capacity",
                          std::move(parts)),
                 "Utilization law", kDenningBuzen);
}

Derivation FindingUnfolder::hotShard()
{
    Derivation node = m_by.hotShare(component());
    node.label = "Load of the fullest shard of " + m_by.nameOf(component()) + " over the mean";
    return node;
}

Derivation FindingUnfolder::hotKey()
{
    const std::size_t i = component();
    const auto station = static_cast<std::size_t>(m_by.at(i).station);
    if (m_in.is(i, Role::Sharded))
        return computed(
            "Load of one key over a shard of " + m_by.nameOf(i), "ρ_key", value(), "1", "hot_key * λ * D / capacity",
            { m_by.componentValue(i, "hot_key"), m_by.rate(), as("D", m_by.work(i)), m_by.capacity(i, station) });
    return computed("Load of one key over a node of " + m_by.nameOf(i), "ρ_key", value(), "1",
                    "hot_key * reads * op_time / capacity",
                    { m_by.componentValue(i, "hot_key"), cachedReads(i), m_by.componentValue(i, "op_time"),
                      m_by.capacity(i, station) });
}

Derivation FindingUnfolder::hotPartition()
{
    const std::size_t i = component();
    const double partitions = m_in.value(i, "partitions");
    const double share = partitions > 1 ? (value() - 1) / (partitions - 1) : 1;
    Derivation hottest
        = named(computed("Share of the events that the most popular key has", "h", share, "1",
                         "zipf(1, event_keys, key_exponent)",
                         { m_by.componentValue(i, "event_keys"), m_by.componentValue(i, "key_exponent") }),
                "Zipf's law", "Breslau et al. 1999");
    return computed("Load of the fullest partition of " + m_by.nameOf(i) + " over the mean", "x", value(), "1",
                    "partitions * h + 1 - h", { m_by.componentValue(i, "partitions"), std::move(hottest) });
}

} // namespace headroom::derivation
