#include "app/export/formats.h"
#include "app/resources/resources.h"
#include "model/analysis/analyze.h"
#include "model/serialization/project_json.h"
#include "tests/benchmarks/measure.h"
#include "tests/support/generated_design.h"
#include "tests/support/model_support.h"
#include "views/export/diagram.h"
#include "views/export/svg_writer.h"

namespace headroom::bench {

namespace {

/// Of the largest example.
void benchGrowthPage(Table &table, const catalog::Catalog &catalog)
{
    app::ExportRequest request;
    request.project = test::openDesign("examples/social-feed.headroom");
    request.catalog = &catalog;
    for (std::size_t i = 0; i < request.project->stages.size(); ++i)
        request.stages.push_back(i);
    std::size_t bytes = 0;
    table.add("growth page of the largest example",
              measure(3,
                      [&] {
                          if (const Result<std::string> page = app::formatNamed("html")->make(request))
                              bytes = page->size();
                      }),
              3000);
    table.addAmount("  its size, KB", static_cast<double>(bytes) / 1000, 1000);
}

} // namespace

void benchExport(Table &table)
{
    const Result<catalog::Catalog> catalog = app::loadCatalog();
    if (!catalog)
        return;
    const test::GeneratedShape shape { .components = 1000 };
    project::Project project = test::generatedDesign(shape);
    project::Stage stage = *project.stages.front();
    for (std::size_t i = 0; i < stage.components.size(); ++i) // generated designs all lie at one point
        stage.components[i].position = { static_cast<double>(i % 40) * 280, static_cast<double>(i / 40) * 120 };
    project.stages = { std::make_shared<project::Stage>(stage) };
    const analysis::Report report = analysis::solve(*analysis::compile(project, 0, *catalog), generatedUsers(shape));
    const auto draw = [&] { return pictures::pictureOf({ &project, 0, &report, nullptr, {}, {} }, {}, *catalog); };
    table.add("SVG of 1,000 components", measure(9, [&] { (void)pictures::svgOf(draw()); }), 200);
    benchGrowthPage(table, *catalog);
}

} // namespace headroom::bench
