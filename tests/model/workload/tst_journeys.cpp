#include "model/serialization/project_json.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_journeys {

namespace {

bool isClose(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

/// Clients, two app servers, a database, and a mailer that only posts need.
project::Project design(std::vector<project::Journey> journeys)
{
    project::Project project = test::ProjectBuilder()
                                   .component("clients", "client_population")
                                   .component("app", "web_app_server", { { "instances", 4.0 }, { "vcpu", 16.0 } })
                                   .component("db", "rdb_primary", { { "vcpu", 16.0 } })
                                   .link("clients", "app", "call")
                                   .link("app", "db", "query")
                                   .build();
    project.workload.journeys = std::move(journeys);
    return project;
}

project::Journey journey(const std::string &id, double weight, std::vector<project::ClassVisit> visits)
{
    project::Journey made;
    made.id = made.name = id;
    made.weight = weight;
    made.visits = std::move(visits);
    return made;
}

analysis::Report at(const project::Project &project, double users)
{
    return analysis::analyze(project, 0, users, test::theCatalog());
}

} // namespace

/// Ways through the product: what they ask, how they are answered, and what they are promised.
class JourneysTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void journeysGiveSharesAndActions()
    {
        // 3 sessions of 10 feeds and 2 items, 1 session of 4 posts: (3·12 + 4)/4 = 10 actions a session.
        const auto report = at(
            design({ journey("read", 3, { { "feed", 10 }, { "item", 2 } }), journey("write", 1, { { "post", 4 } }) }),
            1e5);
        const auto classOf = [&](const std::string &id) {
            for (const auto &each : report.classes)
                if (each.id == id)
                    return each;
            return analysis::ClassReport {};
        };
        QVERIFY(isClose(report.requestsPerSecond, 1e5 * 0.3 * 4 * 10 / 86400 * 3, 1e-12));
        QVERIFY(isClose(classOf("feed").requestsPerSecond, report.requestsPerSecond * 30 / 40, 1e-12));
        QVERIFY(isClose(classOf("post").requestsPerSecond, report.requestsPerSecond * 4 / 40, 1e-12));
        QCOMPARE(classOf("search").requestsPerSecond, 0.0);
        QCOMPARE(report.journeys.size(), std::size_t(2));
        QVERIFY(isClose(report.journeys[0].share, 0.9, 1e-12));
        QVERIFY(isClose(report.journeys[1].sessionsPerSecond, report.requestsPerSecond * 0.1 / 4, 1e-12));
        QVERIFY(isClose(report.thinkTime, 36, 1e-12)); // 360 s over 10 actions
    }

    void aJourneyIsTheMixtureOfItsClasses()
    {
        const auto report = at(
            design({ journey("read", 1, { { "feed", 3 }, { "item", 1 } }), journey("feed", 1, { { "feed", 5 } }) }),
            1e5);
        const auto &feed = report.classes[0];
        const auto &item = report.classes[1];
        QVERIFY(isClose(*report.journeys[0].meanLatency, 0.75 * *feed.meanLatency + 0.25 * *item.meanLatency, 1e-12));
        // One class alone: its percentiles; a mixture lies between those of its parts.
        const auto &single = *report.journeys[1].serverTime;
        QVERIFY(isClose(single.p95, feed.serverTime->value.p95, 1e-9));
        QVERIFY(isClose(single.p99, feed.serverTime->value.p99, 1e-9));
        const auto &mixed = *report.journeys[0].serverTime;
        QVERIFY(mixed.p95 <= std::max(feed.serverTime->value.p95, item.serverTime->value.p95));
        QVERIFY(mixed.p95 >= std::min(feed.serverTime->value.p95, item.serverTime->value.p95));
        QVERIFY(mixed.p50 <= mixed.p95 && mixed.p95 <= mixed.p99);
    }

    void promisesAreTheJourneysOwn()
    {
        auto strict = journey("strict", 1, { { "feed", 1 } });
        strict.p95 = 0.001;
        strict.p99 = 100;
        strict.errorBudget = 0.5;
        strict.criticality = "critical";
        const auto report = at(design({ strict, journey("plain", 1, { { "feed", 1 }, { "post", 1 } }) }), 1e5);
        QCOMPARE(report.journeys[0].objective.limit, 0.001);
        QCOMPARE(*report.journeys[0].objective.holds, false);
        QVERIFY(report.journeys[0].tail && *report.journeys[0].tail->holds);
        QVERIFY(*report.journeys[0].errors <= report.journeys[0].errorBudget);
        QCOMPARE(report.journeys[0].tolerance.tier, std::string("critical"));
        QVERIFY(!report.journeys[0].tolerance.isMet());
        // The widest of its classes: posts are promised 600 ms, feeds 250 ms.
        QCOMPARE(report.journeys[1].objective.limit, 0.6);
        QVERIFY(!report.journeys[1].tail);
        QCOMPARE(report.journeys[1].errorBudget, 0.001);
    }

