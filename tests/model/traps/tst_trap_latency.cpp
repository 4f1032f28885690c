#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_trap_latency {

using namespace test;

namespace {

constexpr double kService = 0.1; // s

/// One server of m processors whose only work is a page of 100 ms.
ProjectBuilder station(double servers)
{
    ProjectBuilder design;
    design.onlyClass({ { "page", 1, kService, 0 } })
        .component("clients", "client_population")
        .component("app", "web_app_server",
                   { { "vcpu", servers }, { "http_time", 0.0 }, { "threads_per_vcpu", 0.0 }, { "net_gbps", 100.0 } })
        .link("clients", "app", "call", { { "latency", 0.0 } });
    return design;
}

/// Users that fill so much of the station: a request a second per thousand.
double usersFor(double utilization, double servers)
{
    return 1000 * utilization * servers / kService;
}

/// Mean response over service by counting out the states of the birth–death chain: L = Σ n·pₙ, R = L/λ.
double countedResponse(double utilization, int servers)
{
    const double load = utilization * servers;
    double weight = 1, all = 1, inside = 0;
    for (int n = 1; n < 20000; ++n) {
        weight *= load / std::min(n, servers);
        all += weight;
        inside += n * weight;
    }
    return inside / all / load;
}

bool isNear(double value, double expected, double allowed)
{
    const bool holds = std::abs(value - expected) <= allowed;
    if (!holds)
        qWarning("%.12g instead of %.12g", value, expected);
    return holds;
}

/// Two tiers of 100 ms each, one after the other, hardly loaded.
ProjectBuilder twoHops()
{
    ProjectBuilder design = station(64);
    design.onlyClass({ { "page", 1, kService, 0 }, { "rpc", 1, 0, 0 } })
        .component("next", "microservice", { { "vcpu", 64.0 }, { "threads", 0.0 }, { "service_time", kService } })
        .link("app", "next", "call", { { "latency", 0.0 }, { "timeout", 0.0 } });
    return design;
}

} // namespace

