#include "model/analysis/reliability.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_reliability_report {

using namespace test;

/// What the report says of reliability: goldens of the domain spec, the price of downtime, tiers and cuts.
class ReliabilityReportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Domain spec 7.2, rows "A read path", "A post path" and downtime in a month of 730 h.
    void theSevenStages()
    {
        const double read[] { 0.998167, 0.998166, 0.999761, 0.999761, 0.999761, 0.999753, 0.999980 };
        const double post[] { 0.997169, 0.997168, 0.998761, 0.998761, 0.998761, 0.999753, 0.999980 };
        const double minutes[] { 80, 80, 10.5, 10.5, 10.5, 10.8, 0.9 };
        const project::Snapshot design = openDesign("resources/templates/seven-stages.headroom");
        for (std::size_t stage = 0; stage < 7; ++stage) {
            const auto report = analysis::analyze(*design, stage, design->stages[stage]->users.to, theCatalog());
            for (const auto &each : report.classes) {
                if (each.id != "feed" && each.id != "post")
                    continue;
                QVERIFY(each.availability && each.availability->isExact);
                QVERIFY(std::abs(each.availability->value - (each.id == "feed" ? read : post)[stage]) <= 0.6e-6);
                if (each.id == "feed")
                    QVERIFY(std::abs(each.availability->downPerMonth() / 60 - minutes[stage])
                            <= (minutes[stage] < 20 ? 0.06 : 0.6));
            }
        }
    }

    // 99.9 % costs 241,920 USD in a 30-day month at 5,600 USD a minute (domain spec 5.6), so 245,280 USD in 730 h.
    void downtimeHasThePriceThatTheProjectStates()
    {
        auto design = ProjectBuilder()
                          .onlyClass({ { "page", 1, 0.001, 0 } })
                          .component("clients", "client_population")
                          .component("app", "web_app_server",
                                     { { "instances", 1.0 }, { "mttf", 999.0 * 3600 }, { "mttr", 3600.0 } })
                          .link("clients", "app", "call")
                          .build();
        QCOMPARE(analysis::analyze(design, 0, 100, theCatalog()).downtimeCostPerMonth, 0.0);
        design.workload.parameters.set("revenue_per_hour", 300000.0);
        design.workload.parameters.set("staff_per_hour", 36000.0);
        const auto report = analysis::analyze(design, 0, 100, theCatalog());
        QVERIFY(std::abs(report.downtimeCostPerMonth - (1 - *report.availability) * 730 * 336000) < 1e-6);
        QVERIFY(report.downtimeCostPerMonth > 0);
    }

    void aTierForgivesWhatTheNextDoesNot()
    {
        auto design = ProjectBuilder()
                          .onlyClass({ { "page", 1, 0.001, 0 } })
                          .component("clients", "client_population")
                          .component("dns", "dns")
                          .component("app", "web_app_server", { { "instances", 1.0 }, { "mttr", 0.1 } })
                          .link("clients", "dns", "call")
                          .link("clients", "app", "call")
                          .build();
        const auto under = [&](const char *tier) {
            design.criticality = tier;
            return analysis::analyze(design, 0, 100, theCatalog()).tolerance;
        };
        QVERIFY(under("hobby").isMet() && under("startup").isMet()); // single points are forgiven
        QCOMPARE(under("standard").singlePoints, (std::vector<int> { 2 }));
        QCOMPARE(under("critical").singlePoints, (std::vector<int> { 1, 2 })); // nor may a provider's DNS stop it
        QVERIFY(under("critical").isAvailabilityMet);                          // 0.99999 · 2190/2190.1 ≥ 0.9999
        QVERIFY(!under("high").isMet());
        QCOMPARE(under("no such tier").tier, std::string("standard"));
    }

    void cutsNameGroupsByTheFailuresTheyTake()
    {
        const auto design = ProjectBuilder()
                                .onlyClass({ { "page", 1, 0.001, 0 }, { "read", 1, 0.001, 0 } })
                                .component("clients", "client_population")
                                .component("lb", "lb_l7")
                                .component("app", "web_app_server", { { "instances", 3.0 } })
                                .component("db", "rdb_primary")
                                .link("clients", "lb", "call")
                                .link("lb", "app", "split")
                                .link("app", "db", "query")
                                .build();
        const auto stage = analysis::compile(design, 0, theCatalog());
        const auto report = analysis::reliabilityOf(*stage, 0);
        QVERIFY(report.availability && report.availability->isExact && report.completeOrder == 3);
        QCOMPARE(report.cuts.size(), std::size_t(3)); // {db}, {lb}, {all three of app: one carries the load}
        QVERIFY(report.cuts[0].isSinglePoint && report.cuts[0].parts[0].component == 3);
        QVERIFY(!report.cuts[1].isSinglePoint && report.cuts[1].parts[0].component == 1); // run by a provider
        QVERIFY(report.cuts[2].order == 3 && report.cuts[2].parts[0].failures == 3);
        QCOMPARE(report.importance.front().component, 3); // u = 4/4384 is the largest
        // Series: I of one is the product of the others.
        QVERIFY(std::abs(report.importance.front().birnbaum * report.importance.front().availability
                         - report.availability->value)
                < 1e-12);
    }

    /// A lookup that fails is a miss, as long as the database bears them all (domain spec 3.1).
    void aCacheIsSoftWhereTheDatabaseHoldsWithoutIt()
    {
        const auto at = [](double users) {
            return ProjectBuilder()
                .onlyClass({ { "page", 1, 0.001, 0 }, { "resolve", 0, 0, 0 }, { "read", 1, 0.002, 1000 } })
                .upTo(users)
                .component("clients", "client_population")
                .component("app", "web_app_server", { { "vcpu", 64.0 }, { "mttf", 100.0 }, { "mttr", 1.0 } })
                .component("cache", "distributed_cache",
                           { { "hit_ratio", 0.9 }, { "replicas", 0.0 }, { "mttf", 100.0 }, { "mttr", 10.0 } })
                .component("db", "rdb_primary", { { "mttf", 100.0 }, { "mttr", 1.0 } })
                .link("clients", "app", "call")
                .link("app", "cache", "cache_lookup")
                .link("cache", "db", "cache_miss")
                .link("app", "db", "query")
                .at(users);
        };
        const double one = 100.0 / 101;
        const auto few = at(1e4);
        QVERIFY(std::abs(*few.availability - one * one) < 1e-9);
        QVERIFY(!componentOf(few, "cache").isSinglePoint && componentOf(few, "db").isSinglePoint);
        const auto many = at(2e6); // ten times as many reads are more than the database can do
        QVERIFY(std::abs(*many.availability - one * one * 100 / 110) < 1e-9);
        QVERIFY(componentOf(many, "cache").isSinglePoint);
    }

    /// The reads of a shard need a replica of that shard, whoever else is up.
    void everyShardNeedsAReplicaOfItsOwn()
    {
        const double one = 100.0 / 110;
        for (const double replicas : { 1.0, 2.0, 3.0 }) {
            const auto report
                = ProjectBuilder()
                      .onlyClass({ { "page", 1, 0.001, 0 }, { "resolve", 0, 0, 0 }, { "read", 1, 0.001, 0 } })
                      .upTo(1000)
                      .component("clients", "client_population")
                      .component("app", "web_app_server")
                      .component("copies", "read_replica",
                                 { { "replicas", replicas }, { "shards", 4.0 }, { "mttf", 100.0 }, { "mttr", 10.0 } })
                      .link("clients", "app", "call")
                      .link("app", "copies", "read")
                      .at(1000);
            QVERIFY(std::abs(componentOf(report, "copies").availability - std::pow(1 - std::pow(1 - one, replicas), 4))
                    < 1e-12);
        }
    }
};

HEADROOM_TEST(QCoreApplication, ReliabilityReportTest)

} // namespace headroom::tst_reliability_report

#include "tst_reliability_report.moc"
