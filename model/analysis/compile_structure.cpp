#include "model/analysis/compiler.h"
#include "model/reliability/group.h"
#include "model/reliability/tolerance.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

std::vector<double> Compiler::availabilities() const
{
    std::vector<double> up;
    for (std::size_t i = 0; i < m_out.components.size(); ++i) {
        const catalog::FailureSpec &failure = m_kinds[i]->failure;
        const int index = static_cast<int>(i);
        const double one = std::clamp(evaluate(failure.instanceAvailability, index, 1), 0.0, 1.0);
        if (!failure.groupAvailability.empty()) {
            up.push_back(std::clamp(evaluate(failure.groupAvailability, index, one), 0.0, 1.0));
            continue;
        }
        const GroupNeed need = needOf(m_out, m_out.components[i]);
        const bool isUnnoticed = evaluate(failure.unnoticed, index, 0) != 0; // then each request meets one instance
        up.push_back(isUnnoticed ? one : reliability::atLeast(need.needed, need.instances, one));
    }
    return up;
}

reliability::Surroundings Compiler::readSurroundings() const
{
    reliability::Surroundings around;
    for (std::size_t i = 0; i < m_stage.components.size(); ++i) {
        around.failoverShare.push_back(
            std::clamp(evaluate(m_kinds[i]->failure.failoverShare, static_cast<int>(i), 0), 0.0, 1.0));
        around.enclosing.push_back(indexOf(m_stage.components[i].place));
    }
    return around;
}

void Compiler::judgeStructure()
{
    m_out.singlePointFor.resize(m_out.components.size());
    std::vector<char> required;
    for (const catalog::Operation &operation : m_catalog.operations())
        required.push_back(operation.required);
    std::vector<char> candidates;
    for (std::size_t i = 0; i < m_out.components.size(); ++i) {
        const catalog::FailureSpec &failure = m_kinds[i]->failure;
        const bool several = failure.redundant.empty()
            ? instancesAt(m_out, m_out.components[i], m_out.range.to * m_out.ratePerUser) >= 2
            : evaluate(failure.redundant, static_cast<int>(i), 0) != 0;
        const bool isPlace = m_kinds[i]->behavior == "place";
        candidates.push_back((m_out.components[i].isReached || isPlace) && !failure.managed && !several
                             && m_kinds[i]->behavior != "source");
    }
    const std::vector<double> up = availabilities();
    for (std::size_t i = 0; i < up.size(); ++i)
        m_out.components[i].availability = up[i];
    const reliability::Surroundings surroundings = readSurroundings();
    for (std::size_t c = 0; c < m_out.classes.size(); ++c) {
        const reliability::Structure structure(m_network, surroundings, m_counts[c], required);
        const bool isServed = m_out.classes[c].isServed && structure.value(std::vector<char>(m_out.components.size(), 1)) > 0;
        m_out.classes[c].isServed = isServed;
        if (!isServed)
            continue;
        for (const int component : reliability::singlePoints(structure, candidates))
            m_out.singlePointFor[static_cast<std::size_t>(component)].push_back(m_out.classes[c].name);
        m_out.classes[c].singlePoints = reliability::singlePoints(structure, candidates);
        if (const auto exact = reliability::availability(structure, up))
            m_out.classes[c].availability = reliability::Estimate::exact(*exact);
    }
    judgeTolerance();
    m_out.lost.assign(m_lost.begin(), m_lost.end());
}

/// Domain spec 5.7. Below the tiers that protect everything, only the read path (the first class) counts.
void Compiler::judgeTolerance()
{
    const reliability::Tier &tier = reliability::tierOf(m_out.criticality);
    ToleranceReport &out = m_out.tolerance;
    out.tier = tier.id;
    out.targetAvailability = tier.targetAvailability;
    using enum reliability::Tier::SinglePoints;
    const bool protectsAll = tier.singlePoints == Own || tier.singlePoints == None;
    std::set<int> intolerable;
    for (std::size_t c = 0; c < m_out.classes.size(); ++c) {
        const CompiledClass &each = m_out.classes[c];
        if (c > 0 && !protectsAll)
            break;
        if (each.availability && each.share > 0)
            out.isAvailabilityMet = out.isAvailabilityMet && each.availability->value >= tier.targetAvailability;
        if (protectsAll || tier.singlePoints == Writes)
            intolerable.insert(each.singlePoints.begin(), each.singlePoints.end());
    }
    for (const int component : intolerable)
        (m_kinds[static_cast<std::size_t>(component)]->behavior == "place" ? out.lostPlaces : out.singlePoints)
            .push_back(component);
}

} // namespace headroom::analysis
