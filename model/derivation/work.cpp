#include "model/derivation/derivator.h"
#include "model/derivation/sources.h"

#include <algorithm>

namespace headroom::derivation {

Derivation Derivator::stationVisits(std::size_t component)
{
    const std::string label = "Visits of " + nameOf(component) + " per dynamic request";
    return once("station " + std::to_string(component), leaf(label, "visits", at(component).visits, "1"), [&] {
        std::vector<Derivation> parts;
        for (std::size_t o = 0; o < m_catalog.operations().size(); ++o) {
            const auto *rule = handled(component, o);
            if (!rule || rule->time.empty() || !m_catalog.operations()[o].isVisit || at(component).arrivals[o] <= 0)
                continue;
            const auto valueOf = [&](std::string_view name) { return at(component).values.at(std::string(name)); };
            const double each = rule->parts.empty() ? 1 : std::max(1.0, rule->parts.evaluate(valueOf));
            Derivation arriving = arrivals(component, o);
            if (each <= 1) {
                parts.push_back(std::move(arriving));
                continue;
            }
            const double all = each * at(component).arrivals[o];
            parts.push_back(
                computed("Parts of " + operationTitle(o) + " at " + nameOf(component),
                         symbolOf(m_catalog.operations()[o].id) + "_parts", all, "1", "v * parts",
                         { as("v", std::move(arriving)),
                           fromCatalog(component, rule->parts, "Parts of each, at once", "parts", each, "1") }));
        }
        return sum(label, "visits", at(component).visits, "1", std::move(parts));
    });
}

Derivation Derivator::visitTime(std::size_t component, std::size_t operation, std::size_t requestClass)
{
    const catalog::HandledOperation *rule = handled(component, operation);
    const double classTime = m_trace.classes[requestClass].times[operation];
    const auto special = [&](const std::string &name) -> std::optional<Derivation> {
        if (name == "time")
            return classUse(requestClass, operation, "time", classTime);
        return std::nullopt;
    };
    const std::string label
        = "Core time of " + operationTitle(operation) + " of " + m_stage->classes[requestClass].name;
    const double value = std::max(0.0, rule->time.evaluate([&](std::string_view name) {
        const auto found = at(component).values.find(name);
        return name == "time" ? classTime : found == at(component).values.end() ? 0 : found->second;
    }));
    return fromCatalog(component, rule->time, label, "t", value, "s", special);
}

/// The same as far as its caller waits for it: the slowest of the parts that it is divided into.
Derivation Derivator::waitedTime(std::size_t component, std::size_t operation, std::size_t requestClass)
{
    const catalog::HandledOperation *rule = handled(component, operation);
    if (rule->slowest.empty())
        return visitTime(component, operation, requestClass);
    const double classTime = m_trace.classes[requestClass].times[operation];
    const auto special = [&](const std::string &name) -> std::optional<Derivation> {
        if (name == "time")
            return classUse(requestClass, operation, "time", classTime);
        return std::nullopt;
    };
    const double value = std::max(0.0, rule->slowest.evaluate([&](std::string_view name) {
        const auto found = at(component).values.find(name);
        return name == "time" ? classTime : found == at(component).values.end() ? 0 : found->second;
    }));
    return fromCatalog(component, rule->slowest,
                       "Core time of " + operationTitle(operation) + " of " + m_stage->classes[requestClass].name
                           + ", the slowest part",
                       "t", value, "s", special);
}

Derivation Derivator::workOf(std::size_t component, std::size_t operation)
{
    const std::size_t node = component * m_catalog.operations().size() + operation;
    const std::string label
        = "Work of " + operationTitle(operation) + " at " + nameOf(component) + " per dynamic request";
    const std::string symbol = symbolOf(m_catalog.operations()[operation].id);
    std::vector<Derivation> parts;
    double value = 0;
    for (std::size_t c = 0; c < m_trace.classes.size(); ++c) {
        const double rate = m_stage->classes[c].share * m_trace.classes[c].all.nodes[node];
        if (rate <= 0)
            continue;
        Derivation time = visitTime(component, operation, c);
        const double each = rate * *time.value;
        value += each;
        if (each > 0)
            parts.push_back(computed(m_stage->classes[c].name, symbolOf(m_stage->classes[c].id), each, "s",
                                     "share * v * t", { classShare(c), visits(c, node, false), std::move(time) }));
    }
    return named(sum(label, symbol, value, "s", std::move(parts)), "Service demand law", kDenningBuzen);
}

Derivation Derivator::work(std::size_t component)
{
    const std::string label = "Service demand at " + nameOf(component) + " per dynamic request";
    return once("work " + std::to_string(component), leaf(label, "D", at(component).work, "s"), [&] {
        std::vector<Derivation> parts;
        for (std::size_t o = 0; o < m_catalog.operations().size(); ++o) {
            const auto *rule = handled(component, o);
            if (!rule || rule->time.empty() || at(component).arrivals[o] <= 0)
                continue;
            if (Derivation part = workOf(component, o); part.value && *part.value > 0)
                parts.push_back(std::move(part));
        }
        if (const double opened = at(component).openings; opened > 0)
            parts.push_back(computed(
                "Connections opened for each request", "opening", opened * analysis::kOpeningWork, "s", "v * t",
                { openings(component), assumed("Work of opening one", "t", analysis::kOpeningWork) }));
        return named(sum(label, "D", at(component).work, "s", std::move(parts)), "Service demand law", kDenningBuzen);
    });
}

/// What each class brings to a component over calls that open a connection of their own.
/// @param times  (class): of one. @param inputs  (class): what the formula has besides share and v
std::vector<Derivation> Derivator::overOpeners(std::size_t component, const char *unit, const std::string &formula,
                                               const std::function<double(std::size_t)> &times,
                                               const std::function<std::vector<Derivation>(std::size_t)> &inputs)
{
    std::vector<Derivation> parts;
    for (std::size_t c = 0; c < m_stage->links.size(); ++c) {
        const analysis::CompiledLink &link = m_stage->links[c];
        if (link.opener < 0 || link.to != static_cast<int>(component))
            continue;
        const std::string &id = m_design.connections[c].id;
        const auto node = static_cast<std::size_t>(m_trace.network.node(link.from, link.opener));
        for (std::size_t k = 0; k < m_trace.classes.size(); ++k) {
            const analysis::CompiledClass &owner = m_stage->classes[k];
            const double opened = owner.share * m_trace.classes[k].waited.nodes[node];
            if (opened <= 0)
                continue;
            const double visited = m_trace.classes[k].waited.nodes[node];
            const bool isThinned = visited < m_trace.classes[k].letIn.nodes[node];
            std::vector<Derivation> factors {
                classShare(k),
                isThinned ? method("Visits at " + nameOf(static_cast<std::size_t>(link.from)) + " per request", "v",
                                   visited, "1", "without those that a limiter or a bulkhead refused", {})
                          : visits(k, node, true)
            };
            for (Derivation &more : inputs(k))
                factors.push_back(std::move(more));
            parts.push_back(computed(owner.name + " over " + id, symbolOf(owner.id + "_" + id), opened * times(k), unit,
                                     formula, std::move(factors)));
        }
    }
    return parts;
}

/// Connections that callers without a pool open, one for each of their requests.
Derivation Derivator::openings(std::size_t component)
{
    return sum("Connections opened at " + nameOf(component) + " per dynamic request", "v", at(component).openings, "1",
               overOpeners(
                   component, "1", "share * v", [](std::size_t) { return 1.0; },
                   [](std::size_t) { return std::vector<Derivation>(); }));
}

/// What those are held for, as each is until its request is answered.
Derivation Derivator::heldWithoutPool(std::size_t component)
{
    const auto time = [this](std::size_t k) { return m_stage->classes[k].serviceTime; };
    const auto input = [&](std::size_t k) {
        return std::vector<Derivation> { method("Time of a request of " + m_stage->classes[k].name, "T", time(k), "s",
                                                "all service and fixed latencies of the class, without waiting", {}) };
    };
    return named(sum("Connections held without a pool at " + nameOf(component) + " per dynamic request", "held",
                     at(component).noPoolHold, "s", overOpeners(component, "s", "share * v * T", time, input)),
                 "Little's law", "Little 1961");
}

Derivation Derivator::copiedWork(std::size_t component)
{
    std::vector<Derivation> parts;
    for (std::size_t c = 0; c < m_design.connections.size(); ++c) {
        if (!m_stage->links[c].isReplication() || m_design.connections[c].to != at(component).id)
            continue;
        for (std::size_t i = 0; i < m_stage->components.size(); ++i)
            for (std::size_t o = 0; at(i).id == m_design.connections[c].from && o < m_catalog.operations().size();
                 ++o) {
                const auto *rule = handled(i, o);
                if (!m_catalog.operations()[o].writes || !rule || rule->time.empty())
                    continue;
                Derivation written = as("written", workOf(i, o));
                Derivation factor
                    = connectionValue(c, "work_factor", "factor", connectionNumber(c, "work_factor", 0.25));
                const double each = *factor.value * *written.value;
                parts.push_back(computed("Replayed " + operationTitle(o), symbolOf(m_catalog.operations()[o].id), each,
                                         "s", "factor * written", { std::move(factor), std::move(written) }));
            }
    }
    return named(sum("Copied writes at " + nameOf(component) + " per dynamic request", "copies",
                     at(component).broadcastWork, "s", std::move(parts)),
                 "Every replica replays every write");
}

Derivation Derivator::copiedVisits(std::size_t component)
{
    return method("Copied writes that arrive at " + nameOf(component) + " per dynamic request", "copied",
                  at(component).broadcastVisits, "1", "every write at the component that is copied comes here too", {});
}

} // namespace headroom::derivation
