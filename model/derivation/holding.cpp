#include "model/derivation/derivator.h"
#include "model/derivation/sources.h"
#include "model/engine/columns.h"

namespace headroom::derivation {

namespace {

constexpr const char *kLayered = "Franks et al. 2009, layered queueing networks";

} // namespace

/// Calls over a connection times how long each holds its caller.
Derivation Derivator::heldByCalls(std::size_t link)
{
    const analysis::CompiledLink &owner = m_stage->links[link];
    const std::string id = m_design.connections[link].id;
    Derivation time = method("Time from a call over " + id + " to its answer", "t", owner.held / owner.calls, "s",
                             "latency, service and further calls of the callee without queueing, at most the timeout; "
                             "mean over classes and operations",
                             {});
    Derivation calls = method("Calls over " + id + " that are waited for", "calls", owner.calls, "1",
                              "per dynamic request, summed over classes and operations", {});
    return computed("Held by calls over " + id, symbolOf(id), owner.held, "s", "calls * t",
                    { std::move(calls), std::move(time) });
}

/// How long threads or pooled connections are held per dynamic request.
Derivation Derivator::held(std::size_t component, std::size_t resource)
{
    const analysis::CompiledResource &owner = at(component).resources[resource];
    if (owner.link >= 0)
        return named(as("D", heldByCalls(static_cast<std::size_t>(owner.link))), "Little's law", "Little 1961");
    std::vector<Derivation> parts;
    if (at(component).ownHeld > 0)
        parts.push_back(method("Own work and fixed delays of " + nameOf(component), "own", at(component).ownHeld, "s",
                               "per dynamic request, summed over classes and operations, without queueing", {}));
    for (std::size_t link = 0; link < m_stage->links.size(); ++link)
        if (m_stage->links[link].from == static_cast<int>(component) && m_stage->links[link].held > 0)
            parts.push_back(heldByCalls(link));
    if (const double saved = at(component).savedHold; saved > 0)
        parts.push_back(method("Gained by calls made at once", "at_once", -saved, "s",
                               "the slowest holds the thread, not all in turn; each call taken as its fixed delays and "
                               "an exponential time",
                               {}));
    return named(sum(owner.spec->title + " demand at " + nameOf(component) + " per dynamic request", "D", owner.spread,
                     "s", std::move(parts)),
                 "Threads are held during nested calls", kLayered);
}

/// Mean wait for a thread or pooled connection.
Derivation Derivator::holderWait(std::size_t component, std::size_t resource)
{
    const analysis::ResourceReport &report = m_report.components[component].resources[resource];
    const std::string label = "Mean wait for " + report.title + " of " + nameOf(component);
    if (report.isInSeries)
        return seriesWait(component, resource);
    std::vector<Derivation> parts { used(component, resource), capacity(component, resource) };
    if (report.utilization >= 1)
        return method(label, "W", std::nullopt, "s", "saturated: more are needed than there are", std::move(parts));
    const bool isShared = at(component).resources[resource].link < 0 && isMachine(component);
    return named(method(label, "W", report.wait, "s",
                        isShared
                            ? "birth-death process: with n inside, what n threads that share the cores finish; more "
                              "than there are threads wait, as many as there are places"
                            : "M/M/m: as many servers as there are, each busy for as long as one is held",
                        std::move(parts)),
                 "Software queue", kLayered);
}

/// Mean wait of a visit for a disk, which does one after the other: M/M/1.
Derivation Derivator::seriesWait(std::size_t component, std::size_t resource)
{
    const analysis::ResourceReport &report = m_report.components[component].resources[resource];
    const analysis::CompiledResource &owner = at(component).resources[resource];
    const std::string label = "Mean wait for " + report.title + " of " + nameOf(component);
    Derivation busy = as("ρ", resourceUtilization(component, resource));
    if (report.utilization >= 1)
        return method(label, "W", std::nullopt, "s", "saturated: more comes than it can do", { std::move(busy) });
    Derivation use = method(owner.spec->title + " for a visit that uses it", "use", useOfVisit(component, resource),
                            owner.spec->unit, "mean over the operations that use it; taken as exponential", {});
    return named(computed(label, "W", report.wait, "s", "ρ / (1 - ρ) * use / capacity",
                          { std::move(busy), std::move(use), capacity(component, resource) }),
                 "Resources of an instance in series, M/M/1", kGross);
}

/// What a visit takes of a resource in series, in its unit.
double Derivator::useOfVisit(std::size_t component, std::size_t resource) const
{
    for (std::size_t h = 0; h < m_stage->holders.size(); ++h)
        if (m_stage->holders[h].component == static_cast<int>(component)
            && m_stage->holders[h].resource == static_cast<int>(resource))
            return m_stage->columns->holders[h].use;
    return 0;
}

/// What waiting for threads, pools and disks adds to the mean latency of a class.
Derivation Derivator::holderWaits(std::size_t requestClass)
{
    std::vector<Derivation> parts;
    double all = 0;
    const analysis::CompiledClass &owner = m_stage->classes[requestClass];
    for (std::size_t h = 0; h < m_stage->holders.size(); ++h) {
        const analysis::Holder &holder = m_stage->holders[h];
        const auto component = static_cast<std::size_t>(holder.component);
        const auto &resource = m_report.components[component].resources[static_cast<std::size_t>(holder.resource)];
        const double visits = owner.slots[h];
        const double time = visits * resource.wait;
        if (time <= 0)
            continue;
        all += time;
        Derivation count = method("Visits that wait for " + resource.title, "v", visits, "1",
                                  "per request of the class, as far as its user waits", {});
        parts.push_back(computed(
            resource.title + " of " + nameOf(component), symbolOf(at(component).id + "_" + resource.id), time, "s",
            "v * W", { std::move(count), holderWait(component, static_cast<std::size_t>(holder.resource)) }));
    }
    return sum("Waiting for threads, pooled connections and disks", "slots", all, "s", std::move(parts));
}

} // namespace headroom::derivation
