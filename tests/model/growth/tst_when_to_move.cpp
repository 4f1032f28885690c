#include "model/catalog/component_values.h"
#include "model/growth/growth_order.h"
#include "model/growth/story.h"
#include "model/growth/when_to_move.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace headroom::tst_when_to_move {

using namespace growth;
using namespace test;

namespace {

constexpr const char *kTemplate = "resources/templates/seven-stages.headroom";

StageMap mapOf(const project::Project &project)
{
    return stageMapOf(compileDesign(std::make_shared<project::Project>(project), theCatalog()));
}

} // namespace

/// When to move, computed from the model.
class WhenToMoveTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Domain spec 7.2: first and second resource of each stage, users at 0.85 and 1.
    void everyStageBindsAtItsGoldenUsers()
    {
        const StageMap map = mapOf(*openDesign(kTemplate));
        const std::tuple<const char *, const char *, double, double> golden[]
            = { { "app", "cpu", 1786, 2198 },
                { "app", "cpu", 14848, 17576 },
                { "db", "cpu", 139301, 163883 },
                { "db", "cpu", 847965, 997606 },
                { "mail", "quota", 2615385, 3076923 },
                { "db", "cpu", 13617703, 16020827 },
                { "db-ap", "cpu", 133.257e6, 156.773e6 } };
        QCOMPARE(map.stages.size(), std::size_t(7));
        for (std::size_t i = 0; i < 7; ++i) {
            const auto &[component, resource, red, full] = golden[i];
            const StageMove &stage = map.stages[i];
            QVERIFY(stage.first && stage.second && stage.serves);
            QCOMPARE(stage.first->component, std::string(component));
            QCOMPARE(stage.first->resource, std::string(resource));
            QVERIFY(isClose(stage.first->usersAt085, red, 3e-4) && isClose(stage.usersAtSaturation, full, 3e-4));
            QVERIFY(stage.first->usersAt070 < stage.first->usersAt085);
            QVERIFY(stage.second->usersAtSaturation >= stage.first->usersAtSaturation);
            QVERIFY(!stage.failsInRange && !stage.isOvertaken);
        }
    }

    // 7.3: app cpu ≥ 0.70 in S2; DB cpu ≥ 0.70, 87 % of it reads, in S3; quota ≥ 0.70 in S5. U_sat as in 7.2, and
    // utilization is a line through the standing work: S2 (0.02 + 33 ms·λ)/0.6, so 0.70 at (0.42 − 0.02)/33 ms.
    void triggersAreThoseOfTheSpec()
    {
        const StageMap map = mapOf(*openDesign(kTemplate));
        const auto trigger = [&](std::size_t stage) { return map.stages[stage].trigger.value(); };
        for (std::size_t i = 0; i < 6; ++i)
            QVERIFY2(trigger(i).isOfStage, std::to_string(i).c_str());
        QVERIFY(isClose(trigger(1).users, 0.40 / 0.033 * 1000, 1e-6));
        QCOMPARE(trigger(1).component, std::string("app"));
        QVERIFY(isClose(trigger(2).users, 0.70 * 163'883, 1e-4));
        QVERIFY2(trigger(2).what.find("87 %") != std::string::npos, trigger(2).what.c_str());
        QVERIFY(isClose(trigger(4).users, 0.70 * 3'076'923, 1e-6)); // mail: 0.13·λ/400
        QCOMPARE(trigger(4).component, std::string("mail"));
        for (std::size_t i = 0; i < 7; ++i)
            QVERIFY(trigger(i).users <= map.stages[i].usersAtSaturation);
    }

    void aStageIsJustifiedWhereTheOneBeforeIsAtItsTrigger()
    {
        const StageMap map = mapOf(*openDesign(kTemplate));
        QCOMPARE(map.stages[0].justifiedFrom.value(), 0.0);
        for (std::size_t i = 1; i < 7; ++i) {
            QCOMPARE(map.stages[i].justifiedFrom.value(), map.stages[i - 1].trigger->users);
            QCOMPARE(map.stages[i - 1].next.value(), i);
            QCOMPARE(map.stages[i - 1].nextSaturation.value(), map.stages[i].usersAtSaturation);
            QVERIFY(map.stages[i - 1].nextCost.value() > 0);
        }
        QVERIFY(!map.stages[6].next && !map.stages[6].nextCost);
    }

    void memoryHasItsOwnBands()
    {
        const StageMap map = mapOf(*openDesign(kTemplate));
        for (const Filling &each : map.stages[0].resources) {
            QVERIFY(each.usersAtAmber <= each.usersAtRed && each.usersAtRed <= each.usersAtSaturation);
            if (each.resource != "memory")
                continue;
            const auto at = [&](double users) {
                return resourceOf(analysis::analyze(*openDesign(kTemplate), 0, users, theCatalog()), each.component,
                                  "memory")
                    .utilization;
            };
            QVERIFY(isClose(at(each.usersAtAmber), 0.80, 1e-9) && isClose(at(each.usersAtRed), 0.90, 1e-9));
        }
        const StageMap shop = mapOf(*openDesign("examples/web-shop.headroom"));
        QCOMPARE(shop.stages[5].first->resource, std::string("memory"));
        QCOMPARE(shop.stages[5].trigger->threshold, 0.80); // nobody moves for what is green
        QCOMPARE(shop.stages[5].trigger->users, shop.stages[5].first->usersAtAmber);
    }

    void stagesForMoreUsersThatHoldNoMoreSaySo()
    {
        project::Project design = *openDesign(kTemplate);
        std::swap(design.stages[1], design.stages[3]);
        for (const std::size_t i : { 1UL, 3UL }) { // meant for the users that the other was meant for
            auto changed = std::make_shared<project::Stage>(*design.stages[i]);
            changed->users = openDesign(kTemplate)->stages[i]->users;
            design.stages[i] = changed;
        }
        const StageMap map = mapOf(design);
        QVERIFY(!map.stages[1].isOvertaken); // the cache behind one machine
        QVERIFY(map.stages[2].isOvertaken && map.stages[3].isOvertaken);
        QVERIFY(!map.stages[2].justifiedFrom && !map.stages[3].justifiedFrom);
        QCOMPARE(map.stages[1].next.value(), std::size_t(4)); // past those that hold no more
        QCOMPARE(map.stages[4].justifiedFrom.value(), map.stages[1].trigger->users);
    }

    // one stage for everybody beside those that are for some
    void nobodyMovesToAStageThatHoldsLess()
    {
        project::Project design = *openDesign(kTemplate);
        const auto ranged = [&](std::size_t stage, double from, double to) {
            auto changed = std::make_shared<project::Stage>(*design.stages[stage]);
            changed->users = { from, to };
            design.stages[stage] = changed;
        };
        ranged(1, 1'000, 200'000);
        ranged(2, 1'000, 200'000);
        ranged(3, 5'000, 5e6);
        ranged(4, 1, 1e9);
        const StageMap map = mapOf(design);
        QCOMPARE(map.stages[4].next.value(), std::size_t(5));
        for (const StageMove &each : map.stages)
            QVERIFY(!each.next || *each.nextSaturation > each.usersAtSaturation);
        for (const std::size_t passed : { 1UL, 2UL, 3UL })
            QVERIFY(map.stages[passed].isOvertaken && !map.stages[passed].justifiedFrom);
    }

    void emptyStagesServeNobodyAndAreSteppedOver()
    {
        project::Project design = *openDesign(kTemplate);
        auto empty = std::make_shared<project::Stage>();
        empty->name = "Nothing yet";
        empty->users = { 1, 2 };
        design.stages.insert(design.stages.begin() + 1, empty);
        const StageMap map = mapOf(design);
        QVERIFY(!map.stages[1].serves && !map.stages[1].trigger && !map.stages[1].first);
        QCOMPARE(map.stages[0].next.value(), std::size_t(2));
        QCOMPARE(map.stages[2].justifiedFrom.value(), map.stages[0].trigger->users);
        const StageMap lonely = mapOf(*openDesign("resources/templates/empty.headroom"));
        QCOMPARE(lonely.stages.size(), std::size_t(1));
        QVERIFY(!lonely.stages[0].justifiedFrom);
    }

    void theOrderOfGrowthIsThatOfTheRanges()
    {
        project::Project design = *openDesign(kTemplate);
        const StageMap ordered = mapOf(design);
        std::reverse(design.stages.begin(), design.stages.end());
        const StageMap reversed = mapOf(design);
        QCOMPARE(orderOfGrowth(reversed), (std::vector<std::size_t> { 6, 5, 4, 3, 2, 1, 0 }));
        for (std::size_t i = 0; i < 7; ++i) {
            QCOMPARE(reversed.stages[i].justifiedFrom, ordered.stages[6 - i].justifiedFrom);
            QCOMPARE(reversed.stages[i].isOvertaken, false);
            QCOMPARE(reversed.stages[i].nextSaturation, ordered.stages[6 - i].nextSaturation);
        }
        std::vector<std::size_t> taken;
        for (const Takeover &each : storyOf(reversed).takeovers)
            taken.push_back(each.stage);
        QCOMPARE(taken, (std::vector<std::size_t> { 6, 5, 4, 3, 2, 1, 0 }));
    }

    void examplesAreInOrder()
    {
        for (const std::string &path : allDesigns()) {
            const StageMap map = mapOf(*openDesign(path));
            for (const StageMove &each : map.stages) {
                if (!each.trigger || !each.first)
                    continue;
                QVERIFY2(each.trigger->users <= each.usersAtSaturation * (1 + 1e-6), path.c_str());
                QVERIFY2(each.costAtTrigger.value() > 0, path.c_str());
            }
        }
    }

    void aStoppedMapHasFewerStages()
    {
        std::stop_source stop;
        stop.request_stop();
        const CompiledDesign design = compileDesign(openDesign(kTemplate), theCatalog());
        QVERIFY(stageMapOf(design, stop.get_token()).stages.empty());
        QVERIFY(compileDesign(openDesign(kTemplate), theCatalog(), stop.get_token()).stages.empty());
    }

    /// Where the sort of stage has no trigger: memory may be full first and yet turn amber later than a CPU.
    void elseTheFirstResourceThatTurnsAmberIsWatched()
    {
        project::Project design = *openDesign("examples/video-site.headroom");
        auto last = std::make_shared<project::Stage>(*design.stages.back());
        for (project::Component &each : last->components)
            if (each.kind == "distributed_cache") {
                const double memory = *catalog::ComponentValues(theCatalog(), each).number("memory");
                each.parameters.set("memory", memory * 1.24); // full at 290 of 307 million users
            }
        design.stages.back() = last;
        const StageMove move = mapOf(design).stages.back();
        QVERIFY(move.first && move.trigger && !move.trigger->isOfStage);
        QCOMPARE(move.first->resource, std::string("memory"));
        const auto amber
            = std::min_element(move.resources.begin(), move.resources.end(),
                               [](const Filling &a, const Filling &b) { return a.usersAtAmber < b.usersAtAmber; });
        QVERIFY(amber->usersAtAmber < move.first->usersAtAmber);
        QCOMPARE(move.trigger->users, amber->usersAtAmber);
        QCOMPARE(move.trigger->component, amber->component);
    }
};

HEADROOM_TEST(QCoreApplication, WhenToMoveTest)

} // namespace headroom::tst_when_to_move

#include "tst_when_to_move.moc"
