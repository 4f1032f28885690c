#include "model/queueing/finite_queue.h"
#include "model/queueing/mmc.h"
#include "model/queueing/usl.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <utility>
#include <vector>

namespace headroom::tst_finite_queue {

namespace {

/// A machine with threads solved state by state: n inside, c of them at the cores, at most `threads` at work; the delay
/// elsewhere is exponential. Returns the blocking and the throughput.
struct Machine {
    double rate;
    double service;
    int servers;
    double delay;
    int threads;
    int places;

    [[nodiscard]] std::pair<double, double> solve() const
    {
        std::vector<std::vector<double>> p(static_cast<std::size_t>(places) + 1);
        for (std::size_t n = 0; n < p.size(); ++n)
            p[n].assign(static_cast<std::size_t>(std::min<int>(static_cast<int>(n), threads)) + 1, 1.0);
        const double step = 1 / (rate + servers / service + threads / delay);
        std::vector<std::vector<double>> next;
        for (int round = 0; round < 60000; ++round) {
            next = p;
            for (auto &row : next)
                std::fill(row.begin(), row.end(), 0.0);
            for (std::size_t n = 0; n < p.size(); ++n)
                for (std::size_t c = 0; c < p[n].size(); ++c) {
                    const int atWork = std::min(static_cast<int>(n), threads);
                    const double in = static_cast<int>(n) < places ? rate : 0;
                    // A visit is a turn at the cores, then its delay, after which its thread takes who waits longest.
                    const double toDelay = std::min(static_cast<int>(c), servers) / service;
                    const double out = (atWork - static_cast<int>(c)) / delay;
                    const double mass = p[n][c] * step;
                    if (in > 0)
                        next[n + 1][c + (atWork < threads ? 1 : 0)] += mass * in;
                    if (toDelay > 0)
                        next[n][c - 1] += mass * toDelay;
                    if (out > 0)
                        next[n - 1][c + (static_cast<int>(n) > threads ? 1 : 0)] += mass * out;
                    next[n][c] += p[n][c] - mass * (in + toDelay + out);
                }
            p.swap(next);
        }
        double all = 0;
        double full = 0;
        for (std::size_t n = 0; n < p.size(); ++n)
            for (const double each : p[n]) {
                all += each;
                full += n + 1 == p.size() ? each : 0;
            }
        return { full / all, rate * (1 - full / all) };
    }
};

} // namespace

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

    /// Threads that never leave the cores, or only sleep elsewhere, are stations known by heart.
    void threadsWithoutTheOtherHalf()
    {
        const auto onlyCores = queueing::flowEquivalentRates(Seconds(0.1), 10, Seconds(0), 50);
        const auto cores = queueing::finiteQueue(Rate(120), onlyCores, 20);
        QVERIFY(std::abs(cores.blocking - 0.179666) <= 5e-7);
        const auto onlyDelay = queueing::flowEquivalentRates(Seconds(1e-9), 1, Seconds(0.528), 32);
        const auto pool = queueing::finiteQueue(Rate(80), onlyDelay, 96);
        QVERIFY(std::abs(pool.blocking - 0.242424) <= 5e-7);
        QVERIFY(near(pool.response.value(), 1.53244, 1e-5));
    }

    /// One core: no core is idle with the probability that Erlang's loss formula says of the delays.
    void oneCoreIsErlangsLoss()
    {
        const auto rates = queueing::flowEquivalentRates(Seconds(0.01), 1, Seconds(0.2), 2000);
        for (std::size_t k = 1; k <= rates.size(); ++k)
            QVERIFY(near(rates[k - 1], (1 - queueing::erlangB(static_cast<int>(k), 20)) / 0.01, 1e-12));
        QVERIFY(rates.size() < 200); // full long before the last thread
    }

    void ratesOfThreads()
    {
        for (const int servers : { 1, 4, 64 })
            for (const double delay : { 0.0, 0.01, 1.0, 100.0 })
                for (const int threads : { 1, 7, 300, 2048, 100000 }) {
                    const auto rates = queueing::flowEquivalentRates(Seconds(0.02), servers, Seconds(delay), threads);
                    for (std::size_t k = 1; k <= rates.size(); ++k) {
                        const auto inside = static_cast<double>(k);
                        QVERIFY(k == 1 || rates[k - 1] >= rates[k - 2] * (1 - 1e-12));
                        QVERIFY(rates[k - 1] <= std::min(inside / (0.02 + delay), servers / 0.02) * (1 + 1e-12));
                        // Pessimistic bound: whoever comes finds all others at the cores.
                        QVERIFY(threads > 2048
                                || rates[k - 1] * (1 + 1e-12)
                                    >= inside / (0.02 * (1 + (inside - 1) / servers) + delay));
                    }
                }
    }

    /// Exact without a queue. With one it is an approximation (decomposition) that loses a little too much.
    void machinesAgainstTheirFullMarkovChain_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<int>("servers");
        QTest::addColumn<double>("delay");
        QTest::addColumn<int>("threads");
        QTest::addColumn<int>("places");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("no queue, light") << 1.0 << 1 << 2.0 << 4 << 4 << 1e-6;
        QTest::newRow("no queue, heavy") << 4.0 << 2 << 1.0 << 6 << 6 << 1e-6;
        QTest::newRow("queue, light") << 0.8 << 1 << 2.0 << 4 << 8 << 0.15;
        QTest::newRow("queue, cores bind") << 1.5 << 1 << 1.0 << 6 << 12 << 0.15;
        QTest::newRow("queue, threads bind") << 2.0 << 4 << 3.0 << 6 << 12 << 0.15;
        QTest::newRow("queue, both") << 2.0 << 2 << 1.0 << 5 << 10 << 0.15;
    }
    void machinesAgainstTheirFullMarkovChain()
    {
        QFETCH(double, rate);
        QFETCH(int, servers);
        QFETCH(double, delay);
        QFETCH(int, threads);
        QFETCH(int, places);
        QFETCH(double, tolerance);
        const auto [blocking, carried] = Machine { rate, 1, servers, delay, threads, places }.solve();
        const auto rates = queueing::flowEquivalentRates(Seconds(1), servers, Seconds(delay), threads);
        const auto queue = queueing::finiteQueue(Rate(rate), rates, places);
        QVERIFY2(std::abs(queue.blocking - blocking) <= tolerance * blocking,
                 qPrintable(QString("%1 instead of %2").arg(queue.blocking).arg(blocking)));
        QVERIFY(queue.blocking >= blocking * (1 - 1e-6)); // on the safe side
        QVERIFY(near(queue.carried.value(), carried, 0.015));
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

HEADROOM_TEST(QCoreApplication, FiniteQueueTest)

} // namespace headroom::tst_finite_queue

#include "tst_finite_queue.moc"
