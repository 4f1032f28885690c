#include "model/queueing/mmc.h"
#include "model/queueing/sojourn.h"
#include "model/queueing/sojourn_quantiles.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <random>

namespace headroom::tst_sojourn {

using queueing::Sojourn;

/// Wait and sojourn at an M/M/m station against tables, high-precision sums and plain integration.
class SojournTest final : public QObject {
    Q_OBJECT

    static bool near(double value, double expected, double relative)
    {
        const bool isNear = std::abs(value - expected) <= relative * std::abs(expected);
        if (!isNear)
            qWarning("%.15g instead of %.15g", value, expected);
        return isNear;
    }

    /// P(W + S > t) by Simpson's rule over the wait: shares nothing with the closed form. S = 1.
    static double integratedTail(double offeredLoad, int servers, double t)
    {
        const double waits = queueing::erlangC(servers, offeredLoad);
        const double decay = servers - offeredLoad;
        const int intervals = 20000;
        const double h = t / intervals;
        double sum = 0;
        for (int i = 0; i <= intervals; ++i) {
            const double u = i * h;
            const double weight = i == 0 || i == intervals ? 1 : i % 2 ? 4 : 2;
            sum += weight * decay * std::exp(-decay * u) * std::exp(-(t - u));
        }
        return (1 - waits) * std::exp(-t) + waits * (sum * h / 3 + std::exp(-decay * t));
    }

private Q_SLOTS:
    /// Domain spec 4.2: the table.
    void quantilesMatchTheTable_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<double>("service");
        QTest::addColumn<int>("servers");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("p95");
        QTest::addColumn<double>("p99");
        // One server: exponential with mean S/(1 − ρ) = 0.5, so p95 = 0.5·ln 20 and p99 = 0.5·ln 100.
        QTest::newRow("one server") << 8.0 << 0.1 << 1 << 0.5 << 1.497866 << 2.302585;
        QTest::newRow("two servers, 10 ms") << 160.0 << 0.01 << 2 << 0.027778 << 0.079107 << 0.119374;
        QTest::newRow("two servers, 20 ms") << 80.0 << 0.02 << 2 << 0.055556 << 0.158214 << 0.238747;
        QTest::newRow("ten servers") << 70.0 << 0.1 << 10 << 0.107391 << 0.310067 << 0.471030;
    }
    void quantilesMatchTheTable()
    {
        QFETCH(double, rate);
        QFETCH(double, service);
        QFETCH(int, servers);
        QFETCH(double, mean);
        QFETCH(double, p95);
        QFETCH(double, p99);
        const auto sojourn = Sojourn::of(Rate(rate), Seconds(service), servers);
        QVERIFY(sojourn.has_value());
        QVERIFY(std::abs(sojourn->mean().value() - mean) <= 5e-7);
        QVERIFY(std::abs(sojourn->quantile(0.95).value() - p95) <= 5e-7);
        QVERIFY(std::abs(sojourn->quantile(0.99).value() - p99) <= 5e-7);
    }

    /// Expected: Erlang C and bisection of the tail in 60 decimal digits (Python's decimal), S = 1.
    void hardStationsAreExact_data()
    {
        QTest::addColumn<double>("load");
        QTest::addColumn<int>("servers");
        QTest::addColumn<double>("waits");
        QTest::addColumn<double>("p50");
        QTest::addColumn<double>("p99");
        QTest::newRow("500 servers at 0.999") << 499.5 << 500 << 0.97257012068018656 << 2.40059753777 << 10.53599368037;
        // One server at 0.999: exponential with mean 1000, p50 = 1000·ln 2.
        QTest::newRow("one server at 0.999") << 0.999 << 1 << 0.999 << 693.1471805599 << 4605.170185988;
        QTest::newRow("waiting as fast as service") << 1.0 << 2 << 1.0 / 3 << 0.9744116051899 << 5.665960683793;
        QTest::newRow("the same at 10,000 erlangs")
            << 1e4 << 10001 << 0.98755687015654847 << 1.66587269674 << 6.625842732196;
        QTest::newRow("a hair beside it")
            << 9.000000000001 << 10 << 0.668731524107992833 << 1.329091868579 << 6.249876698857;
        QTest::newRow("10,000 erlangs, 100 to spare")
            << 1e4 << 10100 << 0.22476290646653221 << 0.695414939638 << 4.607437945066;
    }
    void hardStationsAreExact()
    {
        QFETCH(double, load);
        QFETCH(int, servers);
        QFETCH(double, waits);
        QFETCH(double, p50);
        QFETCH(double, p99);
        const auto sojourn = Sojourn::of(Rate(load), Seconds(1), servers);
        QVERIFY(sojourn.has_value());
        QVERIFY(near(sojourn->waitTail(Seconds(0)), waits, 1e-6));
        QVERIFY(near(sojourn->quantile(0.50).value(), p50, 1e-9));
        QVERIFY(near(sojourn->quantile(0.99).value(), p99, 1e-9));
    }

