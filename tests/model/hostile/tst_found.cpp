#include "model/derivation/derivation.h"
#include "model/latency/slowest.h"
#include "tests/support/derivation_support.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <string>
#include <vector>

namespace headroom::tst_found {

using namespace test;

/// What hostile designs have brought to light, each in its smallest form.
class FoundTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// 0 · log 0: a call that is made at times, among calls at once.
    void callsOfNoneAddNothingToTheSlowest()
    {
        std::vector<latency::Call> calls(2);
        calls[0].fixed = 0.002;
        calls[0].scale = 0.01;
        calls[1].fixed = 0.003;
        calls[1].scale = 0.01;
        calls[1].calls = 0;
        QVERIFY(std::abs(latency::meanOfSlowestExponentials(calls) - 0.012) < 1e-9);
    }

    void retriesInADesignThatNobodyUses()
    {
        ProjectBuilder design;
        design.component("app", "web_app_server")
            .component("db", "rdb_primary")
            .link("app", "db", "query", { { "retries", 2.0 } });
        QVERIFY(hasFinding(design.at(1e12), "FLOW-SOURCE"));
    }

    /// A gain of 0.9999 is below 1, so the sum of the rounds is 10,000.
    void aLoopMayComeVeryCloseToOne()
    {
        ProjectBuilder design;
        design.onlyClass({ { "page", 1, 0.001, 0 }, { "rpc", 1, 0, 0 } })
            .component("clients", "client_population")
            .component("app", "web_app_server")
            .component("a", "microservice")
            .component("b", "microservice")
            .link("clients", "app", "call")
            .link("app", "a", "call")
            .link("a", "b", "call")
            .link("b", "a", "call", { { "calls", 0.9999 } });
        const auto report = design.at(1000);
        QVERIFY(!hasFinding(report, "FLOW-DIVERGE"));
        QVERIFY(std::abs(componentOf(report, "a").requestsPerSecond - 1e4) < 1e-4);
    }

    /// At exactly 100 %, whichever way the shares of classes are rounded.
    void atTheEdgeRoundingDecidesNothing()
    {
        ProjectBuilder design;
        design.component("clients", "client_population")
            .component("app", "web_app_server", { { "vcpu", 64.0 }, { "http_time", 0.0 }, { "threads", 0.0 } })
            .component("service", "microservice",
                       { { "vcpu", 1.0 }, { "service_time", 0.01 }, { "instances", 1.0 }, { "threads", 0.0 } })
            .link("clients", "app", "call")
            .link("app", "service", "call");
        for (const std::vector<double> &shares : { std::vector<double> { 1.0 },
                                                   { 0.49, 0.21, 0.3 },
                                                   { 0.1, 0.2, 0.3, 0.4 },
                                                   { 1 / 3.0, 1 / 3.0, 1 / 3.0 } }) {
            project::Project project = design.build();
            project.workload.classes.clear();
            for (const double share : shares)
                project.workload.classes.push_back({ "c" + std::to_string(project.workload.classes.size()),
                                                     "C",
                                                     share,
                                                     { { "page", 1, 0, 0 }, { "rpc", 1, 0, 0 } } });
            const auto report = analysis::analyze(project, 0, 1e5, theCatalog());
            QVERIFY(report.state == analysis::State::Saturated);
            QVERIFY(hasFinding(report, "CAP-01"));
        }
    }

    /// Where every request fails nothing is fine, whatever is spared below.
    void nothingServedKeepsNoPromise()
    {
        ProjectBuilder design;
        design.onlyClass({ { "page", 1, 0.001, 0 }, { "read", 1, 0.001, 0 } })
            .component("clients", "client_population")
            .component("app", "web_app_server")
            .link("clients", "app", "call");
        const auto report = design.at(1000);
        QVERIFY(report.state == analysis::State::Unreachable);
        QVERIFY(!report.tolerance.isMet());
        for (const analysis::Finding &each : report.findings)
            if (each.rule == "FLOW-LOST")
                QVERIFY(each.severity == analysis::Severity::Error);
        QVERIFY(hasFinding(report, "FLOW-LOST"));
    }

