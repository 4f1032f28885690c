#include "model/growth/pool_room.h"

#include "model/cost/compiled_values.h"

#include <algorithm>
#include <cmath>

namespace headroom::growth {

namespace {

using cost::valueOf;

using analysis::CompiledComponent;
using analysis::CompiledStage;

double evaluated(const catalog::Formula &formula, const CompiledComponent &component)
{
    return formula.evaluate([&](std::string_view name) { return valueOf(component, name); });
}

/// The parameter that limits how many connections there are; null: none, or none that can be raised.
const catalog::QuotaScaling *connectionQuota(const CompiledComponent &component)
{
    for (const analysis::CompiledResource &resource : component.resources)
        for (const catalog::QuotaScaling &quota : component.kind->scaling.quotas)
            if (resource.countsPools && resource.spec->capacity.text() == quota.parameter)
                return &quota;
    return nullptr;
}

/// Connections that are not the callers' to have, and one more, as all of them taken is full.
double keptOf(const CompiledComponent &component)
{
    for (const analysis::CompiledResource &resource : component.resources)
        if (resource.countsPools)
            return resource.standing + 1;
    return 1;
}

/// How far a tier may grow by itself; null: it does not.
const std::string *ceilingOf(const CompiledComponent &component)
{
    for (const catalog::CountScaling &count : component.kind->scaling.counts)
        if (!count.ceiling.empty() && (count.when.empty() || std::abs(evaluated(count.when, component)) > 0))
            return &count.ceiling;
    return nullptr;
}

} // namespace

void makeRoomForPools(project::Stage &stage, const CompiledStage &like, double users)
{
    const auto made = [&](std::size_t i) { return analysis::remake(like, like.components[i], stage.components[i]); };
    for (std::size_t i = 0; i < like.components.size(); ++i) {
        const catalog::QuotaScaling *quota = connectionQuota(like.components[i]);
        if (!quota || like.components[i].pools.empty())
            continue;
        double now = 0;
        double atMost = 0;
        for (const auto &[caller, pool] : like.components[i].pools) {
            const CompiledComponent from = made(static_cast<std::size_t>(caller));
            now += pool * analysis::instancesAt(like, from, users);
            atMost += pool * from.maxInstances;
        }
        const CompiledComponent database = made(i);
        const double limit = valueOf(database, quota->parameter);
        const double kept = keptOf(like.components[i]);
        if (atMost + kept <= limit || atMost <= now)
            continue;
        constexpr double kStep = 100; // as people write limits
        const double most = std::max(limit, std::floor(evaluated(quota->most, database)));
        const double raised = std::min(most, std::ceil((atMost + kept) / kStep) * kStep);
        stage.components[i].parameters.set(quota->parameter, raised);
        for (const auto &[caller, pool] : like.components[i].pools) {
            const auto index = static_cast<std::size_t>(caller);
            const std::string *ceiling = ceilingOf(like.components[index]);
            if (atMost + kept <= raised || !ceiling)
                continue;
            const CompiledComponent from = made(index);
            const double least = std::ceil(analysis::instancesAt(like, from, users));
            const double fits = std::floor(from.maxInstances * (raised - kept) / atMost);
            stage.components[index].parameters.set(*ceiling, std::max(least, fits));
        }
    }
}

} // namespace headroom::growth
