#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>

namespace headroom::tst_chains {

using namespace test;

namespace {

/// An application and services behind it, each of which calls the next; behind the second through a balancer.
ProjectBuilder chain(int services)
{
    ProjectBuilder design;
    design.onlyClass({ { "page", 1, 1e-6, 1000 } })
        .component("clients", "client_population")
        .component("s0", "web_app_server")
        .link("clients", "s0", "call");
    for (int i = 1; i <= services; ++i) {
        const std::string name = "s" + std::to_string(i);
        std::string from = "s" + std::to_string(i - 1);
        design.component(name, "microservice");
        if (i == 2) {
            design.component("lb", "lb_l7").link(from, "lb", "call");
            from = "lb";
        }
        design.link(from, name, "call");
    }
    return design;
}

const analysis::Finding *deep(const analysis::Report &report)
{
    const auto found = std::find_if(report.findings.begin(), report.findings.end(), [](const analysis::Finding &each) {
        return each.rule == "LAT-02" && !each.subjects.empty();
    });
    return found == report.findings.end() ? nullptr : &*found;
}

} // namespace

/// Calls that wait for calls (rule LAT-02).
class ChainsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fourAreFine() { QVERIFY(!deep(chain(4).at(1000))); }

    void fiveAreTold()
    {
        const analysis::Report report = chain(5).at(1000);
        const analysis::Finding *found = deep(report);
        QVERIFY(found);
        QCOMPARE(*found->measured, 5.0); // the balancer passes on and does nothing
        QCOMPARE(*found->threshold, 4.0);
        QCOMPARE(found->subjects, std::vector<std::string>({ "s0", "s1", "s2", "s3", "s4", "s5" }));
    }

    void whatNobodyWaitsForIsNoPartOfIt()
    {
        ProjectBuilder design = chain(4);
        design.component("queue", "message_queue").component("worker", "worker_pool");
        design.link("s4", "queue", "async").link("queue", "worker", "async");
        QVERIFY(!deep(design.at(1000)));
    }

    void loopsAndLongChainsEnd()
    {
        ProjectBuilder loop = chain(3);
        loop.link("s3", "s1", "call", { { "calls", 0.1 } });
        QVERIFY(!deep(loop.at(1000)));
        QCOMPARE(*deep(chain(3000).at(1000))->measured, 3000.0);
    }
};

HEADROOM_TEST(QCoreApplication, ChainsTest)

} // namespace headroom::tst_chains

#include "tst_chains.moc"
