#include "model/analysis/compiler.h"
#include "model/reliability/tolerance.h"
#include "model/workload/workload.h"

#include <algorithm>

namespace headroom::analysis {

/// What the journeys ask of the classes; how they fail is judged later.
void Compiler::addJourneys()
{
    const std::vector<project::Journey> &journeys = workload::journeysOf(m_project.workload, m_catalog);
    double all = 0;
    for (const project::Journey &each : journeys)
        all += each.weight * workload::lengthOf(each, *m_classes);
    for (const project::Journey &each : journeys) {
        CompiledJourney out;
        out.id = each.id;
        out.name = each.name;
        out.length = workload::lengthOf(each, *m_classes);
        out.share = all > 0 ? each.weight * out.length / all : 0;
        out.mix.assign(m_out.classes.size(), 0.0);
        for (std::size_t c = 0; c < m_out.classes.size(); ++c) {
            for (const project::ClassVisit &visit : each.visits)
                if (visit.requestClass == m_out.classes[c].id && out.length > 0)
                    out.mix[c] += visit.count / out.length;
            if (out.mix[c] > 0)
                out.limit95 = std::max(out.limit95, m_out.classes[c].objective);
        }
        out.limit95 = each.p95.value_or(out.limit95);
        out.hasOwnLimit = each.p95.has_value();
        out.limit99 = each.p99;
        out.errorBudget = each.errorBudget.value_or(workloadNumber("error_budget", 0.001));
        out.tolerance.tier = each.criticality.empty() ? m_out.criticality : each.criticality;
        m_out.journeys.push_back(std::move(out));
    }
}

/// Components whose loss counts: as the project's tier has it, or with those that a provider runs.
std::vector<char> Compiler::candidatesOf(bool countsProviders) const
{
    if (countsProviders)
        return m_isSingle;
    std::vector<char> candidates;
    for (std::size_t i = 0; i < m_isSingle.size(); ++i)
        candidates.push_back(
            m_isSingle[i]
            && (!m_kinds[i]->failure.managed || evaluate(m_kinds[i]->failure.ownRisk, static_cast<int>(i), 0) != 0));
    return candidates;
}

/// The journey succeeds when all of its classes do: its structure is that of a request that needs what any of them
/// needs (domain spec 5.1).
void Compiler::judgeJourney(std::size_t index, const reliability::Surroundings &surroundings,
                            const std::vector<char> &required)
{
    CompiledJourney &out = m_out.journeys[index];
    std::vector<double> counts(required.size(), 0.0);
    for (std::size_t c = 0; c < out.mix.size(); ++c) {
        if (out.mix[c] <= 0)
            continue;
        out.isServed = out.isServed && m_out.classes[c].isServed;
        for (std::size_t o = 0; o < counts.size(); ++o)
            counts[o] = std::max(counts[o], m_counts[c][o]);
    }
    const std::string tier = out.tolerance.tier;
    out.isServed = out.isServed && out.length > 0;
    if (out.isServed) {
        std::shared_ptr<const reliability::Structure> structure;
        for (std::size_t c = 0; c < m_out.classes.size() && !structure; ++c)
            if (std::equal(counts.begin(), counts.end(), m_counts[c].begin(),
                           [](double a, double b) { return (a > 0) == (b > 0); })) {
                structure = m_out.classes[c].structure;
                out.availability = m_out.classes[c].availability;
            }
        if (!structure)
            structure = std::make_shared<const reliability::Structure>(m_network, surroundings, counts, required);
        const bool countsProviders = reliability::tierOf(tier).singlePoints == reliability::Tier::SinglePoints::None;
        out.singlePoints = reliability::singlePoints(*structure, candidatesOf(countsProviders));
        if (!out.availability)
            out.availability = availabilityOf(structure);
        out.structure = std::move(structure);
    }
    judgeJourneyTolerance(out, tier);
}

/// Domain spec 5.7. Where a tier protects reads alone, only what stops one of the journey's reads counts.
void Compiler::judgeJourneyTolerance(CompiledJourney &out, const std::string &name)
{
    using enum reliability::Tier::SinglePoints;
    const reliability::Tier &tier = reliability::tierOf(name);
    out.tolerance.tier = tier.id;
    out.tolerance.targetAvailability = tier.targetAvailability;
    out.tolerance.isAvailabilityMet = out.availability && out.availability->value >= tier.targetAvailability;
    std::set<int> intolerable;
    if (tier.singlePoints == Own || tier.singlePoints == None)
        intolerable.insert(out.singlePoints.begin(), out.singlePoints.end());
    for (std::size_t c = 0; c < out.mix.size(); ++c)
        if (tier.singlePoints == Writes && out.mix[c] > 0 && !workload::changesState((*m_classes)[c], m_catalog))
            for (const int each : m_out.classes[c].singlePoints)
                if (std::find(out.singlePoints.begin(), out.singlePoints.end(), each) != out.singlePoints.end())
                    intolerable.insert(each);
    for (const int component : intolerable)
        (isWholePlace(component) ? out.tolerance.lostPlaces : out.tolerance.singlePoints).push_back(component);
}

} // namespace headroom::analysis
