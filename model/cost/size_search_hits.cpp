#include "model/cost/compiled_values.h"
#include "model/cost/hit_search.h"

#include <algorithm>
#include <array>

namespace headroom::cost {

using analysis::CompiledComponent;
using project::Component;

/// Counts worth trying: small ones all, then ever further apart.
std::vector<double> SizeSearch::countsOf(std::size_t index) const
{
    constexpr std::array<double, 17> kCounts { 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 32, 48, 64, 96 };
    const catalog::CountScaling *count = countOf(index);
    if (!count || m_limits.keepsCounts)
        return {};
    const double least = leastCount(index, *count);
    const double most = m_base.components[index].kind->findParameter(count->parameter)->maximum;
    std::vector<double> found;
    for (const double each : kCounts)
        if (each >= least && each <= most)
            found.push_back(each);
    return found;
}

std::vector<HitSetting> SizeSearch::hitSettings(std::size_t index) const
{
    std::vector<HitSetting> found;
    const auto add = [&](const Component &component) {
        const CompiledComponent made = analysis::remake(m_stage, m_stage.components[index], component);
        found.push_back({ component, made.hit, analysis::ownCostAt(m_stage, made, m_users) });
    };
    for (const std::string &size : sizesOf(index)) {
        std::optional<Component> component = ofSize(index, size);
        if (!component)
            continue;
        const std::vector<double> counts = countsOf(index);
        if (counts.empty())
            add(*component);
        for (const double count : counts) {
            component->parameters.set(countOf(index)->parameter, count);
            add(*component);
        }
    }
    return found;
}

/// The fewest that answer no less than the flows of the stage take for granted.
double SizeSearch::countForHits(std::size_t index, Component component, const catalog::CountScaling &count,
                                double least) const
{
    const double wanted = m_base.components[index].hit;
    const double most = m_base.components[index].kind->findParameter(count.parameter)->maximum;
    const auto isEnough = [&](double number) {
        component.parameters.set(count.parameter, number);
        return isHit(analysis::remake(m_stage, m_stage.components[index], component).hit, wanted);
    };
    if (wanted <= 0 || isEnough(least))
        return least;
    double few = least;
    double many = least;
    while (!isEnough(many = std::min(most, many * 2)))
        if (many >= most)
            return least; // none of this size will do
        else
            few = many;
    while (many - few > 1) {
        const double middle = std::floor((few + many) / 2);
        (isEnough(middle) ? many : few) = middle;
    }
    return many;
}

} // namespace headroom::cost
