#include "model/workload/workload.h"
#include "model/analysis/rules/stages.h"
#include "model/derivation/derivator.h"
#include "model/derivation/sources.h"

namespace headroom::derivation {

/// Actions of a session: a parameter, or what the journeys of the design make.
Derivation Derivator::actions()
{
    const project::Workload &given = m_project.workload;
    if (given.journeys.empty())
        return workloadValue("actions_per_session", "actions");
    std::vector<Derivation> parts;
    std::vector<Derivation> weights;
    double all = 0;
    double weight = 0;
    for (const project::Journey &journey : given.journeys) {
        double count = 0;
        for (const project::ClassVisit &visit : journey.visits)
            count += visit.count;
        const auto stated = [&](const std::string &label, const char *symbol, double value) {
            Derivation node = leaf(label + journey.name, symbol, value, "1");
            node.source = "stated in the design";
            node.trust = Trust::Yours;
            return node;
        };
        const Derivation own = stated("Weight of ", "w", journey.weight);
        parts.push_back(computed("Requests of " + journey.name, symbolOf(journey.id), journey.weight * count, "1",
                                 "w * k", { own, stated("Requests of a session on ", "k", count) }));
        weights.push_back(as(symbolOf(journey.id), own));
        all += journey.weight * count;
        weight += journey.weight;
    }
    return named(computed("Actions a session", "actions", workload::actionsPerSession(given.journeys), "1",
                          "requests / weights",
                          { sum("Requests of the journeys by weight", "requests", all, "1", std::move(parts)),
                            sum("Weights of the journeys", "weights", weight, "1", std::move(weights)) }),
                 "Mean over the journeys");
}

/// Peak over mean: a parameter, or that of the design's own day.
Derivation Derivator::peakFactor()
{
    if (m_project.workload.day.empty())
        return workloadValue("peak_factor", "peak");
    Derivation node = method("Peak over mean of the stated day", "peak", workload::peakFactor(m_project.workload.day),
                             "1", "the highest of its hours over the mean of all", {});
    node.source = "stated in the design";
    node.trust = Trust::Yours;
    return node;
}

/// The load in the words of the stages' ranges.
Derivation Derivator::presetUsers()
{
    return named(computed("Users of the preset that make the same load", "U_preset", analysis::presetUsers(m_report),
                          "users", "λ * each",
                          { rate(), constant("Users of the preset per request a second", "each", 1000, "s") }),
                 "One request a second per 1,000 users");
}

/// The interactive response time law.
Derivation Derivator::concurrentUsers()
{
    const std::string label = "Users in a session in the peak hour";
    if (!m_report.concurrentUsers)
        return method(label, "N", std::nullopt, "users", "without a mean latency there is no steady number",
                      { systemLatency() });
    Derivation think = m_report.thinkTime > 0
        ? computed("Think time", "Z", m_report.thinkTime, "s", "length / actions",
                   { workloadValue("session_length", "length"), actions() })
        : method("Think time", "Z", 0, "s", "a session without actions has none", {});
    return named(computed(label, "N", *m_report.concurrentUsers, "users", "λ * (R + Z)",
                          { as("λ", rate()), as("R", systemLatency()), std::move(think) }),
                 "Interactive response time law", kDenningBuzen);
}

} // namespace headroom::derivation
