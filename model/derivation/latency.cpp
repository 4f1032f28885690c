#include "model/derivation/derivator.h"

#include <algorithm>

namespace headroom::derivation {

/// What one operation at one component adds to the mean latency of a class, without waiting.
void Derivator::addServiceParts(std::vector<Derivation> &parts, std::size_t requestClass, std::size_t node)
{
    const std::size_t operations = m_catalog.operations().size();
    const std::size_t i = node / operations;
    const std::size_t o = node % operations;
    const double v = m_trace.classes[requestClass].letIn.nodes[node];
    if (v <= 0)
        return;
    const std::string where = operationTitle(o) + " at " + nameOf(i);
    const bool isVisit = m_catalog.operations()[o].isVisit;
    const auto add = [&](const std::string &label, const char *symbol, double value, const char *formula,
                         std::vector<Derivation> factors) {
        if (value <= 0)
            return;
        factors.push_back(visits(requestClass, node, true));
        parts.push_back(computed(label + where, symbol + symbolOf(m_catalog.operations()[o].id), value, "s", formula,
                                 std::move(factors)));
    };
    const catalog::HandledOperation *rule = handled(i, o);
    for (const analysis::CompiledLink &link : m_stage->links)
        if (link.from == static_cast<int>(i) && link.opener == static_cast<int>(o))
            add("Opening a connection for ", "open_", v * analysis::kOpeningTime, "v * opening",
                { assumed("Time to open a connection", "opening", analysis::kOpeningTime) });
    if (!m_trace.network.handles[node]) {
        if (const double each
            = isVisit && at(i).values.contains("forward_latency") ? at(i).values.at("forward_latency") : 0;
            each > 0)
            add("Passing on ", "pass_", v * each, "v * forward_latency", { componentValue(i, "forward_latency") });
        return;
    }
    if (rule && !rule->time.empty()) {
        Derivation time = waitedTime(i, o, requestClass);
        if (at(i).slowdown < 1 || at(i).slowdown > 1)
            add("Service of ", "serve_", v * *time.value * at(i).slowdown, "v * t * slowdown",
                { time, componentValue(i, "slowdown") });
        else
            add("Service of ", "serve_", v * *time.value, "v * t", { time });
    }
    if (!rule || rule->latency.empty() || !isVisit)
        return;
    const double each = std::max(0.0, rule->latency.evaluate([&](std::string_view name) {
        const auto found = at(i).values.find(name);
        return found == at(i).values.end() ? 0.0 : found->second;
    }));
    if (each > 0)
        add("Fixed latency of ", "fixed_", v * each, "v * latency",
            { fromCatalog(i, rule->latency, "Latency of " + where, "latency", each, "s") });
}

/// What the ways between components add to the mean latency of a class.
Derivation Derivator::ways(std::size_t requestClass)
{
    const flow::Visits &waited = m_trace.classes[requestClass].letIn;
    std::vector<Derivation> parts;
    double all = 0;
    for (std::size_t s = 0; s < waited.steps.size(); ++s) {
        const flow::Step &each = m_trace.network.steps[s];
        const auto from = static_cast<std::size_t>(each.from / m_trace.network.operations);
        const auto operation = static_cast<std::size_t>(each.to % m_trace.network.operations);
        if (each.connection < 0 || at(from).kind->behavior == "source" || !m_catalog.operations()[operation].isVisit)
            continue;
        const auto connection = static_cast<std::size_t>(each.connection);
        const double latency = m_stage->links[connection].latency;
        const double time = waited.steps[s] * latency;
        if (time <= 0)
            continue;
        all += time;
        parts.push_back(computed("Way over connection " + m_design.connections[connection].id,
                                 symbolOf(m_design.connections[connection].id), time, "s", "v * latency",
                                 { as("v", step(requestClass, s, true)), wayLatency(connection) }));
    }
    return sum("On the way between components", "ways", all, "s", std::move(parts));
}

/// What a component adds to the mean latency of a class: service, fixed delays and waiting.
Derivation Derivator::timeAt(std::size_t requestClass, std::size_t component)
{
    const std::size_t operations = m_catalog.operations().size();
    const analysis::ComponentReport &report = m_report.components[component];
    const double visits = m_stage->classes[requestClass].visits[component];
    std::vector<Derivation> parts;
    for (std::size_t o = 0; o < operations; ++o)
        addServiceParts(parts, requestClass, component * operations + o);
    double all = 0;
    for (const Derivation &part : parts)
        all += *part.value;
    const std::string label = "Time at " + nameOf(component);
    const std::string symbol = "at_" + symbolOf(at(component).id);
    if (visits > 0 && report.state != analysis::State::Fine) {
        Derivation saturated = as("W", wait(component));
        const std::string why = saturated.note.empty() ? "saturated" : saturated.note;
        parts.push_back(std::move(saturated));
        return method(label, symbol, std::nullopt, "s", why, std::move(parts));
    }
    if (const double waited = visits * report.wait; waited > 0) {
        Derivation count = method("Visits of " + nameOf(component) + " that are waited for", "v", visits, "1",
                                  "summed over the operations that queue there", {});
        parts.push_back(computed("Waiting at " + nameOf(component), "waiting", waited, "s", "v * W",
                                 { std::move(count), as("W", wait(component)) }));
        all += waited;
    }
    return sum(label, symbol, all, "s", std::move(parts));
}

Derivation Derivator::classLatency(std::size_t requestClass)
{
    const analysis::ClassReport &report = m_report.classes[requestClass];
    std::vector<Derivation> parts;
    for (std::size_t i = 0; i < m_stage->components.size(); ++i)
        if (Derivation part = timeAt(requestClass, i); !part.children.empty())
            parts.push_back(std::move(part));
    if (Derivation between = ways(requestClass); !between.children.empty())
        parts.push_back(std::move(between));
    if (Derivation slots = holderWaits(requestClass); !slots.children.empty())
        parts.push_back(std::move(slots));
    if (report.meanLatency && !m_stage->classes[requestClass].branches.empty())
        parts.push_back(gainOfJoins(requestClass, parts));
    const std::string label = "Mean latency of " + report.name;
    if (!report.meanLatency)
        return method(label, symbolOf(report.id), std::nullopt, "s",
                      report.state == analysis::State::Unreachable ? "some of its work is done by nobody"
                                                                   : "a component on its way is saturated",
                      std::move(parts));
    return named(sum(label, symbolOf(report.id), *report.meanLatency, "s", std::move(parts)),
                 "Sum of the means on the way", "Lazowska et al. 1984");
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
