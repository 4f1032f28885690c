#include "model/analysis/compiled_stage.h"
#include "model/derivation/derivation.h"
#include "model/serialization/project_json.h"
#include "model/serialization/report_json.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <utility>

namespace headroom::tst_network {

using test::componentOf;
using test::connectionOf;
using test::ProjectBuilder;
using test::resourceOf;

namespace {

constexpr double kGbit = 8e-9;     // per byte
constexpr double kMonth = 2628000; // s

bool isClose(double a, double b, double tolerance = 1e-12)
{
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

project::OperationUse use(const char *operation, double count, double bytes, std::optional<double> requestBytes = {})
{
    return { operation, count, 0.0001, bytes, requestBytes };
}

/// One server that answers pages and asks a database three times each.
ProjectBuilder site(project::OperationUse page, project::OperationUse read)
{
    return ProjectBuilder()
        .onlyClass({ std::move(page), std::move(read) })
        .component("clients", "client_population")
        .component("app", "web_app_server", { { "vcpu", 64.0 }, { "net_gbps", 1.0 } })
        .component("db", "rdb_primary")
        .link("clients", "app", "call")
        .link("app", "db", "query");
}

/// Events of these bytes, all day long, that the workers write down.
project::BackgroundJob events(double rate, double bytes)
{
    project::BackgroundJob job;
    job.id = "import";
    job.name = "Import";
    job.kind = project::BackgroundJob::Kind::Event;
    job.entry = "app";
    job.rate = rate;
    job.uses = { { "write", 1, 0.0001, 0, bytes } };
    return job;
}

analysis::Report withJob(const ProjectBuilder &design, const project::BackgroundJob &job, double users)
{
    project::Project project = design.build();
    project.workload.jobs = { job };
    return analysis::analyze(project, 0, users, test::theCatalog());
}

bool hasSource(const derivation::Derivation &node, const std::string &word)
{
    return node.source.find(word) != std::string::npos
        || std::any_of(node.children.begin(), node.children.end(),
                       [&](const derivation::Derivation &child) { return hasSource(child, word); });
}

bool hasLabel(const derivation::Derivation &node, const std::string &label)
{
    return node.label == label
        || std::any_of(node.children.begin(), node.children.end(),
                       [&](const derivation::Derivation &child) { return hasLabel(child, label); });
}

} // namespace

/// Bytes both ways (domain spec 2.1, 3.4): lines are full duplex, and the busier direction counts.
class NetworkTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// 100 requests a second. In: uploads, and answers of the database; out: pages, and statements.
    void bothDirections()
    {
        const auto report = site(use("page", 1, 20000, 5000), use("read", 3, 4000, 300)).at(1e5);
        QVERIFY(isClose(resourceOf(report, "app", "network_in").used, 100 * (5000 + 3 * 4000) * kGbit));
        QVERIFY(isClose(resourceOf(report, "app", "network_out").used, 100 * (20000 + 3 * 300) * kGbit));
        const auto &asked = connectionOf(report, "app-db");
        QVERIFY(isClose(asked.bytesPerSecond, 100 * 3 * 4300.0));
        QVERIFY(isClose(asked.requestBytesPerSecond, 100 * 3 * 300.0));
    }

    /// 1 Gbit/s is 125 MB/s: 625 uploads of 200 KB a second, whatever is answered.
    void theBusierDirectionBinds()
    {
        const auto bindingOf = [](double answer, double upload) {
            const auto report = site(use("page", 1, answer, upload), use("read", 0, 0, 0)).at(1e5);
            const analysis::ComponentReport &app = componentOf(report, "app");
            const auto &resource = app.resources[static_cast<std::size_t>(app.bindingResource)];
            return std::pair(resource.id, resource.usersAtSaturation);
        };
        QCOMPARE(bindingOf(1000, 200000).first, std::string("network_in"));
        QVERIFY(isClose(bindingOf(1000, 200000).second, 625e3, 1e-9));
        QCOMPARE(bindingOf(200000, 1000).first, std::string("network_out"));
        QVERIFY(isClose(bindingOf(200000, 1000).second, 625e3, 1e-9));
        // Each direction has the line for itself: the other takes nothing from it.
        QVERIFY(isClose(bindingOf(199999, 200000).second, 625e3, 1e-9));
    }

