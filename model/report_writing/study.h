#pragma once

#include "model/analysis/reliability.h"
#include "model/analysis/report.h"
#include "model/analysis/sweep_percentiles.h"
#include "model/cost/growth.h"
#include "model/growth/plan.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom::report_writing {

/// Everything about one stage at one number of users that a report speaks of, computed once.
struct Study {
    const project::Project &project;
    const catalog::Catalog &catalog;
    std::size_t stage = 0;
    double users = 0;
    analysis::Report report;                          ///< with percentiles, comparisons and effects of cures
    std::vector<analysis::StageSummary> stages;       ///< of all stages
    std::vector<analysis::ReliabilityReport> classes; ///< how each class fails
    analysis::StageSweep curve;                       ///< over two decades below and one above the users
    analysis::SweptPercentiles percentiles;           ///< at `percentileUsers`
    std::vector<double> percentileUsers;
    std::optional<growth::Plan> plan;      ///< where the project has one
    std::vector<cost::GrowthPoint> growth; ///< what else could be built, at some numbers of users around these

    [[nodiscard]] const project::Stage &given() const { return *project.stages[stage]; }
    [[nodiscard]] const analysis::ComponentReport &component(int index) const
    {
        return report.components[static_cast<std::size_t>(index)];
    }
    [[nodiscard]] const catalog::Kind &kindOf(int index) const
    {
        return catalog.kind(given().components[static_cast<std::size_t>(index)].kind);
    }
    [[nodiscard]] std::string nameOf(int index) const { return component(index).name; }
};

/// Components of one name get the place they stand in behind it, as in findings. @param report  of that stage.
void tellApart(analysis::Report &report, const project::Stage &stage);

/// What of a study is looked into; the rest of it stays empty. Each takes its time, most in large designs.
struct StudyParts {
    bool hasStages = false;
    bool hasClasses = false;
    bool hasCurve = false;
    bool hasPercentiles = false;
    bool hasGrowth = false;     ///< at all numbers of users
    bool hasGrowthHere = false; ///< at least at those of the study
};

/// @pre stage < project.stages.size(), users ≥ 0; project and catalog outlive the study.
/// With all parts it solves the stage at some dozens of numbers of users and sizes every stage at some: tenths of a
/// second. Once asked to stop it comes back at the next step, unfinished: then it is of no use.
[[nodiscard]] Study studyOf(const project::Project &project, std::size_t stage, double users,
                            const catalog::Catalog &catalog, const StudyParts &parts, const std::stop_token &stop = {});

/// The report alone, with effects of cures, and nothing of what else could be.
[[nodiscard]] Study judgmentOf(const project::Project &project, std::size_t stage, double users,
                               const catalog::Catalog &catalog, const std::stop_token &stop = {});

/// The numbers of users that a curve shows: two decades below these and one above.
[[nodiscard]] std::vector<double> usersAround(double users, std::size_t perDecade);

} // namespace headroom::report_writing
