#include "model/queueing/finite_queue.h"
#include "model/queueing/mmc.h"
#include "model/queueing/usl.h"

#include <QTest>

#include <cmath>

using namespace headroom;

/// Queues with an end and capacity that levels off, against the domain spec, sections 4.3 and 4.6.
class FiniteQueueTest final : public QObject {
    Q_OBJECT

    static bool near(double value, double expected, double relative)
    {
        const bool isNear = std::abs(value - expected) <= relative * std::abs(expected);
        if (!isNear)
            qWarning("%.15g instead of %.15g", value, expected);
        return isNear;
    }

private Q_SLOTS:
    void blockingMatchesTheGoldens_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<double>("service");
        QTest::addColumn<int>("servers");
        QTest::addColumn<int>("places");
        QTest::addColumn<double>("blocking");
        QTest::addColumn<double>("carried");
        QTest::addColumn<double>("response");
        // a = 1: all eleven states are alike, p_K = 1/11; L = 5, X = 10·10/11, R = 0.55.
        QTest::newRow("one server, a = 1") << 10.0 << 0.1 << 1 << 10 << 1.0 / 11 << 100.0 / 11 << 0.55;
        QTest::newRow("overloaded") << 120.0 << 0.1 << 10 << 20 << 0.179666 << 98.4401 << 0.16360;
        // Far above saturation X nears m/S = 60.606.
        QTest::newRow("thread pool") << 80.0 << 0.528 << 32 << 96 << 0.242424 << 60.6061 << 1.53244;
    }
    void blockingMatchesTheGoldens()
    {
        QFETCH(double, rate);
        QFETCH(double, service);
        QFETCH(int, servers);
        QFETCH(int, places);
        QFETCH(double, blocking);
        QFETCH(double, carried);
        QFETCH(double, response);
        const auto queue = queueing::finiteQueue(Rate(rate), Seconds(service), servers, places);
        QVERIFY(std::abs(queue.blocking - blocking) <= 5e-7);
        QVERIFY(std::abs(queue.carried.value() - carried) <= 5e-5);
        QVERIFY(std::abs(queue.response.value() - response) <= 5e-6);
        QVERIFY(near(queue.population, queue.carried * queue.response, 1e-12)); // Little
    }

    void withoutWaitingPlacesItIsErlangsLoss()
    {
        for (const double load : { 0.5, 7.0, 40.0, 700.0, 1e4 })
            for (const int servers : { 1, 10, 500, 10000 }) {
                const double loss = queueing::erlangB(servers, load);
                const auto queue = queueing::finiteQueue(Rate(load), Seconds(1), servers, servers);
                QVERIFY(std::abs(queue.blocking - loss) <= 1e-9 * std::max(loss, 1e-30));
            }
    }

    void withEndlessPlacesItIsErlangsDelay()
    {
        const auto queue = queueing::finiteQueue(Rate(8), Seconds(1), 10, 2000);
        QVERIFY(near(queue.response.value(), 1 + queueing::meanWait(Rate(8), Seconds(1), 10)->value(), 1e-9));
    }

    void noLoadIsTooSmallOrTooLarge()
    {
        const auto idle = queueing::finiteQueue(Rate(0), Seconds(2), 4, 8);
        QCOMPARE(idle.blocking, 0.0);
        QCOMPARE(idle.response.value(), 2.0);
        // a = 1e300: all places taken, m/S carried.
        const auto flood = queueing::finiteQueue(Rate(1e300), Seconds(1), 4, 8);
        QVERIFY(near(flood.carried.value(), 4, 1e-9));
        QVERIFY(near(flood.population, 8, 1e-9));
    }

    /// Domain spec 4.6: σ = 0.02, κ = 1e-4.
    void scalingMatchesTheGoldens()
    {
        const double goldens[][2] { { 2, 1.960 },   { 8, 6.983 },   { 16, 12.085 }, { 32, 18.613 },
                                    { 64, 24.031 }, { 96, 25.184 }, { 128, 24.779 } };
        for (const auto &[units, capacity] : goldens)
            QVERIFY(std::abs(queueing::uslCapacity(units, 0.02, 1e-4) - capacity) <= 5e-4);
        QCOMPARE(queueing::uslCapacity(1, 0.02, 1e-4), 1.0);
        QCOMPARE(queueing::uslCapacity(40, 0, 0), 40.0);
        QVERIFY(std::abs(queueing::uslPeak(0.02, 1e-4) - 98.99) <= 5e-3); // √(0.98/1e-4)
        QVERIFY(std::isinf(queueing::uslPeak(0.02, 0)));
    }
};

QTEST_GUILESS_MAIN(FiniteQueueTest)
#include "tst_finite_queue.moc"