    /// A request that states no size has that of the catalog's operation, and the derivation says where it is from.
    void defaultsHaveASource()
    {
        const auto design = site(use("page", 1, 1000), use("read", 3, 0)).build();
        const auto report = analysis::analyze(design, 0, 1e5, test::theCatalog());
        QVERIFY(isClose(connectionOf(report, "clients-app").requestBytesPerSecond, 100 * 800.0));
        QVERIFY(isClose(connectionOf(report, "app-db").requestBytesPerSecond, 100 * 3 * 200.0));
        for (const catalog::Operation &operation : test::theCatalog().operations())
            QVERIFY2(operation.requestBytes <= 0 || !operation.requestSource.empty(), operation.id.c_str());
        const auto why = derivation::explain(design, 0, 1e5, test::theCatalog(), "app.network_in.utilization");
        QVERIFY(why.has_value());
        QVERIFY(hasSource(*why, "SPDY"));
    }

    /// Written and read again; what is left out stays so.
    void requestBytesAreKept()
    {
        project::Project design = site(use("page", 1, 20000, 5000), use("read", 3, 4000)).build();
        const auto read
            = serialization::readProject(serialization::writeProject(design), "a.headroom", test::theCatalog());
        QVERIFY(bool(read));
        QVERIFY(read->project->workload.classes == design.workload.classes);
        QVERIFY(!read->project->workload.classes.front().uses.back().requestBytes);
    }

    /// A job that no user causes: 400 writes of 50 KB a second are 160 Mbit/s of each line they pass.
    void jobsCountInTheNetwork()
    {
        const ProjectBuilder design = site(use("page", 1, 20000, 5000), use("read", 3, 4000, 300));
        const auto report = withJob(design, events(400, 50000), 1e5);
        QVERIFY(
            isClose(resourceOf(report, "app", "network_out").used, (100 * (20000 + 3 * 300) + 400 * 50000.0) * kGbit));
        QVERIFY(isClose(resourceOf(report, "app", "network_in").used, 100 * (5000 + 3 * 4000) * kGbit));
        QVERIFY(isClose(connectionOf(report, "app-db").requestBytesPerSecond, 100 * 3 * 300 + 400 * 50000.0));
        // Without users the job alone is left, and it is not zero.
        QVERIFY(isClose(resourceOf(withJob(design, events(400, 50000), 0), "app", "network_out").used,
                        400 * 50000 * kGbit));
        // It takes its part of the line from the users: (1 − 0.16) Gbit/s for 20,900 bytes each.
        QVERIFY(isClose(resourceOf(report, "app", "network_out").usersAtSaturation, 0.84 / kGbit / 20900 * 1000, 1e-9));
    }

    /// Data stores have lines too: a cache that answers 300 reads a second of 40 KB sends 96 Mbit/s whatever its memory,
    /// and fills a line of 1 Gbit/s at 1,041,667 users. With every page it is asked for a session too, in 100 bytes.
    void cachesSendWhatTheyAnswer()
    {
        const auto report = site(use("page", 1, 1000), use("read", 3, 40000, 300))
                                .component("cache", "distributed_cache", { { "hit_ratio", 1.0 }, { "net_gbps", 1.0 } })
                                .link("app", "cache", "cache_lookup")
                                .at(1e5);
        const auto &out = resourceOf(report, "cache", "network_out");
        QVERIFY(isClose(out.used, 300 * 40000 * kGbit));
        QVERIFY(isClose(out.usersAtSaturation, 1e9 / 8 / (3 * 40000.0) * 1000, 1e-9));
        QVERIFY(isClose(resourceOf(report, "cache", "network_in").used, (300 * 300 + 100 * 100) * kGbit));
        QVERIFY(isClose(resourceOf(report, "db", "network_out").used, 0));
    }

