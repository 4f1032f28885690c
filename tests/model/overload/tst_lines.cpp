#include "model/derivation/derivation.h"
#include "model/queueing/mmc.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

namespace headroom::tst_lines {

using namespace test;

namespace {

/// Two instances of one core and 10 ms behind a balancer; 1 request/s per thousand users.
project::Project pair(bool isLeastBusy, std::vector<project::Parameters::Entry> more = {}, double instances = 2)
{
    std::vector<project::Parameters::Entry> parameters {
        { "threads", 0.0 }, { "vcpu", 1.0 }, { "instances", instances }, { "service_time", 0.01 }
    };
    parameters.insert(parameters.end(), more.begin(), more.end());
    return ProjectBuilder()
        .onlyClass({ { "page", 1, 1e-6, 1000 } })
        .component("clients", "client_population")
        .component("app", "web_app_server",
                   { { "threads_per_vcpu", 0.0 }, { "vcpu", 1024.0 }, { "http_time", 0.0 }, { "net_gbps", 100.0 } })
        .component("lb", "lb_l7", { { "least_busy", isLeastBusy } })
        .component("service", "microservice", std::move(parameters))
        .link("clients", "app", "call")
        .link("app", "lb", "call", { { "latency", 0.0 } })
        .link("lb", "service", "split")
        .build();
}

analysis::ComponentReport serviceAt(const project::Project &project, double users)
{
    return componentOf(analysis::analyze(project, 0, users, theCatalog()), "service");
}

/// Sojourns of a queue with one server by Lindley's recursion, sorted.
template <typename Arrival, typename Service>
std::vector<double> simulate(Arrival arrival, Service service, std::size_t count)
{
    std::vector<double> times;
    double wait = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double each = service();
        times.push_back(wait + each);
        wait = std::max(0.0, wait + each - arrival());
    }
    std::sort(times.begin(), times.end());
    return times;
}

} // namespace