/// Mistakes about latency against load, by the table of exact M/M/m; see tests/README.md for those covered elsewhere.
class LatencyTrapsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The one-server curve is not that of pooled capacity, and nothing is cut off near saturation.
    void waitingFollowsLoadAndServers_data()
    {
        QTest::addColumn<double>("utilization");
        QTest::addColumn<int>("servers");
        QTest::addColumn<double>("printed"); // mean response over service
        const double utilizations[] { 0.70, 0.80, 0.90, 0.95 };
        const int servers[] { 1, 4, 20 };
        const double table[][3] {
            { 3.33, 1.36, 1.02 }, { 5.00, 1.75, 1.06 }, { 10.0, 2.97, 1.28 }, { 20.0, 5.46, 1.76 }
        };
        for (int row = 0; row < 4; ++row)
            for (int column = 0; column < 3; ++column)
                QTest::addRow("%g of %d", utilizations[row], servers[column])
                    << utilizations[row] << servers[column] << table[row][column];
    }
    void waitingFollowsLoadAndServers()
    {
        QFETCH(double, utilization);
        QFETCH(int, servers);
        QFETCH(double, printed);
        const auto report = station(servers).at(usersFor(utilization, servers));
        const double ratio = *report.meanLatency / kService;
        QVERIFY(isNear(ratio, printed, printed >= 10 ? 0.05 : 0.005));
        QVERIFY(isNear(ratio, countedResponse(utilization, servers), 1e-9 * ratio));
    }

    void thereIsWaitingFarBelowSaturationAndNoClampBeside()
    {
        QVERIFY(isNear(*station(1).at(usersFor(0.5, 1)).meanLatency, 2 * kService, 1e-12));
        QVERIFY(isNear(*station(1).at(usersFor(0.99, 1)).meanLatency, 100 * kService, 1e-9));
        QVERIFY(isNear(*station(1).at(usersFor(0.9999, 1)).meanLatency, 1e4 * kService, 1e-5));
        QVERIFY(!station(1).at(usersFor(1, 1)).meanLatency);
    }

    /// Exponential service alone has p99/p50 = ln 100/ln 2 = 6.64; waiting and fixed delays make it something else.
    void percentilesAreNoFixedMultiple()
    {
        const auto ratio = [](const analysis::Report &report) {
            return report.serverTime->value.p99 / report.serverTime->value.p50;
        };
        QVERIFY(isNear(ratio(station(64).at(1)), std::log(100) / std::log(2), 0.05)); // a grid step of 69 ms
        const auto &exact = componentOf(station(64).at(1), "app").sojourn;
        QVERIFY(isNear(exact->p99 / exact->p50, std::log(100) / std::log(2), 1e-9));
        ProjectBuilder distant = twoHops(); // fixed delays of 1 s before two services: Erlang-2 on top of them
        project::Project design = distant.build();
        auto stage = std::make_shared<project::Stage>(*design.stages[0]);
        stage->connections[1].parameters.set("latency", 1.0);
        design.stages[0] = stage;
        const auto report = analysis::analyze(design, 0, 1, theCatalog());
        QVERIFY(isNear(ratio(report), (1 + 0.663835) / (1 + 0.167835), 0.01));
    }

    void theMedianIsBelowTheMean()
    {
        for (const double utilization : { 0.1, 0.5, 0.9 }) { // one server: exponential with mean S/(1 − ρ)
            const auto report = station(1).at(usersFor(utilization, 1));
            const double mean = kService / (1 - utilization);
            QVERIFY(isNear(report.serverTime->value.p50, std::log(2) * mean, report.serverTime->step));
            QVERIFY(report.serverTime->value.p50 < *report.meanLatency);
        }
    }

    /// Two exponential hops of 100 ms: (1 + x)·e⁻ˣ = 0.01 at x = 6.63835, so p99 is 664 ms and not 2 · 461.
    void percentilesOfHopsDoNotAddUp()
    {
        const auto report = twoHops().at(1);
        const double step = report.serverTime->step;
        QVERIFY(isNear(report.serverTime->value.p50, 1.678347 * kService, step)); // (1 + x)·e⁻ˣ = 0.5
        QVERIFY(isNear(report.serverTime->value.p95, 4.743865 * kService, step)); // = 0.05
        QVERIFY(isNear(report.serverTime->value.p99, 6.638352 * kService, step));
        const double added = componentOf(report, "app").sojourn->p99 + componentOf(report, "next").sojourn->p99;
        QVERIFY(report.serverTime->value.p99 < 0.75 * added);
    }

    /// Jobs of ten seconds behind a queue add what enqueueing takes, 15 ms, to every percentile.
    void nobodyWaitsForAsynchronousBranches()
    {
        const auto percentiles = [](bool isQueued) {
            ProjectBuilder design = station(64);
            design.onlyClass({ { "page", 1, kService, 0 }, { "notify", isQueued ? 1.0 : 0.0, 10, 0 } });
            if (isQueued)
                design.component("queue", "message_queue")
                    .component("workers", "worker_pool", { { "job_time", 10.0 } })
                    .link("app", "queue", "async", { { "latency", 0.0 } })
                    .link("queue", "workers", "async");
            return *design.at(10).serverTime;
        };
        const auto without = percentiles(false);
        const auto with = percentiles(true);
        QVERIFY(isNear(with.value.p50 - without.value.p50, 0.015, without.step));
        QVERIFY(isNear(with.value.p95 - without.value.p95, 0.015, without.step));
        QVERIFY(isNear(with.value.p99 - without.value.p99, 0.015, without.step));
        QVERIFY(isNear(with.value.mean - without.value.mean, 0.015, 1e-6));
    }
};

HEADROOM_TEST(QCoreApplication, LatencyTrapsTest)

} // namespace headroom::tst_trap_latency

#include "tst_trap_latency.moc"
