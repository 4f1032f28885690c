#include "model/queueing/mmc.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_mmc {

/// Stations against the closed forms and the table of the domain spec, section 4.2.
class MmcTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waitMatchesTheTable_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<double>("service");
        QTest::addColumn<int>("servers");
        QTest::addColumn<double>("wait");
        // One server: W = ρS/(1−ρ) = 0.8 · 0.1 / 0.2.
        QTest::newRow("one server") << 8.0 << 0.1 << 1 << 0.4;
        // Two servers, a = 1.6: B = 1.28/3.88, C = 0.711111, W = C·S/(m−a).
        QTest::newRow("two servers") << 160.0 << 0.01 << 2 << 0.0177777778;
        QTest::newRow("ten servers") << 70.0 << 0.1 << 10 << 0.0073910;
    }
    void waitMatchesTheTable()
    {
        QFETCH(double, rate);
        QFETCH(double, service);
        QFETCH(int, servers);
        QFETCH(double, wait);
        const auto result = queueing::meanWait(Rate(rate), Seconds(service), servers);
        QVERIFY(result.has_value());
        QVERIFY(std::abs(result->value() - wait) < 5e-7);
    }
    void lossMatchesErlang()
    {
        QVERIFY(std::abs(queueing::erlangB(10, 7) - 0.078741) < 5e-7);
        QVERIFY(std::abs(queueing::erlangC(2, 1) - 1.0 / 3) < 1e-12);
    }
    /// Beyond kMostRecursed servers the closed form says what the recursion would.
    void closedFormMatchesTheRecursion()
    {
        for (const int servers : { 1, 2, 10, 500, 5'000, 20'000, 1'000'000 })
            for (const double utilization : { 0.5, 0.9, 0.99, 0.999, 0.9999, 1 - 1e-7, 1.0, 1.01, 1.5 }) {
                const double load = utilization * servers;
                double inverse = 1;
                for (int k = 1; k <= servers; ++k)
                    inverse = 1 + k / load * inverse;
                const double closed = queueing::inverseErlangB(servers, load);
                const QByteArray place = QByteArray::number(servers) + " servers, " + QByteArray::number(load);
                QVERIFY2(std::isfinite(inverse) ? std::abs(closed / inverse - 1) < 1e-9 : closed > 1e290, place);
                QVERIFY2(std::abs(queueing::erlangB(servers, load) * closed - 1) < 1e-9 || !std::isfinite(closed),
                         place);
            }
        QCOMPARE(queueing::erlangB(1'000'000'000, 0), 0.0);
        QCOMPARE(queueing::erlangC(1'000'000'000, 1), 0.0);
        QVERIFY(queueing::erlangC(1'000'000'000, 999'999'999) > 0.9);
    }
    /// A part of one more server: the birth-death process that serves k at the speed of min(k, m).
    void partsOfAServerShareWhatThereIs()
    {
        for (const double servers : { 0.05, 0.5, 1.4, 2.999, 7.25, 40.5 })
            for (const double utilization : { 0.1, 0.5, 0.9, 0.99 }) {
                const double load = utilization * servers;
                double term = 1;
                double all = 1;
                double inside = 0;
                for (int k = 1; k < 10'000; ++k) {
                    term *= load / std::min<double>(k, servers);
                    all += term;
                    inside += k * term;
                }
                const double wait = queueing::erlangC(servers, load) / (servers - load); // in service times
                QVERIFY(std::abs((1 + wait) / (inside / all / load) - 1) < 1e-9);
            }
        for (const int servers : { 1, 2, 16, 500 }) // and without such a part Erlang's
            QVERIFY(
                std::abs(queueing::erlangC(servers + 1e-9, 0.9 * servers) / queueing::erlangC(servers, 0.9 * servers)
                         - 1)
                < 1e-6);
    }
    void overloadedStationHasNoMeanWait() { QVERIFY(!queueing::meanWait(Rate(2), Seconds(1), 2)); }
    void longQueuesOfManyServersStayFinite()
    {
        // ρ = 0.999 with 500 servers: the exact wait is near C/(m(1−ρ)) · S with C close to 1.
        const auto wait = queueing::meanWait(Rate(499.5), Seconds(1), 500);
        QVERIFY(wait && wait->value() > 1.8 && wait->value() < 2.0);
    }
};

HEADROOM_TEST(QCoreApplication, MmcTest)

} // namespace headroom::tst_mmc

#include "tst_mmc.moc"
