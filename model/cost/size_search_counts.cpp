#include "model/cost/compiled_values.h"
#include "model/cost/size_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::cost {

namespace {

using analysis::CompiledComponent;
using analysis::CompiledResource;
using project::Component;

constexpr double kNoLimit = std::numeric_limits<double>::infinity();

/// The next number of two digits, so that a raised quota reads like one, and whole where there are no parts of one.
double roundedUp(double value, bool isWhole)
{
    const double step = std::pow(10.0, std::floor(std::log10(value)) - 1);
    const double next = std::ceil(value / step - 1e-9) * step;
    return isWhole ? std::ceil(next - 1e-9) : next;
}

} // namespace

/// Estimates the count from two: load of the hottest is a + b/count for every resource.
double SizeSearch::countNeeded(std::size_t index, Component component, const catalog::CountScaling &count,
                               double from) const
{
    component.parameters.set(count.parameter, from);
    const CompiledComponent once = analysis::remake(m_stage, m_stage.components[index], component);
    component.parameters.set(count.parameter, from * 2);
    const CompiledComponent twice = analysis::remake(m_stage, m_stage.components[index], component);
    double need = 1;
    double afterLoss = 1;
    for (std::size_t r = 0; r < once.resources.size() && r < twice.resources.size(); ++r) {
        const CompiledResource &resource = once.resources[r];
        const double used = analysis::usedAt(m_stage, once, resource, m_users, false);
        const double half = analysis::usedAt(m_stage, twice, twice.resources[r], m_users, false);
        const double divided = (used - half) * 2 * from;
        const double rest = used - divided / from;
        const double room = limitOf(resource) * resource.capacity - rest;
        if (divided <= used * from * 1e-12)
            continue; // more of them change nothing here
        if (room <= 0)
            return kNoLimit;
        need = std::max(need, std::ceil(divided / room - 1e-9));
        afterLoss
            = std::max(afterLoss, std::ceil(divided / (m_limits.afterLoss * resource.capacity - rest) - 1e-9) + 1);
    }
    need = std::max(need, countForHits(index, component, count, from));
    return count.toleratesLoss && need > 1 ? std::max(need, afterLoss) : need;
}

void SizeSearch::loosenQuotas(std::size_t index, Component &component) const
{
    const auto &quotas = m_stage.components[index].kind->scaling.quotas;
    if (quotas.empty())
        return;
    const CompiledComponent as = analysis::remake(m_stage, m_stage.components[index], component);
    for (const catalog::QuotaScaling &quota : quotas) {
        const double stated
            = catalog::numberOf(*m_stage.catalog, m_original.components[index], quota.parameter).value_or(0);
        component.parameters.set(quota.parameter, std::max(stated, std::floor(evaluate(quota.most, as, stated))));
    }
}

/// Takes quotas back to what the design has, or to the next round number that is enough.
void SizeSearch::tightenQuotas(std::size_t index, Candidate &candidate, double cap) const
{
    for (const catalog::QuotaScaling &quota : m_stage.components[index].kind->scaling.quotas) {
        const double most = valueOf(candidate.compiled, quota.parameter);
        const double stated
            = catalog::numberOf(*m_stage.catalog, m_original.components[index], quota.parameter).value_or(0);
        Component component = candidate.component;
        component.parameters.set(quota.parameter, stated);
        Candidate tight = tried(index, component, cap);
        if (!tight.holds() && candidate.holds() && stated > 0) {
            const catalog::ParameterSpec *spec = m_stage.components[index].kind->findParameter(quota.parameter);
            const double next = roundedUp(stated * tight.strain.ratio, spec && spec->whole);
            component.parameters.set(quota.parameter, std::min(most, std::max(stated, next)));
            tight = tried(index, component, cap);
        }
        if (tight.holds() || !candidate.holds())
            candidate = std::move(tight);
    }
    candidate = tried(index, candidate.component, cap);
}

const catalog::CountScaling *SizeSearch::countOf(std::size_t index) const
{
    const CompiledComponent &component = m_base.components[index];
    for (const catalog::CountScaling &count : component.kind->scaling.counts)
        if (evaluate(count.when, component, 1) != 0)
            return &count;
    return nullptr;
}

/// An autoscaled tier keeps its least number; what is redundant stays so; what is counted otherwise may shrink.
double SizeSearch::leastCount(std::size_t index, const catalog::CountScaling &count) const
{
    const double now = catalog::numberOf(*m_stage.catalog, m_original.components[index], count.parameter).value_or(1);
    if (!count.ceiling.empty())
        return std::max(now, count.atLeast);
    return std::max(count.toleratesLoss ? std::min(now, 2.0) : 1.0, count.atLeast);
}

} // namespace headroom::cost
