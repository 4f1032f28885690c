#include "model/analysis/reliability.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_trap_availability {

using namespace test;

namespace {

constexpr double kThreeNines = 0.999;
constexpr double kBalancer = 0.9999; // run by a provider, domain spec 2.3

/// Fails once in 1,000 h for an hour.
std::vector<project::Parameters::Entry> threeNines(double instances = 1)
{
    return { { "instances", instances }, { "mttf", 999.0 }, { "mttr", 1.0 } };
}

/// Clients, a balancer, and so many boxes of one app server each.
ProjectBuilder balanced(int boxes, bool hasDatabase)
{
    ProjectBuilder design;
    design.onlyClass({ { "page", 1, 0.001, 0 }, { "read", hasDatabase ? 1.0 : 0.0, 0.001, 0 } })
        .component("clients", "client_population")
        .component("lb", "lb_l7")
        .link("clients", "lb", "call");
    if (hasDatabase)
        design.component("db", "rdb_primary", { { "mttf", 999.0 }, { "mttr", 1.0 } });
    for (int box = 0; box < boxes; ++box) {
        const std::string id = "app" + std::to_string(box);
        design.component(id, "web_app_server", threeNines()).link("lb", id, "split");
        if (hasDatabase)
            design.link(id, "db", "query");
    }
    return design;
}

bool isClose(double value, double expected)
{
    const bool holds = std::abs(value - expected) <= 1e-12;
    if (!holds)
        qWarning("%.15g instead of %.15g", value, expected);
    return holds;
}

} // namespace

/// Mistakes about availability that tools of this kind make; see tests/README.md for those that other tests cover.
class AvailabilityTrapsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// 99.80 %; whoever multiplies the unavailabilities says 99.9999 %.
    void unavailabilitiesInSeriesAreNotMultiplied()
    {
        const auto report = ProjectBuilder()
                                .onlyClass({ { "page", 1, 0.001, 0 }, { "read", 1, 0.001, 0 } })
                                .component("clients", "client_population")
                                .component("app", "web_app_server", threeNines())
                                .component("db", "rdb_primary", { { "mttf", 999.0 }, { "mttr", 1.0 } })
                                .link("clients", "app", "call")
                                .link("app", "db", "query")
                                .at(1000);
        QVERIFY(isClose(*report.availability, kThreeNines * kThreeNines));
    }

    void aSecondBoxBehindTheBalancerIsNotInSeries()
    {
        QVERIFY(isClose(*balanced(1, false).at(1000).availability, kBalancer * kThreeNines));
        QVERIFY(isClose(*balanced(2, false).at(1000).availability, kBalancer * (1 - 1e-6)));
        QVERIFY(isClose(*balanced(3, false).at(1000).availability, kBalancer * (1 - 1e-9)));
    }

    /// 48 minutes a month down, not the 4.6 of two branches that have a database each.
    void branchesThatShareADatabaseAreNotIndependent()
    {
        const auto report = balanced(2, true).at(1000);
        QVERIFY(isClose(*report.availability, kBalancer * (1 - 1e-6) * kThreeNines));
        const double minutes = report.classes.front().availability->downPerMonth() / 60;
        QVERIFY(std::abs(minutes - 48.2) < 0.05);
        QVERIFY(componentOf(report, "db").isSinglePoint);
    }

    /// However many requests fail in this second: availability is what failures and repairs make of a year.
    void anErrorRateOfThisSecondIsNotAvailability()
    {
        const auto design = balanced(2, true);
        const auto calm = design.at(1000);
        const auto flooded = design.at(1e9);
        QVERIFY(flooded.state == analysis::State::Saturated);
        QCOMPARE(*flooded.availability, *calm.availability);
    }

    void aLoneBalancerOrLimiterIsASinglePoint_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : { "rate_limiter", "lb_l4", "lb_l7" })
            QTest::newRow(kind) << kind;
    }
    void aLoneBalancerOrLimiterIsASinglePoint()
    {
        QFETCH(QString, kind);
        const auto with = [&](double instances) {
            std::vector<project::Parameters::Entry> parameters { { "instances", instances } };
            if (theCatalog().kind(kind.toStdString()).findParameter("managed"))
                parameters.emplace_back("managed", false);
            return ProjectBuilder()
                .onlyClass({ { "page", 1, 0.001, 0 } })
                .component("clients", "client_population")
                .component("front", kind.toStdString(), parameters)
                .component("app", "web_app_server", threeNines(2))
                .link("clients", "front", "call")
                .link("front", "app", "split")
                .at(1000);
        };
        QVERIFY(componentOf(with(1), "front").isSinglePoint);
        QVERIFY(!componentOf(with(2), "front").isSinglePoint);
    }

    /// What a provider runs is no fault of the design, but stays in the product and in the cuts, and in the tier that
    /// tolerates no provider it is named.
    void namesAndGatewaysOfAProviderAreNotExempt()
    {
        project::Project design = ProjectBuilder()
                                      .onlyClass({ { "page", 1, 0.001, 0 }, { "resolve", 0.05, 0, 0 } })
                                      .component("clients", "client_population")
                                      .component("dns", "dns", { { "sla", 0.9999 } })
                                      .component("gateway", "waf_api_gateway", { { "sla", 0.9995 } })
                                      .component("app", "web_app_server", threeNines(2))
                                      .link("clients", "dns", "call")
                                      .link("clients", "gateway", "call")
                                      .link("gateway", "app", "split")
                                      .build();
        const auto stage = analysis::compile(design, 0, theCatalog());
        const auto report = analysis::reliabilityOf(*stage, 0);
        QVERIFY(isClose(report.availability->value, 0.9999 * 0.9995 * (1 - 1e-6)));
        QVERIFY(report.cuts.size() >= 2 && report.cuts[0].order == 1 && report.cuts[1].order == 1);
        QCOMPARE(report.cuts[0].parts[0].component, 2); // the likelier first
        QCOMPARE(report.cuts[1].parts[0].component, 1);
        design.criticality = "critical";
        QCOMPARE(analysis::analyze(design, 0, 1000, theCatalog()).tolerance.singlePoints, (std::vector<int> { 1, 2 }));
    }

    void countingToOneDoesNotFindSinglePoints()
    {
        auto design = balanced(2, true);
        design.component("eyes", "monitoring")
            .component("clock", "scheduler")
            .component("queue", "message_queue")
            .component("worker", "worker_pool", { { "instances", 1.0 } })
            .link("app0", "queue", "async")
            .link("app1", "queue", "async")
            .link("queue", "worker", "async");
        const auto report = design.at(1000);
        for (const char *alone : { "app0", "app1", "eyes", "clock", "queue", "worker" }) // one of each, none fatal
            QVERIFY2(!componentOf(report, alone).isSinglePoint, alone);
        QVERIFY(componentOf(report, "db").isSinglePoint);
        const auto crowd = ProjectBuilder()
                               .onlyClass({ { "page", 1, 0.001, 0 } })
                               .component("zone", "az")
                               .component("clients", "client_population")
                               .component("app", "web_app_server", threeNines(20), "zone")
                               .link("clients", "app", "call")
                               .at(1000);
        QVERIFY(!componentOf(crowd, "app").isSinglePoint);
        QVERIFY(componentOf(crowd, "zone").isSinglePoint); // twenty of them, in one place
    }
};

HEADROOM_TEST(QCoreApplication, AvailabilityTrapsTest)

} // namespace headroom::tst_trap_availability

#include "tst_trap_availability.moc"
