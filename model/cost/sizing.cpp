#include "model/cost/sizing.h"

#include "model/cost/size_search.h"

#include <algorithm>
#include <cassert>

namespace headroom::cost {

Sizer::Sizer(const project::Project &project, std::size_t stage, const catalog::Catalog &catalog, SizingLimits limits)
    : m_stage(project.stages[stage])
    , m_index(stage)
    , m_base(analysis::compile(project, stage, catalog))
    , m_limits(limits)
{
}

Sizer::~Sizer() = default;

Sizing Sizer::at(double users) const
{
    SizeSearch search(*m_stage, *m_base, users, m_limits);
    search.run();
    Sizing out;
    out.obstacles = search.obstacles();
    out.costPerMonth = analysis::costAt(search.stage(), users);
    const catalog::Catalog &catalog = *m_base->catalog;
    for (std::size_t i = 0; i < m_stage->components.size(); ++i) {
        const project::Component &before = m_stage->components[i];
        const project::Component &after = search.components()[i];
        for (const catalog::ParameterSpec &spec : m_base->components[i].kind->parameters) {
            const project::Value value = catalog::effectiveValue(catalog, after, spec).value;
            const bool isSet = after.parameters.find(spec.id) != nullptr;
            if (isSet && value != catalog::effectiveValue(catalog, before, spec).value)
                out.edits.push_back({ m_index, before.id, spec.id, value });
        }
    }
    return out;
}

SizedDesign sizeStage(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog,
                      SizingLimits limits)
{
    SizedDesign out {
        Sizer(project, stage, catalog, limits).at(users), std::make_shared<project::Project>(project), {}, {}
    };
    for (const edits::SetParameter &edit : out.sizing.edits) {
        Result<project::Snapshot> next = edits::apply(*out.project, edit, catalog);
        assert(next); // values come from the catalog's own ranges
        if (next)
            out.project = *next;
    }
    out.before = analysis::analyze(project, stage, users, catalog);
    out.after = analysis::analyze(*out.project, stage, users, catalog);
    out.sizing.costPerMonth = out.after.costPerMonth;
    for (const analysis::ComponentReport &component : out.after.components) {
        const auto &known = out.sizing.obstacles;
        if (std::any_of(known.begin(), known.end(),
                        [&](const Obstacle &each) { return each.component == component.id; }))
            continue;
        for (const analysis::ResourceReport &resource : component.resources) {
            const double limit = resource.id == "memory" ? limits.memoryUtilization : limits.utilization;
            if (resource.utilization > limit * (1 + 1e-9))
                out.sizing.obstacles.push_back(
                    { component.id, component.name, resource.title, resource.utilization, limit });
        }
    }
    return out;
}

} // namespace headroom::cost