    /// Twins fill up together: which of them is named does not hang on where they stand in the file.
    void twinsAreNamedWhereverTheyStand()
    {
        const auto named = [](const std::vector<std::string> &order) {
            ProjectBuilder design;
            design.onlyClass({ { "page", 1, 0.001, 0 }, { "rpc", 1, 0, 0 } })
                .component("clients", "client_population")
                .component("app", "web_app_server", { { "vcpu", 64.0 } });
            for (const std::string &each : order)
                design.component(each, "microservice");
            design.link("clients", "app", "call");
            for (const std::string &each : order)
                design.link("app", each, "split");
            const auto report = design.at(1000);
            return report.components[static_cast<std::size_t>(report.bottleneck.component)].id;
        };
        QCOMPARE(named({ "a", "b", "c" }), named({ "c", "b", "a" }));
        QCOMPARE(named({ "b", "a", "c" }), std::string("a"));
    }

    /// A query of all shards asks them at once: its caller waits for the slowest, all of them work.
    void aQueryOfAllShardsWaitsForTheSlowest()
    {
        const auto at = [](double share) {
            ProjectBuilder design;
            design.onlyClass({ { "page", 1, 0.004, 0 }, { "resolve", 0, 0, 0 }, { "read", 4, 0.002, 0 } })
                .component("clients", "client_population")
                .component("app", "web_app_server", { { "vcpu", 8.0 }, { "http_time", 0.0 }, { "threads", 0.0 } })
                .component("db", "shard_group",
                           { { "size", std::string("db.r6g.2xlarge") },
                             { "shards", 8.0 },
                             { "skew", 1.0 },
                             { "cross_shard", share } })
                .link("clients", "app", "call")
                .link("app", "db", "query");
            return design.at(1000);
        };
        const auto none = at(0);
        const auto some = at(0.3);
        double harmonic = 0;
        for (int k = 1; k <= 8; ++k)
            harmonic += 1.0 / k;
        const double once = componentOf(none, "db").serviceTime; // of a read, with contention in the host
        QVERIFY(std::abs(*some.meanLatency - *none.meanLatency - 4 * once * 0.3 * (harmonic - 1)) < 1e-5);
        const double load = resourceOf(some, "db", "cpu").used / resourceOf(none, "db", "cpu").used;
        QVERIFY(std::abs(load - (1 + 0.3 * 7)) < 1e-9);
        QVERIFY(std::abs(componentOf(some, "db").serviceTime - once) < 1e-12);
    }

    /// Threads that are all held need every instance, however idle the cores are.
    void instancesNeededAreThoseOfTheFullestResource()
    {
        ProjectBuilder design;
        design.onlyClass({ { "page", 1, 0.001, 0 }, { "resolve", 0, 0, 0 }, { "rpc", 1, 0, 0 } })
            .upTo(120e3)
            .component("clients", "client_population")
            .component("lb", "lb_l7")
            .component("app", "web_app_server",
                       { { "vcpu", 8.0 },
                         { "http_time", 0.0 },
                         { "instances", 4.0 },
                         { "threads", 4.0 },
                         { "mttf", 100.0 },
                         { "mttr", 10.0 } })
            .component("other", "third_party_api", { { "service_time", 0.1 }, { "quota", 1000.0 }, { "sla", 1.0 } })
            .link("clients", "lb", "call")
            .link("lb", "app", "split")
            .link("app", "other", "call", { { "latency", 0.0 } });
        const double four = std::pow(100.0 / 110, 4); // three of them would be 101 % full
        QVERIFY(std::abs(componentOf(design.at(120e3), "app").availability - four) < 1e-9);
    }

