#include "model/cost/provisioning.h"

#include "model/analysis/compiled_stage.h"
#include "model/analysis/solve_figures.h"
#include "model/reporting/estimate_text.h"

#include <algorithm>
#include <utility>

namespace headroom::cost {

std::string breachOf(const analysis::Report &report, const Tolerance &tolerance)
{
    if (!report.availability || report.classes.empty())
        return "nothing serves reads";
    if (*report.availability < tolerance.availability)
        return "available " + reporting::availabilityInWords(*report.availability) + ", less than the "
            + reporting::availabilityInWords(tolerance.availability) + " of its tier";
    const std::string &reading = report.classes[report.readingClass].name;
    for (const analysis::ComponentReport &component : report.components) {
        const auto &stopped = component.singlePointFor;
        const bool stopsReading = std::find(stopped.begin(), stopped.end(), reading) != stopped.end();
        if ((stopsReading && !tolerance.singlePointOnReadPath)
            || (!stopped.empty() && !stopsReading && !tolerance.singlePointElsewhere))
            return component.name + " is a single point of failure, which its tier does not allow";
    }
    return {};
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

struct Provisioner::Parts {
    const project::Project &project;
    std::size_t stage;
    const catalog::Catalog &catalog;
    std::shared_ptr<const analysis::CompiledStage> asIs;
    std::vector<std::unique_ptr<Sizer>> sizers;
};

Provisioner::Provisioner(const project::Project &project, std::size_t stage, const catalog::Catalog &catalog,
                         std::shared_ptr<const analysis::CompiledStage> asIs)
    : m_parts(new Parts { project, stage, catalog, std::move(asIs), {} })
{
    if (!m_parts->asIs)
        m_parts->asIs = analysis::compile(project, stage, catalog);
    for (std::size_t i = 0; i < project.stages.size(); ++i)
        m_parts->sizers.push_back(
            std::make_unique<Sizer>(project, i == stage ? m_parts->asIs : analysis::compile(project, i, catalog)));
}

Provisioner::~Provisioner() = default;

const std::shared_ptr<const analysis::CompiledStage> &Provisioner::asIs() const
{
    return m_parts->asIs;
}

Sizing Provisioner::sized(double users) const
{
    return m_parts->sizers[m_parts->stage]->at(users);
}

Provisioning Provisioner::at(double users) const
{
    const project::Project &project = m_parts->project;
    const catalog::Catalog &catalog = m_parts->catalog;
    const auto &sizers = m_parts->sizers;
    Provisioning out;
    std::vector<std::pair<double, std::size_t>> byCost;
    std::vector<std::shared_ptr<const analysis::CompiledStage>> compiled(sizers.size());
    for (std::size_t i = 0; i < sizers.size(); ++i) {
        Alternative &stage = out.stages.emplace_back();
        const Sizing sizing = sizers[i]->at(2 * users);
        if (!sizing.isFeasible()) {
            stage.against = textOf(sizing.obstacles.front());
            continue;
        }
        stage.design = withSizing(project, sizing, catalog);
        compiled[i] = analysis::compile(*stage.design, i, catalog);
        stage.cost = analysis::costAt(*compiled[i], users);
        byCost.emplace_back(*stage.cost, i);
    }
    std::sort(byCost.begin(), byCost.end());
    for (const auto &[cost, i] : byCost) { // what costs more than the first that will do need not be judged
        const analysis::Report report = analysis::solveFigures(*compiled[i], 2 * users);
        const std::vector<Obstacle> obstacles = obstaclesIn(report, {});
        out.stages[i].against
            = obstacles.empty() ? breachOf(report, toleranceOf(project.criticality)) : textOf(obstacles.front());
        if (!out.stages[i].against.empty() || cost <= 0)
            continue;
        const double bill = analysis::costAt(*asIs(), users);
        out.index = OverProvisioning { bill / cost, bill, cost, i };
        break;
    }
    return out;
}

std::optional<OverProvisioning> overProvisioning(const project::Project &project, std::size_t stage, double users,
                                                 const catalog::Catalog &catalog)
{
    return Provisioner(project, stage, catalog).at(users).index;
}

} // namespace headroom::cost
