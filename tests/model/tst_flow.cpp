#include "model/analysis/compiled_stage.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_flow {

using namespace test;

namespace {

bool isClose(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::max({ 1.0, std::abs(a), std::abs(b) });
}

/// One request a second per thousand users; each makes four reads and one write.
ProjectBuilder small()
{
    return ProjectBuilder().onlyClass({ { "page", 1, 0.01, 1000 }, { "read", 4, 0.002, 0 }, { "write", 1, 0.003, 0 } });
}

} // namespace

/// Where requests go: splits, calls, caches, queues, copies and loops (domain spec 3.1–3.2).
class FlowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // clients ─ lb ─┬─ a (share 3)
    //               └─ b (share 1)
    void aSplitConservesWhatItDivides()
    {
        const auto report = small()
                                .component("clients", "client_population")
                                .component("lb", "lb_l7")
                                .component("a", "web_app_server")
                                .component("b", "web_app_server")
                                .component("db", "rdb_primary")
                                .link("clients", "lb", "call")
                                .link("lb", "a", "split", { { "share", 3.0 } })
                                .link("lb", "b", "split", { { "share", 1.0 } })
                                .link("a", "db", "query")
                                .link("b", "db", "query")
                                .at(1e5);
        QVERIFY(isClose(componentOf(report, "a").requestsPerSecond, 75));
        QVERIFY(isClose(componentOf(report, "b").requestsPerSecond, 25));
        QVERIFY(isClose(connectionOf(report, "lb-a").requestsPerSecond + connectionOf(report, "lb-b").requestsPerSecond,
                        connectionOf(report, "clients-lb").requestsPerSecond));
        QVERIFY(isClose(componentOf(report, "db").requestsPerSecond, 500)); // 4 reads and 1 write each
    }

    void aCacheTakesItsHitsFromTheStore_data()
    {
        QTest::addColumn<double>("hit");
        for (const double hit : { 0.0, 0.25, 0.8, 1.0 })
            QTest::addRow("hit ratio %g", hit) << hit;
    }
    void aCacheTakesItsHitsFromTheStore()
    {
        QFETCH(double, hit);
        for (const bool isLookAside : { true, false }) {
            auto design = small()
                              .component("clients", "client_population")
                              .component("app", "web_app_server")
                              .component("cache", "distributed_cache", { { "hit_ratio", hit } })
                              .component("db", "rdb_primary")
                              .link("clients", "app", "call")
                              .link("app", "cache", "cache_lookup")
                              .link("app", "db", "query");
            if (!isLookAside)
                design.link("cache", "db", "cache_miss");
            const auto report = design.at(1e5);
            QVERIFY(
                isClose(connectionOf(report, "app-cache").requestsPerSecond, 400 + 100)); // reads and session lookups
            QVERIFY(isClose(componentOf(report, "db").requestsPerSecond, 400 * (1 - hit) + 100));
        }
    }

    void anotherDependencyTakesNothingFromTheFirst()
    {
        auto design = small()
                          .component("clients", "client_population")
                          .component("app", "web_app_server")
                          .component("db", "rdb_primary")
                          .component("service", "microservice")
                          .link("clients", "app", "call")
                          .link("app", "db", "query");
        const double before = resourceOf(design.at(1e4), "db", "cpu").utilization;
        const auto after = design.link("app", "service", "call").at(1e4);
        QVERIFY(isClose(resourceOf(after, "db", "cpu").utilization, before));
        QVERIFY(isClose(componentOf(after, "service").requestsPerSecond, 10));
    }

    // app ─ a ⇄ b: a calls b once, b calls a with weight w. v_a = 1 / (1 − w).
    void aLoopIsSolvedAsALinearSystem()
    {
        const auto report = small()
                                .component("clients", "client_population")
                                .component("app", "web_app_server")
                                .component("db", "rdb_primary")
                                .component("a", "microservice")
                                .component("b", "microservice")
                                .link("clients", "app", "call")
                                .link("app", "db", "query")
                                .link("app", "a", "call")
                                .link("a", "b", "call")
                                .link("b", "a", "call", { { "calls", 0.75 } })
                                .at(1e4);
        QVERIFY(isClose(componentOf(report, "a").requestsPerSecond, 10 / (1 - 0.75)));
        QVERIFY(isClose(componentOf(report, "b").requestsPerSecond, 10 / (1 - 0.75)));
        QVERIFY(!hasFinding(report, "FLOW-DIVERGE"));
    }

    void aLoopThatFeedsItselfIsAFindingAndNoError()
    {
        const auto report = small()
                                .component("clients", "client_population")
                                .component("app", "web_app_server")
                                .component("db", "rdb_primary")
                                .component("a", "microservice")
                                .component("b", "microservice")
                                .link("clients", "app", "call")
                                .link("app", "db", "query")
                                .link("app", "a", "call")
                                .link("a", "b", "call")
                                .link("b", "a", "call")
                                .at(1e4);
        QVERIFY(hasFinding(report, "FLOW-DIVERGE"));
    }

    void nobodyWaitsForWhatIsQueued()
    {
        const std::vector<project::OperationUse> uses { { "page", 1, 0.01, 0 }, { "notify", 1, 0.12, 0 } };
        const auto direct = ProjectBuilder()
                                .onlyClass(uses)
                                .component("clients", "client_population")
                                .component("app", "web_app_server")
                                .component("mail", "notification_service")
                                .link("clients", "app", "call")
                                .link("app", "mail", "call")
                                .at(1e3);
        const auto queued = ProjectBuilder()
                                .onlyClass(uses)
                                .component("clients", "client_population")
                                .component("app", "web_app_server")
                                .component("queue", "message_queue")
                                .component("workers", "worker_pool")
                                .component("mail", "notification_service")
                                .link("clients", "app", "call")
                                .link("app", "queue", "async")
                                .link("queue", "workers", "async")
                                .link("workers", "mail", "call")
                                .at(1e3);
        QVERIFY(direct.meanLatency && queued.meanLatency);
        QVERIFY(*direct.meanLatency > 0.12);
        QVERIFY(*queued.meanLatency < 0.05);
        QVERIFY(isClose(componentOf(queued, "mail").requestsPerSecond, 1)); // the work is done all the same
    }

    void everyReplicaReplaysAllWrites()
    {
        // One write of 3 ms a request at 10/s: a quarter of it on each of two replicas, with 4 reads of 2 ms divided.
        const auto report = small()
                                .component("clients", "client_population")
                                .component("app", "web_app_server")
                                .component("db", "rdb_primary")
                                .component("copies", "read_replica", { { "replicas", 2.0 } })
                                .link("clients", "app", "call")
                                .link("app", "db", "query", { { "share", 0.0 } })
                                .link("app", "copies", "read")
                                .link("db", "copies", "replicate")
                                .at(1e4);
        QVERIFY(isClose(resourceOf(report, "copies", "cpu").used, 10 * (0.25 * 0.003 + 4 * 0.002 / 2)));
        QVERIFY(isClose(resourceOf(report, "db", "cpu").used, 10 * 0.003));
    }

    void workThatNobodyDoesIsNamed()
    {
        const auto report = small()
                                .component("clients", "client_population")
                                .component("app", "web_app_server")
                                .link("clients", "app", "call")
                                .at(1e3);
        QVERIFY(hasFinding(report, "FLOW-LOST"));
        QVERIFY(!report.meanLatency);
        QVERIFY(report.state == analysis::State::Unreachable);
    }

    /// Callers have their answer once it is in the queue, so the users' side is as with workers.
    void workThatStaysInAQueueIsNamed_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::newRow("work that has to be done") << "task";
        QTest::newRow("work that a design may leave out, but not collect and leave") << "notify";
    }
    void workThatStaysInAQueueIsNamed()
    {
        QFETCH(QString, operation);
        ProjectBuilder design;
        design.onlyClass({ { "page", 1, 0.01, 0 }, { operation.toStdString(), 1, 0.01, 0 } })
            .component("clients", "client_population")
            .component("app", "web_app_server")
            .component("queue", "message_queue")
            .link("clients", "app", "call")
            .link("app", "queue", "async");
        const auto report = design.at(1e3);
        QVERIFY(hasFinding(report, "FLOW-KEPT"));
        QVERIFY(!hasFinding(report, "FLOW-LOST"));
        const auto worked = design.component("workers", "worker_pool").link("queue", "workers", "async").at(1e3);
        QVERIFY(!hasFinding(worked, "FLOW-KEPT"));
        QVERIFY(report.meanLatency && worked.meanLatency);
        QCOMPARE(*report.meanLatency, *worked.meanLatency);
    }

    /// A choice among hundreds makes no route for each: time and memory would grow with the cube of it.
    void aChoiceAmongHundredsStaysBounded()
    {
        ProjectBuilder design = small();
        design.component("clients", "client_population").component("lb", "lb_l7").link("clients", "lb", "call");
        for (int i = 0; i < 300; ++i) {
            const std::string id = "a" + std::to_string(i);
            design.component(id, "allinone_server").link("lb", id, "split");
        }
        const project::Project project = design.build();
        const auto compiled = analysis::compile(project, 0, theCatalog());
        QVERIFY(!compiled->classes.front().ways.empty() && compiled->classes.front().ways.size() <= 64);
        const auto report = analysis::analyze(project, 0, 1000, theCatalog());
        QVERIFY(report.meanLatency && report.serverTime);
        QVERIFY(isClose(componentOf(report, "a7").requestsPerSecond * 300, report.requestsPerSecond));
        QVERIFY(report.serverTime->value.p50 <= report.serverTime->value.p99);
    }

    void emptyAndClientlessDesignsGetFindings()
    {
        QVERIFY(hasFinding(ProjectBuilder().at(1000), "FLOW-EMPTY"));
        QVERIFY(hasFinding(ProjectBuilder().component("db", "rdb_primary").at(1000), "FLOW-SOURCE"));
        QVERIFY(hasFinding(ProjectBuilder().component("x", "quantum_box").at(1000), "KIND-01"));
    }

    void namesMeanNothing()
    {
        const project::Snapshot design = openDesign("examples/social-feed.headroom");
        project::Project renamed = *design;
        auto stage = std::make_shared<project::Stage>(*renamed.stages[4]);
        for (project::Component &component : stage->components)
            component.name = "cache database queue " + component.id;
        std::reverse(stage->components.begin(), stage->components.end());
        renamed.stages[4] = stage;
        const auto a = analysis::analyze(*design, 4, 1.4e6, theCatalog());
        const auto b = analysis::analyze(renamed, 4, 1.4e6, theCatalog());
        QVERIFY(isClose(*a.meanLatency, *b.meanLatency));
        QVERIFY(isClose(a.usersAtSaturation, b.usersAtSaturation));
        QVERIFY(isClose(a.costPerMonth, b.costPerMonth));
        QVERIFY(isClose(*a.availability, *b.availability));
    }

    /// Nobody ever gets an answer from a loop without end: it has no latency and is not available.
    void aLoopWithoutEndIsNotServed()
    {
        const auto report = ProjectBuilder()
                                .onlyClass({ { "page", 1, 0.01, 0 }, { "rpc", 1, 0.001, 0 } })
                                .component("clients", "client_population")
                                .component("front", "web_app_server")
                                .component("a", "microservice")
                                .component("b", "microservice")
                                .link("clients", "front", "call")
                                .link("front", "a", "call")
                                .link("a", "b", "call", { { "calls", 0.5 } })
                                .link("b", "a", "call", { { "calls", 3.0 } })
                                .at(1e4);
        QCOMPARE(report.classes.front().state, analysis::State::Unreachable);
        QVERIFY(!report.meanLatency);
        QVERIFY(!report.availability);
        QVERIFY(hasFinding(report, "FLOW-DIVERGE"));
        QVERIFY(!hasFinding(report, "FLOW-IDLE"));
    }
};

HEADROOM_TEST(QCoreApplication, FlowTest)

} // namespace headroom::tst_flow

#include "tst_flow.moc"