    /// Every replica receives every write, whatever their number; the primary sends one copy for each that is said.
    void copiesTakeTheirPartOfTheNetwork()
    {
        const auto design = [](double replicas) {
            return site(use("page", 1, 1000), use("write", 2, 100, 3000))
                .component("replicas", "read_replica", { { "replicas", replicas } })
                .link("db", "replicas", "replicate", { { "calls", replicas }, { "bytes", 5000.0 } });
        };
        for (const double replicas : { 1.0, 4.0 }) {
            const auto report = design(replicas).at(1e5);
            QVERIFY(isClose(resourceOf(report, "replicas", "network_in").used, 200 * 5000 * kGbit));
            QVERIFY(isClose(resourceOf(report, "db", "network_out").used, 200 * (100 + replicas * 5000) * kGbit));
            for (const char *metric : { "replicas.network_in.utilization", "replicas.network_in.users_at_saturation",
                                        "db.network_out.utilization" }) {
                const auto why = derivation::explain(design(replicas).build(), 0, 1e5, test::theCatalog(), metric);
                QVERIFY2(why.has_value(), metric);
                QVERIFY2(hasLabel(*why, "Copies of writes over connection db-replicas"), metric);
            }
        }
    }

    /// What leaves a region is in the traffic between regions, and on the bill: 0.02 USD a GB, both directions.
    void jobsThatLeaveARegionCost()
    {
        const auto apart = [](double bytes) {
            ProjectBuilder design;
            design.onlyClass({ use("page", 1, 1000, 0), use("read", 1, 1000, 500) })
                .component("clients", "client_population")
                .component("eu", "region")
                .component("us", "region")
                .component("app", "web_app_server", { { "vcpu", 64.0 } }, "eu")
                .component("db", "rdb_primary", {}, "us")
                .link("clients", "app", "call")
                .link("app", "db", "query");
            return withJob(design, events(10, bytes), 1e6);
        };
        const auto report = apart(30000);
        QCOMPARE(report.traffic.size(), std::size_t(1));
        const analysis::TrafficReport &between = report.traffic.front();
        QVERIFY(between.reach == analysis::Reach::Regions);
        QVERIFY(isClose(between.bytesPerSecond, 1000 * 1500 + 10 * 30000.0));
        // Users pay for the mean of their day, a third of the peak; the job for all of it.
        const double users = 1000 * 1500 * report.meanRequestsPerSecond / report.requestsPerSecond;
        QVERIFY(isClose(between.costPerMonth, (users + 10 * 30000.0) * kMonth / 1e9 * 0.02, 1e-9));
        QVERIFY(isClose(report.costPerMonth - apart(0).costPerMonth, 10 * 30000.0 * kMonth / 1e9 * 0.02, 1e-6));
    }

    /// Copies of what is written leave their source and arrive at each replica.
    void copiesCount()
    {
        const auto report = site(use("page", 1, 1000, 0), use("write", 1, 0, 400))
                                .component("replica", "read_replica")
                                .link("db", "replica", "replicate", { { "bytes", 3000.0 } })
                                .at(1e5);
        QVERIFY(isClose(connectionOf(report, "db-replica").bytesPerSecond, 100 * 3000.0));
        QVERIFY(isClose(connectionOf(report, "db-replica").requestBytesPerSecond, 100 * 3000.0));
    }

    void jsonHasBothWays()
    {
        const auto report = site(use("page", 1, 20000, 5000), use("read", 3, 4000, 300)).at(1e5);
        const std::string text = serialization::writeReport(report);
        QVERIFY(text.find("\"bytes_per_second\": 2500000") != std::string::npos);
        QVERIFY(text.find("\"request_bytes_per_second\": 500000") != std::string::npos);
    }
};

HEADROOM_TEST(QCoreApplication, NetworkTest)

} // namespace headroom::tst_network

#include "tst_network.moc"
