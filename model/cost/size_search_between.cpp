#include "model/cost/compiled_values.h"
#include "model/cost/size_search.h"

#include <algorithm>
#include <cmath>

namespace headroom::cost {

namespace {

using analysis::CompiledComponent;
using analysis::CompiledResource;
using project::Component;

} // namespace

/// Copies take over what must equal the component that replicates to them.
bool SizeSearch::follow()
{
    bool changed = false;
    for (const auto &[from, to] : m_copies)
        for (const std::string &parameter : m_base.components[to].kind->scaling.follows) {
            const CompiledComponent &source = m_stage.components[from];
            const double wanted = valueOf(source, parameter);
            if (!source.kind->findParameter(parameter) || wanted == valueOf(m_stage.components[to], parameter))
                continue;
            Component component = m_components[to];
            component.parameters.set(parameter, wanted);
            adopt(to, component, analysis::remake(m_stage, m_stage.components[to], component));
            changed = true;
        }
    return changed;
}

/// Where pools take more connections than there are, the callers get by with fewer, larger instances.
bool SizeSearch::capCallers()
{
    bool changed = false;
    for (const CompiledComponent &component : m_stage.components)
        for (const CompiledResource &resource : component.resources) {
            const double used = analysis::usedAt(m_stage, component, resource, m_users, false);
            const double room = limitOf(resource) * resource.capacity - resource.standing;
            if (!resource.countsPools || used <= limitOf(resource) * resource.capacity || room <= 0)
                continue;
            for (const auto &[caller, pool] : component.pools) {
                const auto i = static_cast<std::size_t>(caller);
                const double now = analysis::instancesAt(m_stage, m_stage.components[i], m_users);
                const double cap = std::max(1.0, std::floor(now * room / (used - resource.standing)));
                changed = changed || cap < m_caps[i];
                m_caps[i] = std::min(m_caps[i], cap);
            }
        }
    return changed;
}

std::vector<Obstacle> SizeSearch::obstacles() const
{
    std::vector<Obstacle> found;
    for (std::size_t i = 0; i < m_components.size(); ++i)
        if (m_strains[i].ratio > 1 + 1e-9)
            found.push_back({ m_components[i].id, m_stage.components[i].name, m_strains[i].resource,
                              m_strains[i].utilization, m_strains[i].limit });
    return found;
}

} // namespace headroom::cost
