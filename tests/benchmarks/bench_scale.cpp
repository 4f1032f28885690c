#include "model/analysis/compiled_stage.h"
#include "model/analysis/solve_figures.h"
#include "model/engine/incremental.h"
#include "model/serialization/project_json.h"
#include "tests/benchmarks/growth_table.h"
#include "tests/benchmarks/octave.h"
#include "tests/benchmarks/plain_loop.h"
#include "tests/support/generated_design.h"
#include "tests/support/model_support.h"

#include <algorithm>
#include <cstdio>
#include <malloc.h>
#include <random>

namespace headroom::bench {

namespace {

using test::GeneratedShape;

constexpr double kMicro = 1e-3; // ms

/// One generated design with all that the measurements need.
struct Subject {
    explicit Subject(const GeneratedShape &shape)
        : users(test::generatedUsers(shape))
        , project(test::generatedDesign(shape))
        , stage(analysis::compileForEdits(project, 0, test::theCatalog()))
    {
    }
    double users;
    project::Project project;
    std::shared_ptr<const analysis::CompiledStage> stage;
};

int runsFor(std::size_t components)
{
    return components >= 100000 ? 5 : components >= 10000 ? 41 : 201;
}

double coreOf(const Subject &subject, int runs)
{
    engine::Flow flow = *subject.stage->flow;
    engine::Columns columns = *subject.stage->columns;
    engine::FlowResults found;
    engine::Limits limits;
    limits.keepsLevels = false;
    engine::Results results;
    return measure(runs,
                   [&] {
                       (void)engine::propagate(flow, found, columns);
                       engine::solve(columns, subject.users, limits, results);
                   })
        .median();
}

/// Everything that a change of the users can change, and what a change of the structure can besides.
double fullOf(const Subject &subject, int runs)
{
    std::vector<char> candidates;
    std::vector<double> up;
    for (const analysis::CompiledComponent &component : subject.stage->components) {
        candidates.push_back(component.isCandidate);
        up.push_back(component.availability);
    }
    reliability::Effort effort; // as compile() allows itself
    effort.exactNodes = 200000;
    effort.sampledGates = 2e8;
    analysis::Report report; // its memory is used again, as the window does while users change
    return measure(runs,
                   [&] {
                       const reliability::Structure &structure = *subject.stage->classes.front().structure;
                       (void)reliability::singlePoints(structure, candidates);
                       (void)reliability::availability(structure, up, effort);
                       analysis::solveInto(*subject.stage, subject.users, { .percentiles = true }, report);
                   })
        .median();
}

struct Edits {
    double capacity = 0;      ///< ms, median
    double capacityWorst = 0; ///< p99
    double flow = 0;
    double flowWorst = 0;
};

Edits editsOf(const Subject &subject)
{
    engine::IncrementalSolve solve(*subject.stage->columns, subject.stage->flow.get(), subject.users);
    std::mt19937_64 random(1);
    const std::size_t resources = subject.stage->columns->resources.size();
    const std::size_t connections = subject.stage->links.size();
    const Times capacity = measure(2000, [&] {
        const std::size_t row = random() % resources;
        solve.setCapacity(row, solve.columns().resources.capacity[row] * (random() % 2 ? 1.25 : 0.8));
    });
    const Times flow
        = measure(1000, [&] { (void)solve.scaleCalls(random() % connections, random() % 2 ? 1.01 : 1 / 1.01); });
    return { capacity.median(), capacity.quantile(0.99), flow.median(), flow.quantile(0.99) };
}

/// Bytes in use above those before: the project value, its compiled stage, a report of it.
double megabytesOf(const GeneratedShape &shape)
{
    malloc_trim(0);
    const std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
    const project::Project project = test::generatedDesign(shape);
    const auto stage = analysis::compile(project, 0, test::theCatalog());
    const analysis::Report report = analysis::solve(*stage, test::generatedUsers(shape), { .percentiles = true });
    const std::size_t after = mallinfo2().uordblks + mallinfo2().hblkhd;
    return static_cast<double>(after - before) / 1e6;
}

void comparePlain(std::size_t components, const Subject &subject, double core)
{
    PlainLoop plain(*subject.stage->columns, *subject.stage->flow);
    const double rate = subject.users * subject.stage->ratePerUser;
    PlainLoop::Answer answer;
    const double loop = measure(runsFor(components), [&] { answer = plain.solve(rate); }).median();
    std::printf("%7zu components: plain loop over flat arrays %.4f ms; the engine, which also autoscales, has several "
                "resources each and bills the day: %.2f times that\n",
                components, loop, core / loop);
    compareOctave(plain, rate, core, answer.response);
}

} // namespace

bool benchScale(double pace)
{
    std::vector<std::optional<double>> core, six, full, capacity, capacityWorst, flow, flowWorst, compile;
    std::printf("\n");
    for (const std::size_t components : kSizes) {
        const int runs = runsFor(components);
        const Subject subject({ .components = components });
        core.emplace_back(coreOf(subject, runs));
        comparePlain(components, subject, *core.back());
        six.emplace_back(components > 10000 ? std::optional<double>()
                                            : coreOf(Subject({ .components = components, .classes = 6 }), runs));
        full.emplace_back(fullOf(subject, std::min(runs, 21)));
        const Edits edits = editsOf(subject);
        capacity.emplace_back(edits.capacity);
        capacityWorst.emplace_back(edits.capacityWorst);
        flow.emplace_back(edits.flow);
        flowWorst.emplace_back(edits.flowWorst);
        compile.emplace_back(measure(components > 10000 ? 1 : 9, [&] {
                                 (void)analysis::compile(subject.project, 0, test::theCatalog());
                             }).median());
    }
    GrowthTable table(pace);
    table.add("core solve, one class", core, 0.4);
    table.add("core solve, six classes", six, 2);
    table.add("full solve: + percentiles, SPOFs, findings", full, 10);
    table.add("edit a capacity to fresh numbers", capacity, 20 * kMicro);
    table.add("  slowest of a hundred", capacityWorst);
    table.add("edit a flow to fresh numbers", flow);
    table.add("  slowest of a hundred", flowWorst, 0.5);
    table.add("compile the project value", compile);
    table.print();
    const double megabytes = megabytesOf({ .components = 10000 });
    const bool isSmall = megabytes <= 60;
    std::printf("memory above start, 10,000 components: project, compiled stage and report: %.1f MB, limit 60: %s\n",
                megabytes, isSmall ? "kept" : "MISSED");
    return table.allKept() && isSmall;
}

double paceOfThisMachine()
{
    constexpr double kPlainLoop = 0.13; // ms: the plain loop over 10,000 components where the limits were set
    const Subject subject({ .components = 10000 });
    PlainLoop plain(*subject.stage->columns, *subject.stage->flow);
    const double rate = subject.users * subject.stage->ratePerUser;
    return std::max(1.0, measure(101, [&] { (void)plain.solve(rate); }).median() / kPlainLoop);
}

std::string generatedFile(std::size_t components)
{
    return serialization::writeProject(test::generatedDesign({ .components = components, .layers = 6 }));
}

} // namespace headroom::bench
