#include "model/cost/scale_out.h"

#include "model/analysis/compiled_stage.h"

#include <algorithm>
#include <cmath>

namespace headroom::cost {

namespace {

using analysis::CompiledComponent;
using analysis::CompiledStage;

constexpr const char *kMachines = "compute"; // the category of bills that buy power
constexpr const char *kOverhead = "overhead";

/// What a component pays in one category, with everything else costing `others`.
double billOf(const CompiledStage &stage, const CompiledComponent &component, double users, double others,
              const std::string &category)
{
    double sum = 0;
    for (const catalog::CostItem &item : component.kind->costs) {
        if (item.category != category)
            continue;
        const double amount = item.perMonth.evaluate(
            [&](std::string_view name) { return analysis::priceInput(stage, component, users, others, name); });
        if (std::isfinite(amount))
            sum += std::max(0.0, amount);
    }
    return sum;
}

/// How often the component is needed for its tightest resource to keep its limit.
void findPower(const CompiledStage &stage, const CompiledComponent &component, double users, const SizingLimits &limits,
               ScaledTier &tier)
{
    for (const analysis::CompiledResource &resource : component.resources) {
        const double limit = resource.spec->id == "memory" ? limits.memoryUtilization : limits.utilization;
        const double power = analysis::usedAt(stage, component, resource, users, false) / resource.capacity / limit;
        if (!std::isfinite(power) || power <= tier.power)
            continue;
        tier.power = power;
        tier.resource = resource.spec->title;
        tier.limit = limit;
    }
}

bool canGrow(const catalog::ScalingSpec &scaling)
{
    return scaling.size || !scaling.counts.empty();
}

} // namespace

IdealScaleOut::IdealScaleOut(const project::Project &project, std::size_t stage, const catalog::Catalog &catalog,
                             HorizontalLaw law, SizingLimits limits)
    : m_smallest(withSizing(project, Sizer(project, stage, catalog, limits).at(0), catalog))
    , m_stage(analysis::compile(*m_smallest, stage, catalog))
    , m_law(law)
    , m_limits(limits)
{
}

ScaledOut IdealScaleOut::at(double users) const
{
    ScaledOut out;
    out.base = analysis::costAt(*m_stage, users);
    double added = 0;
    for (std::size_t i = 0; i < m_stage->components.size(); ++i) {
        const CompiledComponent &component = m_stage->components[i];
        out.overhead
            += billOf(*m_stage, component, users, 1, kOverhead) - billOf(*m_stage, component, users, 0, kOverhead);
        ScaledTier tier { i, billOf(*m_stage, component, users, 0, kMachines), 0, {}, 1, 1 };
        if (!canGrow(component.kind->scaling) || tier.machines <= 0)
            continue;
        findPower(*m_stage, component, users, m_limits, tier);
        if (tier.power > 1)
            tier.factor = horizontalPrice(tier.power, m_law);
        added += tier.machines * (tier.factor - 1);
        out.tiers.push_back(tier);
    }
    out.cost = out.base + (1 + out.overhead) * added;
    return out;
}

} // namespace headroom::cost
