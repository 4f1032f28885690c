#include "model/analysis/compiled_stage.h"
#include "model/growth/cheapest.h"
#include "model/growth/input_choices.h"
#include "model/growth/ranges.h"
#include "model/growth/stage_figures.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace headroom::tst_growth_choices {

using namespace growth;
using namespace test;

namespace {

constexpr const char *kTemplate = "resources/templates/seven-stages.headroom";

edits::SetParameter setting(const char *id, const char *parameter, project::Value value)
{
    return { 2, id, parameter, std::move(value) };
}

} // namespace

/// What people choose from when a design is sized, judged and doubted.
class GrowthChoicesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStepLeavesNothingOfTheOneBefore()
    {
        const project::Snapshot searched = openDesign(kTemplate);
        SizedStage small;
        small.stage = 2;
        small.edits = { setting("app", "n_min", 3.0), setting("db", "size", std::string("db.r6g.2xlarge")) };
        SizedStage other;
        other.stage = 2;
        other.edits = { setting("app", "size", std::string("m7g.xlarge")) };
        const auto applied = [&](const project::Snapshot &before, const SizedStage &sized) {
            const auto done = edits::apply(*before, stepTo(sized, *searched, *before), theCatalog());
            return done ? done.value() : nullptr;
        };
        const project::Snapshot first = applied(searched, small);
        QVERIFY(first && !(*first == *searched));
        QVERIFY(stepTo(small, *searched, *first).steps.empty()); // it is so already
        const project::Snapshot second = applied(first, other);
        const project::Snapshot direct = applied(searched, other);
        QVERIFY(second && direct && *second == *direct);
        QVERIFY(*applied(second, SizedStage { 2, {}, 0, {}, {}, 0 }) == *searched);
    }

    void inputsAreThoseThatAreNotStatedYet()
    {
        project::Project design = *openDesign(kTemplate);
        const auto all = [&] {
            std::vector<project::Uncertainty> found;
            for (const InputGroup &group : inputChoices(design, 3, theCatalog()))
                for (const InputChoice &choice : group.choices)
                    found.push_back(choice.proposed);
            return found;
        };
        const std::vector<project::Uncertainty> choices = all();
        const auto has = [](const std::vector<project::Uncertainty> &list, const char *element, const char *parameter) {
            return std::any_of(list.begin(), list.end(), [&](const project::Uncertainty &each) {
                return each.element == element && each.parameter == parameter;
            });
        };
        QVERIFY(has(choices, "", "peak_factor") && has(choices, "", "service_demand") && has(choices, "", "growth"));
        QVERIFY(has(choices, "cache", "hit_ratio") && !has(choices, "app", "size")); // no number
        const auto resolved = resolveRanges(design, choices, theCatalog());          // what is offered is possible
        QVERIFY2(resolved.ok(), resolved.ok() ? "" : resolved.error().message().c_str());
        const auto sla = std::find_if(choices.begin(), choices.end(), [](const auto &each) {
            return each.element == "cdn" && each.parameter == "sla"; // 0.999: what is missing, half to twice
        });
        QVERIFY(sla != choices.end() && !sla->isRelative);
        QVERIFY(std::abs(sla->low - 0.998) < 1e-12 && std::abs(sla->high - 0.9995) < 1e-12);
        design.uncertainties = { { "cache", "hit_ratio", 0.9, 1.1, true } };
        QVERIFY(!has(all(), "cache", "hit_ratio"));
        QCOMPARE(all().size(), choices.size() - 1);
    }

    /// Domain spec 7.2: availability of the read path and the bill at the upper end of each range.
    void everyStageHasItsBillAndAvailability()
    {
        const CompiledDesign design = compileDesign(openDesign(kTemplate), theCatalog());
        const std::vector<StageFigures> stages = stageFigures(design);
        QCOMPARE(stages.size(), std::size_t(7));
        const double availability[] { 0.998167, 0.998166, 0.999761, 0.999761, 0.999761, 0.999753, 0.999980 };
        const double cost[] { 19, 251, 1930, 8104, 28011, 115'130, 918'004 };
        for (std::size_t i = 0; i < 7; ++i) {
            QVERIFY(std::abs(stages[i].availability.value() - availability[i]) < 2e-6);
            QVERIFY(std::abs(stages[i].cost / cost[i] - 1) < 0.03);
            double sum = 0;
            for (const auto &[category, part] : stages[i].costByCategory)
                sum += part;
            QVERIFY(std::abs(sum - stages[i].cost) < 1e-6 * stages[i].cost);
            QVERIFY(!stages[i].isSaturated && stages[i].tolerated);
        }
        QVERIFY(stageFigures(design, 1e9).front().isSaturated);
    }

    /// A shop of tier "high" is judged by every class: its cart waits for somebody else's service up to stage 5, and is
    /// down longer than 99.95 % allows, though all can read.
    void tiersThatProtectEverythingAreJudgedByTheirLeastAvailableClass()
    {
        const auto stages = stageFigures(compileDesign(openDesign("examples/web-shop.headroom"), theCatalog()));
        for (std::size_t i = 0; i < 7; ++i) {
            QCOMPARE(*stages[i].availability >= *stages[i].tolerated, i >= 5);
            QVERIFY(i >= 5 || stages[i].judged == "Cart");
        }
    }

    /// One place for growth: a plan says it, and the workload's own parameters only without one.
    void aPlanIsTheTruthAboutGrowth()
    {
        project::Project design = *openDesign(kTemplate);
        design.workload.parameters.set("monthly_growth", 0.2);
        QCOMPARE(analysis::compile(design, 2, theCatalog())->workload.at("monthly_growth"), 0.2);
        design.plan = project::GrowthPlan { 50'000, 5e6, 12, {}, 2, {} };
        const auto compiled = analysis::compile(design, 2, theCatalog());
        QVERIFY(std::abs(compiled->workload.at("monthly_growth") - 0.4678) < 1e-4); // 100^(1/12) − 1
        QCOMPARE(compiled->workload.at("lead_time"), 60.0);
        design.plan->to = 1000; // they shrink
        QCOMPARE(analysis::compile(design, 2, theCatalog())->workload.at("monthly_growth"), 0.0);
    }
};

HEADROOM_TEST(QCoreApplication, GrowthChoicesTest)

} // namespace headroom::tst_growth_choices

#include "tst_growth_choices.moc"