    /// A tier grows by its cores: held threads that are full before cores are busy stay full, however far it may grow.
    void threadsAreFullBeforeATierGrows()
    {
        const auto designOf = [](double time, double housekeeping) {
            ProjectBuilder design;
            design.onlyClass({ { "page", 1, time, 0 }, { "resolve", 0, 0, 0 }, { "rpc", 1, 0, 0 } })
                .upTo(2e6)
                .component("clients", "client_population")
                .component("lb", "lb_l7")
                .component("app", "web_app_server",
                           { { "vcpu", 8.0 },
                             { "http_time", 0.0 },
                             { "autoscale", true },
                             { "n_min", 2.0 },
                             { "n_max", 50.0 },
                             { "threads", 4.0 },
                             { "housekeeping", housekeeping } })
                .component("other", "third_party_api", { { "service_time", 0.1 }, { "quota", 1e6 } })
                .link("clients", "lb", "call")
                .link("lb", "app", "split")
                .link("app", "other", "call", { { "latency", 0.0 } });
            return design;
        };
        const auto at
            = [&](double users, double time, double housekeeping) { return designOf(time, housekeeping).at(users); };
        const double full = 2 * 4 / 0.101 * 1000;
        const auto few = at(1000, 0.001, 0);
        QVERIFY(std::abs(few.usersAtSaturation - full) < 1e-6 * full);
        QVERIFY(at(full * 1.001, 0.001, 0).state == analysis::State::Saturated);
        QVERIFY(at(full * 0.999, 0.001, 0).state == analysis::State::Fine);
        for (const char *metric : { "app.threads.users_at_saturation", "app.threads.users_at_070",
                                    "app.cpu.users_at_saturation", "app.instances" }) {
            const auto why = derivation::explain(designOf(0.001, 0.3).build(), 0, 1000, theCatalog(), metric);
            QVERIFY2(why.has_value(), metric);
            QCOMPARE(problemOf(*why), std::string());
        }
        // what an instance does for itself is not left for requests at the target either: 4.8 - 4 vCPU
        const auto busy = at(3e4, 0.01, 4);
        QVERIFY(resourceOf(busy, "app", "cpu").utilization <= 0.6 + 1e-9);
    }

    /// Every replica gets a stream of its own and writes what it replays to its disk.
    void replicasCostTheirPrimaryAndTheirDisks()
    {
        const auto at = [](double replicas) {
            ProjectBuilder design;
            design
                .onlyClass({ { "page", 1, 0.001, 0 },
                             { "resolve", 0, 0, 0 },
                             { "read", 1, 0.001, 0 },
                             { "write", 1, 0.001, 0 } })
                .component("clients", "client_population")
                .component("app", "web_app_server")
                .component("db", "rdb_primary")
                .component("copies", "read_replica", { { "replicas", replicas } })
                .link("clients", "app", "call")
                .link("app", "db", "write")
                .link("app", "copies", "read")
                .link("db", "copies", "replicate", { { "bytes", 2000.0 } });
            return design.at(1e5);
        };
        const auto one = at(1);
        const auto three = at(3);
        const double each = 100 * 2000 * 8e-9; // Gbit/s, 100 writes a second
        QVERIFY(
            std::abs(resourceOf(three, "db", "network_out").used - resourceOf(one, "db", "network_out").used - 2 * each)
            < 1e-9);
        QVERIFY(std::abs(connectionOf(three, "db-copies").bytesPerSecond - 3 * 100 * 2000) < 1e-6);
        QVERIFY(std::abs(resourceOf(one, "copies", "disk").used - 400) < 1e-9); // 4 IOPS a write
        QVERIFY(std::abs(resourceOf(three, "copies", "disk").used - 400) < 1e-9);
        QVERIFY(std::abs(resourceOf(one, "db", "disk").used - 400) < 1e-9);
    }
};

HEADROOM_TEST(QCoreApplication, FoundTest)

} // namespace headroom::tst_found

#include "tst_found.moc"
