#include "model/edits/edit.h"
#include "tests/model/edits/sample_project.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <limits>

namespace headroom::tst_edits {

using namespace edits;
using tests::component;
using tests::connection;

/// What each edit changes, what it leaves alone, and how it is called.
class EditsTest final : public QObject {
    Q_OBJECT

private:
    const catalog::Catalog m_catalog = tests::loadCatalog();
    const project::Project m_before = tests::sampleProject();

    /// The first stage after an edit that must succeed.
    std::shared_ptr<const project::Stage> after(const Edit &edit)
    {
        const auto result = apply(m_before, edit, m_catalog);
        if (!result)
            qWarning("%s", result.error().message().c_str());
        return result ? (*result)->stages[0] : nullptr;
    }

private Q_SLOTS:
    void addingPutsTheComponentLast()
    {
        const auto stage = after(AddComponent { 0, component("cache", "region", "zone") });
        QVERIFY(stage);
        QCOMPARE(stage->components.size(), std::size_t(6));
        QVERIFY(stage->components.back() == component("cache", "region", "zone"));
    }

    void aKindNobodyKnowsMayBeAdded() { QVERIFY(after(AddComponent { 0, component("flux", "flux_capacitor") })); }

    void connectingPutsTheConnectionLast()
    {
        const auto stage = after(AddConnection { 0, connection("users-db", "users", "db") });
        QVERIFY(stage);
        QVERIFY(stage->connections.back() == connection("users-db", "users", "db"));
    }

    void removingAComponentTakesItsConnections()
    {
        const auto stage = after(RemoveElements { 0, { "app" } });
        QVERIFY(stage);
        QVERIFY(!stage->findComponent("app"));
        QVERIFY(stage->connections.empty());
        QCOMPARE(stage->components.size(), std::size_t(4));
    }

    void removingAConnectionLeavesItsEnds()
    {
        const auto stage = after(RemoveElements { 0, { "app-db" } });
        QVERIFY(stage && stage->findComponent("app") && stage->findComponent("db"));
        QCOMPARE(stage->connections.size(), std::size_t(1));
    }

    void removingAPlaceMovesItsContentsOutwards()
    {
        const auto one = after(RemoveElements { 0, { "zone" } });
        QVERIFY(one);
        QCOMPARE(one->findComponent("db")->place, std::string("region"));
        const auto both = after(RemoveElements { 0, { "region", "zone" } });
        QVERIFY(both);
        QCOMPARE(both->findComponent("db")->place, std::string());
    }

    void movingChangesPositionAndPlace()
    {
        const auto stage
            = after(MoveComponents { 0, { { "app", { 30, -40.5 }, "region" }, { "users", { 1, 2 }, "" } }, 1 });
        QVERIFY(stage);
        QVERIFY((stage->findComponent("app")->position == project::Point { 30, -40.5 }));
        QCOMPARE(stage->findComponent("app")->place, std::string("region"));
        QVERIFY((stage->findComponent("users")->position == project::Point { 1, 2 }));
    }

    void twoPlacesMayChangeRoles()
    {
        // region ∋ zone becomes zone ∋ region, whichever of the two is named first.
        const Move in { "region", {}, "zone" };
        const Move out { "zone", {}, "" };
        QVERIFY(after(MoveComponents { 0, { in, out }, 0 }));
        QVERIFY(after(MoveComponents { 0, { out, in }, 0 }));
    }

    void resizingSetsPositionAndExtent()
    {
        const auto stage = after(ResizePlace { 0, "zone", { 5, 6 }, { 200, 100 } });
        QVERIFY(stage);
        QVERIFY((stage->findComponent("zone")->size == project::Size { 200, 100 }));
        QVERIFY((stage->findComponent("zone")->position == project::Point { 5, 6 }));
    }

    void renamingReachesComponentsAndConnections()
    {
        QCOMPARE(after(RenameElement { 0, "db", "Orders" })->findComponent("db")->name, std::string("Orders"));
        QCOMPARE(after(RenameElement { 0, "app-db", "reads" })->findConnection("app-db")->name, std::string("reads"));
    }

