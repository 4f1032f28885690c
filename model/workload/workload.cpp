#include "model/workload/workload.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::workload {

using project::Journey;
using project::RequestClass;

const std::vector<RequestClass> &classesOf(const project::Workload &workload, const catalog::Catalog &catalog)
{
    return workload.classes.empty() ? catalog.preset(workload.preset).classes : workload.classes;
}

const std::vector<Journey> &journeysOf(const project::Workload &workload, const catalog::Catalog &catalog)
{
    if (!workload.journeys.empty() || !workload.classes.empty())
        return workload.journeys;
    return catalog.preset(workload.preset).journeys;
}

double parameterOf(const project::Workload &workload, const catalog::Catalog &catalog, std::string_view id)
{
    const project::Value *value = workload.parameters.find(id);
    if (!value)
        value = catalog.preset(workload.preset).parameters.find(id);
    for (const catalog::ParameterSpec &spec : catalog.workloadParameters())
        if (!value && spec.id == id)
            value = &spec.fallback;
    const double *number = value ? std::get_if<double>(value) : nullptr;
    return number ? *number : 0;
}

std::vector<Journey> actingJourneys(const project::Workload &workload, const catalog::Catalog &catalog)
{
    std::vector<Journey> journeys = journeysOf(workload, catalog);
    const double length = actionsPerSession(journeys);
    if (!workload.journeys.empty() || length <= 0)
        return journeys;
    const double factor = parameterOf(workload, catalog, "actions_per_session") / length;
    if (factor <= 0 || std::abs(factor - 1) < 1e-9)
        return journeys;
    for (Journey &journey : journeys)
        for (project::ClassVisit &visit : journey.visits)
            visit.count *= factor;
    return journeys;
}

double thinkTime(const project::Workload &workload, const catalog::Catalog &catalog)
{
    const double actions = workload.journeys.empty() ? parameterOf(workload, catalog, "actions_per_session")
                                                     : actionsPerSession(workload.journeys);
    return actions > 0 ? parameterOf(workload, catalog, "session_length") / actions : 0;
}

std::vector<double> actingDay(const project::Workload &workload, const catalog::Catalog &catalog)
{
    return workload.day.empty() ? dayCurve(std::max(1.0, parameterOf(workload, catalog, "peak_factor")))
                                : relativeToPeak(workload.day);
}

double lengthOf(const Journey &journey, const std::vector<RequestClass> &classes)
{
    double sum = 0;
    for (const project::ClassVisit &visit : journey.visits)
        if (std::any_of(classes.begin(), classes.end(),
                        [&](const RequestClass &each) { return each.id == visit.requestClass; }))
            sum += visit.count;
    return sum;
}

double actionsPerSession(const std::vector<Journey> &journeys)
{
    double weights = 0;
    double actions = 0;
    for (const Journey &journey : journeys) {
        weights += journey.weight;
        for (const project::ClassVisit &visit : journey.visits)
            actions += journey.weight * visit.count;
    }
    return weights > 0 ? actions / weights : 0;
}

std::vector<double> sharesOf(const std::vector<Journey> &journeys, const std::vector<RequestClass> &classes)
{
    std::vector<double> shares(classes.size(), 0.0);
    for (const Journey &journey : journeys)
        for (const project::ClassVisit &visit : journey.visits)
            for (std::size_t c = 0; c < classes.size(); ++c)
                if (classes[c].id == visit.requestClass)
                    shares[c] += journey.weight * visit.count;
    return shares;
}

std::vector<double> statedShares(const project::Workload &workload, const catalog::Catalog &catalog)
{
    const std::vector<RequestClass> &classes = classesOf(workload, catalog);
    if (!workload.journeys.empty())
        return sharesOf(workload.journeys, classes);
    std::vector<double> shares;
    for (const RequestClass &each : classes)
        shares.push_back(std::max(0.0, each.share));
    return shares;
}

bool waitsForWrite(const RequestClass &given, const catalog::Catalog &catalog)
{
    for (const project::OperationUse &use : given.uses)
        for (const catalog::Operation &operation : catalog.operations())
            if (operation.id == use.operation && use.count > 0 && operation.writes && !operation.deferrable)
                return true;
    return false;
}

bool changesState(const RequestClass &given, const catalog::Catalog &catalog)
{
    return given.changesState ? *given.changesState : waitsForWrite(given, catalog);
}

double readsPerWrite(const std::vector<RequestClass> &classes, const std::vector<double> &shares,
                     const catalog::Catalog &catalog)
{
    double reads = 0;
    double writes = 0;
    for (std::size_t c = 0; c < classes.size(); ++c)
        (changesState(classes[c], catalog) ? writes : reads) += shares[c];
    if (writes > 0)
        return reads / writes;
    return reads > 0 ? std::numeric_limits<double>::infinity() : 0;
}

} // namespace headroom::workload
