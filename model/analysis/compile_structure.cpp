#include "model/analysis/cold_caches.h"
#include "model/analysis/compiler.h"
#include "model/analysis/group_need.h"
#include "model/reliability/group.h"
#include "model/reliability/quantifier.h"
#include "model/reliability/tolerance.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

reliability::Effort briefEffort()
{
    reliability::Effort effort;
    effort.exactNodes = 200000;
    effort.sampledGates = 2e8;
    return effort;
}

namespace {

bool asksForNeed(const catalog::FailureSpec &failure)
{
    const std::vector<std::string> &names = failure.groupAvailability.names();
    return std::find(names.begin(), names.end(), kNeeded) != names.end();
}

} // namespace

void Compiler::readAvailabilities()
{
    for (std::size_t i = 0; i < m_out.components.size(); ++i) {
        const catalog::FailureSpec &failure = m_kinds[i]->failure;
        const int index = static_cast<int>(i);
        const double one = std::clamp(evaluate(failure.instanceAvailability, index, 1), 0.0, 1.0);
        CompiledComponent &component = m_out.components[i];
        component.need = needOf(m_out, component);
        component.need.needed
            = std::clamp(evaluate(failure.quorum, index, 1), component.need.needed, component.need.instances);
        if (asksForNeed(failure))
            component.values[std::string(kNeeded)] = component.need.needed;
        double group = 0;
        if (failure.groupAvailability.empty()) {
            const GroupNeed &need = component.need;
            const bool isUnnoticed = evaluate(failure.unnoticed, index, 0) != 0; // then each request meets one instance
            const double parts = std::min(component.partitions, need.instances); // each has instances of its own
            const double each = std::floor(need.instances / parts);
            const double least = std::min(each, std::ceil(need.needed / parts));
            group = isUnnoticed ? one : std::pow(reliability::atLeast(least, each, one), parts);
            component.failures = static_cast<int>(each - least) + 1;
        } else {
            group = evaluate(failure.groupAvailability, index, one);
        }
        component.availability = std::clamp(group, 0.0, 1.0);
        readRedundancy(i, one);
    }
}

/// Whether the component survives the loss of an instance. A group that guards itself takes at least two failures,
/// and as many as explain its unavailability: all of n side by side. One that is no more available than an instance of it
/// is one by contract, whatever the provider runs inside (domain spec 2.2, M).
void Compiler::readRedundancy(std::size_t i, double one)
{
    CompiledComponent &component = m_out.components[i];
    const catalog::FailureSpec &failure = m_kinds[i]->failure;
    const bool isPlace = m_kinds[i]->behavior == "place";
    const bool several = failure.redundant.empty() ? instancesAt(m_out, component, m_out.range.to) >= 2
                                                   : evaluate(failure.redundant, static_cast<int>(i), 0) != 0;
    // A provider is forgiven, unless the tier must survive the loss of one (domain spec 5.2).
    const bool isForgiven = failure.managed && evaluate(failure.ownRisk, static_cast<int>(i), 0) == 0
        && reliability::tierOf(m_out.criticality).singlePoints != reliability::Tier::SinglePoints::None;
    const bool isSingle = (component.isReached || isPlace) && !several && m_kinds[i]->behavior != "source";
    m_isSingle.push_back(isSingle);
    component.isCandidate = isSingle && !isForgiven;
    if (failure.groupAvailability.empty())
        return;
    const bool isOneByContract = component.availability <= one && component.availability < 1;
    component.failures = several && !failure.managed && !isOneByContract ? 2 : 1;
    if (component.failures == 2 && one > 0 && one < 1 && component.availability < 1)
        component.failures
            = std::max(asksForNeed(failure) && component.need.needed > 1 ? 1 : 2,
                       static_cast<int>(std::lround(std::log1p(-component.availability) / std::log1p(-one))));
}

reliability::Surroundings Compiler::readSurroundings() const
{
    reliability::Surroundings around;
    for (std::size_t i = 0; i < m_stage.components.size(); ++i) {
        around.failoverShare.push_back(
            std::clamp(evaluate(m_kinds[i]->failure.failoverShare, static_cast<int>(i), 0), 0.0, 1.0));
        around.enclosing.push_back(m_out.components[i].failsWith);
    }
    around.bypassed = bypassedCaches();
    return around;
}