    /// LAT-01. One class of M/M/1: λ = 8, S = 0.1 has p95 = ln 20 / (μ − λ) = 1.4979 s.
    void aBrokenPromiseIsAFinding()
    {
        const auto findings = [](std::optional<double> p95, std::optional<double> p99, double users) {
            project::Project project = test::ProjectBuilder()
                                           .component("clients", "client_population")
                                           .component("app", "web_app_server",
                                                      { { "autoscale", false },
                                                        { "instances", 1.0 },
                                                        { "vcpu", 1.0 },
                                                        { "http_time", 0.0 },
                                                        { "housekeeping", 0.0 },
                                                        { "threads", 1e5 } })
                                           .link("clients", "app", "call")
                                           .onlyClass({ { "page", 1, 0.1, 0 } })
                                           .build();
            const std::string only = project.workload.classes.front().id;
            project.workload.journeys = { journey("way", 1, { { only, 24 } }) };
            project.workload.journeys[0].p95 = p95;
            project.workload.journeys[0].p99 = p99;
            std::vector<analysis::Finding> found;
            for (const auto &each : at(project, users).findings)
                if (each.rule == "LAT-01")
                    found.push_back(each);
            return found;
        };
        const double p95 = std::log(20.0) / 2;
        // Without a promise of its own the class is judged by that of reads.
        const auto inherited = findings({}, {}, 8000);
        QCOMPARE(inherited.size(), std::size_t(1));
        QVERIFY(std::abs(*inherited[0].measured - p95) < 0.0015);
        QCOMPARE(*inherited[0].threshold, 0.25);
        QCOMPARE(inherited[0].severity, analysis::Severity::Error);
        QCOMPARE(inherited[0].subjects, std::vector<std::string> { "app" });
        QVERIFY(inherited[0].cure); // it waits 0.4 s for 0.1 s of service
        // With one, by that alone; p99 = ln 100 / 2 = 2.3026 s.
        QVERIFY(findings(1.51, {}, 8000).empty());
        QCOMPARE(*findings(1.48, {}, 8000).at(0).threshold, 1.48);
        QVERIFY(findings(1.51, 2.32, 8000).empty());
        QVERIFY(findings(1.51, 2.29, 8000).at(0).title.find("p99") != std::string::npos);
        // Service alone: p95 = 0.1 · ln 20 = 0.2996 s; another instance would not help.
        const auto slow = findings({}, {}, 10);
        QCOMPARE(slow.size(), std::size_t(1));
        QVERIFY(!slow[0].cure);
        QVERIFY(findings({}, {}, 11000).empty()); // saturated: CAP-01 says so
    }

    void aSaturatedJourneyKeepsNoPromise()
    {
        const auto report = at(design({ journey("read", 1, { { "feed", 1 } }) }), 1e9);
        QVERIFY(!report.journeys[0].meanLatency && !report.journeys[0].serverTime);
        QCOMPARE(report.journeys[0].state, analysis::State::Saturated);
        QCOMPARE(*report.journeys[0].objective.holds, false);
    }

    /// All of its classes must succeed: the product of everything any of them needs, each part once. Feeds need the
    /// server and the database, posts a mailer as well.
    void availabilityIsTheProductOfEverythingItNeeds()
    {
        project::Project project = test::ProjectBuilder()
                                       .component("clients", "client_population")
                                       .component("app", "web_app_server", { { "mttf", 999.0 }, { "mttr", 1.0 } })
                                       .component("db", "rdb_primary", { { "mttf", 1999.0 }, { "mttr", 1.0 } })
                                       .component("mail", "notification_service", { { "sla", 0.998 } })
                                       .link("clients", "app", "call")
                                       .link("app", "db", "query")
                                       .link("app", "mail", "call")
                                       .build();
        project.workload.journeys = { journey("read", 1, { { "feed", 3 }, { "item", 1 } }),
                                      journey("write", 1, { { "feed", 1 }, { "post", 1 } }) };
        const auto report = at(project, 1e3);
        QVERIFY(report.journeys[0].availability->isExact && report.journeys[1].availability->isExact);
        QVERIFY(isClose(report.journeys[0].availability->value, 0.999 * 0.9995, 1e-12));
        QVERIFY(isClose(report.journeys[1].availability->value, 0.999 * 0.9995 * 0.998, 1e-12));
        QVERIFY(report.journeys[1].timedOut > 0); // the mailer is given a second
        QVERIFY(
            isClose(*report.journeys[1].errors, 1 - 0.999 * 0.9995 * 0.998 * (1 - report.journeys[1].timedOut), 1e-9));
        QCOMPARE(report.journeys[0].singlePoints, (std::vector<int> { 1, 2 })); // whose fault the mailer is no design's
        const auto &lost = report.journeys[1].singlePoints;
        for (const int each : { 1, 2 })
            QVERIFY(std::find(lost.begin(), lost.end(), each) != lost.end());
    }

