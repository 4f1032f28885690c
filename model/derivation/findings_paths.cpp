#include "model/analysis/rules/links.h"
#include "model/derivation/findings.h"
#include "model/derivation/sources.h"

namespace headroom::derivation {

namespace {

} // namespace

/// How often a class waits for a connection, step by step.
std::vector<Derivation> FindingUnfolder::stepsOver(std::size_t requestClass, std::size_t connection)
{
    std::vector<Derivation> parts;
    const auto &steps = m_by.m_trace.network.steps;
    for (std::size_t s = 0; s < steps.size(); ++s) {
        const auto operation = static_cast<std::size_t>(steps[s].to % m_by.m_trace.network.operations);
        if (steps[s].connection == static_cast<int>(connection) && m_by.m_catalog.operations()[operation].isVisit
            && m_by.m_trace.classes[requestClass].waited.steps[s] > 0)
            parts.push_back(m_by.step(requestClass, s, true));
    }
    return parts;
}

Derivation FindingUnfolder::remoteCalls()
{
    const std::size_t c = requestClass();
    std::vector<Derivation> parts;
    for (std::size_t link = 0; link < m_by.m_stage->links.size(); ++link) {
        const int from = m_by.m_stage->links[link].from;
        if (from < 0)
            continue;
        const std::string &caller = m_by.at(static_cast<std::size_t>(from)).kind->behavior;
        if (caller == "source" || caller == "balancer")
            continue;
        for (Derivation &each : stepsOver(c, link))
            parts.push_back(std::move(each));
    }
    return named(sum("Remote calls that " + m_by.m_stage->classes[c].name + " waits for", "calls", value(), "1",
                     std::move(parts)),
                 "Forced-flow law", kDenningBuzen);
}

Derivation FindingUnfolder::mostCalls()
{
    const std::size_t link = connection();
    const auto c = static_cast<std::size_t>(m_by.m_stage->links[link].mostClass);
    return named(sum("Calls over " + m_key + " in a request of " + m_by.m_stage->classes[c].name, "calls", value(), "1",
                     stepsOver(c, link)),
                 "Forced-flow law", kDenningBuzen);
}

Derivation FindingUnfolder::callsAtOnce()
{
    std::vector<Derivation> parts;
    for (const auto &[links, calls] : analysis::callsAtOnce(m_in)) {
        std::vector<std::string> ids;
        for (const std::size_t link : links)
            ids.push_back(m_by.m_stage->connectionId(link));
        if (ids != m_finding.subjects)
            continue;
        for (std::size_t k = 0; k < links.size(); ++k)
            parts.push_back(method(
                "Calls over " + ids[k] + " at once", symbolOf(ids[k]), calls[k], "1",
                "mean of the class that makes most of them at once",
                { m_by.connectionValue(links[k], "calls", "calls", m_by.connectionNumber(links[k], "calls", 1)) }));
    }
    return sum("Calls made at once, all waited for", "calls", value(), "1", std::move(parts));
}

Derivation FindingUnfolder::timeoutInQuantiles()
{
    const std::size_t c = connection();
    const auto to = static_cast<std::size_t>(m_by.m_stage->links[c].to);
    return computed("Timeout of connection " + m_key + " over its slowest calls", "x", value(), "1",
                    "timeout / (T + latency)",
                    { m_by.connectionValue(c, "timeout", "timeout", m_by.connectionNumber(c, "timeout", 0)),
                      as("T", m_by.visitQuantile(to, 0.99)), as("latency", m_by.wayLatency(c)) });
}

Derivation FindingUnfolder::lateCalls()
{
    const std::size_t c = connection();
    if (const analysis::LateCalls *late = m_by.m_report.findLate(c); late && late->share == value())
        return m_by.givenUp(*late);
    const auto to = static_cast<std::size_t>(m_by.m_stage->links[c].to);
    return named(method("Calls over " + m_key + " that take longer than the timeout", "late", value(), "1",
                        "P(wait + service > timeout - latency) of a visit: e^(-μt) and, of the share that waits, the "
                        "exponential wait before it",
                        { m_by.connectionValue(c, "timeout", "timeout", m_by.connectionNumber(c, "timeout", 0)),
                          as("latency", m_by.wayLatency(c)), as("W", m_by.wait(to)), as("S", m_by.serviceTime(to)) }),
                 "Tail of the sojourn in M/M/m", kGross);
}

Derivation FindingUnfolder::amplification()
{
    const std::string label = "Tries that one request can cause";
    std::vector<Derivation> parts;
    double all = 1;
    for (const std::size_t c : analysis::worstAmplification(m_in).value_or(analysis::Amplification()).chain) {
        const std::string id = m_by.m_stage->connectionId(c);
        std::vector<Derivation> inputs { m_by.connectionValue(c, "retries", "k", m_in.linkValue(c, "retries")) };
        std::string text = "1 + k";
        if (const double budget = m_in.linkValue(c, "retry_budget"); budget > 0) {
            inputs.push_back(m_by.connectionValue(c, "retry_budget", "budget", budget));
            text = "1 + min(k, budget)";
        }
        all *= analysis::triesOver(m_in, c);
        parts.push_back(computed("Tries of a call over " + id, symbolOf(id), analysis::triesOver(m_in, c), "1", text,
                                 std::move(inputs)));
    }
    if (all > value() * (1 + 1e-9))
        return named(
            method(label, "tries", value(), "1", "the product, of which a million counts as enough", std::move(parts)),
            "Retry amplification", kBuilders);
    return named(product(label, "tries", value(), "1", std::move(parts)), "Retry amplification", kBuilders);
}

} // namespace headroom::derivation