    void aParameterIsStatedAndTakenBack()
    {
        const auto set = apply(m_before, SetParameter { 0, "app-db", "pool", project::Value(20.0) }, m_catalog);
        QVERIFY(set.ok());
        const project::Value *value = (*set)->stages[0]->findConnection("app-db")->parameters.find("pool");
        QVERIFY(value && *value == project::Value(20.0));
        const auto reset = apply(**set, SetParameter { 0, "app-db", "pool", std::nullopt }, m_catalog);
        QVERIFY(reset.ok());
        QVERIFY(**reset == m_before);
    }

    void anotherKindOfConnectionDropsWhatItDoesNotKnow()
    {
        project::Stage stage = *m_before.stages[0];
        stage.connections[1].parameters.set("pool", 20.0);
        stage.connections[1].parameters.set("never_heard_of", 1.0);
        project::Project before = m_before;
        before.stages[0] = std::make_shared<project::Stage>(stage);
        const auto result = apply(before, SetConnectionKind { 0, "app-db", "call" }, m_catalog);
        QVERIFY(result.ok());
        const project::Connection *changed = (*result)->stages[0]->findConnection("app-db");
        QCOMPARE(changed->kind, std::string("call"));
        QVERIFY(changed->parameters.find("pool"));
        QVERIFY(!changed->parameters.find("never_heard_of"));
    }

    void notesAreKept()
    {
        QCOMPARE(after(SetNotes { 0, "db", "one\ntwo" })->findComponent("db")->notes, std::string("one\ntwo"));
    }

    void theDesignIsRenamedWithoutTouchingStages()
    {
        const auto result = apply(m_before, RenameProject { "Other" }, m_catalog);
        QVERIFY(result.ok());
        QCOMPARE((*result)->name, std::string("Other"));
        QCOMPARE((*result)->stages[0].get(), m_before.stages[0].get());
    }

    void everyWorkloadParameterTakesItsDefault()
    {
        QVERIFY(!m_catalog.workloadParameters().empty());
        for (const catalog::ParameterSpec &spec : m_catalog.workloadParameters()) {
            const auto set = apply(m_before, SetWorkloadParameter { spec.id, spec.fallback }, m_catalog);
            QVERIFY2(set.ok(), spec.id.c_str());
            QVERIFY(*(*set)->workload.parameters.find(spec.id) == spec.fallback);
            const auto reset = apply(**set, SetWorkloadParameter { spec.id, std::nullopt }, m_catalog);
            QVERIFY(reset.ok() && **reset == m_before);
        }
    }

    void presetsAndJourneysChangeTheWorkloadAlone()
    {
        project::Journey reading { "read", "Reading", 2, { { "feed", 10 } }, 0.2, {}, {}, {} };
        const auto set = apply(m_before, SetJourneys { { reading } }, m_catalog);
        QVERIFY(set.ok());
        QCOMPARE((*set)->workload.journeys, std::vector { reading });
        QCOMPARE((*set)->stages[0].get(), m_before.stages[0].get());
        const auto reset = apply(**set, SetJourneys {}, m_catalog);
        QVERIFY(reset.ok() && **reset == m_before);
        const auto other = apply(m_before, SetWorkloadPreset { "web_shop" }, m_catalog);
        QVERIFY(other.ok());
        QCOMPARE((*other)->workload.preset, std::string("web_shop"));
        // The shop has no feed: the journey is named, and nothing changes.
        const auto refused = apply(**set, SetWorkloadPreset { "web_shop" }, m_catalog);
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().message().find("\"read\" visits the class \"feed\"") != std::string::npos);
        QVERIFY(!apply(m_before, SetWorkloadPreset { "nobody" }, m_catalog));
    }

