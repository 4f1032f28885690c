#include "model/analysis/compiled_stage.h"
#include "model/analysis/effects.h"
#include "model/cost/comparisons.h"
#include "tests/benchmarks/measure.h"
#include "tests/support/generated_design.h"
#include "tests/support/model_support.h"

#include <cstdlib>
#include <string>

namespace headroom::bench {

namespace {

/// The stage with the most components among all examples.
std::pair<project::Snapshot, std::size_t> largestStage()
{
    std::pair<project::Snapshot, std::size_t> largest { nullptr, 0 };
    std::size_t most = 0;
    for (const std::string &path : test::allDesigns()) {
        const project::Snapshot design = test::openDesign(path);
        for (std::size_t i = 0; i < design->stages.size(); ++i)
            if (design->stages[i]->components.size() > most) {
                most = design->stages[i]->components.size();
                largest = { design, i };
            }
    }
    return largest;
}

std::ptrdiff_t curesAt(const project::Project &design, std::size_t stage, double users)
{
    const std::vector<analysis::Finding> findings
        = analysis::analyze(design, stage, users, test::theCatalog()).findings;
    return std::count_if(findings.begin(), findings.end(),
                         [](const analysis::Finding &each) { return each.cure.has_value(); });
}

} // namespace

void benchModel(Table &table)
{
    const auto [design, stage] = largestStage();
    const catalog::Catalog &catalog = test::theCatalog();
    const std::string size = std::to_string(design->stages[stage]->components.size()) + " components";
    const double users = design->stages[stage]->users.to;
    table.add("analyze " + size + " at one user count, from the project value",
              measure(60, [&] { (void)analysis::solve(*analysis::compile(*design, stage, catalog), users); }), 1);
    table.add("  with every percentile, as the window shows it",
              measure(60, [&] { (void)analysis::analyze(*design, stage, users, catalog); }), 16);
    const auto compiled = analysis::compile(*design, stage, catalog);
    table.add("  the same, when only the users change", measure(200, [&] { (void)analysis::solve(*compiled, users); }),
              1);
    const std::vector<double> points = analysis::logarithmicUsers(1e2, 1e9, 200);
    table.add("utilization and cost curves of it over 200 user counts",
              measure(40, [&] { (void)analysis::sweep(*compiled, points); }), 25);
    table.add("200 points of each of its stages, every number (sweep --stage all)",
              measure(7,
                      [&] {
                          for (std::size_t each = 0; each < design->stages.size(); ++each)
                              (void)analysis::sweepReports(*design, each, points, catalog);
                      }),
              100);
    // overloaded, since what is fine has few cures
    table.add("everything about " + size + " at " + std::to_string(curesAt(*design, stage, 2 * users))
                  + " cures, with the effect of each",
              measure(21,
                      [&] {
                          analysis::Report report = analysis::analyze(*design, stage, 2 * users, catalog);
                          analysis::withEffects(report, *design, catalog);
                      }),
              16);
    const analysis::Report report = analysis::analyze(*design, stage, users, catalog);
    table.add("findings that compare it with what else could be built",
              measure(9,
                      [&] {
                          analysis::Report compared = report;
                          cost::withComparisons(compared, *design, catalog);
                      }),
              100);
    const project::Project mesh = test::generatedDesign({ .components = 60 });
    const auto meshStage = analysis::compile(mesh, 0, catalog);
    std::vector<double> up;
    for (const analysis::CompiledComponent &component : meshStage->components)
        up.push_back(component.availability);
    const reliability::Structure &structure = *meshStage->classes.front().structure;
    table.add("exact availability of a mesh of 60 components",
              measure(21,
                      [&] {
                          if (!reliability::availability(structure, up).isExact)
                              std::abort(); // the figure would be that of sampling
                      }),
              50);
    table.add("a line for each of its stages", measure(20, [&] { (void)analysis::summarizeStages(*design, catalog); }),
              50);
}

} // namespace headroom::bench
