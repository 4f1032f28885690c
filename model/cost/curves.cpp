#include "model/cost/curves.h"

#include "model/analysis/compiled_stage.h"

#include <algorithm>

namespace headroom::cost {

namespace {

bool isWithin(const analysis::Report &report, const Tolerance &tolerance)
{
    if (!report.availability || *report.availability < tolerance.availability || report.classes.empty())
        return false;
    const std::string &reading = report.classes.front().name; // whose path the report's availability is that of
    for (const analysis::ComponentReport &component : report.components) {
        const auto &stopped = component.singlePointFor;
        const bool stopsReading = std::find(stopped.begin(), stopped.end(), reading) != stopped.end();
        if ((stopsReading && !tolerance.singlePointOnReadPath)
            || (!stopped.empty() && !stopsReading && !tolerance.singlePointElsewhere))
            return false;
    }
    return true;
}

} // namespace

std::vector<double> standardUsers()
{
    return analysis::logarithmicUsers(1e2, 1e8, 61);
}

CostCurves costCurves(const project::Project &project, std::size_t stage, std::span<const double> users,
                      const catalog::Catalog &catalog, std::stop_token stop)
{
    CostCurves curves;
    std::vector<std::unique_ptr<Sizer>> sizers;
    for (std::size_t i = 0; i < project.stages.size(); ++i) {
        sizers.push_back(std::make_unique<Sizer>(project, i, catalog));
        curves.sized.push_back({ project.stages[i]->name, {} });
    }
    const auto compiled = analysis::compile(project, stage, catalog);
    for (const double each : users) {
        if (stop.stop_requested())
            break;
        std::optional<std::size_t> cheapest;
        for (std::size_t i = 0; i < sizers.size(); ++i) {
            const Sizing sizing = sizers[i]->at(each);
            auto &costs = curves.sized[i].cost;
            costs.push_back(sizing.isFeasible() ? std::optional(sizing.costPerMonth) : std::nullopt);
            if (costs.back() && (!cheapest || *costs.back() < *curves.sized[*cheapest].cost.back()))
                cheapest = i;
        }
        curves.users.push_back(each);
        curves.asIs.push_back(analysis::costAt(*compiled, each));
        curves.cheapest.push_back(cheapest);
    }
    return curves;
}

Tolerance toleranceOf(const std::string &criticality)
{
    if (criticality == "hobby")
        return { 0.99, true, true };
    if (criticality == "startup")
        return { 0.995, true, true };
    if (criticality == "high")
        return { 0.9995, false, false };
    if (criticality == "critical")
        return { 0.9999, false, false };
    return {};
}

std::optional<OverProvisioning> overProvisioning(const project::Project &project, std::size_t stage, double users,
                                                 const catalog::Catalog &catalog)
{
    const Tolerance tolerance = toleranceOf(project.criticality);
    std::optional<OverProvisioning> found;
    for (std::size_t i = 0; i < project.stages.size(); ++i) {
        const SizedDesign sized = sizeStage(project, i, 2 * users, catalog);
        if (!sized.sizing.isFeasible() || !isWithin(sized.after, tolerance))
            continue;
        const double cost = analysis::costAt(*analysis::compile(*sized.project, i, catalog), users);
        if (!found || cost < found->cheapestCost)
            found = OverProvisioning { 1, 0, cost, i };
    }
    if (!found || found->cheapestCost <= 0)
        return std::nullopt;
    found->cost = analysis::costAt(*analysis::compile(project, stage, catalog), users);
    found->index = found->cost / found->cheapestCost;
    return found;
}

} // namespace headroom::cost
