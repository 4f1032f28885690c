#include "model/derivation/derivator.h"

#include <algorithm>

namespace headroom::derivation {

/// What one operation at one component adds to the mean latency of a class, without waiting.
void Derivator::addServiceParts(std::vector<Derivation> &parts, std::size_t requestClass, std::size_t node)
{
    const std::size_t operations = m_catalog.operations().size();
    const std::size_t i = node / operations;
    const std::size_t o = node % operations;
    const double v = m_trace.classes[requestClass].waited.nodes[node];
    if (v <= 0)
        return;
    const std::string where = operationTitle(o) + " at " + nameOf(i);
    const bool isVisit = m_catalog.operations()[o].isVisit;
    const auto add = [&](const std::string &label, const char *symbol, double value, const char *formula,
                         std::vector<Derivation> factors) {
        if (value <= 0)
            return;
        factors.push_back(visits(requestClass, node, true));
        parts.push_back(computed(label + where, symbol + symbolOf(at(i).id), value, "s", formula, std::move(factors)));
    };
    const catalog::HandledOperation *rule = handled(i, o);
    if (!m_trace.network.handles[node]) {
        if (const double each = isVisit && at(i).values.contains("forward_latency") ? at(i).values.at("forward_latency") : 0; each > 0)
            add("Passing on ", "pass_", v * each, "v * forward_latency", { componentValue(i, "forward_latency") });
        return;
    }
    if (rule && !rule->time.empty()) {
        Derivation time = visitTime(i, o, requestClass);
        if (at(i).slowdown < 1 || at(i).slowdown > 1)
            add("Service of ", "serve_", v * *time.value * at(i).slowdown, "v * t * slowdown",
                { time, componentValue(i, "slowdown") });
        else
            add("Service of ", "serve_", v * *time.value, "v * t", { time });
    }
    if (!rule || rule->latency.empty() || !isVisit)
        return;
    const double each = std::max(0.0, rule->latency.evaluate([&](std::string_view name) {
        const auto found = at(i).values.find(std::string(name));
        return found == at(i).values.end() ? 0.0 : found->second;
    }));
    if (each > 0)
        add("Fixed latency of ", "fixed_", v * each, "v * latency",
            { fromCatalog(i, rule->latency, "Latency of " + where, "latency", each, "s") });
}

Derivation Derivator::classLatency(std::size_t requestClass)
{
    const analysis::ClassReport &report = m_report.classes[requestClass];
    const analysis::ClassTrace &trace = m_trace.classes[requestClass];
    const analysis::CompiledClass &compiled = m_stage->classes[requestClass];
    std::vector<Derivation> parts;
    for (std::size_t node = 0; node < trace.waited.nodes.size(); ++node)
        addServiceParts(parts, requestClass, node);
    for (std::size_t s = 0; s < trace.waited.steps.size(); ++s) {
        const flow::Step &each = m_trace.network.steps[s];
        const auto from = static_cast<std::size_t>(each.from / m_trace.network.operations);
        const auto operation = static_cast<std::size_t>(each.to % m_trace.network.operations);
        if (each.connection < 0 || at(from).kind->behavior == "source" || !m_catalog.operations()[operation].isVisit)
            continue;
        const auto connection = static_cast<std::size_t>(each.connection);
        const double latency = connectionNumber(connection, "latency", 0);
        if (trace.waited.steps[s] * latency <= 0)
            continue;
        parts.push_back(computed("Way over connection " + m_design.connections[connection].id,
                                 "way_" + symbolOf(m_design.connections[connection].id), trace.waited.steps[s] * latency, "s",
                                 "v * latency",
                                 { as("v", step(requestClass, s, true)),
                                   connectionValue(connection, "latency", "latency", latency) }));
    }
    for (std::size_t i = 0; i < compiled.visits.size(); ++i) {
        const double waited = compiled.visits[i] * m_report.components[i].wait;
        if (waited <= 0)
            continue;
        Derivation count = method("Visits of " + nameOf(i) + " that are waited for", "v", compiled.visits[i], "1",
                                  "summed over the operations that queue there", {});
        if (m_report.components[i].state != analysis::State::Fine) {
            parts.push_back(as("wait_" + symbolOf(at(i).id), wait(i)));
            continue;
        }
        parts.push_back(computed("Waiting at " + nameOf(i), "wait_" + symbolOf(at(i).id), waited, "s", "v * W",
                                 { std::move(count), as("W", wait(i)) }));
    }
    const std::string label = "Mean latency of " + report.name;
    if (!report.meanLatency)
        return method(label, symbolOf(report.id), std::nullopt, "s",
                      report.state == analysis::State::Unreachable ? "some of its work is done by nobody" : "a component on its way is saturated",
                      std::move(parts));
    return named(sum(label, symbolOf(report.id), *report.meanLatency, "s", std::move(parts)), "Sum of the means on the way",
                 "Lazowska et al. 1984");
}

Derivation Derivator::systemLatency()
{
    std::vector<Derivation> parts;
    bool exists = true;
    for (std::size_t c = 0; c < m_report.classes.size(); ++c) {
        Derivation latency = classLatency(c);
        const double share = m_stage->classes[c].share;
        if (!latency.value) {
            exists = exists && share <= 0;
            parts.push_back(std::move(latency));
        } else if (share > 0) {
            const double each = share * *latency.value;
            parts.push_back(computed(m_report.classes[c].name, symbolOf(m_report.classes[c].id), each, "s", "share * R",
                                     { classShare(c), as("R", std::move(latency)) }));
        }
    }
    const std::string label = "Mean latency of a request, server time";
    if (!exists || !m_report.meanLatency)
        return method(label, "R", std::nullopt, "s", "a class has no mean latency", std::move(parts));
    std::erase_if(parts, [](const Derivation &part) { return !part.value; });
    return named(sum(label, "R", *m_report.meanLatency, "s", std::move(parts)), "Mean over the classes");
}

} // namespace headroom::derivation
