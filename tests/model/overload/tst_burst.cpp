#include "model/derivation/derivation.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_burst {

using namespace test;

namespace {

/// One t4g.large, 2 vCPU with a baseline of 30 %; 10 ms of CPU a request, 1 request/s per thousand users.
ProjectBuilder burstable(const std::string &policy)
{
    return ProjectBuilder()
        .onlyClass({ { "page", 1, 0.01, 1000 } })
        .component("clients", "client_population")
        .component("app", "web_app_server",
                   { { "size", std::string("t4g.large") },
                     { "burst_policy", policy },
                     { "http_time", 0.0 },
                     { "stateless", true } })
        .link("clients", "app", "call");
}

double capacityOf(const std::string &policy)
{
    return resourceOf(burstable(policy).at(1000), "app", "cpu").capacity;
}

} // namespace

/// What burstable shapes hold and cost (domain spec 2.1).
class BurstTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The daily mean is a third of the peak: what quiet hours save lasts for three times the baseline.
    void capacities()
    {
        QVERIFY(isClose(capacityOf("baseline"), 0.6, 1e-12));
        QVERIFY(isClose(capacityOf("credits"), 1.8, 1e-9));
        QVERIFY(isClose(capacityOf("unlimited"), 2, 1e-12));
        ProjectBuilder large = burstable("credits");
        project::Project project = large.build();
        auto stage = std::make_shared<project::Stage>(*project.stages[0]);
        stage->components[1].parameters.set("baseline", 0.9);
        project.stages[0] = stage;
        const auto report = analysis::analyze(project, 0, 1000, theCatalog());
        QVERIFY(isClose(resourceOf(report, "app", "cpu").capacity, 2, 1e-12)); // never more than it has
    }

    /// With credits it is full where the mean of the day is at the baseline.
    void creditsLastForTheMeanOfTheDay()
    {
        const auto report = burstable("credits").at(1000);
        const double mean = report.usersAtSaturation / 1000 / 3 * 0.01; // vCPUs
        QVERIFY(isClose(mean, 0.6, 1e-9));
    }

    /// 150,000 users: 50 requests/s in the mean keep 0.5 vCPU busy, below 0.6; 180,000 keep it at 0.6.
    void surplusIsBilled()
    {
        const auto bill = [](const std::string &policy, double users) {
            return componentOf(burstable(policy).at(users), "app").costPerMonth;
        };
        QCOMPARE(bill("unlimited", 150e3), bill("baseline", 150e3));
        QVERIFY(isClose(bill("unlimited", 195e3) - bill("baseline", 195e3), 0.05 * 0.04 * 730, 1e-9));
        QCOMPARE(bill("credits", 195e3), bill("baseline", 195e3));
    }

    void itUnfolds()
    {
        for (const char *policy : { "baseline", "credits", "unlimited" }) {
            const project::Project project = burstable(policy).build();
            const derivation::Explainer explainer(project, 0, 195e3, theCatalog());
            for (const char *path : { "app.cpu.capacity", "app.cost_per_month" }) {
                const auto root = explainer.explain(path);
                QVERIFY(root && root->value);
                QVERIFY(isClose(derivation::reevaluate(*root).value_or(-1), *root->value, 1e-12));
            }
        }
    }
};

HEADROOM_TEST(QCoreApplication, BurstTest)

} // namespace headroom::tst_burst

#include "tst_burst.moc"
