#include "model/report_writing/study.h"

#include "model/analysis/analyze.h"
#include "model/analysis/effects.h"
#include "model/cost/comparisons.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace headroom::report_writing {

namespace {

constexpr double kFewestUsers = 100; // where a curve around no users begins
constexpr double kDecadesBelow = 2;
constexpr double kDecadesAbove = 1;
constexpr std::size_t kCurvePoints = 12;      // per decade
constexpr std::size_t kPercentilePoints = 4;  // per decade: each takes as long as thirty others
constexpr double kKnee[] { 0.8, 0.92, 0.98 }; // of the users at saturation
constexpr std::size_t kGrowthPoints = 2;      // per decade: each sizes every stage

/// Waiting grows in the last part before something is full, where even points lie too far apart to see it.
std::vector<double> withKnee(std::vector<double> points, double usersAtSaturation)
{
    const double from = points.front();
    const double to = points.back();
    for (const double part : kKnee)
        if (const double users = part * usersAtSaturation; users > from && users < to)
            points.push_back(users);
    std::sort(points.begin(), points.end());
    return points;
}

} // namespace

void tellApart(analysis::Report &report, const project::Stage &stage)
{
    report.writtenFor = 0;
    std::map<std::string, int> uses;
    for (const analysis::ComponentReport &each : report.components)
        ++uses[each.name];
    for (std::size_t i = 0; i < stage.components.size(); ++i) {
        const project::Component *place = stage.findComponent(stage.components[i].place);
        if (place && uses[stage.components[i].name] > 1)
            report.components[i].name += " (" + place->name + ")";
    }
}

std::vector<double> usersAround(double users, std::size_t perDecade)
{
    const double middle = std::clamp(users, kFewestUsers, 1e11);
    const double from = middle / std::pow(10, kDecadesBelow);
    const double to = middle * std::pow(10, kDecadesAbove);
    std::vector<double> points
        = analysis::logarithmicUsers(from, to, static_cast<std::size_t>(kDecadesBelow + kDecadesAbove) * perDecade + 1);
    points[static_cast<std::size_t>(kDecadesBelow) * perDecade] = middle; // to the last digit, as in the tables
    return points;
}

Study judgmentOf(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog,
                 const std::stop_token &stop)
{
    Study study { project, catalog, stage, users, {}, {}, {}, {}, {}, {}, {}, {} };
    const auto compiled = analysis::compile(project, stage, catalog);
    study.report = analysis::solve(*compiled, users, { .percentiles = true });
    if (cost::withComparisons(study.report, project, catalog, stop, compiled))
        analysis::withEffects(study.report, project, catalog, stop, compiled);
    tellApart(study.report, study.given());
    return study;
}

Study studyOf(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog,
              const StudyParts &parts, const std::stop_token &stop)
{
    Study study = judgmentOf(project, stage, users, catalog, stop);
    if (stop.stop_requested())
        return study;
    if (parts.hasStages)
        study.stages = analysis::summarizeStages(project, catalog);
    if (parts.hasClasses) {
        const auto compiled = analysis::compile(project, stage, catalog);
        for (std::size_t i = 0; i < study.report.classes.size() && !stop.stop_requested(); ++i)
            study.classes.push_back(analysis::reliabilityOf(*compiled, i, stop));
    }
    if (parts.hasCurve)
        study.curve = analysis::sweepReports(project, stage, usersAround(users, kCurvePoints), catalog, stop);
    if (parts.hasPercentiles) {
        study.percentileUsers = withKnee(usersAround(users, kPercentilePoints), study.report.usersAtSaturation);
        study.percentiles = analysis::sweepPercentiles(project, stage, study.percentileUsers, catalog, stop);
    }
    if (project.plan)
        study.plan = growth::planOf(growth::compileDesign(std::make_shared<project::Project>(project), catalog),
                                    *project.plan);
    if (!parts.hasGrowth && !parts.hasGrowthHere)
        return study;
    const cost::GrowthCosts costs(project, stage, catalog);
    const std::vector<double> points = usersAround(users, kGrowthPoints);
    for (std::size_t i = 0; i < points.size() && !stop.stop_requested(); ++i)
        if (parts.hasGrowth || i == static_cast<std::size_t>(kDecadesBelow) * kGrowthPoints)
            study.growth.push_back(costs.at(points[i]));
    return study;
}

} // namespace headroom::report_writing