/// Lines that differ from M/M/m of one instance: served by all together, or with other variation (domain spec 4.2).
class LinesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Domain spec 4.2: λ = 160, S = 10 ms, m = 2.
    void leastBusyIsOneLine()
    {
        const auto pooled = serviceAt(pair(true), 160e3);
        QVERIFY(isClose(pooled.wait, 0.8 * 0.8 / (1 - 0.64) * 0.01, 1e-12)); // ρ²S/(1 − ρ²)
        QVERIFY(isClose(pooled.waitProbability, 0.711111, 1e-6));
        QVERIFY(isClose(pooled.sojourn->p95, 0.079107, 1e-5));
        QVERIFY(isClose(pooled.sojourn->p99, 0.119374, 1e-5));
        QCOMPARE(pooled.lineServers, 2.0);
        const auto apart = serviceAt(pair(false), 160e3);
        QVERIFY(isClose(apart.wait, 0.04, 1e-12)); // two M/M/1 of 80/s
        QCOMPARE(apart.utilization, pooled.utilization);
    }

    void manyInstancesOfOneLine()
    {
        for (const double instances : { 1.0, 3.0, 40.0, 500.0, 20000.0 })
            for (const double load : { 0.3, 0.9, 0.999 }) {
                const double rate = instances * 100 * load;
                const auto found = serviceAt(pair(true, {}, instances), rate * 1e3);
                const double waits = queueing::erlangC(static_cast<int>(instances), rate * 0.01);
                QVERIFY(std::abs(found.waitProbability - waits) <= 1e-9 * waits + 1e-12);
                QVERIFY(std::abs(found.wait - waits * 0.01 / (instances - rate * 0.01)) <= 1e-9 * found.wait + 1e-15);
            }
    }

    /// What reaches an instance past the balancer, or is bound to one, is no one line.
    void notWhatIsBound()
    {
        project::Project project = pair(true);
        auto stage = std::make_shared<project::Stage>(*project.stages[0]);
        project::Connection past = stage->connections[1];
        past.id = "past";
        past.to = "service";
        past.parameters.set("calls", 1e-9);
        stage->connections.push_back(past);
        project.stages[0] = stage;
        QCOMPARE(serviceAt(project, 160e3).lineServers, 1.0);
    }

    /// Pollaczek and Khinchine: W = ρS/(1 − ρ)·(1 + c²)/2 of a single server, exactly.
    void meanWaitsOfOtherServices()
    {
        for (const double scv : { 0.0, 0.25, 1.0, 4.0 })
            for (const double rate : { 30.0, 80.0, 99.0 }) {
                const auto found = serviceAt(pair(false, { { "service_scv", scv } }), 2 * rate * 1e3);
                QVERIFY(isClose(found.wait, rate * 1e-4 / (1 - rate * 0.01) * (1 + scv) / 2, 1e-9));
                QVERIFY(isClose(found.sojourn->mean, found.wait + 0.01, 1e-9));
            }
        const auto clockwork = serviceAt(pair(false, { { "arrival_scv", 0.0 }, { "service_scv", 0.0 } }), 160e3);
        QCOMPARE(clockwork.wait, 0.0);
        QVERIFY(isClose(clockwork.sojourn->p99, 0.01, 1e-3));
    }

    /// The tail is an approximation: against simulated queues with the same two moments.
    void percentilesNearSimulation_data()
    {
        QTest::addColumn<double>("scv");
        QTest::newRow("always alike") << 0.0;
        QTest::newRow("half") << 0.5;
    }
    void percentilesNearSimulation()
    {
        QFETCH(double, scv);
        std::mt19937_64 random(20261125);
        std::exponential_distribution<double> arrivals(80);
        const double varied = std::sqrt(scv);
        std::exponential_distribution<double> own(1);
        const auto times = simulate([&] { return arrivals(random); },
                                    [&] { return 0.01 * (1 - varied + varied * own(random)); }, 400000);
        const auto found = serviceAt(pair(false, { { "service_scv", scv } }), 160e3);
        for (const auto &[p, value] : { std::pair(0.50, found.sojourn->p50), std::pair(0.95, found.sojourn->p95),
                                        std::pair(0.99, found.sojourn->p99) })
            QVERIFY(isClose(value, times[static_cast<std::size_t>(p * static_cast<double>(times.size()))], 0.12));
    }

    /// The percentiles of requests use the same law as those of visits.
    void requestsSeeIt()
    {
        const auto mean = [](double scv) {
            return *analysis::analyze(pair(false, { { "service_scv", scv } }), 0, 160e3, theCatalog()).meanLatency;
        };
        QVERIFY(isClose(mean(1) - mean(0), 0.02, 1e-9)); // half of the wait of 40 ms
        const auto report = analysis::analyze(pair(false, { { "service_scv", 0.0 } }), 0, 160e3, theCatalog());
        QVERIFY(report.serverTime->low.p99 <= componentOf(report, "service").sojourn->p99 + 0.002);
        QVERIFY(report.serverTime->high.p99 >= componentOf(report, "service").sojourn->p99);
    }

    void theyUnfold()
    {
        for (const project::Project &project :
             { pair(true), pair(false, { { "service_scv", 0.25 }, { "arrival_scv", 2.0 } }),
               pair(true, { { "service_scv", 0.0 } }) }) {
            const derivation::Explainer explainer(project, 0, 160e3, theCatalog());
            for (const char *path : { "service.wait", "service.latency", "service.p99" }) {
                const auto root = explainer.explain(path);
                QVERIFY(root && root->value);
                const auto again = derivation::reevaluate(*root);
                QVERIFY(!again || isClose(*again, *root->value, 1e-12));
                QVERIFY(again || root->formula.empty());
            }
        }
    }
};

HEADROOM_TEST(QCoreApplication, LinesTest)

} // namespace headroom::tst_lines

#include "tst_lines.moc"
