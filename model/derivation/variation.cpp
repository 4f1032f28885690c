#include "model/derivation/derivator.h"
#include "model/engine/solve.h"

#include <algorithm>
#include <cmath>

namespace headroom::derivation {

namespace {

constexpr const char *kMoments = "Gross et al., Fundamentals of Queueing Theory, 4th ed., section 5.1";

/// Station visits that each visit is divided into.
double partsOf(const analysis::CompiledComponent &owner, const catalog::HandledOperation &rule)
{
    return rule.parts.empty()
        ? 1
        : std::max(1.0, rule.parts.evaluate([&](std::string_view name) { return owner.values.at(std::string(name)); }));
}

} // namespace

double Derivator::variability(std::size_t component) const
{
    return engine::variabilityAt(*m_stage->columns, component, m_users, 1 / m_report.components[component].instances);
}

/// Factor of the mean wait for arrivals and services that are not exponential.
Derivation Derivator::variation(std::size_t component)
{
    return named(computed("Variation of arrivals and service", "f", variability(component), "1", "(c_a2 + c_s2) / 2",
                          { as("c_a2", componentValue(component, "arrival_scv")), serviceVariation(component) }),
                 "Allen-Cunneen", kAllenCunneen);
}

/// As it is stated for all visits together, else that of exponential services whose means differ.
Derivation Derivator::serviceVariation(std::size_t component)
{
    const Component &owner = at(component);
    if (owner.statesScv)
        return as("c_s2", componentValue(component, "service_scv"));
    const std::string label = "Variation of all services of " + owner.name;
    const double scv = 2 * variability(component) - analysis::arrivalScvOf(owner);
    const bool hasJobs = owner.jobs && (owner.jobs->visits + owner.jobs->copiedVisits).exists();
    if (hasJobs || owner.broadcastVisits > 0)
        return named(method(label, "c_s2", scv, "1",
                            "2 * mean of S^2 / (mean of S)^2 - 1 over all visits: of classes, of copied writes, of "
                            "jobs, each exponential with a mean of its own",
                            { serviceTime(component) }),
                     "Mixture of exponential services", kMoments);
    Derivation all = squares(component);
    Derivation demand = work(component);
    const bool opens = owner.openings > 0;
    const double opening = owner.openings * analysis::kOpeningWork;
    const double own = *demand.value - opening;
    const double found = 2 * *all.value * owner.visits / (own * own) - 1;
    if (std::abs(found - scv) > 1e-12 * scv) // the visits take the same but for rounding
        return named(method(label, "c_s2", scv, "1", "all visits take the same time, which is exponential", {}),
                     "Exponential service", kMoments);
    std::vector<Derivation> inputs { as("S2", std::move(all)), stationVisits(component), as("D", std::move(demand)) };
    if (opens)
        inputs.push_back(method("Connections opened for each request", "opening", opening, "s",
                                "a part of D that is no visit of its own", {}));
    return named(
        computed(label, "c_s2", found, "1",
                 opens ? "2 * S2 * visits / ((D - opening) * (D - opening)) - 1" : "2 * S2 * visits / (D * D) - 1",
                 std::move(inputs)),
        "Mixture of exponential services", kMoments);
}

/// Mean services of all visits, squared and added up.
Derivation Derivator::squares(std::size_t component)
{
    std::vector<Derivation> parts;
    double value = 0;
    for (std::size_t c = 0; c < m_trace.classes.size(); ++c)
        for (Derivation &part : squaresOf(component, c)) {
            value += *part.value;
            parts.push_back(std::move(part));
        }
    return sum("Squared services of " + nameOf(component) + " per dynamic request", "S2", value, "s^2",
               std::move(parts));
}

/// Of one class, by operation; what rides along makes the first kind of visit longer.
std::vector<Derivation> Derivator::squaresOf(std::size_t component, std::size_t requestClass)
{
    std::vector<Derivation> riding;
    std::vector<std::size_t> visiting;
    double ridden = 0;
    const std::size_t operations = m_catalog.operations().size();
    const auto rateOf
        = [&](std::size_t o) { return m_trace.classes[requestClass].all.nodes[component * operations + o]; };
    for (std::size_t o = 0; o < operations; ++o) {
        const auto *rule = handled(component, o);
        if (!rule || rule->time.empty() || rateOf(o) <= 0)
            continue;
        if (m_catalog.operations()[o].isVisit) {
            visiting.push_back(o);
            continue;
        }
        Derivation time = visitTime(component, o, requestClass);
        const double each = rateOf(o) * *time.value;
        ridden += each;
        riding.push_back(computed(operationTitle(o), symbolOf(m_catalog.operations()[o].id), each, "s", "v * t",
                                  { visits(requestClass, component * operations + o, false), std::move(time) }));
    }
    std::vector<Derivation> parts;
    for (std::size_t v = 0; v < visiting.size(); ++v) {
        const std::size_t o = visiting[v];
        const double count = rateOf(o);
        const double divided = partsOf(at(component), *handled(component, o));
        Derivation time = visitTime(component, o, requestClass);
        const bool isLonger = v == 0 && ridden > 0;
        const double service = *time.value + (isLonger ? ridden / count : 0);
        const double each = m_stage->classes[requestClass].share * count * service * service / divided;
        std::vector<Derivation> inputs { classShare(requestClass),
                                         visits(requestClass, component * operations + o, false), std::move(time) };
        if (isLonger)
            inputs.push_back(sum("What rides along with it", "riding", ridden, "s", std::move(riding)));
        if (divided > 1)
            inputs.push_back(
                fromCatalog(component, handled(component, o)->parts, "Parts of each, at once", "parts", divided, "1"));
        const std::string squared = isLonger ? "(t + riding / v) * (t + riding / v)" : "t * t";
        parts.push_back(computed(m_stage->classes[requestClass].name + ", " + operationTitle(o),
                                 symbolOf(m_stage->classes[requestClass].id + "_" + m_catalog.operations()[o].id), each,
                                 "s^2", "share * v * " + squared + (divided > 1 ? " / parts" : ""), std::move(inputs)));
    }
    return parts;
}

} // namespace headroom::derivation
