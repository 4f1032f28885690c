#include "model/cost/size_search.h"
#include "model/cost/compiled_values.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_map>

namespace headroom::cost {

namespace {

using analysis::CompiledComponent;
using analysis::CompiledResource;
using project::Component;

constexpr double kUnlimited = std::numeric_limits<double>::infinity();
constexpr int kMostPasses = 8;

} // namespace

SizeSearch::SizeSearch(const project::Stage &stage, const analysis::CompiledStage &base, double users,
                       SizingLimits limits)
    : m_original(stage)
    , m_base(base)
    , m_stage(base)
    , m_components(stage.components)
    , m_caps(stage.components.size(), kUnlimited)
    , m_strains(stage.components.size())
    , m_users(users)
    , m_limits(limits)
{
    m_stage.columns = nullptr; // its components will change
    findNeighbours();
}

void SizeSearch::findNeighbours()
{
    std::unordered_map<std::string_view, std::size_t> indices;
    for (std::size_t i = 0; i < m_components.size(); ++i)
        indices.emplace(m_original.components[i].id, i);
    m_isCalledByClients.assign(m_components.size(), 0);
    for (const project::Connection &connection : m_original.connections) {
        const auto from = indices.find(connection.from);
        const auto to = indices.find(connection.to);
        if (from == indices.end() || to == indices.end())
            continue;
        if (m_base.components[from->second].kind->behavior == "source")
            m_isCalledByClients[to->second] = 1;
        if (m_base.catalog->connectionKind(connection.kind).routing == catalog::Routing::Replicate)
            m_copies.emplace_back(from->second, to->second);
    }
}

void SizeSearch::run()
{
    for (int pass = 0; pass < kMostPasses; ++pass) {
        bool changed = false;
        for (std::size_t i = 0; i < m_components.size(); ++i)
            changed = size(i) || changed;
        changed = follow() || changed;
        if (!capCallers() && !changed)
            return;
    }
}

bool SizeSearch::size(std::size_t index)
{
    const CompiledComponent &now = m_stage.components[index];
    const catalog::ScalingSpec &scaling = now.kind->scaling;
    const double instances = analysis::instancesAt(m_stage, now, m_users);
    if (!scaling.size && scaling.counts.empty() && scaling.quotas.empty()) {
        m_strains[index] = strainOf(now, nullptr, instances);
        return false;
    }
    std::optional<Candidate> found = best(index, m_caps[index]);
    if (std::isfinite(m_caps[index]) && (!found || !found->holds()))
        found = best(index, kUnlimited); // then the connections stay the obstacle, not this tier
    m_strains[index] = found->strain;
    if (!found->holds())
        return false;
    const bool changed = found->component.parameters != m_components[index].parameters;
    adopt(index, std::move(found->component), std::move(found->compiled));
    return changed;
}

void SizeSearch::adopt(std::size_t index, Component component, CompiledComponent compiled)
{
    m_components[index] = std::move(component);
    m_stage.components[index] = std::move(compiled);
}

/// The cheapest setting that holds, else the one that comes nearest.
std::optional<SizeSearch::Candidate> SizeSearch::best(std::size_t index, double cap) const
{
    std::optional<Candidate> found;
    for (const std::string &size : sizesOf(index)) {
        const std::optional<Component> fitting = ofSize(index, size);
        if (!fitting)
            continue;
        const double mostCost = found && found->holds() ? found->cost * (1 + 1e-9) : kUnlimited;
        std::optional<Candidate> next = withCount(index, *fitting, cap, mostCost);
        if (!next)
            continue;
        const bool isBetter = !found
            || (next->holds() != found->holds()             ? next->holds()
                    : !next->holds()                        ? next->strain.ratio < found->strain.ratio
                    : next->cost < found->cost * (1 - 1e-9) ? true
                    : next->cost > found->cost * (1 + 1e-9) ? false
                                                            : next->instances < found->instances);
        if (isBetter)
            found = std::move(next);
    }
    return found;
}

/// The component with a size, or as it is without a name; nothing where the size is none for its kind.
std::optional<Component> SizeSearch::ofSize(std::size_t index, const std::string &size) const
{
    Component component = m_components[index];
    if (size.empty())
        return component;
    component.parameters.set("size", size);
    const CompiledComponent sized = analysis::remake(m_stage, m_stage.components[index], component);
    if (evaluate(sized.kind->scaling.fits, sized, 1) == 0)
        return std::nullopt;
    return component;
}

/// Sizes worth trying; one empty name where the size is not to be touched.
std::vector<std::string> SizeSearch::sizesOf(std::size_t index) const
{
    const catalog::Kind &kind = *m_stage.components[index].kind;
    const catalog::SizeLadder *ladder = m_stage.catalog->ladder(kind.ladder);
    if (!kind.scaling.size || !ladder)
        return { "" };
    std::vector<std::string> sizes;
    for (const catalog::SizeOption &size : ladder->sizes) {
        for (const auto &[figure, value] : size.figures)
            if (m_original.components[index].parameters.find(figure))
                return { "" }; // a machine described by hand
        sizes.push_back(size.id);
    }
    return sizes;
}

/// The fewest of this size that hold; nothing when even the fewest there may be cost more than `mostCost`.
std::optional<SizeSearch::Candidate> SizeSearch::withCount(std::size_t index, Component component, double cap,
                                                           double mostCost) const
{
    loosenQuotas(index, component);
    if (m_limits.keepsCounts) {
        Candidate found = tried(index, component, cap);
        if (found.cost > mostCost)
            return std::nullopt;
        tightenQuotas(index, found, cap);
        return found;
    }
    const catalog::CountScaling *count = countOf(index);
    const double low = count ? leastCount(index, *count) : 1;
    const double high = count ? m_stage.components[index].kind->findParameter(count->parameter)->maximum : 1;
    if (count) {
        component.parameters.set(count->parameter, low);
        if (!count->ceiling.empty())
            component.parameters.set(count->ceiling, high);
    }
    Candidate found = tried(index, component, cap);
    if (found.cost > mostCost)
        return std::nullopt;
    const bool isAlone = count && count->needsBalancer && low <= 1 && m_isCalledByClients[index];
    if (count && !found.holds() && !isAlone) {
        double need = countNeeded(index, component, *count, count->ceiling.empty() ? low : found.instances);
        for (int more = 0; more < 3 && std::isfinite(need) && need <= high && !found.holds(); ++more, ++need) {
            component.parameters.set(count->parameter, std::max(need, low));
            found = tried(index, component, cap);
        }
        for (need -= 2; found.holds() && need >= low; --need) { // as few as hold, whatever was estimated
            component.parameters.set(count->parameter, need);
            Candidate fewer = tried(index, component, cap);
            if (!fewer.holds())
                break;
            found = std::move(fewer);
        }
    }
    if (count && !count->ceiling.empty()) {
        const auto stated = catalog::numberOf(*m_stage.catalog, m_original.components[index], count->ceiling);
        found.component.parameters.set(count->ceiling, std::max(stated.value_or(1), found.instances));
    }
    tightenQuotas(index, found, cap);
    return found;
}

SizeSearch::Candidate SizeSearch::tried(std::size_t index, const Component &component, double cap) const
{
    Candidate out { component, analysis::remake(m_stage, m_stage.components[index], component), 1, 0, {} };
    out.instances = analysis::instancesAt(m_stage, out.compiled, m_users);
    out.cost = analysis::ownCostAt(m_stage, out.compiled, m_users);
    out.strain = strainOf(out.compiled, countOf(index), out.instances);
    if (const double hit = m_base.components[index].hit; hit > 0 && !isHit(out.compiled.hit, hit))
        out.strain
            = { std::max(out.strain.ratio, hit / std::max(out.compiled.hit, 1e-3)), "Hits", out.compiled.hit, hit };
    if (out.instances / cap > std::max(1.0, out.strain.ratio))
        out.strain.ratio = out.instances / cap;
    return out;
}

double SizeSearch::dividedLoad(const CompiledComponent &component, const CompiledResource &resource) const
{
    const double rate = m_users * m_stage.ratePerUser * (component.isDeferred ? m_stage.meanShare : 1);
    return rate * component.hotShare * resource.spread + component.hotShare * resource.jobs.at(m_users)
        + (resource.isShared ? resource.standing + resource.perUser * m_users : 0);
}

SizeSearch::Strain SizeSearch::strainOf(const CompiledComponent &component, const catalog::CountScaling *count,
                                        double instances) const
{
    Strain worst;
    const auto note = [&](double ratio, const std::string &resource, double utilization, double limit) {
        if (ratio > worst.ratio)
            worst = { ratio, resource, utilization, limit };
    };
    const double of = !count ? 1 : count->ceiling.empty() ? valueOf(component, count->parameter) : instances;
    const double left = of >= 2 ? instances - instances / of : instances;
    const double rate = m_users * m_stage.ratePerUser * (component.isDeferred ? m_stage.meanShare : 1);
    for (const CompiledResource &resource : component.resources) {
        const std::string &title = resource.spec->title;
        const double full = analysis::usedAt(m_stage, component, resource, m_users, false) / resource.capacity;
        note(full / limitOf(resource), title, full, limitOf(resource));
        if (!count)
            continue;
        const double less = full + dividedLoad(component, resource) * (1 / left - 1 / instances) / resource.capacity;
        if (count->toleratesLoss && of >= 2)
            note(less / m_limits.afterLoss, title + " when one is lost", less, m_limits.afterLoss);
        const double fixed = rate * component.hotShare * resource.broadcast / component.partitions / resource.capacity;
        if (count->mostFixed < 1)
            note(fixed / count->mostFixed, title + ", for copies alone", fixed, count->mostFixed);
    }
    return worst;
}

double SizeSearch::limitOf(const CompiledResource &resource) const
{
    return resource.spec->id == "memory" ? m_limits.memoryUtilization : m_limits.utilization;
}

} // namespace headroom::cost
