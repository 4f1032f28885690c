#include "model/edits/limits.h"
#include "model/edits/new_stages.h"
#include "tests/model/edits/sample_project.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <limits>

namespace headroom::tst_stage_edits {

using namespace edits;
using tests::component;

/// Edits of the row of stages: what they do, what they refuse, and how they are called.
class StageEditsTest final : public QObject {
    Q_OBJECT

private:
    const catalog::Catalog m_catalog = tests::loadCatalog();
    const project::Project m_before = tests::sampleProject();

    QStringList namesAfter(const Edit &edit)
    {
        const auto result = apply(m_before, edit, m_catalog);
        QStringList names;
        if (result)
            for (const auto &stage : (*result)->stages)
                names.append(QString::fromStdString(stage->name));
        return names;
    }

    bool isRefused(const Edit &edit) { return !apply(m_before, edit, m_catalog); }

    bool takes(const project::Stage &stage) { return apply(m_before, AddStage { 0, stage }, m_catalog).ok(); }

private Q_SLOTS:
    void aStageIsAddedWhereItIsWanted()
    {
        project::Stage stage;
        stage.name = "Middle";
        stage.users = { 500, 2000 };
        QCOMPARE(namesAfter(AddStage { 0, stage }), QStringList({ "Middle", "Small", "Large" }));
        QCOMPARE(namesAfter(AddStage { 1, stage }), QStringList({ "Small", "Middle", "Large" }));
        QCOMPARE(namesAfter(AddStage { 2, stage }), QStringList({ "Small", "Large", "Middle" }));
        QVERIFY(isRefused(AddStage { 3, stage }));
    }

    void theOthersAreShared()
    {
        const auto after = apply(m_before, copyOfStage(m_before, 0), m_catalog);
        QVERIFY(after);
        QCOMPARE((*after)->stages[0], m_before.stages[0]);
        QCOMPARE((*after)->stages[2], m_before.stages[1]);
        QCOMPARE(m_before.stages.size(), std::size_t(2));
    }

    void aStageIsRemovedButNotTheLast()
    {
        QCOMPARE(namesAfter(RemoveStage { 0 }), QStringList({ "Large" }));
        QCOMPARE(namesAfter(RemoveStage { 1 }), QStringList({ "Small" }));
        QVERIFY(isRefused(RemoveStage { 2 }));
        QVERIFY(isRefused(Batch { "", { RemoveStage { 0 }, RemoveStage { 0 } } }));
    }

    void aStageIsRenamed()
    {
        QCOMPARE(namesAfter(RenameStage { 1, "Größer" }), QStringList({ "Small", QString::fromUtf8("Größer") }));
        QVERIFY(isRefused(RenameStage { 2, "x" }));
        QVERIFY(isRefused(RenameStage { 0, std::string(kMaximumName + 1, 'x') }));
        QVERIFY(isRefused(RenameStage { 0, "\xC3" }));
    }

    void aRangeIsStated()
    {
        const auto after = apply(m_before, SetUserRange { 0, { 10, 2000 } }, m_catalog);
        QVERIFY(after);
        QVERIFY(((*after)->stages[0]->users == project::UserRange { 10, 2000 }));
        QVERIFY((m_before.stages[0]->users == project::UserRange { 0, 1000 }));
        constexpr double kInfinite = std::numeric_limits<double>::infinity();
        constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
        for (const project::UserRange &wrong :
             { project::UserRange { 10, 10 }, project::UserRange { 20, 10 }, project::UserRange { -1, 10 },
               project::UserRange { 0, kMostStageUsers * 2 }, project::UserRange { 0, kInfinite },
               project::UserRange { kNaN, 10 }, project::UserRange { 0, kNaN } })
            QVERIFY(isRefused(SetUserRange { 0, wrong }));
        QVERIFY(isRefused(SetUserRange { 2, { 1, 2 } }));
    }

    void aStageMovesAmongTheOthers()
    {
        project::Project three = m_before;
        three.stages.push_back(std::make_shared<project::Stage>(project::Stage { "Third", { 1, 2 }, {}, {}, {} }));
        const auto order = [&](std::size_t from, std::size_t to) {
            const auto after = apply(three, MoveStage { from, to }, m_catalog);
            std::string names;
            if (after)
                for (const auto &stage : (*after)->stages)
                    names += stage->name[0];
            return names;
        };
        QCOMPARE(order(0, 2), std::string("LTS"));
        QCOMPARE(order(2, 0), std::string("TSL"));
        QCOMPARE(order(0, 1), std::string("LST"));
        QCOMPARE(order(1, 1), std::string("SLT"));
        QCOMPARE(order(0, 3), std::string());
        QCOMPARE(order(3, 0), std::string());
    }

