#include "model/derivation/derivation.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_kind_resources {

using test::componentOf;
using test::ProjectBuilder;
using test::resourceOf;

namespace {

constexpr double kGbit = 8e-9; // per byte
constexpr double kUsers = 1e6; // of the preset: 1,000 requests/s at the peak
constexpr double kRate = kUsers / 1000;

bool isClose(double a, double b, double tolerance = 1e-12)
{
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

project::OperationUse use(const char *operation, double count, double bytes, double requestBytes)
{
    return { operation, count, 0.0001, bytes, requestBytes };
}

/// A server behind whatever the test is about, and before it.
ProjectBuilder site(std::vector<project::OperationUse> uses)
{
    return ProjectBuilder()
        .onlyClass(std::move(uses))
        .component("clients", "client_population")
        .component("app", "web_app_server", { { "vcpu", 64.0 }, { "net_gbps", 100.0 }, { "instances", 3.0 } });
}

} // namespace

/// What fills up in kinds that are no servers (domain spec 2.2).
class KindResourcesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A proxy of one's own: 20,000 requests a second and vCPU, and both directions of its line; the provider's grows.
    void ownBalancersFillUp()
    {
        const auto with = [](bool isManaged) {
            return site({ use("page", 1, 20000, 5000) })
                .component("lb", "lb_l7", { { "managed", isManaged }, { "instances", 2.0 }, { "vcpu", 4.0 } })
                .link("clients", "lb", "call")
                .link("lb", "app", "split")
                .at(kUsers);
        };
        QVERIFY(componentOf(with(true), "lb").resources.empty());
        const auto report = with(false);
        QVERIFY(isClose(resourceOf(report, "lb", "cpu").used, kRate / 2 / 20000));
        QVERIFY(isClose(resourceOf(report, "lb", "cpu").usersAtSaturation, 1000.0 * 2 * 4 * 20000, 1e-9));
        for (const char *direction : { "network_in", "network_out" })
            QVERIFY(isClose(resourceOf(report, "lb", direction).used, kRate * 25000 * kGbit / 2));
    }

    /// Three statements a request, over two machines of two processes.
    void poolersFillUp()
    {
        const auto report = site({ use("page", 1, 1000, 800), use("read", 3, 1000, 200) })
                                .component("pooler", "connection_pooler", { { "instances", 2.0 } })
                                .component("db", "rdb_primary")
                                .link("clients", "app", "call")
                                .link("app", "pooler", "query", { { "pool", 40.0 } })
                                .link("pooler", "db", "query")
                                .at(kUsers);
        QVERIFY(isClose(resourceOf(report, "pooler", "transactions").used, 3 * kRate / 2));
        QCOMPARE(resourceOf(report, "pooler", "transactions").capacity, 20000.0);
        QCOMPARE(resourceOf(report, "pooler", "connections").used, 3 * 40.0);
    }

    /// Domain spec 10.14: 40 MB/s at 10 MB/s a partition, filled to 60 %, take 7 partitions.
    void partitionsFillUp()
    {
        const auto fullest = [](double partitions) {
            return resourceOf(
                       site({ use("page", 1, 1000, 800), use("notify", 1, 0, 10000) })
                           .component("log", "log_broker", { { "partitions", partitions }, { "event_size", 10000.0 } })
                           .link("clients", "app", "call")
                           .link("app", "log", "async")
                           .at(4 * kUsers),
                       "log", "partition")
                .utilization;
        };
        QVERIFY(isClose(fullest(7), 40.0 / 7 / 10, 1e-4));
        QVERIFY(fullest(7) < 0.6 && fullest(6) > 0.6);
    }

    /// Each event comes in once and twice more as a copy; it goes out twice as a copy and once to whoever reads it.
    void copiesOfEventsTakeTheNetwork()
    {
        const auto design = site({ use("page", 1, 1000, 800), use("notify", 1, 0, 1000) })
                                .component("log", "log_broker")
                                .component("workers", "worker_pool", { { "instances", 10.0 } })
                                .link("clients", "app", "call")
                                .link("app", "log", "async")
                                .link("log", "workers", "async")
                                .build();
        const auto report = analysis::analyze(design, 0, kUsers, test::theCatalog());
        QVERIFY(isClose(resourceOf(report, "log", "disk").used, kRate * 0.001 / 3));
        for (const char *direction : { "network_in", "network_out" }) {
            QVERIFY(isClose(resourceOf(report, "log", direction).used, 3 * kRate * 1000 * kGbit / 3));
            const auto why = derivation::explain(design, 0, kUsers, test::theCatalog(),
                                                 std::string("log.") + direction + ".utilization");
            QVERIFY(why.has_value());
        }
    }

