#include "model/analysis/compiled_stage.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_standbys {

using namespace test;

namespace {

using Parameters = std::vector<project::Parameters::Entry>;

ProjectBuilder service(const Parameters &database = {})
{
    ProjectBuilder design;
    design.component("clients", "client_population")
        .component("app", "web_app_server", { { "instances", 3.0 } })
        .component("db", "rdb_primary", database)
        .link("clients", "app", "call")
        .link("app", "db", "query")
        .onlyClass({ { "page", 1, 0.004, 0 }, { "read", 1, 0.001, 0 }, { "write", 1, 0.001, 0 } });
    return design;
}

bool isSinglePoint(const analysis::Report &report, const std::string &id)
{
    return componentOf(report, id).isSinglePoint;
}

} // namespace

/// Who stands in for whom (domain spec 2.2, 2.3, 5.2).
class StandbysTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A standby that is a card of its own is the same as one that is stated, but for whose bill it is on.
    void aDrawnStandbyIsAStandby()
    {
        const auto alone = service().at(20e3);
        const auto stated = service({ { "standby", std::string("automatic") } }).at(20e3);
        const auto drawn = service().component("standby", "rdb_standby").link("db", "standby", "replicate").at(20e3);
        QVERIFY(isSinglePoint(alone, "db") && hasFinding(alone, "SPOF-02"));
        QVERIFY(!isSinglePoint(drawn, "db") && !hasFinding(drawn, "SPOF-02"));
        QVERIFY(isClose(*drawn.availability, *stated.availability, 1e-12));
        QVERIFY(isClose(*drawn.meanLatency, *stated.meanLatency, 1e-12)); // commits wait for it
        QCOMPARE(componentOf(drawn, "db").costPerMonth, componentOf(alone, "db").costPerMonth);
        QVERIFY(componentOf(drawn, "standby").costPerMonth > 0);
        const auto copy = service()
                              .component("standby", "rdb_standby", { { "takes_over", false } })
                              .link("db", "standby", "replicate")
                              .at(20e3);
        QVERIFY(isSinglePoint(copy, "db"));
    }

    /// 1e-5 with one provider, 1e-10 with two, and no single point, also where none is forgiven.
    void twoProvidersAreNoSinglePoint()
    {
        for (const double providers : { 1.0, 2.0 }) {
            project::Project design = service()
                                          .component("dns", "dns", { { "providers", providers } })
                                          .link("clients", "dns", "call")
                                          .build();
            design.criticality = "critical";
            const auto report = analysis::analyze(design, 0, 1000, theCatalog());
            QCOMPARE(isSinglePoint(report, "dns"), providers < 2);
            QVERIFY(isClose(1 - componentOf(report, "dns").availability, providers < 2 ? 1e-5 : 1e-10, 1e-5));
        }
    }

    /// Nodes of a search index stand in for each other as far as the load lets them.
    void searchNodesFailOneByOne()
    {
        const auto with = [](double nodes, double users) {
            return service()
                .component("search", "search_index", { { "nodes", nodes } })
                .link("app", "search", "call")
                .onlyClass({ { "page", 1, 0.004, 0 }, { "rpc", 1, 0, 0 } })
                .upTo(users)
                .at(users);
        };
        const double up = 4380 / 4380.5;
        QVERIFY(isSinglePoint(with(1, 40e3), "search"));
        QVERIFY(isClose(componentOf(with(1, 40e3), "search").availability, up, 1e-12));
        QVERIFY(!isSinglePoint(with(3, 40e3), "search"));
        QVERIFY(isClose(1 - componentOf(with(3, 40e3), "search").availability, std::pow(1 - up, 3), 1e-3));
        const double two = 3 * up * up * (1 - up) + up * up * up; // 120/s of 80/s each
        QVERIFY(isClose(componentOf(with(3, 120e3), "search").availability, two, 1e-12));
    }

    /// A cache beside a session store does not take its sessions.
    void sessionsAreLookedUpWhereTheyAreKept()
    {
        auto design = service();
        design.onlyClass({ { "page", 1, 0.004, 0 }, { "session", 1, 0, 0 }, { "read", 2, 0.001, 0 } })
            .component("sessions", "session_store", { { "replicas", 0.0 } })
            .component("cache", "distributed_cache")
            .link("app", "sessions", "call")
            .link("app", "cache", "cache_lookup")
            .link("cache", "db", "cache_miss");
        const auto report = design.at(50e3);
        QVERIFY(isClose(componentOf(report, "sessions").requestsPerSecond, 50, 1e-9));
        QVERIFY(isClose(componentOf(report, "cache").requestsPerSecond, 100, 1e-9));
        QVERIFY(isSinglePoint(report, "sessions"));
    }
};

HEADROOM_TEST(QCoreApplication, StandbysTest)

} // namespace headroom::tst_standbys

#include "tst_standbys.moc"
