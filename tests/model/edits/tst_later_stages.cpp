#include "model/edits/later_stages.h"
#include "model/edits/limits.h"
#include "tests/model/edits/sample_project.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_later_stages {

using namespace edits;
using tests::component;
using tests::connection;

/// An edit that reaches later stages: where it goes, where it does not and why, and that it stays one step.
class LaterStagesTest final : public QObject {
    Q_OBJECT

private:
    const catalog::Catalog m_catalog = tests::loadCatalog();
    project::Project m_before; ///< three stages that are alike

    project::Stage changed(std::size_t index) { return *m_before.stages[index]; }
    void put(std::size_t index, const project::Stage &stage)
    {
        m_before.stages[index] = std::make_shared<project::Stage>(stage);
    }

    /// The design after the edit with its reach; null when it is refused.
    project::Snapshot after(const LaterEdit &edit)
    {
        const auto result = apply(m_before, edit.edit, m_catalog);
        if (!result)
            qWarning("%s", result.error().message().c_str());
        return result ? *result : nullptr;
    }

    static std::size_t only(const StageReach &reach, Skip why)
    {
        return reach.skipped.size() == 1 && reach.skipped.front().why == why ? 1 : 0;
    }

private Q_SLOTS:
    void init()
    {
        m_before = tests::sampleProject();
        m_before.stages.push_back(std::make_shared<project::Stage>(*m_before.stages[1]));
    }

    void aParameterChangesWhereItWasTheSame()
    {
        project::Stage third = changed(2);
        third.components[3].parameters.set("instances", 4.0);
        put(2, third);
        const SetParameter edit { 0, "app", "instances", 3.0 };
        const LaterEdit later = reachLater(edit, m_before, m_catalog);
        QCOMPARE(later.reached(), std::vector<std::size_t>({ 1 }));
        QVERIFY(only(later.stages[1], Skip::OtherValue));
        QCOMPARE(later.stages[1].skipped.front().name, std::string("app"));
        const project::Snapshot done = after(later);
        QVERIFY(done);
        for (const std::size_t i : { 0U, 1U })
            QVERIFY(*done->stages[i]->findComponent("app")->parameters.find("instances") == project::Value(3.0));
        QVERIFY(*done->stages[2]->findComponent("app")->parameters.find("instances") == project::Value(4.0));
        const project::Snapshot all = after(reachLater(edit, m_before, m_catalog, true));
        QVERIFY(*all->stages[2]->findComponent("app")->parameters.find("instances") == project::Value(3.0));
    }

    void earlierStagesAreNotReached()
    {
        const LaterEdit later = reachLater(SetParameter { 1, "app", "instances", 3.0 }, m_before, m_catalog);
        QCOMPARE(later.stages.size(), std::size_t(1));
        QCOMPARE(after(later)->stages[0], m_before.stages[0]);
    }

    void fromTheLastStageNothingIsReached()
    {
        const Edit edit = SetParameter { 2, "app", "instances", 3.0 };
        const LaterEdit later = reachLater(edit, m_before, m_catalog);
        QVERIFY(later.stages.empty());
        QVERIFY(later.edit == edit);
    }

    void whatIsAddedComesWithItsConnections()
    {
        project::Stage third = changed(2);
        std::erase_if(third.components, [](const auto &each) { return each.id == "app"; });
        third.connections.clear();
        put(2, third);
        const Batch edit { "Add a cache",
                           { AddComponent { 0, component("cache", "cache", "zone") },
                             AddConnection { 0, connection("app-cache", "app", "cache") } } };
        const LaterEdit later = reachLater(edit, m_before, m_catalog);
        const project::Snapshot done = after(later);
        QVERIFY(done);
        QVERIFY(done->stages[1]->findComponent("cache") && done->stages[1]->findConnection("app-cache"));
        QCOMPARE(done->stages[1]->findComponent("cache")->place, std::string("zone"));
        QVERIFY(done->stages[2]->findComponent("cache") && !done->stages[2]->findConnection("app-cache"));
        QVERIFY(only(later.stages[1], Skip::EndMissing));
        QCOMPARE(QString::fromStdString(describe(later.edit, m_before, m_catalog)),
                 QStringLiteral("Add a cache, also in stages 2, 3"));
    }

    void aPlaceThatIsMissingGivesWayToTheOneAroundIt()
    {
        project::Stage second = changed(1);
        std::erase_if(second.components, [](const auto &each) { return each.id == "zone"; });
        second.components.back().place = "region";
        put(1, second);
        const LaterEdit later
            = reachLater(AddComponent { 0, component("cache", "cache", "zone") }, m_before, m_catalog);
        QCOMPARE(after(later)->stages[1]->findComponent("cache")->place, std::string("region"));
    }

    void whatIsThereAlreadyStays()
    {
        project::Stage second = changed(1);
        second.components.push_back(component("cache", "cache"));
        put(1, second);
        const LaterEdit later = reachLater(AddComponent { 0, component("cache", "cache") }, m_before, m_catalog);
        QCOMPARE(later.reached(), std::vector<std::size_t>({ 2 }));
        QVERIFY(only(later.stages[0], Skip::AlreadyThere));
    }