/// Whether everything behind the caches bears its load at the end of the stage's range when they are all empty.
bool Compiler::holdsWithColdCaches() const
{
    const double rate = m_out.range.to * m_out.ratePerUser;
    return std::all_of(m_out.components.begin(), m_out.components.end(), [&](const CompiledComponent &each) {
        const double spread = coldMore(each);
        if (spread <= 0)
            return true;
        const CompiledResource &bearing = each.resources[static_cast<std::size_t>(coldRow(each))];
        const double more = judgedRate(m_out, each, rate) * each.hotShare * spread;
        return usedAt(m_out, each, bearing, m_out.range.to, true) + more / each.maxInstances < bearing.capacity;
    });
}

/// Shared caches that servers ask first: a lookup that fails is a miss, as long as those who answer misses bear it.
/// Source: domain spec 3.1, `cache_lookup` fails softly.
std::vector<char> Compiler::bypassedCaches() const
{
    std::vector<char> isAsked(m_out.components.size(), 0);
    std::vector<char> hasMisses(m_out.components.size(), 0);
    for (const CompiledLink &link : m_out.links) {
        if (link.from < 0 || link.to < 0)
            continue;
        if (link.kind->routing == catalog::Routing::Lookup
            && m_kinds[static_cast<std::size_t>(link.from)]->behavior != "source")
            isAsked[static_cast<std::size_t>(link.to)] = 1;
        if (link.kind->routing == catalog::Routing::Miss)
            hasMisses[static_cast<std::size_t>(link.from)] = 1;
    }
    std::vector<char> found(m_out.components.size(), 0);
    bool isAny = false;
    for (std::size_t i = 0; i < found.size(); ++i) {
        found[i]
            = isAsked[i] && hasMisses[i] && m_kinds[i]->is(catalog::Role::SharedCache) && m_out.components[i].hit < 1;
        isAny = isAny || found[i];
    }
    if (isAny && !holdsWithColdCaches())
        found.assign(found.size(), 0);
    return found;
}

void Compiler::judgeStructure()
{
    m_out.singlePointFor.resize(m_out.components.size());
    std::vector<char> required;
    for (const catalog::Operation &operation : m_catalog.operations())
        required.push_back(operation.required);
    readAvailabilities();
    const reliability::Surroundings surroundings = readSurroundings();
    if (m_isOfLoads && !m_out.classes.empty())
        return judgeClass(m_out.readingClass, surroundings, required);
    for (std::size_t c = 0; c < m_out.classes.size(); ++c) {
        judgeClass(c, surroundings, required);
        for (const int component : m_out.classes[c].singlePoints)
            m_out.singlePointFor[static_cast<std::size_t>(component)].push_back(m_out.classes[c].name);
    }
    judgeTolerance();
    addJourneys();
    for (std::size_t j = 0; j < m_out.journeys.size(); ++j)
        judgeJourney(j, surroundings, required);
    m_out.lost.assign(m_lost.begin(), m_lost.end());
}

/// Failures do not depend on how often calls are repeated.
void Compiler::inheritStructure()
{
    for (std::size_t i = 0; i < m_out.components.size(); ++i) {
        m_out.components[i].availability = m_base->components[i].availability;
        m_out.components[i].failures = m_base->components[i].failures;
        m_out.components[i].need = m_base->components[i].need;
        m_out.components[i].isCandidate = m_base->components[i].isCandidate;
    }
    for (std::size_t c = 0; c < m_out.classes.size(); ++c) {
        m_out.classes[c].isServed = m_base->classes[c].isServed;
        m_out.classes[c].availability = m_base->classes[c].availability;
        m_out.classes[c].singlePoints = m_base->classes[c].singlePoints;
        m_out.classes[c].structure = m_base->classes[c].structure;
    }
    m_out.journeys = m_base->journeys;
    m_out.singlePointFor = m_base->singlePointFor;
    m_out.tolerance = m_base->tolerance;
    m_out.availability = m_base->availability;
    m_out.lost = m_base->lost;
}

