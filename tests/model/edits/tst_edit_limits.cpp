#include "model/edits/edit.h"
#include "model/edits/limits.h"
#include "tests/model/edits/sample_project.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <limits>

namespace headroom::tst_edit_limits {

using namespace edits;
using tests::component;
using tests::connection;

/// What edits refuse; each refusal has words and leaves the project alone.
class EditLimitsTest final : public QObject {
    Q_OBJECT

private:
    const catalog::Catalog m_catalog = tests::loadCatalog();
    const project::Project m_before = tests::sampleProject();

    static project::Component with(void (*change)(project::Component &))
    {
        project::Component made = component("new", "web_app_server");
        change(made);
        return made;
    }

    static std::vector<std::pair<const char *, Edit>> additions()
    {
        using project::Component;
        const double nan = std::numeric_limits<double>::quiet_NaN();
        Component far = component("new", "web_app_server");
        far.position = { nan, 0 };
        return {
            { "empty id", AddComponent { 0, component("", "web_app_server") } },
            { "space in the id", AddComponent { 0, component("a b", "web_app_server") } },
            { "letter beyond ASCII in the id", AddComponent { 0, component("é", "web_app_server") } },
            { "id of 65", AddComponent { 0, with([](Component &c) { c.id = std::string(65, 'a'); }) } },
            { "id of a component", AddComponent { 0, component("db", "web_app_server") } },
            { "id of a connection", AddComponent { 0, component("app-db", "web_app_server") } },
            { "no kind", AddComponent { 0, component("new", "") } },
            { "name of 201", AddComponent { 0, with([](Component &c) { c.name = std::string(201, 'a'); }) } },
            { "name that is not UTF-8", AddComponent { 0, with([](Component &c) { c.name = "\xC3\x28"; }) } },
            { "note of 10,001", AddComponent { 0, with([](Component &c) { c.notes = std::string(10'001, 'a'); }) } },
            { "NaN position", AddComponent { 0, far } },
            { "position too far", AddComponent { 0, with([](Component &c) {
                                                     c.position = { 0, 1'000'001 };
                                                 }) } },
            { "no such place", AddComponent { 0, component("new", "web_app_server", "nowhere") } },
            { "place that is none", AddComponent { 0, component("new", "web_app_server", "db") } },
            { "inside itself", AddComponent { 0, component("new", "region", "new") } },
            { "unknown parameter", AddComponent { 0, with([](Component &c) { c.parameters.set("nope", 1.0); }) } },
            { "no such stage", AddComponent { 2, component("new", "web_app_server") } },
            { "connection from nothing", AddConnection { 0, connection("new", "nobody", "db") } },
            { "connection to nothing", AddConnection { 0, connection("new", "db", "nobody") } },
            { "connection to a connection", AddConnection { 0, connection("new", "db", "users-app") } },
            { "connection to itself", AddConnection { 0, connection("new", "db", "db") } },
            { "same connection again", AddConnection { 0, connection("new", "app", "db", "query") } },
            { "id taken by a component", AddConnection { 0, connection("db", "users", "db") } },
            { "unknown kind of connection", AddConnection { 0, connection("new", "users", "db", "telepathy") } },
        };
    }

    static std::vector<std::pair<const char *, Edit>> changes()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        return {
            { "remove nothing there", RemoveElements { 0, { "nobody" } } },
            { "remove one that is there and one that is not", RemoveElements { 0, { "db", "nobody" } } },
            { "move nothing there", MoveComponents { 0, { { "nobody", {}, "" } }, 0 } },
            { "move a connection", MoveComponents { 0, { { "app-db", {}, "" } }, 0 } },
            { "move to infinity", MoveComponents { 0, { { "db", { infinity, 0 }, "zone" } }, 0 } },
            { "move into a component", MoveComponents { 0, { { "db", {}, "app" } }, 0 } },
            { "move into itself", MoveComponents { 0, { { "zone", {}, "zone" } }, 0 } },
            { "move into what is inside", MoveComponents { 0, { { "region", {}, "zone" } }, 0 } },
            { "resize nothing there", ResizePlace { 0, "nobody", {}, { 100, 100 } } },
            { "resize what is no place", ResizePlace { 0, "db", {}, { 100, 100 } } },
            { "resize to nothing", ResizePlace { 0, "zone", {}, { 0, 100 } } },
            { "resize to infinity", ResizePlace { 0, "zone", {}, { infinity, 100 } } },
            { "rename nothing there", RenameElement { 0, "nobody", "x" } },
            { "rename too long", RenameElement { 0, "db", std::string(201, 'a') } },
            { "parameter of nothing there", SetParameter { 0, "nobody", "pool", project::Value(1.0) } },
            { "parameter nobody knows", SetParameter { 0, "app-db", "nope", project::Value(1.0) } },
            { "parameter below its range", SetParameter { 0, "app-db", "pool", project::Value(-1.0) } },
            { "parameter that is no number", SetParameter { 0, "app-db", "pool", project::Value(std::string("ten")) } },
            { "parameter that is not whole", SetParameter { 0, "app-db", "pool", project::Value(1.5) } },
            { "parameter that is infinite", SetParameter { 0, "app-db", "latency", project::Value(infinity) } },
            { "kind of nothing there", SetConnectionKind { 0, "nobody", "call" } },
            { "kind of a component", SetConnectionKind { 0, "db", "call" } },
            { "kind nobody knows", SetConnectionKind { 0, "app-db", "telepathy" } },
            { "note of nothing there", SetNotes { 0, "nobody", "x" } },
            { "note too long", SetNotes { 0, "db", std::string(10'001, 'a') } },
            { "design's name too long", RenameProject { std::string(201, 'a') } },
            { "workload parameter nobody knows", SetWorkloadParameter { "nope", project::Value(1.0) } },
        };
    }

private Q_SLOTS:
    void wrongEditsAreRefusedWithWords()
    {
        auto all = additions();
        for (auto &each : changes())
            all.push_back(std::move(each));
        const project::Project copy = m_before;
        for (const auto &[name, edit] : all) {
            const auto result = apply(m_before, edit, m_catalog);
            QVERIFY2(!result.ok(), name);
            QVERIFY2(!result.error().what.empty(), name);
            QVERIFY2(!result.error().mend.empty(), name);
            QVERIFY2(m_before == copy, name);
        }
    }

    void namesMayHaveTwoHundredCodePoints()
    {
        std::string name;
        for (int i = 0; i < 200; ++i)
            name += "ü";
        QVERIFY(apply(m_before, RenameElement { 0, "db", name }, m_catalog).ok());
        QVERIFY(!apply(m_before, RenameElement { 0, "db", name + "ü" }, m_catalog).ok());
    }

    void whatStandsInAnUnknownPlaceMayStillBeMoved()
    {
        project::Stage stage = *m_before.stages[0];
        stage.components[0].kind = "galaxy";
        project::Project before = m_before;
        before.stages[0] = std::make_shared<project::Stage>(stage);
        QVERIFY(apply(before, MoveComponents { 0, { { "zone", { 5, 5 }, "region" } }, 0 }, m_catalog).ok());
    }

    /// A copy of what a newer catalog knows says all that it said.
    void whatAComponentOfAnUnknownKindSaysIsKept()
    {
        const auto added = with([](project::Component &c) {
            c.kind = "flux";
            c.parameters.set("vcpu", 1.0);
        });
        const auto after = apply(m_before, AddComponent { 0, added }, m_catalog);
        QVERIFY(after.ok());
        QVERIFY((*after)->stages[0]->components.back() == added);
    }

    void aStageHoldsNoMoreThanAFileMay()
    {
        project::Stage stage = *m_before.stages[0];
        while (stage.components.size() < kMaximumComponents)
            stage.components.push_back(
                component(("c" + std::to_string(stage.components.size())).c_str(), "web_app_server"));
        project::Project before = m_before;
        before.stages[0] = std::make_shared<project::Stage>(stage);
        QVERIFY(!apply(before, AddComponent { 0, component("new", "web_app_server") }, m_catalog).ok());
        const auto removed = apply(before, RemoveElements { 0, { "c5" } }, m_catalog);
        QVERIFY(removed.ok());
        QVERIFY(apply(**removed, AddComponent { 0, component("new", "web_app_server") }, m_catalog).ok());
    }

    void aPlanIsStatedChangedAndRemoved()
    {
        const project::GrowthPlan plan { 50'000, 5e6, 12, {}, 1, "2026-01" };
        QCOMPARE(describe(SetGrowthPlan { plan }, m_before, m_catalog), std::string("Add a growth plan"));
        const auto with = apply(m_before, SetGrowthPlan { plan }, m_catalog);
        QVERIFY(with.ok() && (*with)->plan == plan && (*with)->stages == m_before.stages);
        QCOMPARE(describe(SetGrowthPlan { plan }, **with, m_catalog), std::string("Change the growth plan"));
        QCOMPARE(describe(SetGrowthPlan {}, **with, m_catalog), std::string("Remove the growth plan"));
        const auto without = apply(**with, SetGrowthPlan {}, m_catalog);
        QVERIFY(without.ok() && **without == m_before);
        project::GrowthPlan bad = plan;
        bad.start = "January";
        QVERIFY(!apply(m_before, SetGrowthPlan { bad }, m_catalog).ok());
        bad = plan;
        bad.to = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(!apply(m_before, SetGrowthPlan { bad }, m_catalog).ok());
    }

    void uncertainInputsAreStatedAsAWhole()
    {
        const std::vector<project::Uncertainty> given
            = { { "", "peak_factor", 2, 4, false }, { "db", "disk", 0.8, 1.2, true } };
        const auto with = apply(m_before, SetUncertainties { given }, m_catalog);
        QVERIFY(with.ok() && (*with)->uncertainties == given);
        QVERIFY(!(**with == m_before));
        const auto without = apply(**with, SetUncertainties {}, m_catalog);
        QVERIFY(without.ok() && **without == m_before);
        QVERIFY(!apply(m_before, SetUncertainties { { given[0], given[0] } }, m_catalog).ok());
        QVERIFY(!apply(m_before, SetUncertainties { { { "", "peak_factor", 4, 2, false } } }, m_catalog).ok());
        // by what the rule finds, not by its number
        const std::string rule = m_catalog.rules().front().id;
        const std::string title = m_catalog.rules().front().title;
        QCOMPARE(describe(AcknowledgeFinding { { rule, {}, "known" } }, m_before, m_catalog),
                 "Acknowledge \"" + title + "\"");
        QCOMPARE(describe(WithdrawAcknowledgment { rule, {} }, m_before, m_catalog),
                 "Withdraw acknowledgment of \"" + title + "\"");
        QCOMPARE(describe(SetUncertainties { given }, m_before, m_catalog), std::string("Change the uncertain inputs"));
    }

    void utf8IsTakenByTheBook_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("legal");
        QTest::newRow("empty") << QByteArray() << true;
        QTest::newRow("two, three and four bytes") << QByteArray("ü€😀") << true;
        QTest::newRow("lone continuation") << QByteArray("\x80") << false;
        QTest::newRow("cut short") << QByteArray("\xE2\x82") << false;
        QTest::newRow("overlong slash") << QByteArray("\xC0\xAF") << false;
        QTest::newRow("overlong three bytes") << QByteArray("\xE0\x80\xAF") << false;
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << false;
        QTest::newRow("last code point") << QByteArray("\xF4\x8F\xBF\xBF") << true;
        QTest::newRow("beyond the last") << QByteArray("\xF4\x90\x80\x80") << false;
    }
    void utf8IsTakenByTheBook()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, legal);
        QCOMPARE(isUtf8(bytes.toStdString()), legal);
    }

    void cuttingNeverSplitsACodePoint()
    {
        QCOMPARE(std::string(cutTo("aü€😀b", 3)), std::string("aü€"));
        QCOMPARE(std::string(cutTo("aü", 9)), std::string("aü"));
        QCOMPARE(codePoints("aü€😀b"), std::size_t(5));
    }
};

HEADROOM_TEST(QCoreApplication, EditLimitsTest)

} // namespace headroom::tst_edit_limits

#include "tst_edit_limits.moc"
