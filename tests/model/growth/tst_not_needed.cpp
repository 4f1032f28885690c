#include "model/growth/not_needed.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>

namespace headroom::tst_not_needed {

using namespace growth;
using namespace test;

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

    void whatServesNobodyIsNotShortOfAnything()
    {
        QVERIFY(notNeededAt(*openDesign(kTemplate), 2, 1'000, theCatalog()).serves);
        const NotYet found = notNeededAt(*openDesign("resources/templates/empty.headroom"), 0, 1'000, theCatalog());
        QVERIFY(!found.serves && found.parts.empty() && !found.removal);
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
        QVERIFY(replica->saving > 100);
        QVERIFY2(replica->why.find("% used (") != std::string::npos, replica->why.c_str());
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

    // three regions for 5,000 users: any of them can go, each with everything in it; with 99.9 % one more has to stay, as
    // eight shards in one region fail too often, with 99 % it is two that can go
    void wholeRegionsCanGo()
    {
        const NotYet found = notNeededAt(*openDesign(kTemplate), 6, 5'000, theCatalog());
        const auto regions = std::count_if(found.parts.begin(), found.parts.end(), [](const Unneeded &each) {
            return each.id.starts_with("region") && each.removed.size() == 9 && !each.isPassedBy;
        });
        QCOMPARE(regions, 3);
        const auto gone = std::count_if(found.together.begin(), found.together.end(),
                                        [](const std::string &id) { return id.starts_with("region"); });
        QCOMPARE(gone, 1);
        const auto kept = std::find_if(found.kept.begin(), found.kept.end(),
                                       [](const Kept &each) { return each.id.starts_with("region"); });
        QVERIFY(kept != found.kept.end());
        QVERIFY2(kept->why.find("99.9 % of its tier") != std::string::npos, kept->why.c_str());
        project::Project hobby = *openDesign(kTemplate);
        hobby.criticality = "hobby";
        const NotYet more = notNeededAt(hobby, 6, 5'000, theCatalog());
        QCOMPARE(std::count_if(more.together.begin(), more.together.end(),
                               [](const std::string &id) { return id.starts_with("region"); }),
                 2);
        QVERIFY(more.saving > more.costPerMonth * 0.8);
        const project::Snapshot design = openDesign(kTemplate);
        const project::Stage &stage = *design->stages[6];
        const auto isGone = [&](const std::string &id) {
            return std::find(found.together.begin(), found.together.end(), id) != found.together.end();
        };
        for (const std::string &id : found.together) // what stands in a region that goes is not counted beside it
            QVERIFY2(!isGone(stage.findComponent(id) ? stage.findComponent(id)->place : ""), id.c_str());
        QVERIFY(found.saving > found.costPerMonth / 3);
        const auto after = edits::apply(*openDesign(kTemplate), *found.removal, theCatalog());
        QVERIFY(after.ok());
        const auto report = analysis::analyze(**after, 6, 10'000, theCatalog());
        QCOMPARE(report.state, analysis::State::Fine);
        QVERIFY(*report.availability >= 0.999);
        QVERIFY(!hasFinding(report, "FLOW-LOST"));
    }

    // two small replicas: one of them would be overloaded without the other, and the primary does it without both
    void whatCanOnlyGoTogetherIsTriedTogether()
    {
        project::Project design = *openDesign(kTemplate);
        auto stage = std::make_shared<project::Stage>(*design.stages[4]);
        const auto find = [](auto &in, const char *id) {
            return *std::find_if(in.begin(), in.end(), [id](const auto &each) { return each.id == id; });
        };
        project::Component second = find(stage->components, "replica");
        second.parameters.set("replicas", 1.0);
        second.parameters.set("size", std::string("db.r6g.large"));
        for (project::Component &each : stage->components)
            if (each.id == "replica")
                each.parameters = second.parameters;
        second.id = "replica-2";
        stage->components.push_back(second);
        for (const char *id : { "app-replica", "db-replica" }) {
            project::Connection line = find(stage->connections, id);
            line.id += "-2";
            line.to = "replica-2";
            stage->connections.push_back(line);
        }
        for (project::Connection &each : stage->connections)
            if (each.id.starts_with("app-replica"))
                each.parameters.set("share", 0.475);
        design.stages[4] = stage;
        const NotYet found = notNeededAt(design, 4, 170'000, theCatalog());
        const auto both = std::find_if(found.parts.begin(), found.parts.end(),
                                       [](const Unneeded &each) { return each.id == "replica"; });
        QVERIFY(both != found.parts.end());
        QCOMPARE(both->removed, (std::vector<std::string> { "replica", "replica-2" }));
        QVERIFY(std::none_of(found.parts.begin(), found.parts.end(),
                             [](const Unneeded &each) { return each.id == "replica-2"; }));
        const auto after = edits::apply(design, both->removal, theCatalog());
        QVERIFY(after.ok());
        const auto report = analysis::analyze(**after, 4, 340'000, theCatalog());
        QCOMPARE(report.state, analysis::State::Fine);
        QVERIFY(!report.findComponent("replica") && !report.findComponent("replica-2"));
        for (const char *id : { "replica", "replica-2" })
            QCOMPARE(std::count(found.together.begin(), found.together.end(), id), 1);
    }

    // a CDN of the video site is cheaper than the transfer it saves
    void whatSavesMoneyIsNeeded()
    {
        const NotYet found = notNeededAt(*openDesign("examples/video-site.headroom"), 5, 2e6, theCatalog());
        QVERIFY(!found.parts.empty());
        for (const Unneeded &each : found.parts)
            QVERIFY(each.saving > 0);
        QVERIFY(found.saving > 0);
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

HEADROOM_TEST(QCoreApplication, NotNeededTest)

} // namespace headroom::tst_not_needed

#include "tst_not_needed.moc"
