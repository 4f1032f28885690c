#include "model/derivation/derivation.h"
#include "tests/support/derivation_support.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_let_in {

using namespace test;

namespace {

constexpr double kService = 0.002;
constexpr double kForwarding = 0.0002; // of the limiter
constexpr double kQuota = 800;         // 1/s: 800,000 users

ProjectBuilder limited()
{
    return ProjectBuilder()
        .onlyClass({ { "page", 1, kService, 1000 } })
        .component("clients", "client_population")
        .component("limiter", "rate_limiter", { { "quota", kQuota } })
        .component("app", "web_app_server",
                   { { "vcpu", 2.0 }, { "http_time", 0.0 }, { "housekeeping", 0.0 }, { "threads", 1e5 } })
        .link("clients", "limiter", "call")
        .link("limiter", "app", "split");
}

} // namespace

/// Times are told of requests that are let in: the rest does not make them look faster.
class LetInTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// M/M/2 at 0.8: R = S / (1 − ρ²).
    void overloadDoesNotMakeItFaster()
    {
        const double exact = kForwarding + kService / (1 - 0.8 * 0.8);
        const analysis::Report full = limited().at(800e3);
        QVERIFY(isClose(*full.meanLatency, exact, 1e-9));
        for (const double users : { 1e6, 1e7, 1e8 }) {
            const analysis::Report report = limited().at(users);
            QVERIFY(isClose(*report.meanLatency, exact, 1e-9));
            QVERIFY(report.serverTime && full.serverTime);
            QVERIFY(isClose(report.serverTime->value.p99, full.serverTime->value.p99, 1e-9));
            QVERIFY(isClose(componentOf(report, "app").requestsPerSecond, kQuota, 1e-9));
            QVERIFY(componentOf(report, "app").utilization < 0.81); // what is refused loads nobody
        }
    }

    void itUnfoldsToWhatIsTold()
    {
        const project::Project design = limited().build();
        const derivation::Explainer explainer(design, 0, 2e6, theCatalog());
        for (const auto &metric : explainer.metrics()) {
            const auto root = explainer.explain(metric.path);
            QVERIFY2(root, metric.path.c_str());
            const std::string problem = problemOf(*root);
            QVERIFY2(problem.empty(), (metric.path + ": " + problem).c_str());
        }
    }
};

HEADROOM_TEST(QCoreApplication, LetInTest)

} // namespace headroom::tst_let_in

#include "tst_let_in.moc"