    void aStageThatCannotBeIsRefused()
    {
        const project::Stage good = *m_before.stages[0];
        QVERIFY(takes(good));
        const auto refusesWith = [&](auto change) {
            project::Stage stage = good;
            change(stage);
            return !takes(stage);
        };
        QVERIFY(refusesWith([](auto &s) { s.users = { 5, 1 }; }));
        QVERIFY(refusesWith([](auto &s) { s.name = std::string(kMaximumName + 1, 'x'); }));
        QVERIFY(refusesWith([](auto &s) { s.components.push_back(s.components.front()); }));
        QVERIFY(refusesWith([](auto &s) { s.components.front().id = "no id"; }));
        QVERIFY(refusesWith([](auto &s) { s.components.front().kind.clear(); }));
        QVERIFY(refusesWith([](auto &s) { s.components.front().position.x = 1e9; }));
        QVERIFY(refusesWith([](auto &s) { s.components.front().place = "nowhere"; }));
        QVERIFY(refusesWith([](auto &s) { s.components.front().place = "zone"; })); // zone stands in region
        QVERIFY(refusesWith([](auto &s) { s.connections.front().to = "nobody"; }));
        QVERIFY(refusesWith([](auto &s) { s.connections.front().id = "app"; }));
        QVERIFY(refusesWith([](auto &s) { s.components[3].parameters.set("no_such", 1.0); }));
        QVERIFY(refusesWith([](auto &s) { s.components.resize(kMaximumComponents + 1); }));
        QVERIFY(refusesWith([](auto &s) { s.connections.resize(kMaximumConnections + 1); }));
    }

    void whatNobodyKnowsMayBeInAStage()
    {
        project::Stage stage = *m_before.stages[0];
        stage.components.push_back(component("flux", "flux_capacitor"));
        stage.components.back().parameters.set("gigawatts", 1.21);
        QVERIFY(takes(stage));
    }

    void thereIsALimitToStages()
    {
        project::Project full = m_before;
        full.stages.resize(kMaximumStages, m_before.stages[0]);
        QVERIFY(!apply(full, AddStage { 0, *m_before.stages[0] }, m_catalog));
    }

    void anEmptyStageFillsTheGap()
    {
        project::Project gap = m_before;
        auto later = std::make_shared<project::Stage>(*gap.stages[1]);
        later->users = { 20'000, 50'000 };
        gap.stages[1] = later;
        const AddStage between = emptyStageAfter(gap, 0, "Small");
        QCOMPARE(between.at, std::size_t(1));
        QVERIFY((between.stage.users == project::UserRange { 1000, 20'000 }));
        QCOMPARE(between.stage.name, std::string("Small 2"));
        QVERIFY(between.stage.components.empty());
    }

    void withoutAGapItIsForTheSameUsers()
    {
        QVERIFY((emptyStageAfter(m_before, 0, "x").stage.users == project::UserRange { 0, 1000 }));
    }

    void behindTheLastTheRangeGoesOn()
    {
        QVERIFY((copyOfStage(m_before, 1).stage.users == project::UserRange { 50'000, 500'000 }));
        project::Project most = m_before;
        auto last = std::make_shared<project::Stage>(*most.stages[1]);
        last->users = { 1, kMostStageUsers };
        most.stages[1] = last;
        QVERIFY(apply(most, copyOfStage(most, 1), m_catalog));
    }

    void aCopyHasTheSameComponents()
    {
        const AddStage copy = copyOfStage(m_before, 0);
        QVERIFY(copy.stage.components == m_before.stages[0]->components);
        QVERIFY(copy.stage.connections == m_before.stages[0]->connections);
        QCOMPARE(copy.stage.name, std::string("Small 2"));
    }

    void aStageOfAnotherDesignKeepsWhatIsTheSame()
    {
        project::Project other = tests::sampleProject();
        auto stage = std::make_shared<project::Stage>(*other.stages[0]);
        stage->components[4] = component("db", "cache", "zone"); // another kind under a known id
        stage->components.push_back(component("queue", "message_queue"));
        other.stages = { stage };
        const AddStage added = stageOfDesign(m_before, 1, other, 0);
        QCOMPARE(added.at, std::size_t(2));
        QVERIFY(added.stage.findComponent("app"));
        QVERIFY(added.stage.findComponent("queue"));
        QVERIFY(!added.stage.findComponent("db"));
        const std::string renamed = added.stage.components[4].id;
        QVERIFY(added.stage.findConnection("users-app"));
        QCOMPARE(added.stage.connections[1].to, renamed);
        QVERIFY(added.stage.connections[1].id != "app-db"); // it leads elsewhere now
        QVERIFY(apply(m_before, added, m_catalog));
    }

    void stepsAreNamed()
    {
        const auto name = [&](const Edit &edit) { return describe(edit, m_before, m_catalog); };
        QCOMPARE(name(copyOfStage(m_before, 0)), std::string("Add stage 2 \"Small 2\""));
        QCOMPARE(name(RemoveStage { 1 }), std::string("Delete stage 2 \"Large\""));
        QCOMPARE(name(RenameStage { 0, "Tiny" }), std::string("Rename stage 1 \"Small\" to \"Tiny\""));
        QCOMPARE(name(SetUserRange { 0, { 10, 2000 } }),
                 std::string("Set the users of stage 1 \"Small\" to 10 – 2,000"));
        QCOMPARE(name(MoveStage { 0, 1 }), std::string("Move stage 1 \"Small\" to place 2"));
        QCOMPARE(name(RemoveStage { 9 }), std::string("Delete stage 10"));
    }
};

HEADROOM_TEST(QCoreApplication, StageEditsTest)

} // namespace headroom::tst_stage_edits

#include "tst_stage_edits.moc"
