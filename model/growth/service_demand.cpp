#include "model/growth/service_demand.h"

#include "model/workload/workload.h"

#include <algorithm>

namespace headroom::growth {

namespace {

using catalog::Catalog;

void scaleTimes(std::vector<project::OperationUse> &uses, double factor)
{
    for (project::OperationUse &use : uses)
        use.time *= factor;
}

/// Presets are stated first: what the project says of its own hides both classes and journeys of the preset.
void scaleWorkload(project::Workload &workload, double factor, const Catalog &catalog)
{
    const std::vector<project::Journey> journeys = workload::journeysOf(workload, catalog);
    workload.classes = workload::classesOf(workload, catalog);
    workload.journeys = journeys;
    for (project::RequestClass &each : workload.classes)
        scaleTimes(each.uses, factor);
    for (project::BackgroundJob &each : workload.jobs)
        scaleTimes(each.uses, factor);
}

/// Whether the kind's service times are made of the parameter.
bool isServiceTime(const catalog::Kind &kind, const catalog::ParameterSpec &spec)
{
    const auto asks = [&](const catalog::Formula &formula) {
        return std::find(formula.names().begin(), formula.names().end(), spec.id) != formula.names().end();
    };
    return spec.type == catalog::ParameterType::Number && spec.unit == "s"
        && std::any_of(kind.handles.begin(), kind.handles.end(),
                       [&](const catalog::HandledOperation &each) { return asks(each.time) || asks(each.jobTime); });
}

} // namespace

void scaleServiceDemand(project::Project &project, double factor, const Catalog &catalog)
{
    scaleWorkload(project.workload, factor, catalog);
    for (auto &stage : project.stages) {
        auto changed = std::make_shared<project::Stage>(*stage);
        for (project::Component &each : changed->components)
            for (const catalog::ParameterSpec &spec : catalog.kind(each.kind).parameters)
                if (isServiceTime(catalog.kind(each.kind), spec))
                    if (const auto now = catalog::numberOf(catalog, each, spec.id); now && *now > 0)
                        each.parameters.set(spec.id, std::min(*now * factor, spec.maximum));
        stage = std::move(changed);
    }
}

} // namespace headroom::growth
