#include "model/queueing/finite_queue.h"
#include "model/queueing/mmc.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_holding {

using namespace test;

namespace {

bool isClose(double a, double b, double tolerance = 1e-9)
{
    return std::abs(a - b) <= tolerance * std::max({ 1e-12, std::abs(a), std::abs(b) });
}

/// One page of 8 ms a request, 1 request/s per thousand users.
ProjectBuilder caller(double threads, double ownTime = 0.008)
{
    return ProjectBuilder()
        .onlyClass({ { "page", 1, ownTime, 1000 } })
        .component("clients", "client_population")
        .component("app", "web_app_server",
                   { { "threads", threads }, { "vcpu", 64.0 }, { "http_time", 0.0 }, { "net_gbps", 100.0 } })
        .link("clients", "app", "call");
}

/// A service without threads and with room for everything, that answers after so long.
ProjectBuilder &callee(ProjectBuilder &design, const std::string &id, double time,
                       std::vector<project::Parameters::Entry> link = {})
{
    link.emplace_back("latency", 0.0);
    return design.component(id, "microservice", { { "threads", 0.0 }, { "vcpu", 400.0 }, { "service_time", time } })
        .link("app", id, "call", std::move(link));
}

} // namespace

/// Threads and pooled connections are held until what they wait for is answered (domain spec 4.4).
class HoldingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goldenOfTheSpec()
    {
        ProjectBuilder fast = caller(32);
        callee(callee(fast, "leaf", 0.020), "shared", 0.050);
        const auto normal = fast.at(80e3);
        QVERIFY(isClose(resourceOf(normal, "app", "threads").used, 6.24));
        QVERIFY(!hasFinding(normal, "RES-08"));
        ProjectBuilder slow = caller(32);
        callee(callee(slow, "leaf", 0.020), "shared", 0.500);
        const auto overrun = slow.at(80e3);
        QVERIFY(isClose(resourceOf(overrun, "app", "threads").used, 42.24));
        QVERIFY(isClose(overrun.usersAtSaturation, 1000 * 32 / 0.528)); // X_sw = 60.606/s
        QVERIFY(overrun.state == analysis::State::Saturated);
        QCOMPARE(overrun.components[static_cast<std::size_t>(overrun.bottleneck.component)].id, std::string("app"));
        QVERIFY(overrun.isSoftwareBottleneck);
        QVERIFY(hasFinding(overrun, "RES-08"));
    }

    void fortyThreadsOverASlowDependency_data()
    {
        QTest::addColumn<double>("dependency");
        QTest::addColumn<double>("carried");
        QTest::newRow("10 ms") << 0.010 << 40 / 0.030;
        QTest::newRow("200 ms") << 0.200 << 40 / 0.220;
    }
    void fortyThreadsOverASlowDependency()
    {
        QFETCH(double, dependency);
        QFETCH(double, carried);
        ProjectBuilder design = caller(40, 0.020);
        callee(design, "dependency", dependency);
        QVERIFY(isClose(resourceOf(design.at(1000), "app", "threads").usersAtSaturation, 1000 * carried));
    }

    void aTimeoutCapsTheHold()
    {
        ProjectBuilder design = caller(32);
        callee(design, "slow", 5.0, { { "timeout", 0.2 } });
        QVERIFY(isClose(resourceOf(design.at(10e3), "app", "threads").used, 10 * 0.208));
    }

    void nestedCallsHoldEveryCaller()
    {
        const auto report = caller(64)
                                .component("mid", "microservice",
                                           { { "threads", 50.0 }, { "vcpu", 64.0 }, { "service_time", 0.010 } })
                                .component("deep", "microservice",
                                           { { "threads", 0.0 }, { "vcpu", 64.0 }, { "service_time", 0.100 } })
                                .link("app", "mid", "call", { { "latency", 0.001 } })
                                .link("mid", "deep", "call", { { "latency", 0.002 }, { "calls", 3.0 } })
                                .at(20e3);
        const double mid = 0.010 + 3 * (0.002 + 0.100);
        QVERIFY(isClose(resourceOf(report, "mid", "threads").used, 20 * mid));
        QVERIFY(isClose(resourceOf(report, "app", "threads").used, 20 * (0.008 + 0.001 + mid)));
    }

    void anEventLoopHoldsNone()
    {
        const auto report = ProjectBuilder()
                                .component("clients", "client_population")
                                .component("app", "web_app_server", { { "threads_per_vcpu", 0.0 } })
                                .link("clients", "app", "call")
                                .at(1000);
        for (const analysis::ResourceReport &each : componentOf(report, "app").resources)
            QVERIFY(each.id != "threads");
    }

    void theQueueForThreadsIsErlangs()
    {
        // Nothing but the pool is ever full: its wait is that of M/M/5 with 0.1 s of service and its places to wait.
        ProjectBuilder design = caller(5, 0.0);
        callee(design, "dependency", 0.100, { { "timeout", 0.0 } });
        const auto report = design.at(40e3);
        const auto &threads = resourceOf(report, "app", "threads");
        const int places = 5 + static_cast<int>(componentOf(report, "app").places->queue);
        const double wait = queueing::finiteQueue(Rate(40), Seconds(0.1), 5, places).response.value() - 0.1;
        QVERIFY(isClose(threads.wait, wait));
        QVERIFY(std::abs(threads.waitProbability - queueing::erlangC(5, 4)) < 1e-5); // hardly anybody is refused
        QVERIFY(report.meanLatency && isClose(*report.meanLatency, 0.1 + wait));
        QVERIFY(report.serverTime && isClose(report.serverTime->value.mean, *report.meanLatency));
        const auto &shares = report.classes.front().timeShares;
        QVERIFY(!shares.empty());
        for (const analysis::TimeShare &share : shares)
            QVERIFY(share.component >= 0 && static_cast<std::size_t>(share.component) < report.components.size());
    }

    void aPoolIsHeldForEachCall()
    {
        const auto report
            = ProjectBuilder()
                  .onlyClass({ { "page", 1, 0.001, 1000 }, { "read", 8, 0.0025, 0 } })
                  .component("clients", "client_population")
                  .component("app", "web_app_server", { { "instances", 2.0 }, { "vcpu", 32.0 } })
                  .component("db", "rdb_primary", { { "sigma", 0.0 }, { "kappa", 0.0 }, { "vcpu", 64.0 } })
                  .link("clients", "app", "call")
                  .link("app", "db", "query", { { "pool", 40.0 }, { "latency", 0.001 } })
                  .at(2e6);
        // Domain spec 10.10: 2,000 requests/s × 8 statements × 3.5 ms = 56 busy connections, here of two instances.
        QVERIFY(isClose(resourceOf(report, "app", "pool_app-db").used, 28));
        QVERIFY(isClose(resourceOf(report, "app", "pool_app-db").capacity, 40));
    }

    void machinesThatAreFullFirstAreNoSoftwareBottleneck()
    {
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            for (std::size_t stage = 0; stage < design->stages.size(); ++stage) {
                const auto report = analysis::analyze(*design, stage, design->stages[stage]->users.to, theCatalog());
                QVERIFY2(!report.isSoftwareBottleneck, path.c_str());
                QVERIFY2(!hasFinding(report, "RES-08"), path.c_str());
            }
        }
    }
};

HEADROOM_TEST(QCoreApplication, HoldingTest)

} // namespace headroom::tst_holding

#include "tst_holding.moc"