    void wrongJourneysAreRefused()
    {
        const project::Journey good { "read", "Reading", 1, { { "feed", 1 } }, {}, {}, {}, {} };
        const auto refused = [&](auto change) {
            project::Journey wrong = good;
            change(wrong);
            return !apply(m_before, SetJourneys { { wrong } }, m_catalog);
        };
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(!refused([](auto &) {}));
        QVERIFY(refused([](auto &each) { each.id = "no id"; }));
        QVERIFY(refused([](auto &each) { each.weight = 0; }));
        QVERIFY(refused([](auto &each) { each.weight = -1; }));
        QVERIFY(refused([nan](auto &each) { each.weight = nan; }));
        QVERIFY(refused([nan](auto &each) { each.visits[0].count = nan; }));
        QVERIFY(refused([](auto &each) { each.visits[0].requestClass = "nobody"; }));
        QVERIFY(refused([](auto &each) { each.visits.push_back(each.visits[0]); }));
        QVERIFY(refused([](auto &each) { each.p95 = 0.0; }));
        QVERIFY(refused([](auto &each) { each.p99 = 1e9; }));
        QVERIFY(refused([](auto &each) { each.errorBudget = 1.5; }));
        QVERIFY(refused([](auto &each) { each.name = std::string(201, 'a'); }));
        QVERIFY(!apply(m_before, SetJourneys { { good, good } }, m_catalog));
    }

    void jobsChangeTheWorkloadAlone()
    {
        project::BackgroundJob good;
        good.id = "report";
        good.name = "Report";
        good.items = 1000;
        good.uses = { { "notify", 1, 0.1, 0 } };
        const auto set = apply(m_before, SetJobs { { good } }, m_catalog);
        QVERIFY(set.ok());
        QCOMPARE((*set)->workload.jobs, std::vector { good });
        QCOMPARE((*set)->stages[0].get(), m_before.stages[0].get());
        QCOMPARE(describe(SetJobs { { good } }, m_before, m_catalog), std::string("Change the jobs"));
        const auto reset = apply(**set, SetJobs {}, m_catalog);
        QVERIFY(reset.ok() && **reset == m_before);
        const auto refused = [&](auto change) {
            project::BackgroundJob wrong = good;
            change(wrong);
            return !apply(m_before, SetJobs { { wrong } }, m_catalog);
        };
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(!refused([](auto &) {}));
        QVERIFY(refused([](auto &each) { each.id = "no id"; }));
        QVERIFY(refused([](auto &each) { each.entry = "no id"; }));
        QVERIFY(refused([](auto &each) { each.name = std::string(201, 'a'); }));
        QVERIFY(refused([](auto &each) { each.items = 0; }));
        QVERIFY(refused([nan](auto &each) { each.items = nan; }));
        QVERIFY(refused([nan](auto &each) { each.window = nan; }));
        QVERIFY(refused([](auto &each) { each.window = 0; }));
        QVERIFY(refused([](auto &each) { each.at = 25; }));
        QVERIFY(refused([](auto &each) { each.runs = 25; }));
        QVERIFY(refused([](auto &each) { each.runs = 2.5; }));
        QVERIFY(refused([](auto &each) { each.rate = 1; }));
        QVERIFY(refused([nan](auto &each) { each.deadline = nan; }));
        QVERIFY(refused([nan](auto &each) { each.uses[0].time = nan; }));
        QVERIFY(refused([](auto &each) { each.uses.clear(); }));
        QVERIFY(refused([](auto &each) { each.uses.push_back(each.uses[0]); }));
        QVERIFY(!apply(m_before, SetJobs { { good, good } }, m_catalog));
    }

    void everyKindTakesItsOwnDefaults()
    {
        for (const catalog::Kind &kind : m_catalog.kinds()) {
            project::Component made = component("new", kind.id.c_str());
            for (const catalog::ParameterSpec &spec : kind.parameters)
                made.parameters.set(spec.id, spec.fallback);
            const auto result = apply(m_before, AddComponent { 1, made }, m_catalog);
            QVERIFY2(result.ok(), kind.id.c_str());
        }
    }

    void theProjectBeforeStaysAndOtherStagesAreShared()
    {
        const project::Project copy = m_before;
        const auto result = apply(m_before, RemoveElements { 1, { "app", "db" } }, m_catalog);
        QVERIFY(result.ok());
        QVERIFY(m_before == copy);
        QVERIFY(!(**result == m_before));
        QCOMPARE((*result)->stages[0].get(), m_before.stages[0].get());
        QVERIFY((*result)->stages[1] != m_before.stages[1]);
    }