    /// A partition that half of all reads fall on.
    void hotPartitionsFillUp()
    {
        const auto report = site({ use("page", 1, 1000, 800), use("read", 4, 1000, 200), use("write", 1, 0, 1000) })
                                .component("store", "wide_column_store", { { "hot_key", 0.5 } })
                                .link("clients", "app", "call")
                                .link("app", "store", "query")
                                .at(kUsers);
        QVERIFY(isClose(resourceOf(report, "store", "hot_reads").used, 2 * kRate));
        QVERIFY(isClose(resourceOf(report, "store", "hot_reads").utilization, 2 * kRate / 3000));
        QVERIFY(isClose(resourceOf(report, "store", "hot_writes").utilization, 0.5 * kRate / 1000));
        QCOMPARE(componentOf(report, "store")
                     .resources[static_cast<std::size_t>(componentOf(report, "store").bindingResource)]
                     .id,
                 std::string("hot_reads"));
    }

    /// More nodes answer more and cost more.
    void nodesOfASearchIndex()
    {
        const auto with = [](double nodes) {
            return site({ use("page", 1, 1000, 800), use("rpc", 0.1, 1000, 800) })
                .component("search", "search_index", { { "nodes", nodes } })
                .link("clients", "app", "call")
                .link("app", "search", "call")
                .at(kUsers);
        };
        QVERIFY(isClose(resourceOf(with(4), "search", "quota").utilization, 0.1 * kRate / 4 / 80));
        QVERIFY(isClose(componentOf(with(4), "search").costPerMonth, 4 * componentOf(with(1), "search").costPerMonth));
    }

    /// Files asked for in every example that has some.
    void readsOfFiles()
    {
        const auto design = test::openDesign("examples/video-site.headroom");
        const auto report = analysis::analyze(*design, 3, 1e6, test::theCatalog());
        int stores = 0;
        for (const analysis::ComponentReport &each : report.components)
            if (each.kind == "object_storage" && each.requestsPerSecond > 0) {
                ++stores;
                QVERIFY(isClose(each.resources.front().used, each.requestsPerSecond, 1e-9));
                QCOMPARE(each.resources.front().capacity, 550000.0);
            }
        QVERIFY(stores > 0);
    }

    /// By Little's law: a connection stays open for 15 s after each request.
    void connectionsOfASingleServer()
    {
        const auto report = ProjectBuilder()
                                .onlyClass({ use("page", 1, 1000, 800), use("write", 1, 0, 1000) })
                                .component("clients", "client_population")
                                .component("box", "allinone_server")
                                .link("clients", "box", "call")
                                .at(1e5);
        QVERIFY(isClose(resourceOf(report, "box", "connections").used, 100 * 15.0));
        QVERIFY(isClose(resourceOf(report, "box", "disk").used, 100 * 4.0));
    }

    /// The shard with the most asked for key bears it besides its part of the rest: S·h + 1 − h (domain spec 8.5).
    void theHottestShardBearsTheHottestKey()
    {
        const auto utilization = [](double shards, double hotKey) {
            return resourceOf(ProjectBuilder()
                                  .onlyClass({ { "page", 1, 0.001, 0 }, { "read", 1, 0.0025, 0 } })
                                  .component("clients", "client_population")
                                  .component("app", "web_app_server", { { "instances", 100.0 } })
                                  .component("db", "shard_group",
                                             { { "shards", shards }, { "skew", 1.0 }, { "hot_key", hotKey } })
                                  .link("clients", "app", "call")
                                  .link("app", "db", "query")
                                  .at(1e5),
                              "db", "cpu")
                .utilization;
        };
        QVERIFY(std::abs(utilization(16, 0.065) / utilization(16, 0) - 1.975) < 1e-9);
        QVERIFY(std::abs(utilization(16, 1) / utilization(1, 0) - 1) < 1e-9); // one shard bears all
    }
};

HEADROOM_TEST(QCoreApplication, KindResourcesTest)

} // namespace headroom::tst_kind_resources

#include "tst_kind_resources.moc"
