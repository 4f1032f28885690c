#include "model/derivation/derivator.h"
#include "model/derivation/sources.h"
#include "model/engine/columns.h"
#include "model/queueing/mmc.h"

#include <algorithm>
#include <cmath>

namespace headroom::derivation {

namespace {

constexpr const char *kSaturated = "saturated: work arrives at least as fast as it is done, so no steady mean exists";

} // namespace

Derivation Derivator::visitsOfInstance(std::size_t component)
{
    const Component &owner = at(component);
    const bool copies = owner.broadcastVisits > 0;
    const bool spreads = owner.visits > 0;
    const double n = m_report.components[component].instances;
    const double value = owner.hotShare * (owner.visits / n + owner.broadcastVisits / owner.partitions);
    std::vector<Derivation> parts;
    if (spreads) {
        parts.push_back(stationVisits(component));
        parts.push_back(instances(component));
    }
    if (copies) {
        parts.push_back(copiedVisits(component));
        parts.push_back(partitions(component));
    }
    std::string text = std::string("(") + (spreads ? "visits / n" : "") + (spreads && copies ? " + " : "")
        + (copies ? "copied / partitions" : "") + ")";
    if (owner.hotShare > 1) {
        parts.push_back(hotShare(component));
        text = "hot * " + text;
    }
    return computed("Visits of the hottest instance of " + owner.name + " per dynamic request", "visits", value, "1",
                    text, std::move(parts));
}

Derivation Derivator::serviceTime(std::size_t component)
{
    const Component &owner = at(component);
    const double value = m_report.components[component].serviceTime;
    const std::string label = "Service time of a visit of " + owner.name;
    return once("service " + std::to_string(component), leaf(label, "S", value, "s"), [&] {
        if (owner.jobs && owner.station >= 0 && (owner.jobs->visits + owner.jobs->copiedVisits).exists())
            return named(
                method(label, "S", value, "s", "work over visits, of users' requests and of jobs",
                       { as("used", used(component, static_cast<std::size_t>(owner.station))), visitRate(component) }),
                "Mean over all visits");
        if (owner.visits <= 0 && owner.broadcastVisits <= 0)
            return method(label, "S", value, "s", "no request queues here", {});
        std::vector<Derivation> parts;
        const bool copies = owner.broadcastVisits > 0 || owner.broadcastWork > 0;
        std::string text;
        if (copies) {
            text = "(D / n + copies / partitions) / (visits / n + copied / partitions)";
            parts = { as("D", work(component)), instances(component),     copiedWork(component),
                      partitions(component),    stationVisits(component), copiedVisits(component) };
        } else {
            text = "D / visits";
            parts = { as("D", work(component)), stationVisits(component) };
        }
        if (std::abs(owner.slowdown - 1) > 0) {
            text = "slowdown * " + text;
            parts.push_back(componentValue(component, "slowdown"));
        }
        return named(computed(label, "S", value, "s", text, std::move(parts)), "Mean over all visits",
                     std::abs(owner.slowdown - 1) > 0 ? "slowdown: Gunther, Universal Scalability Law" : "");
    });
}

Derivation Derivator::wait(std::size_t component)
{
    const Component &owner = at(component);
    const analysis::ComponentReport &report = m_report.components[component];
    const bool isSteady = report.state == analysis::State::Fine;
    const std::string label = "Mean wait at " + owner.name;
    Derivation head = leaf(label, "W", isSteady ? report.wait : INFINITY, "s");
    head.note = isSteady ? "" : kSaturated;
    return once("wait " + std::to_string(component), std::move(head), [&] {
        const bool hasJobs = owner.jobs && owner.jobs->visits.at(m_users) > 0;
        const bool hasUsers = (owner.visits > 0 || owner.broadcastVisits > 0)
            && analysis::judgedRate(*m_stage, owner, m_users * m_stage->ratePerUser) > 0;
        if (owner.station < 0 || (!hasUsers && !hasJobs))
            return method(label, "W", report.wait, "s", "nothing waits here", {});
        Derivation erlangs = offeredLoad(component);
        Derivation service = serviceTime(component);
        const double offered = *erlangs.value;
        const double servers = report.servers;
        const auto station = static_cast<std::size_t>(owner.station);
        Derivation m = fromCatalog(component, owner.resources[station].spec->servers,
                                   "Servers of an instance of " + owner.name, "m", servers, "1");
        if (!isSteady)
            return method(label, "W", std::nullopt, "s", kSaturated, { std::move(erlangs), std::move(m) });
        const double lines = owner.isPooled ? report.instances : 1;
        const double later
            = report.wait > 0 ? report.wait / variability(component) * lines * (servers - offered) / *service.value : 0;
        if (!owner.isPooled && isMachine(component)
            && std::abs(later / std::max(1e-300, queueing::erlangC(servers, offered)) - 1) > 1e-11)
            return machineWait(component, report.wait, std::move(erlangs), std::move(service));
        Derivation share = waitingShare(component, later, m, std::move(erlangs));
        Derivation again = folded(leaf("Offered load", "a", offered, "1"), "");
        again.unfoldedAt = "above";
        std::vector<Derivation> parts { std::move(share), folded(service, "above"), folded(m, "above"),
                                        std::move(again) };
        std::string text = "C * S / ";
        if (owner.isPooled) {
            text += "(n * (m - a))";
            parts.push_back(folded(instances(component), "above"));
        } else {
            text += "(m - a)";
        }
        if (std::abs(variability(component) - 1) > 0) {
            text = "f * " + text;
            parts.push_back(variation(component));
        }
        return named(computed(label, "W", report.wait, "s", text, std::move(parts)),
                     std::abs(variability(component) - 1) > 0 ? "Allen-Cunneen" : "M/M/m mean wait",
                     std::abs(variability(component) - 1) > 0 ? kAllenCunneen : kGross);
    });
}

/// Whether threads or places to wait may keep visits from the cores.
bool Derivator::isMachine(std::size_t component) const
{
    const std::vector<engine::Machine> &machines = m_stage->columns->machines;
    return std::any_of(machines.begin(), machines.end(),
                       [&](const engine::Machine &each) { return each.owner == static_cast<int>(component); });
}

/// Mean wait at the cores of those that have a thread, or of all that are let in.
Derivation Derivator::machineWait(std::size_t component, double value, Derivation erlangs, Derivation service)
{
    const Component &owner = at(component);
    std::vector<Derivation> parts { std::move(erlangs), std::move(service) };
    for (std::size_t r = 0; r < owner.resources.size(); ++r)
        if (owner.resources[r].spec->kind == "held" && owner.resources[r].link < 0) {
            parts.push_back(as("T", capacity(component, r)));
            parts.push_back(as("busy", used(component, r)));
            if (owner.resources[r].queue >= 0)
                parts.push_back(fromCatalog(component, owner.resources[r].spec->queue,
                                            "Places to wait of an instance of " + owner.name, "queue",
                                            owner.resources[r].queue, "1"));
        }
    if (std::abs(variability(component) - 1) > 0)
        parts.push_back(variation(component));
    return named(
        method("Mean wait at " + owner.name, "W", value, "s",
               "birth-death process of T threads and the places behind them: with n inside, what n threads that "
               "share the cores finish; mean time inside less service, time elsewhere and the wait for a thread",
               std::move(parts)),
        "Flow-equivalent server", "Gross et al., 4th ed., sections 2.2 and 2.5; Lazowska et al. 1984, chapter 9");
}

/// Erlang C of one instance, or of all as one station where they serve one line.
Derivation Derivator::waitingShare(std::size_t component, double value, const Derivation &servers, Derivation erlangs)
{
    const double open = queueing::erlangC(servers.value.value_or(1), erlangs.value.value_or(0));
    if (!at(component).isPooled && isMachine(component) && std::abs(value / std::max(1e-300, open) - 1) > 1e-11)
        return named(method("Share of visits that wait", "C", value, "1",
                            "Erlang C less those who wait for a thread instead, or find all places taken",
                            { servers, std::move(erlangs) }),
                     "Flow-equivalent server", kGross);
    if (!at(component).isPooled)
        return named(
            computed("Share of visits that wait", "C", value, "1", "erlang_c(m, a)", { servers, std::move(erlangs) }),
            "Erlang C", kGross);
    Derivation all = instances(component);
    all.note = "all of them serve one line: the balancer sends to the least busy";
    return named(computed("Share of visits that wait", "C", value, "1", "erlang_c(n * m, n * a)",
                          { servers, std::move(erlangs), std::move(all) }),
                 "Erlang C", kGross);
}

Derivation Derivator::response(std::size_t component)
{
    const analysis::ComponentReport &report = m_report.components[component];
    const bool isSteady = report.state == analysis::State::Fine;
    Derivation waited = wait(component);
    Derivation served = serviceTime(component);
    const std::string label = "Mean time of a visit of " + nameOf(component);
    if (!isSteady)
        return method(label, "R", std::nullopt, "s", kSaturated, { std::move(waited), std::move(served) });
    return named(
        computed(label, "R", report.wait + report.serviceTime, "s", "W + S", { std::move(waited), std::move(served) }),
        "Response time", kGross);
}

} // namespace headroom::derivation
