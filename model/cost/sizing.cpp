#include "model/cost/sizing.h"

#include "model/cost/hit_search.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace headroom::cost {

Sizer::Sizer(const project::Project &project, std::shared_ptr<const analysis::CompiledStage> stage, SizingLimits limits)
    : m_stage(stage->source)
    , m_index(stage->stageIndex)
    , m_base(std::move(stage))
    , m_limits(limits)
{
    if (auto hits = std::make_unique<const HitSearch>(project, m_base, limits); hits->isNeeded())
        m_hits = std::move(hits);
}

Sizer::Sizer(const project::Project &project, std::size_t stage, const catalog::Catalog &catalog, SizingLimits limits)
    : Sizer(project, analysis::compile(project, stage, catalog), limits)
{
}

Sizer::~Sizer() = default;

Sizing Sizer::at(double users) const
{
    HitSearch::Found found;
    if (m_hits) {
        found = m_hits->at(users);
    } else {
        SizeSearch search(*m_stage, *m_base, users, m_limits);
        search.run();
        found = { search.components(), search.obstacles(), analysis::costAt(search.stage(), users) };
    }
    Sizing out;
    out.obstacles = std::move(found.obstacles);
    out.costPerMonth = found.cost;
    const catalog::Catalog &catalog = *m_base->catalog;
    for (std::size_t i = 0; i < m_stage->components.size(); ++i) {
        const project::Component &before = m_stage->components[i];
        const project::Component &after = found.components[i];
        for (const catalog::ParameterSpec &spec : m_base->components[i].kind->parameters) {
            const project::Value value = catalog::effectiveValue(catalog, after, spec).value;
            const bool isSet = after.parameters.find(spec.id) != nullptr;
            if (isSet && value != catalog::effectiveValue(catalog, before, spec).value)
                out.edits.push_back({ m_index, before.id, spec.id, value });
        }
    }
    return out;
}

std::string textOf(const Obstacle &obstacle)
{
    const std::string full = reporting::percent(obstacle.utilization);
    const std::string limit = reporting::percent(obstacle.limit);
    return obstacle.name + ": " + obstacle.resource
        + (full == limit ? " just above " + limit : " at " + full + ", above " + limit);
}

project::Snapshot withSizing(const project::Project &project, const Sizing &sizing, const catalog::Catalog &catalog)
{
    project::Snapshot out = std::make_shared<project::Project>(project);
    for (const edits::SetParameter &edit : sizing.edits) {
        Result<project::Snapshot> next = edits::apply(*out, edit, catalog);
        assert(next); // values come from the catalog's own ranges
        if (next)
            out = *next;
    }
    return out;
}

std::ptrdiff_t undoneIn(const analysis::Report &report)
{
    return std::count_if(report.findings.begin(), report.findings.end(), [](const analysis::Finding &each) {
        return each.rule == "FLOW-LOST" || each.rule == "FLOW-KEPT" || each.rule == "FLOW-IDLE";
    });
}

std::vector<Obstacle> obstaclesIn(const analysis::Report &report, const SizingLimits &limits)
{
    std::vector<Obstacle> found;
    for (const analysis::ComponentReport &component : report.components)
        for (const analysis::ResourceReport &resource : component.resources) {
            const double limit = resource.id == "memory" ? limits.memoryUtilization : limits.utilization;
            if (resource.utilization > limit * (1 + 1e-9))
                found.push_back({ component.id, component.name, resource.title, resource.utilization, limit });
        }
    return found;
}

SizedDesign sizeStage(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog,
                      SizingLimits limits)
{
    SizedDesign out { Sizer(project, stage, catalog, limits).at(users), nullptr, {}, {} };
    out.project = withSizing(project, out.sizing, catalog);
    out.before = analysis::analyze(project, stage, users, catalog);
    out.after = analysis::analyze(*out.project, stage, users, catalog);
    out.sizing.costPerMonth = out.after.costPerMonth;
    auto &known = out.sizing.obstacles;
    const std::size_t before = known.size();
    for (Obstacle &each : obstaclesIn(out.after, limits)) {
        const auto isKnown = [&](const Obstacle &other) { return other.component == each.component; };
        if (std::none_of(known.begin(), known.begin() + static_cast<std::ptrdiff_t>(before), isKnown))
            known.push_back(std::move(each));
    }
    return out;
}

} // namespace headroom::cost