    void theTailIsTheIntegralOverTheWait()
    {
        for (const auto &[load, servers] : { std::pair(0.5, 1), std::pair(0.95, 1), std::pair(1.0, 2),
                                             std::pair(3.6, 4), std::pair(2.0, 8), std::pair(19.5, 20) })
            for (const double t : { 0.1, 1.0, 5.0, 20.0 }) {
                const auto sojourn = Sojourn::of(Rate(load), Seconds(1), servers);
                QVERIFY(near(sojourn->tail(Seconds(t)), integratedTail(load, servers, t), 1e-9));
            }
    }

    void quantileUndoesTail()
    {
        for (int servers = 1; servers <= 500; servers += servers)
            for (const double utilization : { 1e-9, 0.3, 0.9, 0.999, 0.9999999 }) {
                const auto sojourn = Sojourn::of(Rate(utilization * servers), Seconds(1), servers);
                double before = 0;
                for (const double p : { 0.0001, 0.5, 0.95, 0.99, 0.999999 }) {
                    const Seconds time = sojourn->quantile(p);
                    QVERIFY(near(sojourn->tail(time), 1 - p, 1e-9));
                    QVERIFY(time.value() > before);
                    before = time.value();
                    const Seconds wait = sojourn->waitQuantile(p);
                    QVERIFY(wait.value() == 0 || near(sojourn->waitTail(wait), 1 - p, 1e-9));
                }
            }
    }

    void timesScaleWithTheService()
    {
        const auto micro = Sojourn::of(Rate(3.2e6), Seconds(1e-6), 4);
        const auto hours = Sojourn::of(Rate(3.2 / 3600), Seconds(3600), 4);
        QVERIFY(near(micro->quantile(0.99).value() * 3.6e9, hours->quantile(0.99).value(), 1e-9));
    }

    /// B(m, a) and C(m, a) of domain spec 4.2, and sums of aᵏ/k! in 60 decimal digits.
    void erlangsFormulasHoldFarOut()
    {
        QVERIFY(near(queueing::erlangB(10, 7), 0.078741, 1e-5));
        QVERIFY(near(queueing::erlangC(2, 1), 1.0 / 3, 1e-12));
        QVERIFY(near(queueing::erlangB(10000, 1e4), 7.9365632488056712e-3, 1e-6));
        QVERIFY(near(queueing::erlangB(10100, 1e4), 2.8623572207360647e-3, 1e-6));
        QVERIFY(near(queueing::erlangB(500, 499.5), 3.4242473442927211e-2, 1e-6));
        QCOMPARE(queueing::erlangC(500, 1), 0.0); // 1e-1134
        QCOMPARE(queueing::erlangC(500, 0), 0.0);
    }

    void overloadedStationHasNoSojourn()
    {
        QVERIFY(!Sojourn::of(Rate(2), Seconds(1), 2));
        QVERIFY(!Sojourn::of(Rate(5), Seconds(1), 2));
    }

    void exponentialTimesNeedNoCorrection()
    {
        QCOMPARE(queueing::allenCunneen(1, 1), 1.0);
        QCOMPARE(queueing::allenCunneen(1, 0), 0.5); // M/D/1 waits half as long as M/M/1
    }

    /// Many at once are what each is alone, also where rates are equal, nobody waits, or nearly everybody does.
    void manyQuantilesAtOnce()
    {
        std::mt19937_64 random(11);
        const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
        std::vector<double> waits;
        std::vector<double> spare;
        for (int i = 0; i < 2000; ++i) {
            const double rare = std::pow(10, -14 * uniform());
            waits.push_back(i % 5 == 0 ? 0 : i % 5 == 1 ? 1 : i % 5 == 2 ? rare : uniform());
            const double close = 1 + (i % 2 ? 1e-3 : 1e-8) * (uniform() - 0.5);
            spare.push_back(i % 7 == 0        ? close
                                : i % 11 == 0 ? std::pow(10, -4 * uniform())
                                : i % 13 == 0 ? std::pow(10, 3 * uniform())
                                              : 8 * uniform() + 1e-3);
        }
        waits.push_back(0.7); // equal rates, and M/M/1
        spare.push_back(1);
        waits.push_back(0.75);
        spare.push_back(0.25);
        std::vector<double> times(waits.size());
        for (const double p : { 0.0, 0.01, 0.5, 0.95, 0.99, 0.999999 }) {
            queueing::sojournQuantiles(waits, spare, p, times);
            for (std::size_t i = 0; i < times.size(); ++i)
                QVERIFY(near(times[i], Sojourn(Seconds(1), waits[i], spare[i]).quantile(p).value(), 1e-11));
        }
    }
};

HEADROOM_TEST(QCoreApplication, SojournTest)

} // namespace headroom::tst_sojourn

#include "tst_sojourn.moc"
