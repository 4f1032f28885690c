#include "model/growth/not_needed.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"

#include <QTest>

#include <algorithm>

using namespace headroom;
using namespace headroom::growth;
using namespace headroom::test;

namespace {

constexpr const char *kTemplate = "resources/templates/seven-stages.headroom";

} // namespace

/// What a design has too early; domain spec 7.6, 10.15.
class NotNeededTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // 10.15: stage 7 at 200 users, 145,166 USD a month against 11
    void theLastStageIsFarTooMuchForTwoHundredUsers()
    {
        const NotYet found = notNeededAt(*openDesign(kTemplate), 6, 200, theCatalog());
        QCOMPARE(found.builtFor, 7);
        QCOMPARE(found.neededFor, 1);
        QVERIFY(isClose(found.costPerMonth, 145'166, 0.01));
        QVERIFY(found.overProvisioning && found.overProvisioning->index > 3);
    }

    void whatIsNamedCanGo()
    {
        const project::Snapshot design = openDesign(kTemplate);
        for (const std::size_t stage : { 3UL, 4UL, 5UL }) {
            const NotYet found = notNeededAt(*design, stage, 5'000, theCatalog());
            for (const Unneeded &each : found.parts) {
                QCOMPARE(each.isIdle, each.utilizationAtTwice < 0.05);
                const auto after = edits::apply(*design, each.removal, theCatalog());
                QVERIFY(after.ok());
                const auto report = analysis::analyze(**after, stage, 5'000, theCatalog());
                QCOMPARE(report.state, analysis::State::Fine);
                QVERIFY(!hasFinding(report, "FLOW-LOST"));
                QVERIFY(isClose(found.costPerMonth - report.costPerMonth, each.saving, 1e-9));
                QVERIFY(isClose(report.costPerMonth, each.effect.after.costPerMonth, 1e-12));
            }
            if (!found.removal)
                continue;
            const auto without = edits::apply(*design, *found.removal, theCatalog());
            QVERIFY(without.ok());
            const auto report = analysis::analyze(**without, stage, 5'000, theCatalog());
            QVERIFY(isClose(found.costPerMonth - report.costPerMonth, found.saving, 1e-9));
        }
    }

    void replicasForFewUsersAreNotNeeded()
    {
        const NotYet found = notNeededAt(*openDesign(kTemplate), 4, 5'000, theCatalog());
        const auto isReplica = [](const Unneeded &each) { return each.id == "replica"; };
        const auto replica = std::find_if(found.parts.begin(), found.parts.end(), isReplica);
        QVERIFY(replica != found.parts.end());
        QVERIFY(replica->saving > 100 && !replica->why.empty());
        QCOMPARE(found.neededFor, 2);
    }

    // by hand: without replicas their reads go to the primary, and their machines are off the bill
    void removalIsThatByHand()
    {
        const project::Snapshot design = openDesign(kTemplate);
        const NotYet found = notNeededAt(*design, 4, 5'000, theCatalog());
        const auto by = [&](const std::vector<std::string> &ids) {
            auto stage = std::make_shared<project::Stage>(*design->stages[4]);
            const auto isGone
                = [&](const std::string &id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); };
            std::erase_if(stage->components, [&](const auto &each) { return isGone(each.id); });
            std::erase_if(stage->connections, [&](const auto &each) { return isGone(each.from) || isGone(each.to); });
            project::Project after = *design;
            after.stages[4] = stage;
            return analysis::analyze(after, 4, 5'000, theCatalog());
        };
        for (const Unneeded &each : found.parts) {
            if (each.isPassedBy)
                continue;
            const auto report = by(each.removed);
            QVERIFY(isClose(found.costPerMonth - report.costPerMonth, each.saving, 1e-9));
            QVERIFY(isClose(report.serverTime->value.p99, *each.effect.after.p99, 1e-12));
            QVERIFY(isClose(*report.availability, *each.effect.after.availability, 1e-12));
        }
    }

    // three regions for 5,000 users: any of them can go, each with everything in it
    void wholeRegionsCanGo()
    {
        const NotYet found = notNeededAt(*openDesign(kTemplate), 6, 5'000, theCatalog());
        const auto regions = std::count_if(found.parts.begin(), found.parts.end(), [](const Unneeded &each) {
            return each.id.starts_with("region-") && each.removed.size() == 9 && !each.isPassedBy;
        });
        QCOMPARE(regions, 3);
        const auto gone = std::count_if(found.together.begin(), found.together.end(),
                                        [](const std::string &id) { return id.starts_with("region-"); });
        QVERIFY(gone >= 1);
        QVERIFY(found.saving > found.costPerMonth / 3);
    }

    // app → pooler → primary and replicas: without it the app asks both of them itself, as the pooler did
    void whatOnlyPassesOnIsPassedBy()
    {
        const project::Snapshot design = openDesign(kTemplate);
        const NotYet found = notNeededAt(*design, 5, 5'000, theCatalog());
        const auto isPooler = [](const Unneeded &each) { return each.id == "pooler"; };
        const auto pooler = std::find_if(found.parts.begin(), found.parts.end(), isPooler);
        QVERIFY(pooler != found.parts.end() && pooler->isPassedBy);
        const auto after = edits::apply(*design, pooler->removal, theCatalog());
        QVERIFY(after.ok());
        const project::Stage &stage = *(*after)->stages[5];
        for (const auto &[to, kind] : { std::pair("db", "query"), std::pair("replica", "read") })
            QCOMPARE(std::count_if(
                         stage.connections.begin(), stage.connections.end(),
                         [&](const auto &each) { return each.from == "app" && each.to == to && each.kind == kind; }),
                     1);
        QVERIFY(!stage.findComponent("pooler"));
    }

    // several servers need something that spreads their calls
    void aBalancerInFrontOfSeveralStays()
    {
        const NotYet found = notNeededAt(*openDesign(kTemplate), 2, 5'000, theCatalog());
        for (const Unneeded &each : found.parts)
            QVERIFY(each.id != "lb");
    }

    void whatIsShortOfSomethingHasNothingToSpare()
    {
        const NotYet full = notNeededAt(*openDesign(kTemplate), 2, 150'000, theCatalog());
        QVERIFY(full.parts.empty() && !full.removal);
        const NotYet nobody = notNeededAt(*openDesign("resources/templates/empty.headroom"), 0, 10, theCatalog());
        QVERIFY(nobody.parts.empty());
    }

    void itCanBeStopped()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(notNeededAt(*openDesign(kTemplate), 4, 5'000, theCatalog(), stop.get_token()).parts.empty());
    }
};

QTEST_GUILESS_MAIN(NotNeededTest)
#include "tst_not_needed.moc"