    void whatIsRemovedGoesEverywhere()
    {
        project::Stage second = changed(1);
        second.components[3].kind = "worker_pool"; // the id stands for something else
        put(1, second);
        const LaterEdit later = reachLater(RemoveElements { 0, { "app" } }, m_before, m_catalog);
        const project::Snapshot done = after(later);
        QVERIFY(done->stages[1]->findComponent("app") && !done->stages[2]->findComponent("app"));
        QVERIFY(only(later.stages[0], Skip::OtherKind));
        QVERIFY(done->stages[2]->connections.empty());
    }

    void whatIsMovedMovesFromTheSameSpot()
    {
        project::Stage second = changed(1);
        second.components[3].position = { 7, 7 };
        put(1, second);
        const MoveComponents edit { 0, { { "app", { 100, 50 }, "zone" } }, 3 };
        const LaterEdit later = reachLater(edit, m_before, m_catalog);
        QVERIFY(only(later.stages[0], Skip::OtherSpot));
        const project::Snapshot done = after(later);
        QVERIFY((done->stages[1]->findComponent("app")->position == project::Point { 7, 7 }));
        QVERIFY((done->stages[2]->findComponent("app")->position == project::Point { 100, 50 }));
        QCOMPARE(done->stages[2]->findComponent("app")->place, std::string("zone"));
    }

    void aGestureStaysOneStep()
    {
        const Edit first = reachLater(MoveComponents { 0, { { "app", { 10, 0 }, "" } }, 3 }, m_before, m_catalog).edit;
        const Edit second = reachLater(MoveComponents { 0, { { "app", { 20, 0 }, "" } }, 3 }, m_before, m_catalog).edit;
        const Edit other = reachLater(MoveComponents { 0, { { "app", { 20, 0 }, "" } }, 4 }, m_before, m_catalog).edit;
        QVERIFY(continues(second, first));
        QVERIFY(!continues(other, first));
        QVERIFY(!continues(Batch { "", {} }, Batch { "", {} }));
    }

    void namesNotesAndKindsFollow()
    {
        project::Stage second = changed(1);
        second.components[3].name = "API";
        put(1, second);
        const LaterEdit renamed = reachLater(RenameElement { 0, "app", "Web" }, m_before, m_catalog);
        QCOMPARE(renamed.reached(), std::vector<std::size_t>({ 2 }));
        QCOMPARE(reachLater(SetNotes { 0, "app", "why" }, m_before, m_catalog).reached().size(), std::size_t(2));
        QCOMPARE(reachLater(SetConnectionKind { 0, "users-app", "async" }, m_before, m_catalog).reached().size(),
                 std::size_t(2));
    }

    void whatIsNotThereIsSaid()
    {
        project::Stage second = changed(1);
        second.components.clear();
        second.connections.clear();
        put(1, second);
        const LaterEdit later = reachLater(SetParameter { 0, "app", "instances", 3.0 }, m_before, m_catalog);
        QVERIFY(only(later.stages[0], Skip::NotThere));
    }

    void aStageThatIsFullIsSkippedWithTheReason()
    {
        project::Stage second = changed(1);
        for (std::size_t i = second.components.size(); i < kMaximumComponents; ++i)
            second.components.push_back(component(("x" + std::to_string(i)).c_str(), "cache"));
        put(1, second);
        const LaterEdit later = reachLater(AddComponent { 0, component("cache", "cache") }, m_before, m_catalog);
        QVERIFY(only(later.stages[0], Skip::Refused));
        QVERIFY(later.stages[0].skipped.front().detail.find("20,000") != std::string::npos);
        QVERIFY(after(later));
    }

    void otherEditsAreLeftAsTheyAre()
    {
        for (const Edit &edit :
             { Edit(RenameProject { "x" }), Edit(RemoveStage { 0 }), Edit(SetCriticality { "high" }),
               Edit(Batch { "two stages",
                            { SetNotes { 0, "app", "a" }, SetNotes { 1, "app", "b" } } }), // says itself where it acts
               Edit(SetParameter { 0, "app", "no_such", 1.0 }), Edit(SetParameter { 9, "app", "instances", 1.0 }) }) {
            const LaterEdit later = reachLater(edit, m_before, m_catalog);
            QVERIFY(later.edit == edit);
            QVERIFY(later.stages.empty());
        }
    }

    void numbersOfStagesAreCountedFromOne()
    {
        QCOMPARE(stagesText({ 3 }), std::string("stage 4"));
        QCOMPARE(stagesText({ 3, 4 }), std::string("stages 4, 5"));
        QCOMPARE(stagesText({ 3, 4, 5, 8 }), std::string("stages 4–6, 9"));
        QCOMPARE(stageNumbers({ 0, 2, 3, 4, 6, 7 }), std::string("1, 3–5, 7, 8"));
    }
};

HEADROOM_TEST(QCoreApplication, LaterStagesTest)

} // namespace headroom::tst_later_stages

#include "tst_later_stages.moc"
