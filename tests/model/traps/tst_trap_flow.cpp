#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_trap_flow {

using namespace test;

namespace {

bool isClose(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::max({ 1.0, std::abs(a), std::abs(b) });
}

/// Two shops side by side behind one balancer, each with a database; the first may have a cache.
ProjectBuilder twoShops(bool hasCache)
{
    ProjectBuilder design;
    design.onlyClass({ { "page", 1, 0.01, 1000 }, { "read", 4, 0.002, 0 } })
        .component("clients", "client_population")
        .component("lb", "lb_l7")
        .link("clients", "lb", "call");
    for (const std::string shop : { "a", "b" })
        design.component("app-" + shop, "web_app_server", { { "instances", 2.0 } })
            .component("db-" + shop, "rdb_primary")
            .link("lb", "app-" + shop, "split")
            .link("app-" + shop, "db-" + shop, "query");
    if (hasCache)
        design.component("cache", "distributed_cache", { { "hit_ratio", 0.75 } })
            .link("app-a", "cache", "cache_lookup");
    return design;
}

} // namespace

/// Mistakes about where requests go; see tests/README.md for those that other tests cover.
class FlowTrapsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// One request calls cache and database and queue and a service; nobody divides its calls among them.
    void aRequestCallsAllItsDependencies()
    {
        ProjectBuilder design;
        design
            .onlyClass({ { "page", 1, 0.01, 0 },
                         { "session", 0, 0, 0 },
                         { "side", 0, 0, 0 },
                         { "read", 3, 0.001, 0 },
                         { "write", 2, 0.001, 0 },
                         { "notify", 1, 0.05, 0 },
                         { "rpc", 1, 0, 0 } })
            .component("clients", "client_population")
            .component("app", "web_app_server", { { "instances", 4.0 } })
            .link("clients", "app", "call");
        design.component("db", "rdb_primary").link("app", "db", "query");
        const double alone = resourceOf(design.at(20e3), "db", "cpu").utilization;
        design.component("queue", "message_queue")
            .component("workers", "worker_pool")
            .component("service", "microservice")
            .component("other", "microservice")
            .link("app", "queue", "async")
            .link("queue", "workers", "async")
            .link("app", "service", "call")
            .link("app", "other", "call");
        const auto wide = design.at(20e3);
        QVERIFY(isClose(resourceOf(wide, "db", "cpu").utilization, alone));
        QVERIFY(isClose(componentOf(wide, "db").requestsPerSecond, 20 * 5));
        QVERIFY(isClose(componentOf(wide, "queue").requestsPerSecond, 20));
        QVERIFY(isClose(componentOf(wide, "workers").requestsPerSecond, 20));
        QVERIFY(isClose(componentOf(wide, "service").requestsPerSecond, 20));
        QVERIFY(isClose(componentOf(wide, "other").requestsPerSecond, 20));
        design.component("cache", "distributed_cache", { { "hit_ratio", 0.6 } }).link("app", "cache", "cache_lookup");
        const auto cached = design.at(20e3); // all reads ask the cache, and 40 % of them the database
        QVERIFY(isClose(componentOf(cached, "cache").requestsPerSecond, 20 * 3));
        QVERIFY(isClose(componentOf(cached, "db").requestsPerSecond, 20 * (3 * 0.4 + 2)));
        QVERIFY(isClose(componentOf(cached, "service").requestsPerSecond, 20));
    }

    void theFirstBackendIsNotTheOnlyOne()
    {
        const auto report = twoShops(false).at(40e3);
        for (const char *shop : { "app-a", "app-b" })
            QVERIFY(isClose(componentOf(report, shop).requestsPerSecond, 20));
        for (const char *store : { "db-a", "db-b" })
            QVERIFY(isClose(componentOf(report, store).requestsPerSecond, 80));
    }

    /// A cache takes its hits from the store behind those who ask it, and helps nobody else.
    void aCacheHelpsOnlyThoseWhoAskIt()
    {
        const auto before = twoShops(false).at(40e3);
        const auto after = twoShops(true).at(40e3);
        QVERIFY(isClose(componentOf(after, "db-a").requestsPerSecond, 80 * 0.25));
        QVERIFY(isClose(componentOf(after, "db-b").requestsPerSecond, 80));
        QVERIFY(isClose(resourceOf(after, "db-b", "cpu").utilization, resourceOf(before, "db-b", "cpu").utilization));
        for (const char *untouched : { "app-a", "app-b", "db-b" }) {
            QVERIFY(isClose(componentOf(after, untouched).serviceTime, componentOf(before, untouched).serviceTime));
            QVERIFY(isClose(componentOf(after, untouched).wait, componentOf(before, untouched).wait));
        }
        ProjectBuilder apart = twoShops(false); // and one that nobody asks helps nobody
        apart.component("cache", "distributed_cache", { { "hit_ratio", 1.0 } });
        QVERIFY(isClose(*apart.at(40e3).meanLatency, *before.meanLatency));
    }
};

HEADROOM_TEST(QCoreApplication, FlowTrapsTest)

} // namespace headroom::tst_trap_flow

#include "tst_trap_flow.moc"