    void theOppositeEditGivesTheProjectBefore()
    {
        const auto there = apply(m_before, MoveComponents { 0, { { "app", { 9, 9 }, "region" } }, 1 }, m_catalog);
        QVERIFY(there.ok());
        const auto back = apply(**there, MoveComponents { 0, { { "app", { 0, 0 }, "" } }, 1 }, m_catalog);
        QVERIFY(back.ok() && **back == m_before);
        const auto added = apply(m_before, AddComponent { 0, component("new", "web_app_server") }, m_catalog);
        QVERIFY(added.ok());
        const auto removed = apply(**added, RemoveElements { 0, { "new" } }, m_catalog);
        QVERIFY(removed.ok() && **removed == m_before);
    }

    void editsAreCalledWhatPeopleDid_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("words");
        QTest::newRow("move one") << 0 << "Move app";
        QTest::newRow("move several") << 1 << "Move 2 components";
        QTest::newRow("connect") << 2 << "Connect users to db";
        QTest::newRow("delete") << 3 << "Delete db";
        QTest::newRow("rename") << 4 << "Rename to \"Orders\"";
        QTest::newRow("nameless") << 5 << "Add a component";
        QTest::newRow("stage that is gone") << 6 << "Delete db";
    }
    void editsAreCalledWhatPeopleDid()
    {
        project::Component nameless = component("x", "web_app_server");
        nameless.name.clear();
        const std::vector<Edit> edits { MoveComponents { 0, { { "app", {}, "" } }, 0 },
                                        MoveComponents { 0, { { "app", {}, "" }, { "db", {}, "" } }, 0 },
                                        AddConnection { 0, connection("c", "users", "db") },
                                        RemoveElements { 0, { "db" } },
                                        RenameElement { 0, "db", "Orders" },
                                        AddComponent { 0, nameless },
                                        RemoveElements { 7, { "db" } } };
        QFETCH(int, which);
        QFETCH(QString, words);
        QCOMPARE(QString::fromStdString(describe(edits[static_cast<std::size_t>(which)], m_before, m_catalog)), words);
    }

    void aPlaceIsMovedWithWhatStandsInIt()
    {
        const auto there = apply(m_before, MoveComponents { 0, { { "app", { 9, 9 }, "region" } }, 1 }, m_catalog);
        QVERIFY(there.ok());
        const MoveComponents both { 0, { { "region", {}, "" }, { "app", {}, "region" } }, 0 };
        QVERIFY(QString::fromStdString(describe(both, **there, m_catalog)).startsWith(QStringLiteral("Move ")));
        QVERIFY(describe(both, **there, m_catalog).find("components") == std::string::npos);
        QCOMPARE(describe(both, m_before, m_catalog), std::string("Move 2 components"));
    }

    void aNoteThatIsTypedIsOneStep()
    {
        QVERIFY(continues(SetNotes { 0, "db", "one two" }, SetNotes { 0, "db", "one" }));
        QVERIFY(!continues(SetNotes { 1, "db", "one two" }, SetNotes { 0, "db", "one" }));
        QVERIFY(!continues(SetNotes { 0, "app", "one two" }, SetNotes { 0, "db", "one" }));
        const SetParameter size { 0, "db", "size", std::string("s") };
        QVERIFY(!continues(size, size));
        QVERIFY(!continues(Batch { "x", { size } }, Batch { "x", { size } }));
    }

    void onlyTheSameGestureContinues()
    {
        const MoveComponents first { 0, { { "app", { 1, 1 }, "" } }, 3 };
        MoveComponents next = first;
        next.moves[0].position = { 2, 2 };
        QVERIFY(continues(next, first));
        next.gesture = 4;
        QVERIFY(!continues(next, first));
        next = first;
        next.stage = 1;
        QVERIFY(!continues(next, first));
        next = first;
        next.moves[0].id = "db";
        QVERIFY(!continues(next, first));
        next = first;
        next.moves.push_back({ "db", {}, "" });
        QVERIFY(!continues(next, first));
        MoveComponents lone = first;
        lone.gesture = 0;
        QVERIFY(!continues(lone, lone));
        QVERIFY(!continues(RenameProject { "a" }, RenameProject { "a" }));
    }
};

HEADROOM_TEST(QCoreApplication, EditsTest)

} // namespace headroom::tst_edits

#include "tst_edits.moc"
