#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_latency_report {

using namespace test;

/// Percentiles in the report of whole designs.
class LatencyReportTest final : public QObject {
    Q_OBJECT

    static bool near(double value, double expected, double relative)
    {
        const bool isNear = std::abs(value - expected) <= relative * std::abs(expected);
        if (!isNear)
            qWarning("%.12g instead of %.12g", value, expected);
        return isNear;
    }

    static ProjectBuilder oneServer()
    {
        ProjectBuilder builder;
        builder.component("clients", "client_population").component("app", "web_app_server");
        builder.link("clients", "app", "call", { { "timeout", 0.0 } }).upTo(1e4);
        builder.onlyClass({ { "page", 1, 0.1, 1000 } });
        return builder;
    }

private Q_SLOTS:
    void partsMakeUpTheMeanAndThePercentiles()
    {
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            for (std::size_t stage = 0; stage < design->stages.size(); ++stage) {
                const auto report
                    = analysis::analyze(*design, stage, design->stages[stage]->users.to / 2, theCatalog());
                for (const auto &each : report.classes) {
                    if (!each.meanLatency)
                        continue;
                    double mean = 0;
                    double p95 = 0;
                    double p99 = 0;
                    for (const analysis::TimeShare &share : each.timeShares) {
                        QVERIFY(share.mean >= 0 && share.p95 >= 0 && share.p99 >= 0);
                        mean += share.mean;
                        p95 += share.p95;
                        p99 += share.p99;
                    }
                    // Two ways to the same mean: visits times waits, and the routes of the distribution.
                    QVERIFY2(near(mean, *each.meanLatency, 1e-6), path.c_str());
                    const analysis::Percentiles &value = each.serverTime->value;
                    QVERIFY(near(p95, value.p95, 1e-9) && near(p99, value.p99, 1e-9));
                    QVERIFY(value.p50 <= value.p95 && value.p95 <= value.p99);
                    QVERIFY(each.serverTime->low.p95 <= value.p95 && value.p95 <= each.serverTime->high.p95);
                }
            }
        }
    }

    void oneStationHasTheSamePercentilesEverywhere()
    {
        const auto report = oneServer().at(10000);
        const auto &sojourn = componentOf(report, "app").sojourn;
        QVERIFY(sojourn && report.serverTime);
        const double step = report.serverTime->step;
        QVERIFY(std::abs(report.serverTime->value.p50 - sojourn->p50) <= step);
        QVERIFY(std::abs(report.serverTime->value.p99 - sojourn->p99) <= step);
        QVERIFY(near(sojourn->mean, *report.meanLatency, 1e-9));
    }

    void usersSeeTheirNetworkAsWell()
    {
        const auto report = oneServer().at(5000);
        // 40 ms round trip, a tenth of two more for TLS, 1,000 bytes at 20 Mbit/s.
        const double extra = 0.04 + 0.008 + 1000 / 2.5e6;
        const auto &line = report.classes.front();
        QVERIFY(near(line.userTime->p95 - line.serverTime->value.p95, extra, 1e-9));
        QVERIFY(near(line.userTime->mean - *line.meanLatency, extra, 1e-9));
        QVERIFY(std::abs(report.userTime->p95 - line.userTime->p95) <= report.serverTime->step);
    }

    void promisesAreKeptOrBroken()
    {
        const auto kept
            = analysis::analyze(*openDesign("resources/templates/seven-stages.headroom"), 2, 1e5, theCatalog());
        QCOMPARE(kept.classes[0].objective.limit, 0.25); // feed only reads
        QCOMPARE(kept.classes[3].objective.limit, 0.6);  // post waits for a write
        QCOMPARE(*kept.classes[0].objective.holds, true);
        project::Project strict = *openDesign("resources/templates/seven-stages.headroom");
        strict.workload.parameters.set("read_p95", 0.1);
        const auto broken = analysis::analyze(strict, 2, 1e5, theCatalog());
        QCOMPARE(*broken.classes[0].objective.holds, false);
        QVERIFY(*broken.classes[0].objective.measured > 0.1);
        QCOMPARE(*broken.classes[3].objective.holds, true);
    }

    void saturatedClassesHaveNoPercentilesAndKeepNoPromise()
    {
        const auto report = oneServer().at(1e9);
        QVERIFY(!report.serverTime && !report.userTime);
        QVERIFY(!report.classes.front().serverTime);
        QVERIFY(!report.classes.front().objective.measured);
        QCOMPARE(*report.classes.front().objective.holds, false);
        QVERIFY(!componentOf(report, "app").sojourn);
    }

    void percentilesAreOnlyMadeWhenAskedFor()
    {
        const auto compiled = analysis::compile(oneServer().build(), 0, theCatalog());
        const auto quick = analysis::solve(*compiled, 5000);
        QVERIFY(!quick.serverTime && !quick.classes.front().serverTime && !quick.classes.front().objective.holds);
        QVERIFY(quick.meanLatency.has_value());
        QVERIFY(analysis::solve(*compiled, 5000, { .percentiles = true }).serverTime.has_value());
    }

    /// Two thirds of the requests go to a fast server, one third to a slow one, each request to one of them only.
    ///
    ///     clients ─► lb ─┬─ ⅔ ─► fast (10 ms)
    ///                    └─ ⅓ ─► slow (10 ms, seven times as far away)
    void everyRequestTakesOneOfTheBranches()
    {
        ProjectBuilder builder;
        builder.component("clients", "client_population").component("lb", "lb_l7");
        builder.component("fast", "web_app_server").component("slow", "web_app_server");
        builder.link("clients", "lb", "call");
        builder.link("lb", "fast", "split", { { "share", 2.0 } });
        builder.link("lb", "slow", "split", { { "share", 1.0 }, { "latency", 0.5 } });
        builder.onlyClass({ { "page", 1, 0.001, 0 } }).upTo(1e4);
        const auto report = builder.at(1);
        QVERIFY(report.serverTime->value.p50 < 0.1);
        QVERIFY(report.serverTime->value.p95 > 0.5 && report.serverTime->value.p99 < 0.6);
    }

    void moreServersNeverMakeTheTailLonger()
    {
        double before = 1e9;
        for (const double instances : { 1.0, 2.0, 4.0, 8.0 }) {
            ProjectBuilder builder;
            builder.component("clients", "client_population");
            builder.component("app", "web_app_server", { { "autoscale", false }, { "instances", instances } });
            builder.link("clients", "app", "call").upTo(1e4).onlyClass({ { "page", 1, 0.1, 1000 } });
            const auto report = builder.at(10000);
            QVERIFY(report.serverTime->value.p99 <= before);
            before = report.serverTime->value.p99;
        }
    }
};

HEADROOM_TEST(QCoreApplication, LatencyReportTest)

} // namespace headroom::tst_latency_report

#include "tst_latency_report.moc"
