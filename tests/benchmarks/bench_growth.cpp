#include "model/growth/cheapest.h"
#include "model/growth/plan.h"
#include "model/growth/uncertainty.h"
#include "tests/benchmarks/measure.h"
#include "tests/support/model_support.h"

#include <atomic>
#include <cstdlib>
#include <thread>

namespace headroom::bench {

namespace {

/// The design with the most components in all its stages together.
project::Snapshot largestDesign()
{
    project::Snapshot largest;
    std::size_t most = 0;
    for (const std::string &path : test::allDesigns()) {
        const project::Snapshot design = test::openDesign(path);
        std::size_t components = 0;
        for (const auto &stage : design->stages)
            components += stage->components.size();
        if (components > most) {
            most = components;
            largest = design;
        }
    }
    return largest;
}

/// A whole study by two threads, with its bands and what matters most.
void studied(const project::Snapshot &design, std::size_t samples)
{
    const std::vector<project::Uncertainty> ranges { { "", "peak_factor", 2, 4, false },
                                                     { "", "service_demand", 0.7, 1.3, false },
                                                     { "cache", "hit_ratio", 0.9, 1.05, true } };
    growth::StudyRequest request;
    request.samples = samples;
    request.percentileSamples = 60; // what is there at once; the window asks for the rest after
    const auto made = growth::Study::make(growth::compileDesign(design, test::theCatalog()), ranges, request);
    if (!made)
        std::abort();
    growth::Study &study = **made;
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t sample = next++; sample < study.size(); sample = next++)
            study.evaluate(sample);
    };
    {
        const std::jthread other(work);
        work();
    }
    (void)study.bands();
    (void)study.tornado();
}

} // namespace

void benchGrowth(Table &table)
{
    const project::Snapshot design = largestDesign();
    const catalog::Catalog &catalog = test::theCatalog();
    table.add("the stage map of the largest example, from the project value",
              measure(9, [&] { (void)growth::stageMapOf(growth::compileDesign(design, catalog)); }), 100);
    const project::GrowthPlan plan { 50'000, 5e6, 12, {}, 1, "2026-01" };
    table.add("a growth plan of twelve months of it",
              measure(3, [&] { (void)growth::planOf(growth::compileDesign(design, catalog), plan); }), 500);
    const project::Snapshot template7 = test::openDesign("resources/templates/seven-stages.headroom");
    table.add("1,000 samples of uncertain inputs over seven stages, two threads",
              measure(1, [&] { studied(template7, 1000); }), 2000);
    const growth::Goal goal { design->stages.back()->users.to, 0.3, 0.9999, std::nullopt };
    table.add("the cheapest sizing of all stages of the largest example",
              measure(1, [&] { (void)growth::cheapestOf(*design, {}, goal, catalog); }), 5000);
}

} // namespace headroom::bench
