#include "model/edits/edit.h"
#include "model/serialization/note_words.h"
#include "model/serialization/project_json.h"
#include "tests/model/edits/sample_project.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_project_json {

using namespace serialization;
using tests::q;

/// Reading and writing are each other's opposite, byte for byte, and lose nothing.
class ProjectJsonTest final : public QObject {
    Q_OBJECT

private:
    const catalog::Catalog m_catalog = tests::loadCatalog();

    ReadProject read(const std::string &text)
    {
        const auto result = readProject(text, "test.headroom", m_catalog);
        if (!result) {
            qWarning("%s", result.error().message().c_str());
            return {};
        }
        return *result;
    }

    static std::string withRoot(const std::string &members)
    {
        return q("{'format': 'headroom', 'version': 1, 'name': 'T', 'stages': [{'name': 'S', 'users': {'from': 0, "
                 "'to': 10}}]")
            + (members.empty() ? "" : ", " + members) + "}";
    }

    static std::string withStage(const std::string &members)
    {
        return q("{'format': 'headroom', 'version': 1, 'name': 'T', 'stages': [{'name': 'S', 'users': {'from': 0, "
                 "'to': 10}, ")
            + members + "}]}";
    }

private Q_SLOTS:
    void everyShippedDesignIsCanonical_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *folder : { "examples", "resources/templates" })
            for (const QString &name : QDir(QStringLiteral(HEADROOM_SOURCE_DIR "/") + QLatin1String(folder))
                                           .entryList({ QStringLiteral("*.headroom") }, QDir::Files, QDir::Name))
                QTest::newRow(qPrintable(name)) << QLatin1String(folder) + QLatin1Char('/') + name;
    }
    void everyShippedDesignIsCanonical()
    {
        QFETCH(QString, path);
        const std::string text = tests::sourceText(path);
        const ReadProject first = read(text);
        QVERIFY(first.project);
        QVERIFY2(first.notes.empty(), first.notes.empty() ? "" : first.notes.front().c_str());
        QCOMPARE(QString::fromStdString(writeProject(*first.project)), QString::fromStdString(text));
    }

    void whatHasNoPositionIsLaidOut()
    {
        const ReadProject loose = read(withStage(
            q("'components': [{'id': 'u', 'kind': 'client_population', 'name': 'U'}, {'id': 'z', 'kind': 'az', 'name': "
              "'Z'}, {'id': 'a', 'kind': 'web_app_server', 'name': 'A', 'place': 'z'}], 'connections': [{'id': 'c', "
              "'from': 'u', 'to': 'a', 'kind': 'call'}]")));
        QVERIFY(loose.project);
        QCOMPARE(loose.notes.size(), std::size_t(1));
        const project::Stage &stage = *loose.project->stages[0];
        const project::Component &zone = *stage.findComponent("z");
        const project::Component &app = *stage.findComponent("a");
        QVERIFY(zone.size);
        QVERIFY(app.position.x >= zone.position.x + 24 && app.position.y >= zone.position.y + 24);
        QVERIFY(app.position.x + 174 <= zone.position.x + zone.size->width);
        QVERIFY(stage.findComponent("u")->position.x + 174 < zone.position.x);
        const ReadProject again = read(writeProject(*loose.project));
        QVERIFY(again.notes.empty());
        QVERIFY(*again.project == *loose.project);
    }

    void halfAPositionIsAsked()
    {
        const std::string text
            = withStage(q("'components': [{'id': 'u', 'kind': 'client_population', 'name': 'U', 'x': 1}]"));
        const auto result = readProject(text, "test.headroom", m_catalog);
        QVERIFY(!result);
        QVERIFY2(result.error().message().find("y") != std::string::npos, result.error().message().c_str());
    }

    void whatIsWrittenReadsBackEqual()
    {
        project::Project project = tests::sampleProject();
        project::Stage stage = *project.stages[0];
        project.notes = "line one\nline \"two\" \\ \t ünïcode 😀 \x01";
        stage.components[1].size = project::Size { 40.1 + 0.2, 1e6 };
        stage.components[1].position = { -1e6, 1.0 / 3 };
        stage.components[2].notes = "</b>";
        stage.connections[1].name = "reads";
        stage.connections[1].parameters.set("pool", 20.0);
        project.workload.parameters.set("unheard", std::string("of"));
        project.workload.parameters.set("flag", true);
        project.workload.classes
            = { { "read", "Read", 0.1, { { "page", 1, 0.03, 16000 } } }, { "w", "W", 5e-324, {} } };
        project.stages[0] = std::make_shared<project::Stage>(stage);
        project.acknowledged = { { "LAT-05", { "a", "b-c" }, "It may \"fail\"." }, { "OBS-01", {}, "" } };
        project.plan
            = project::GrowthPlan { 50'000, 5e6, 12, {}, 0.7, "2026-01", { { "A \"b\"", 2.5 }, { "C", 0 } }, 0.1 };
        project.uncertainties = { { "", "peak_factor", 2, 4 + 0.1, false }, { "db", "disk", 0.8, 1.0 / 3 * 4, true } };
        const std::string text = writeProject(project);
        const ReadProject back = read(text);
        QVERIFY(back.project);
        QVERIFY(*back.project == project);
        QCOMPARE(writeProject(*back.project), text);
    }

    void aCurveOfUsersGivesTheEndsOfItsPlan()
    {
        project::Project project = tests::sampleProject();
        project.plan = project::GrowthPlan { 1000, 9000, 6.5, { { 0, 1000 }, { 3, 2000 }, { 6.5, 9000 } }, 1, "" };
        const std::string text = writeProject(project);
        QVERIFY(text.find("\"months\"") == std::string::npos);
        const ReadProject back = read(text);
        QVERIFY(back.project && *back.project == project);
    }

    // Files from before have one lead time for all, and are written as they were.
    void onlyOwnLeadTimesAreWritten()
    {
        project::Project project = tests::sampleProject();
        project.plan = project::GrowthPlan { 1000, 9000, 6, {}, 2, "" };
        const std::string text = writeProject(project);
        QVERIFY(text.find(R"("plan": { "from": 1000, "to": 9000, "months": 6, "lead_time": 2 })") != std::string::npos
                || text.find(R"("plan": {"from": 1000, "to": 9000, "months": 6, "lead_time": 2})")
                    != std::string::npos);
        const ReadProject back = read(text);
        QVERIFY(back.project && back.project->plan->stageLeads.empty() && !back.project->plan->changeLead);
    }

    void aDesignWithoutAPlanSaysNothingOfOne()
    {
        const std::string text = writeProject(tests::sampleProject());
        QVERIFY(text.find("plan") == std::string::npos && text.find("uncertainties") == std::string::npos);
    }

    void aMovedCardIsAOneLineDifference()
    {
        const auto before = read(tests::sourceText(QStringLiteral("examples/web-shop.headroom"))).project;
        QVERIFY(before);
        const project::Component &card = before->stages[2]->components[3];
        const auto after = edits::apply(
            *before,
            edits::MoveComponents { 2, { { card.id, { card.position.x + 8, card.position.y - 0.5 }, card.place } }, 1 },
            m_catalog);
        QVERIFY(after.ok());
        const QStringList old = QString::fromStdString(writeProject(*before)).split(QLatin1Char('\n'));
        const QStringList now = QString::fromStdString(writeProject(**after)).split(QLatin1Char('\n'));
        QCOMPARE(now.size(), old.size());
        int differing = 0;
        for (qsizetype i = 0; i < old.size(); ++i)
            differing += old[i] != now[i];
        QCOMPARE(differing, 1);
    }

    void numbersAreShortAndExact()
    {
        project::Project project = tests::sampleProject();
        project::Stage stage = *project.stages[0];
        stage.components = { tests::component("a", "web_app_server") };
        stage.components[0].position = { 280, 0.1 };
        stage.connections.clear();
        stage.users = { 0, 1e12 };
        project.stages = { std::make_shared<project::Stage>(stage) };
        const std::string text = writeProject(project);
        QVERIFY(text.find(q("{'id': 'a', 'kind': 'web_app_server', 'name': 'a', 'x': 280, 'y': 0.1}"))
                != std::string::npos);
        QVERIFY(text.find(q("'users': {'from': 0, 'to': 1000000000000}")) != std::string::npos);
        QVERIFY(text.find('\r') == std::string::npos);
        QVERIFY(text.ends_with("}\n") && !text.ends_with("\n\n"));
    }

    void unknownKeysAreKeptAtTheirPlace()
    {
        const std::string text
            = q("{'format': 'headroom', 'version': 1, 'name': 'T', 'future': {'deep': [1, 2.5, null, 'x']}, "
                "'workload': {'preset': 'consumer_app', 'mood': 'good'}, "
                "'stages': [{'name': 'S', 'users': {'from': 0, 'to': 10}, 'weather': [true], 'components': [ "
                "{'id': 'a', 'kind': 'web_app_server', 'name': 'A', 'x': 0, 'y': 0, 'color': 'red'}, "
                "{'id': 'b', 'kind': 'web_app_server', 'name': 'B', 'x': 0, 'y': 0}], "
                "'connections': [{'id': 'c', 'from': 'a', 'to': 'b', 'kind': 'call', 'bend': {'x': 1}}]}]}");
        const ReadProject first = read(text);
        QVERIFY(first.project);
        QVERIFY((first.project->unknown == project::UnknownKeys { { "future", q("{'deep':[1,2.5,null,'x']}") } }));
        const std::string written = writeProject(*first.project);
        for (const std::string &kept : { q("'future': {'deep':[1,2.5,null,'x']}"), q("'mood': 'good'"),
                                         q("'weather': [true]"), q("'color': 'red'}"), q("'bend': {'x':1}}") })
            QVERIFY2(written.find(kept) != std::string::npos, kept.c_str());
        QVERIFY(*read(written).project == *first.project);
    }

    void keysThatCannotBeKeptAreNamed()
    {
        const ReadProject result = read(q("{'format': 'headroom', 'version': 1, 'name': 'T', "
                                          "'stages': [{'name': 'S', 'users': {'from': 0, 'to': 10, 'peak': 7}}]}"));
        QCOMPARE(result.notes.size(), std::size_t(1));
        QVERIFY(result.notes[0].find("stages/0/users") != std::string::npos
                && result.notes[0].find("peak") != std::string::npos);
    }

    void unknownKindsAreKeptWithANote()
    {
        const ReadProject result = read(withStage(q(
            "'components': [ "
            "{'id': 'a', 'kind': 'flux', 'name': 'A', 'x': 0, 'y': 0, 'parameters': {'gigawatts': 1.21, 'on': true, "
            "'by': 'Doc'}}, "
            "{'id': 'b', 'kind': 'web_app_server', 'name': 'B', 'x': 0, 'y': 0, 'parameters': {'gigawatts': -1}}], "
            "'connections': [{'id': 'c', 'from': 'a', 'to': 'b', 'kind': 'telepathy', 'parameters': {'pool': -5}}]")));
        QVERIFY(result.project);
        QCOMPARE(result.notes.size(), std::size_t(3));
        QVERIFY(result.notes[0].starts_with("stages/0/components/0"));
        QCOMPARE(result.notes[1],
                 std::string("stages/0/components/1/parameters/gigawatts: no parameter of web_app_server; it is kept "
                             "and changes nothing."));
        QVERIFY(result.notes[2].starts_with("stages/0/connections/0"));
        const auto named = [&](std::size_t note) { return withNames(result.notes[note], *result.project, m_catalog); };
        QVERIFY2(named(0).starts_with(q("Stage 1 'S', A: the kind 'flux' is unknown")), named(0).c_str());
        QVERIFY2(named(2).starts_with(q("Stage 1 'S', the connection from A to B: the kind")), named(2).c_str());
        QCOMPARE(withNames("stages/0/components/1/parameters/instances: no", *result.project, m_catalog),
                 q("Stage 1 'S', B, Instances: no"));
        for (const char *plain : { "the design had no stage", "and 3 more like these", "a b: c", "" })
            QCOMPARE(withNames(plain, *result.project, m_catalog), std::string(plain));
        QCOMPARE(withNames("stages/9/components/7: no", *result.project, m_catalog),
                 std::string("stages, 9, components, 7: no")); // no such place: as it is
        const project::Stage &stage = *result.project->stages[0];
        QVERIFY(*stage.components[0].parameters.find("gigawatts") == project::Value(1.21));
        QVERIFY(*stage.components[1].parameters.find("gigawatts") == project::Value(-1.0));
        QCOMPARE(stage.connections[0].kind, std::string("telepathy"));
        QVERIFY(*read(writeProject(*result.project)).project == *result.project);
    }

    void longNamesAreCutOnceWithANote()
    {
        std::string name;
        for (int i = 0; i < 201; ++i)
            name += "ü";
        const ReadProject first = read(q("{'format': 'headroom', 'version': 1, 'name': '") + name
                                       + q("', 'stages': [{'name': 'S', 'users': {'from': 0, 'to': 10}}]}"));
        QVERIFY(first.project);
        QCOMPARE(first.notes.size(), std::size_t(1));
        QVERIFY(first.notes[0].starts_with("name:"));
        QCOMPARE(QString::fromStdString(first.project->name), QString(199, QChar(0xFC)) + QChar(0x2026));
        QVERIFY(read(writeProject(*first.project)).notes.empty());
    }

    void placesThatAreNotThereSetTheirContentsFree()
    {
        const ReadProject result = read(
            withStage(q("'components': [ "
                        "{'id': 'a', 'kind': 'region', 'name': 'A', 'place': 'b', 'x': 0, 'y': 0}, "
                        "{'id': 'b', 'kind': 'region', 'name': 'B', 'place': 'a', 'x': 0, 'y': 0}, "
                        "{'id': 'c', 'kind': 'web_app_server', 'name': 'C', 'place': 'nowhere', 'x': 0, 'y': 0}]")));
        QVERIFY(result.project);
        const auto &components = result.project->stages[0]->components;
        QVERIFY(components[0].place.empty());
        QCOMPARE(components[1].place, std::string("a"));
        QVERIFY(components[2].place.empty());
        QCOMPARE(result.notes.size(), std::size_t(2));
    }

    void designsWithLittleInThemAreLegal_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("no components") << QString::fromStdString(withRoot(""));
        QTest::newRow("no stages") << QString::fromStdString(
            q("{'format': 'headroom', 'version': 1, 'name': '', 'stages': []}"));
        QTest::newRow("a loop") << QString::fromStdString(
            withStage(q("'components': [ "
                        "{'id': 'a', 'kind': 'web_app_server', 'name': '', 'x': 0, 'y': 0}, {'id': 'b', 'kind': "
                        "'web_app_server', 'name': '', 'x': 0, 'y': 0}], "
                        "'connections': [{'id': 'ab', 'from': 'a', 'to': 'b', 'kind': 'call'}, {'id': 'ba', 'from': "
                        "'b', 'to': 'a', 'kind': 'call'}, "
                        "{'id': 'aa', 'from': 'a', 'to': 'a', 'kind': 'call'}]")));
        QTest::newRow("byte order mark") << QStringLiteral("\uFEFF") + QString::fromStdString(withRoot(""));
        QTest::newRow("carriage returns")
            << QString::fromStdString(withRoot("")).replace(QStringLiteral(", "), QStringLiteral(",\r\n"));
    }
    void designsWithLittleInThemAreLegal()
    {
        QFETCH(QString, text);
        const ReadProject result = read(text.toStdString());
        QVERIFY(result.project);
        QCOMPARE(result.project->stages.size(), std::size_t(1));
        const std::string written = writeProject(*result.project);
        QCOMPARE(writeProject(*read(written).project), written);
    }

    void manyNotesAreCounted()
    {
        std::string components;
        for (int i = 0; i < 150; ++i)
            components += (i ? ", " : "") + q("{'id': 'c") + std::to_string(i)
                + q("', 'kind': 'flux', 'name': '', 'x': 0, 'y': 0}");
        const ReadProject result = read(withStage("\"components\": [" + components + "]"));
        QCOMPARE(result.notes.size(), std::size_t(101));
        QVERIFY(result.notes.back().find("50 more") != std::string::npos);
    }
};

HEADROOM_TEST(QCoreApplication, ProjectJsonTest)

} // namespace headroom::tst_project_json

#include "tst_project_json.moc"