    void journeysAndDaysSurviveARoundTrip()
    {
        project::Project project = design({ journey("read", 0.5, { { "feed", 10.25 }, { "item", 2 } }) });
        project.workload.journeys[0].p95 = 0.3;
        project.workload.journeys[0].errorBudget = 0.002;
        project.workload.journeys[0].criticality = "high";
        for (int hour = 0; hour < 24; ++hour)
            project.workload.day.push_back(1 + hour * 0.1);
        const std::string text = serialization::writeProject(project);
        const auto read = serialization::readProject(text, "t.headroom", test::theCatalog());
        QVERIFY(read);
        QVERIFY(read->notes.empty());
        QCOMPARE(read->project->workload.journeys, project.workload.journeys);
        QCOMPARE(read->project->workload.day, project.workload.day);
        QCOMPARE(serialization::writeProject(*read->project), text);
    }

    void badJourneysAreNamed_data()
    {
        QTest::addColumn<QString>("workload");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *workload, const char *words) {
            QTest::newRow(name) << (qstrncmp(workload, "'preset'", 8) == 0
                                        ? QString()
                                        : QStringLiteral("\"preset\": \"consumer_app\", "))
                    + QString::fromUtf8(workload).replace('\'', '"')
                                << QString::fromUtf8(words);
        };
        row("unknown class", "'journeys': [{'id': 'a', 'name': 'A', 'visits': [{'class': 'nobody', 'count': 1}]}]",
            "which does not exist");
        row("class of another preset",
            "'preset': 'web_shop', 'journeys': [{'id': 'a', 'name': 'A', 'visits': [{'class': 'feed', 'count': 1}]}]",
            "which does not exist");
        row("class twice",
            "'journeys': [{'id': 'a', 'name': 'A', 'visits': [{'class': 'feed', 'count': 1}, {'class': 'feed', "
            "'count': 1}]}]",
            "lists the class \"feed\" twice");
        row("journey twice",
            "'journeys': [{'id': 'a', 'name': 'A', 'visits': [{'class': 'feed', 'count': 1}]}, {'id': 'a', 'name': "
            "'B'}]",
            "is there twice");
        row("no weight",
            "'journeys': [{'id': 'a', 'name': 'A', 'weight': 0, 'visits': [{'class': 'feed', 'count': 1}]}]",
            "no journey makes a request");
        row("no visits", "'journeys': [{'id': 'a', 'name': 'A'}]", "no journey makes a request");
        row("negative count", "'journeys': [{'id': 'a', 'name': 'A', 'visits': [{'class': 'feed', 'count': -1}]}]",
            "count");
        row("budget above 1",
            "'journeys': [{'id': 'a', 'name': 'A', 'error_budget': 2, 'visits': [{'class': 'feed', 'count': 1}]}]",
            "error_budget");
        row("short day", "'day': [1, 2, 3]", "expected 24 numbers");
        row("empty day", "'day': [0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]", "no hour has any load");
        row("negative hour", "'day': [-1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1]", "expected 24 numbers");
    }
    void badJourneysAreNamed()
    {
        QFETCH(QString, workload);
        QFETCH(QString, words);
        const std::string text = R"({"format": "headroom", "version": 1, "name": "T", "workload": {)"
            + workload.toStdString() + R"(}, "stages": [{"name": "S", "users": {"from": 0, "to": 10}}]})";
        const auto read = serialization::readProject(text, "t.headroom", test::theCatalog());
        QVERIFY(!read);
        const QString said = QString::fromStdString(read.error().message());
        QVERIFY2(said.contains(words), qPrintable(said));
    }
};

HEADROOM_TEST(QCoreApplication, JourneysTest)

} // namespace headroom::tst_journeys

#include "tst_journeys.moc"
