#include "model/workload/workload.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <numeric>

namespace headroom::tst_workload {

using namespace workload;

namespace {

bool isClose(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

double sumOf(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

} // namespace

/// From users to rates, shares and hours (domain spec 1).
class WorkloadTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDefaultJourneyMakesTheDefaultShares()
    {
        const catalog::WorkloadPreset &preset = test::theCatalog().preset("consumer_app");
        QCOMPARE(preset.journeys.size(), std::size_t(1));
        QVERIFY(isClose(actionsPerSession(preset.journeys), 24, 1e-12));
        const std::vector<double> shares = sharesOf(preset.journeys, preset.classes);
        const double expected[] { 0.55, 0.22, 0.05, 0.03, 0.10, 0.05 };
        QCOMPARE(shares.size(), std::size(expected));
        for (std::size_t c = 0; c < shares.size(); ++c) {
            QVERIFY(isClose(shares[c] / sumOf(shares), expected[c], 1e-12));
            QVERIFY(isClose(preset.classes[c].share, expected[c], 1e-12));
        }
    }

    void journeysOfEveryPresetMakeItsShares()
    {
        for (const catalog::WorkloadPreset &preset : test::theCatalog().presets()) {
            if (preset.journeys.empty())
                continue;
            const std::vector<double> shares = sharesOf(preset.journeys, preset.classes);
            double stated = 0;
            for (const project::RequestClass &each : preset.classes)
                stated += each.share;
            for (std::size_t c = 0; c < shares.size(); ++c)
                QVERIFY2(isClose(shares[c] / sumOf(shares), preset.classes[c].share / stated, 1e-9),
                         (preset.id + " " + preset.classes[c].id).c_str());
        }
    }

    void readsPerWrite_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<double>("ratio");
        QTest::newRow("default: 0.13 write") << "consumer_app" << 0.87 / 0.13;
        QTest::newRow("100:1") << "social_100_1" << 0.9901 / 0.0099;
    }
    void readsPerWrite()
    {
        QFETCH(QString, preset);
        QFETCH(double, ratio);
        project::Workload given;
        given.preset = preset.toStdString();
        const double found = workload::readsPerWrite(classesOf(given, test::theCatalog()),
                                                     statedShares(given, test::theCatalog()), test::theCatalog());
        QVERIFY2(isClose(found, ratio, 1e-3), qPrintable(QString::number(found)));
    }

    // Domain spec 10.1: U = 2 M.
    void theWorkedExample()
    {
        const auto report = test::ProjectBuilder()
                                .onlyClass({ { "page", 1, 0.01, 0 } })
                                .component("clients", "client_population")
                                .component("app", "web_app_server",
                                           { { "instances", 200.0 }, { "vcpu", 64.0 }, { "net_gbps", 100.0 } })
                                .link("clients", "app", "call")
                                .at(2e6);
        QVERIFY(isClose(report.requestsPerSecond, 2000, 1e-12));
        QVERIFY(isClose(report.meanRequestsPerSecond, 666.7, 1e-4));
        QVERIFY(isClose(report.meanRequestsPerSecond * 86400, 57.6e6, 1e-12));
        QCOMPARE(report.thinkTime, 15.0);
        QVERIFY(report.meanLatency && report.concurrentUsers);
        QVERIFY(isClose(*report.concurrentUsers, 2000 * (*report.meanLatency + 15), 1e-12));
        // N = 30,200 at R = 0.1
        QVERIFY(isClose(*report.concurrentUsers - 2000 * (*report.meanLatency - 0.1), 30200, 1e-9));
    }

    void theDayHasItsPeakAtEightAndItsMean_data()
    {
        QTest::addColumn<double>("peak");
        for (const double peak : { 1.0, 1.5, 3.0, 3.65, 4.0, 8.0, 20.0 })
            QTest::addRow("%g", peak) << peak;
    }
    void theDayHasItsPeakAtEightAndItsMean()
    {
        QFETCH(double, peak);
        const std::vector<double> day = dayCurve(peak);
        QCOMPARE(day.size(), std::size_t(24));
        QVERIFY(isClose(day[20], 1, 1e-12));
        QVERIFY2(isClose(sumOf(day) / 24, 1 / peak, 1e-9), qPrintable(QString::number(24 / sumOf(day))));
        for (const double each : day)
            QVERIFY(each >= 0 && each <= 1 + 1e-12);
        QVERIFY(isClose(peakFactor(day), peak, 1e-9));
    }

    // b = 0.082 at P = 3 (domain spec 1.3), at the lowest hour.
    void theBaseOfTheDefaultDay() { QVERIFY(std::abs(dayCurve(3)[8] - 0.082) < 0.0005); }

    void anOwnDayGivesThePeakFactor()
    {
        std::vector<double> day(24, 10);
        day[12] = 250; // mean 20
        QVERIFY(isClose(peakFactor(day), 12.5, 1e-12));
        QVERIFY(isClose(relativeToPeak(day)[3], 0.04, 1e-12));
        auto project = test::ProjectBuilder()
                           .component("clients", "client_population")
                           .component("app", "web_app_server")
                           .link("clients", "app", "call")
                           .build();
        const double before = analysis::analyze(project, 0, 1000, test::theCatalog()).meanRequestsPerSecond;
        project.workload.day = day;
        const auto report = analysis::analyze(project, 0, 1000, test::theCatalog());
        QVERIFY(isClose(report.meanRequestsPerSecond, before, 1e-12)); // the day moves the peak alone
        QVERIFY(isClose(report.requestsPerSecond, 12.5 * before, 1e-12));
        std::vector<double> huge(24, 1e308);
        QVERIFY(isClose(peakFactor(huge), 1, 1e-12));
    }
};

HEADROOM_TEST(QCoreApplication, WorkloadTest)

} // namespace headroom::tst_workload

#include "tst_workload.moc"
