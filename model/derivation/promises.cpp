#include "model/derivation/derivator.h"
#include "model/derivation/sources.h"

namespace headroom::derivation {

namespace {

/// 1 when the measured value is at most the limit.
Derivation kept(std::string label, Derivation measured, Derivation limit, Derivation late, double mayBeLate)
{
    const bool isFast = measured.value && *measured.value <= limit.value.value_or(0);
    const bool holds = isFast && *late.value <= mayBeLate;
    if (!measured.value)
        return method(std::move(label), "kept", 0, "1", "what has no such time keeps no promise about it",
                      { std::move(measured), std::move(limit) });
    if (*late.value <= 0)
        return computed(std::move(label), "kept", holds ? 1 : 0, "1", "T <= limit",
                        { as("T", std::move(measured)), as("limit", std::move(limit)) });
    return computed(std::move(label), "kept", holds ? 1 : 0, "1", "if(T <= limit, late <= most, 0)",
                    { as("T", std::move(measured)), as("limit", std::move(limit)), as("late", std::move(late)),
                      constant("Share that may be late", "most", mayBeLate, "1") });
}

} // namespace

Derivation Derivator::classPromise(std::size_t requestClass)
{
    const analysis::ClassReport &report = m_report.classes[requestClass];
    const Derivation reads = workloadValue("read_p95", "limit");
    const Derivation writes = workloadValue("write_p95", "limit");
    const bool isRead
        = reads.value && !(*reads.value < report.objective.limit) && !(*reads.value > report.objective.limit);
    Derivation node = isRead ? reads : writes;
    node.label += ", promised to " + report.name;
    node.note = isRead ? "" : "it waits for a write";
    return node;
}

Derivation Derivator::keepsPromise(std::size_t requestClass)
{
    return kept("Promise to " + m_report.classes[requestClass].name + " is kept", classQuantile(requestClass, 0.95),
                classPromise(requestClass), timedOut(requestClass),
                1 - m_report.classes[requestClass].objective.quantile);
}

/// What the tier of criticality asks for.
Derivation Derivator::targetAvailability()
{
    return named(method("Availability that the tier " + m_report.tolerance.tier + " asks for", "target",
                        m_report.tolerance.targetAvailability, "1",
                        "the tier is a choice of the project; each allows so much downtime", {}),
                 "Tiers of criticality");
}

/// What one category adds to the bill.
Derivation Derivator::categoryCost(const std::string &category)
{
    const std::string unit = m_catalog.currency() + "/month";
    std::vector<Derivation> parts;
    double sumOfParts = 0;
    for (std::size_t i = 0; i < m_report.components.size(); ++i) {
        const analysis::ComponentReport &each = m_report.components[i];
        const auto found = each.costByCategory.find(category);
        if (found == each.costByCategory.end() || found->second <= 0)
            continue;
        Derivation part = leaf(category + " of " + each.name, symbolOf(each.id), found->second, unit);
        part.unfoldedAt = each.id + ".cost_per_month";
        parts.push_back(std::move(part));
        sumOfParts += found->second;
    }
    const double all = m_report.costByCategory.at(category);
    for (std::size_t c = 0; c < m_stage->links.size() && sumOfParts < all * (1 - 1e-12); ++c)
        if (m_stage->links[c].bytes * m_stage->transferPrices[c] > 0) {
            parts.push_back(transferCost(c));
            sumOfParts += *parts.back().value;
        }
    return named(sum("Cost of " + category, "cost", all, unit, std::move(parts)), "Sum of the bills' lines");
}

Derivation Derivator::journeyRate(std::size_t journey)
{
    const analysis::JourneyReport &report = m_report.journeys[journey];
    return computed("Requests of " + report.name, "λ_" + symbolOf(report.id), report.requestsPerSecond, "1/s",
                    "λ * share",
                    { as("λ", rate()),
                      method("Share of " + report.name, "share", report.share, "1",
                             "its weight times the requests of its sessions, over those of all journeys", {}) });
}

Derivation Derivator::partOfJourney(std::size_t journey, std::size_t requestClass)
{
    return method("Part of its requests", "share", m_stage->journeys[journey].mix[requestClass], "1",
                  "how often a session makes " + m_report.classes[requestClass].name + ", over all its requests", {});
}

Derivation Derivator::journeyLatency(std::size_t journey)
{
    const analysis::JourneyReport &report = m_report.journeys[journey];
    const std::vector<double> &mix = m_stage->journeys[journey].mix;
    const std::string label = "Mean latency of a request of " + report.name;
    std::vector<Derivation> parts;
    for (std::size_t c = 0; c < mix.size(); ++c) {
        if (mix[c] <= 0)
            continue;
        Derivation latency = classLatency(c);
        if (!report.meanLatency || !latency.value) {
            parts.push_back(std::move(latency));
            continue;
        }
        const double each = mix[c] * *latency.value;
        parts.push_back(computed(m_report.classes[c].name, symbolOf(m_report.classes[c].id), each, "s", "share * R",
                                 { partOfJourney(journey, c), as("R", std::move(latency)) }));
    }
    if (!report.meanLatency)
        return method(label, "R", std::nullopt, "s", "one of its classes has no mean latency", std::move(parts));
    return named(sum(label, "R", *report.meanLatency, "s", std::move(parts)), "Mean over its classes");
}

Derivation Derivator::journeyTimedOut(std::size_t journey)
{
    const analysis::JourneyReport &report = m_report.journeys[journey];
    const std::vector<double> &mix = m_stage->journeys[journey].mix;
    std::vector<Derivation> parts;
    for (std::size_t c = 0; c < mix.size(); ++c)
        if (mix[c] > 0)
            parts.push_back(computed(m_report.classes[c].name, symbolOf(m_report.classes[c].id),
                                     mix[c] * m_report.classes[c].timedOut, "1", "share * late",
                                     { partOfJourney(journey, c), as("late", timedOut(c)) }));
    return named(sum(report.name + " that time out", "late", report.timedOut, "1", std::move(parts)),
                 "Mean over its classes");
}

Derivation Derivator::journeyQuantile(std::size_t journey, double p)
{
    const analysis::JourneyReport &report = m_report.journeys[journey];
    const double percent = p * 100;
    const std::string label = "Server time that " + std::to_string(static_cast<int>(percent + 0.5))
        + " % of the requests of " + report.name + " stay below";
    if (!report.serverTime)
        return method(label, "T", std::nullopt, "s", "without a mean latency there is no distribution: see there why",
                      { journeyLatency(journey) });
    const double value = p < 0.9 ? report.serverTime->p50 : p < 0.97 ? report.serverTime->p95 : report.serverTime->p99;
    return mixtureQuantile(label, "T", value, p, m_stage->journeys[journey].mix, false);
}

} // namespace headroom::derivation