/// An earlier class that is served and does the same required operations, so that all is said about it; −1: none.
int Compiler::sameNeeds(std::size_t index, const std::vector<char> &required) const
{
    for (std::size_t c = 0; c < index; ++c) {
        bool isSame = m_out.classes[c].structure != nullptr;
        for (std::size_t o = 0; isSame && o < required.size(); ++o)
            isSame = (m_counts[c][o] > 0) == (m_counts[index][o] > 0);
        if (isSame)
            return static_cast<int>(c);
    }
    return -1;
}

namespace {

constexpr std::size_t kKeepsQuantifiers = 1000; // components: beyond, they would take more memory than they are worth

bool isAsLikelyUp(const CompiledStage &a, const CompiledStage &b)
{
    return std::equal(a.components.begin(), a.components.end(), b.components.begin(), b.components.end(),
                      [](const CompiledComponent &left, const CompiledComponent &right) {
                          return left.availability == right.availability;
                      });
}

/// Of the class or journey that fails just so; nothing where none does.
std::optional<reliability::Estimate> knownAvailability(const CompiledStage &stage,
                                                       const reliability::Structure &structure)
{
    for (const CompiledClass &each : stage.classes)
        if (each.structure && each.availability && *each.structure == structure)
            return *each.availability;
    for (const CompiledJourney &each : stage.journeys)
        if (each.structure && each.availability && *each.structure == structure)
            return *each.availability;
    return std::nullopt;
}

} // namespace

/// Of a stage that this one is like, else made here; kept for those that will be like this one.
std::shared_ptr<const reliability::Quantifier>
Compiler::quantifierOf(const std::shared_ptr<const reliability::Structure> &structure)
{
    std::shared_ptr<const reliability::Quantifier> found;
    if (m_like)
        for (const auto &[known, quantifier] : m_like->quantifiers)
            if (!found && *known == *structure)
                found = quantifier;
    if (!found)
        found = std::make_shared<const reliability::Quantifier>(*structure, briefEffort());
    if (m_out.components.size() <= kKeepsQuantifiers)
        m_out.quantifiers.emplace_back(structure, found);
    return found;
}

reliability::Estimate Compiler::availabilityOf(const std::shared_ptr<const reliability::Structure> &structure)
{
    if (m_like && isAsLikelyUp(m_out, *m_like))
        if (const auto known = knownAvailability(*m_like, *structure))
            return *known;
    std::vector<double> up;
    for (const CompiledComponent &component : m_out.components)
        up.push_back(component.availability);
    return quantifierOf(structure)->estimate(up);
}

void Compiler::judgeClass(std::size_t index, const reliability::Surroundings &surroundings,
                          const std::vector<char> &required)
{
    CompiledClass &out = m_out.classes[index];
    if (!out.isServed)
        return;
    if (const int same = sameNeeds(index, required); same >= 0) {
        const CompiledClass &other = m_out.classes[static_cast<std::size_t>(same)];
        out.structure = other.structure;
        out.availability = other.availability;
        out.singlePoints = other.singlePoints;
        return;
    }
    auto structure = std::make_shared<const reliability::Structure>(m_network, surroundings, m_counts[index], required);
    out.isServed = structure->value(std::vector<char>(m_out.components.size(), 1)) > 0;
    if (!out.isServed)
        return;
    std::vector<char> candidates;
    for (const CompiledComponent &component : m_out.components)
        candidates.push_back(component.isCandidate);
    out.singlePoints = reliability::singlePoints(*structure, candidates);
    out.availability = availabilityOf(structure);
    out.structure = std::move(structure);
}

/// Domain spec 5.7. Below the tiers that protect everything, only the read path counts.
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
        if (c != m_out.readingClass && !protectsAll)
            continue;
        if (each.share > 0 && (each.availability || !each.isServed))
            out.isAvailabilityMet
                = out.isAvailabilityMet && each.isServed && each.availability->value >= tier.targetAvailability;
        if (protectsAll || tier.singlePoints == Writes)
            intolerable.insert(each.singlePoints.begin(), each.singlePoints.end());
    }
    for (const int component : intolerable)
        (isWholePlace(component) ? out.lostPlaces : out.singlePoints).push_back(component);
}

/// A zone or a region; a host counts as a machine.
bool Compiler::isWholePlace(int component) const
{
    const catalog::Kind &kind = *m_kinds[static_cast<std::size_t>(component)];
    return kind.behavior == "place" && !kind.is(catalog::Role::Host);
}

} // namespace headroom::analysis
