#include "model/cost/curves.h"

#include "model/analysis/compiled_stage.h"

namespace headroom::cost {

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

} // namespace headroom::cost
