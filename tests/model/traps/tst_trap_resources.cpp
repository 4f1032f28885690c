#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_trap_resources {

using namespace test;

namespace {

bool isClose(double a, double b)
{
    const bool holds = std::abs(a - b) <= 1e-9 * std::max({ 1e-12, std::abs(a), std::abs(b) });
    if (!holds)
        qWarning("%.15g instead of %.15g", a, b);
    return holds;
}

ProjectBuilder oneServer(double pageTime, double pageBytes = 0)
{
    ProjectBuilder design;
    design.onlyClass({ { "page", 1, pageTime, pageBytes } })
        .component("clients", "client_population")
        .component("server", "allinone_server", { { "size", std::string("m7g.xlarge") } })
        .link("clients", "server", "call");
    return design;
}

} // namespace

/// Mistakes about gauges, money and claims; see tests/README.md for those that other tests cover.
class ResourceTrapsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A gauge is there because the kind has the resource, or because the design states a pool of connections.
    void everyGaugeIsAResourceOfItsKind()
    {
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            for (std::size_t stage = 0; stage < design->stages.size(); ++stage) {
                const auto report = analysis::analyze(*design, stage, 1e4, theCatalog());
                for (const auto &component : report.components)
                    for (const auto &gauge : component.resources) {
                        const auto &known = theCatalog().kind(component.kind).resources;
                        const bool isKnown = std::any_of(known.begin(), known.end(),
                                                         [&](const auto &each) { return each.id == gauge.id; });
                        QVERIFY2(isKnown || gauge.id.starts_with("pool_"), (component.id + "." + gauge.id).c_str());
                        QVERIFY(gauge.capacity > 0);
                        QVERIFY(isClose(gauge.utilization * gauge.capacity, gauge.used) || gauge.used == 0);
                    }
            }
        }
        const auto bare = ProjectBuilder()
                              .onlyClass({ { "page", 1, 0.01, 0 } })
                              .component("clients", "client_population")
                              .component("lb", "lb_l7")
                              .component("app", "web_app_server")
                              .link("clients", "lb", "call")
                              .link("lb", "app", "split")
                              .at(1e4);
        QVERIFY(componentOf(bare, "lb").resources.empty()); // no processor is known of it, so none is drawn
        QVERIFY(componentOf(bare, "clients").resources.empty());
    }

    /// CPU is work, memory is what stands and what the users keep there; neither is load times a constant.
    void cpuAndMemoryHaveCausesOfTheirOwn()
    {
        const auto light = oneServer(0.01).at(1e4);
        const auto heavy = oneServer(0.03).at(1e4);
        const auto more = oneServer(0.01).at(2e4);
        const double gib = 0.75 + 20e-6 * 1e4; // domain spec 2.1
        QVERIFY(isClose(resourceOf(light, "server", "memory").used, gib));
        QVERIFY(isClose(resourceOf(heavy, "server", "memory").used, gib));
        QVERIFY(isClose(resourceOf(more, "server", "memory").used, gib + 0.2));
        // 1.3 · (page + 1.1 ms of HTTP) · 10/s + 0.04 of housekeeping.
        QVERIFY(isClose(resourceOf(light, "server", "cpu").used, 1.3 * 0.0111 * 10 + 0.04));
        QVERIFY(isClose(resourceOf(heavy, "server", "cpu").used, 1.3 * 0.0311 * 10 + 0.04));
        QVERIFY(isClose(resourceOf(more, "server", "cpu").used, 1.3 * 0.0111 * 20 + 0.04));
    }

    /// Twice the bytes are twice the network, and a page weighs what its class says; files that a CDN answers never
    /// come by.
    void networkIsWhatTheAnswersWeigh()
    {
        const auto network = [](double pageBytes, double fileBytes, bool hasEdge) {
            ProjectBuilder design;
            design.onlyClass({ { "page", 1, 0.01, pageBytes }, { "static", 2, 0, fileBytes } })
                .component("clients", "client_population")
                .component("app", "web_app_server", { { "net_gbps", 2.0 }, { "instances", 2.0 } })
                .link("clients", "app", "call");
            if (hasEdge)
                design.component("cdn", "cdn", { { "hit_static", 0.9 } })
                    .link("clients", "cdn", "cache_lookup")
                    .link("cdn", "app", "cache_miss");
            return resourceOf(design.at(1e5), "app", "network_out");
        };
        // 100 requests/s, divided over two servers.
        QVERIFY(isClose(network(12000, 0, false).used, 50 * 12000 * 8e-9));
        QVERIFY(isClose(network(24000, 0, false).used, 50 * 24000 * 8e-9));
        QVERIFY(isClose(network(24000, 0, false).utilization, 50 * 24000 * 8e-9 / 2));
        QVERIFY(isClose(network(10000, 40000, false).used, 50 * 90000 * 8e-9));
        QVERIFY(isClose(network(10000, 40000, true).used, 50 * (10000 + 0.1 * 80000) * 8e-9));
    }

    /// 0.40 USD a million calls, three calls a message (send, receive, delete); without messages, nothing.
    void aQueueIsBilledByItsMessages()
    {
        const auto costAt = [](double users, double perRequest) {
            return componentOf(ProjectBuilder()
                                   .onlyClass({ { "page", 1, 0.001, 0 }, { "notify", perRequest, 0.05, 0 } })
                                   .component("clients", "client_population")
                                   .component("app", "web_app_server")
                                   .component("queue", "message_queue")
                                   .component("workers", "worker_pool")
                                   .link("clients", "app", "call")
                                   .link("app", "queue", "async")
                                   .link("queue", "workers", "async")
                                   .at(users),
                               "queue")
                .costPerMonth;
        };
        QCOMPARE(costAt(0, 1), 0.0);
        QCOMPARE(costAt(3e6, 0), 0.0);
        // A daily mean of 1,000/s over 2,628,000 s.
        QVERIFY(isClose(costAt(3e6, 1), 1000 * 2.628 * 3 * 0.40));
        QVERIFY(isClose(costAt(3e6, 0.1), 100 * 2.628 * 3 * 0.40));
    }

    /// A megabyte a page to 20,000 users: 20,000/3,000 · 2,628,000 s = 17,520 GB a month, 10,240 of
    /// them at 0.09 and the rest at 0.085 USD.
    void deliveryIsOnTheBill()
    {
        const auto report = oneServer(0.001, 1e6).at(20e3);
        const double delivery = 10240 * 0.09 + 7280 * 0.085;
        QVERIFY(isClose(report.transferCostPerMonth, delivery));
        QVERIFY(isClose(report.costByCategory.at("transfer"), delivery));
        const auto silent = oneServer(0.001, 0).at(20e3);
        QVERIFY(isClose(report.costPerMonth - silent.costPerMonth, delivery));
        QVERIFY(isClose(silent.costPerMonth, 730 * 0.1632 + 0.08 * (30 + 0.002 * 20e3)));
    }

    /// Defaults are calibrated, not measured, unless somebody can be named who measured or published them.
    void defaultsSayHowWellTheyAreKnown()
    {
        const auto check = [](const std::string &where, const std::vector<catalog::ParameterSpec> &specs) {
            for (const catalog::ParameterSpec &spec : specs) {
                const QString source = QString::fromStdString(spec.source);
                QVERIFY2(!source.isEmpty(), (where + "." + spec.id).c_str());
                if (source.contains(QStringLiteral("design"), Qt::CaseInsensitive)
                    || source.contains(QStringLiteral("yours"), Qt::CaseInsensitive))
                    QVERIFY2(spec.trust == catalog::Trust::Illustrative, (where + "." + spec.id).c_str());
            }
        };
        for (const catalog::Kind &kind : theCatalog().kinds())
            check(kind.id, kind.parameters);
        for (const catalog::ConnectionKind &kind : theCatalog().connectionKinds())
            check(kind.id, kind.parameters);
        check("workload", theCatalog().workloadParameters());
    }

    /// A server that nobody is led to keeps nobody's data, however many users the design has: it is no bottleneck.
    void whatNobodyReachesHoldsNobody()
    {
        ProjectBuilder design = oneServer(0.01);
        const auto alone = analysis::analyze(design.build(), 0, 1e5, theCatalog());
        design.component("spare", "allinone_server", { { "size", std::string("t4g.micro") } });
        const auto report = analysis::analyze(design.build(), 0, 1e5, theCatalog());
        const analysis::ComponentReport &spare = *report.findComponent("spare");
        QVERIFY(!spare.isReached && !spare.isBottleneck);
        QCOMPARE(report.findComponent("server")->isBottleneck, true);
        QVERIFY(isClose(report.usersAtSaturation, alone.usersAtSaturation));
        const auto none = analysis::analyze(design.build(), 0, 1, theCatalog());
        QVERIFY(spare.fullestResource >= 0);
        QVERIFY(isClose(spare.utilization, none.findComponent("spare")->utilization)); // what stands there anyway
        const auto linked = analysis::analyze(design.link("clients", "spare", "call").build(), 0, 1e5, theCatalog());
        QVERIFY(linked.findComponent("spare")->utilization > 2 * spare.utilization);
    }

    /// Nothing the program can show speaks of accuracy: there is no data set beside it that would prove one.
    void nothingClaimsAnAccuracy()
    {
        for (const char *file :
             { "resources/catalog/kinds.json", "resources/catalog/rules.json", "resources/catalog/connections.json",
               "resources/catalog/workload.json", "resources/catalog/prices.json", "README.md" }) {
            const QString text = QString::fromStdString(sourceText(file));
            for (const char *word : { "accurate", "accuracy", "precision of", "guaranteed" })
                QVERIFY2(!text.contains(QLatin1String(word), Qt::CaseInsensitive), file);
        }
    }
};

HEADROOM_TEST(QCoreApplication, ResourceTrapsTest)

} // namespace headroom::tst_trap_resources

#include "tst_trap_resources.moc"
