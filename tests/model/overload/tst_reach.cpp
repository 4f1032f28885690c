#include "model/analysis/reach.h"
#include "model/derivation/derivation.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_reach {

using namespace test;

namespace {

using Entries = std::vector<project::Parameters::Entry>;

/// An application that asks a database once a request, each in the place named; "" is none.
project::Project apart(const std::string &appPlace, const std::string &dbPlace, const Entries &query = {},
                       const Entries &eu = {}, const Entries &us = {}, const Entries &zoneA = {})
{
    return ProjectBuilder()
        .onlyClass({ { "page", 1, 1e-6, 1000 }, { "read", 1, 0.001, 1000 } })
        .component("clients", "client_population")
        .component("eu", "region", eu)
        .component("us", "region", us)
        .component("a", "az", zoneA, "eu")
        .component("b", "az", {}, "eu")
        .component("c", "az", {}, "us")
        .component("app", "web_app_server", {}, appPlace)
        .component("db", "rdb_primary", {}, dbPlace)
        .link("clients", "app", "call")
        .link("app", "db", "query", query)
        .build();
}

double meanOf(const project::Project &project)
{
    return *analysis::analyze(project, 0, 1000, theCatalog()).meanLatency;
}

} // namespace

/// Ways between places (domain spec 3.4).
class ReachTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Domain spec 3.4, from the coordinates of the sites; the spec rounds distances, so to 6 %.
    void fibreBetweenRegions_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<double>("milliseconds");
        QTest::newRow("Virginia, Oregon") << "virginia"
                                          << "oregon" << 55.0;
        QTest::newRow("Virginia, Ireland") << "virginia"
                                           << "ireland" << 82.0;
        QTest::newRow("Frankfurt, Virginia") << "frankfurt"
                                             << "virginia" << 98.0;
        QTest::newRow("Virginia, Tokyo") << "virginia"
                                         << "tokyo" << 164.0;
        QTest::newRow("Virginia, Singapore") << "virginia"
                                             << "singapore" << 232.0;
        QTest::newRow("Ireland, Sydney") << "ireland"
                                         << "sydney" << 258.0;
    }
    void fibreBetweenRegions()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(double, milliseconds);
        const double near = meanOf(apart("a", "a"));
        const double far
            = meanOf(apart("a", "c", {}, { { "size", from.toStdString() } }, { { "size", to.toStdString() } }));
        QVERIFY(isClose((far - near + 0.0005) * 1e3, milliseconds, 0.06)); // 0.5 ms inside a zone
    }

    void greatCircles()
    {
        QVERIFY(isClose(analysis::greatCircle(0, 0, 0, 90), 6371 * std::acos(0.0), 1e-12));
        QVERIFY(isClose(analysis::greatCircle(90, 0, -90, 0), 6371 * std::acos(-1.0), 1e-12));
        QVERIFY(isClose(analysis::greatCircle(10, 179, 10, -179), analysis::greatCircle(10, 1, 10, -1), 1e-12));
        QCOMPARE(analysis::greatCircle(48, 11, 48, 11), 0.0);
        QVERIFY(isClose(analysis::fibreRoundTrip(1000), 0.015, 1e-12));
    }

    void zonesAndDefaults()
    {
        const double near = meanOf(apart("a", "a"));
        QVERIFY(isClose(meanOf(apart("a", "b")), near + 0.0005, 1e-9)); // 1.0 instead of 0.5 ms
        QVERIFY(isClose(meanOf(apart("a", "eu")), near, 1e-12));        // nothing is said about the zone
        QVERIFY(isClose(meanOf(apart("", "b")), near, 1e-12));
        QVERIFY(isClose(meanOf(apart("eu", "us")), near + 0.0995, 1e-9)); // 100 ms where no location is stated
        QVERIFY(isClose(meanOf(apart("a", "c")), near + 0.0995, 1e-9));
    }

    void whatIsStatedWins()
    {
        const double near = meanOf(apart("a", "a"));
        QVERIFY(isClose(meanOf(apart("a", "b", { { "latency", 0.0002 } })), near - 0.0003, 1e-9));
        QVERIFY(isClose(meanOf(apart("a", "b", {}, {}, {}, { { "round_trip", 0.0034 } })), near + 0.0029, 1e-9));
        // Stated at a region: stronger than what the locations say.
        QVERIFY(isClose(meanOf(apart("a", "c", {}, { { "size", std::string("ireland") }, { "round_trip", 0.09 } },
                                     { { "size", std::string("virginia") } })),
                        near + 0.0895, 1e-9));
    }

    /// A server that asks a database on the same machine: 0.05 ms there and back, and nothing over the network.
    void aHostHasItsOwnRoundTrip()
    {
        const auto on = [](const char *app, const char *db, const Entries &host = {}, const Entries &query = {}) {
            return analysis::analyze(ProjectBuilder()
                                         .onlyClass({ { "page", 1, 1e-6, 1000 }, { "read", 1, 0.001, 1000 } })
                                         .component("clients", "client_population")
                                         .component("eu", "region")
                                         .component("a", "az", {}, "eu")
                                         .component("one", "host", host, "a")
                                         .component("two", "host", {}, "a")
                                         .component("app", "web_app_server", {}, app)
                                         .component("db", "rdb_primary", {}, db)
                                         .link("clients", "app", "call")
                                         .link("app", "db", "query", query)
                                         .build(),
                                     0, 1000, theCatalog());
        };
        const double apart = *on("one", "two").meanLatency;
        QVERIFY(isClose(*on("one", "one").meanLatency, apart - 0.00045, 1e-9)); // 0.05 instead of 0.5 ms
        QVERIFY(isClose(*on("a", "one").meanLatency, apart, 1e-12));
        QVERIFY(isClose(*on("one", "one", { { "round_trip", 0.0001 } }).meanLatency, apart - 0.0004, 1e-9));
        QVERIFY(isClose(*on("one", "one", {}, { { "latency", 0.002 } }).meanLatency, apart + 0.0015, 1e-9));
        const auto together = on("one", "one");
        QVERIFY(together.traffic.front().reach == analysis::Reach::Host);
        QVERIFY(isClose(together.traffic.front().roundTripTime, 0.00005, 1e-9));
        QCOMPARE(resourceOf(together, "app", "network_in").used, 1 * 800 * 8e-9);      // the page alone
        QVERIFY(resourceOf(on("one", "two"), "app", "network_in").used > 1000 * 8e-9); // and the answer
    }

    /// The machine is a common cause: what stands on it goes with it, once.
    void aHostFailsAsOne()
    {
        const auto at = [](const char *app, const char *db) {
            return ProjectBuilder()
                .onlyClass({ { "page", 1, 1e-6, 1000 }, { "read", 1, 0.001, 1000 } })
                .component("clients", "client_population")
                .component("one", "host", { { "mttf", 9996.0 }, { "mttr", 4.0 } })
                .component("two", "host", { { "mttf", 9996.0 }, { "mttr", 4.0 } })
                .component("app", "web_app_server", {}, app)
                .component("db", "rdb_primary", {}, db)
                .link("clients", "app", "call")
                .link("app", "db", "query")
                .at(1000);
        };
        const double machine = 9996.0 / 10000;
        const double free = *at("", "").availability;
        QVERIFY(isClose(*at("one", "one").availability, free * machine, 1e-12));
        QVERIFY(isClose(*at("one", "two").availability, free * machine * machine, 1e-12));
        const auto together = at("one", "one");
        QVERIFY(test::componentOf(together, "one").isSinglePoint);
        QVERIFY(!test::componentOf(together, "two").isSinglePoint);
        // A machine, not a zone or a region: the tier counts it among its single points.
        const auto &points = together.tolerance.singlePoints;
        QVERIFY(std::find(points.begin(), points.end(), 1) != points.end());
        QVERIFY(together.tolerance.lostPlaces.empty());
    }

    void traffic()
    {
        const auto report = analysis::analyze(apart("a", "c"), 0, 1e6, theCatalog());
        QCOMPARE(report.traffic.size(), std::size_t(1));
        const analysis::TrafficReport &between = report.traffic.front();
        QVERIFY(between.reach == analysis::Reach::Regions);
        QVERIFY(isClose(between.requestsPerSecond, 1000, 1e-9));
        QVERIFY(isClose(between.roundTrips, 1, 1e-9));
        QVERIFY(isClose(between.roundTripTime, 0.1, 1e-9));
        QCOMPARE(between.bytesPerSecond, connectionOf(report, "app-db").bytesPerSecond);
        const double paid
            = analysis::analyze(apart("a", "c", { { "transfer_price", 0.0 } }), 0, 1e6, theCatalog()).costPerMonth;
        QVERIFY(between.costPerMonth > 0);
        QVERIFY(isClose(report.costPerMonth - paid, between.costPerMonth, 1e-9));
        const auto twice = analysis::analyze(apart("a", "c", {}, { { "price_gb", 0.04 } }), 0, 1e6, theCatalog());
        QVERIFY(isClose(twice.traffic.front().costPerMonth, 2 * between.costPerMonth, 1e-9));
    }

    /// Whoever asks over the sea holds a thread for as long.
    void threadsAreHeld()
    {
        const auto used = [](const project::Project &project) {
            return resourceOf(analysis::analyze(project, 0, 1e5, theCatalog()), "app", "threads").used;
        };
        QVERIFY(isClose(used(apart("a", "c")) - used(apart("a", "a")), 100 * 0.0995, 1e-6));
    }

    void theyUnfold()
    {
        for (const project::Project &project :
             { apart("a", "b"), apart("a", "c"), apart("a", "b", { { "latency", 0.0002 } }),
               apart("a", "c", {}, { { "size", std::string("ireland") } }, { { "size", std::string("virginia") } }),
               apart("a", "c", {}, { { "round_trip", 0.05 } }) }) {
            const derivation::Explainer explainer(project, 0, 1e4, theCatalog());
            for (const char *path : { "class.only.latency", "system.cost_per_month" }) {
                const auto root = explainer.explain(path);
                QVERIFY(root && root->value);
                QVERIFY(isClose(derivation::reevaluate(*root).value_or(-1), *root->value, 1e-12));
            }
        }
    }

    /// Places that stand in each other end nowhere.
    void circlesOfPlaces()
    {
        project::Project project = apart("a", "c");
        auto stage = std::make_shared<project::Stage>(*project.stages[0]);
        for (project::Component &each : stage->components)
            if (each.id == "eu")
                each.place = "a";
        project.stages[0] = stage;
        QVERIFY(analysis::analyze(project, 0, 1000, theCatalog()).meanLatency.has_value());
    }
};

HEADROOM_TEST(QCoreApplication, ReachTest)

} // namespace headroom::tst_reach

#include "tst_reach.moc"
