#include "model/queueing/finite_queue.h"
#include "model/queueing/mmc.h"
#include "model/queueing/threaded_machine.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <limits>

namespace headroom::tst_threaded_machine {

using namespace queueing;
using test::isClose;

namespace {

constexpr double kNoEnd = std::numeric_limits<double>::infinity();

/// Mean time in an M/M/m system.
double openResponse(double rate, double service, int servers)
{
    const double offered = rate * service;
    return service * (1 + erlangC(servers, offered) / (servers - offered));
}

} // namespace

/// Threads in front of cores: one birth-death process instead of two queues.
class ThreadedMachineTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutCallsTheThreadsChangeNothing_data()
    {
        QTest::addColumn<int>("cores");
        QTest::addColumn<int>("threads");
        QTest::addColumn<double>("load");
        for (const int cores : { 1, 2, 8 })
            for (const int more : { 0, 1, 7, 120 })
                for (const double load : { 0.3, 0.8, 0.999 })
                    QTest::addRow("%d cores, %d threads, %g", cores, cores + more, load)
                        << cores << cores + more << load;
    }
    /// Waiting for a thread and then for a core is one wait: M/M/cores.
    void withoutCallsTheThreadsChangeNothing()
    {
        QFETCH(int, cores);
        QFETCH(int, threads);
        QFETCH(double, load);
        const double service = 0.02;
        const double rate = load * cores / service;
        const auto rates = flowEquivalentRates(Seconds(service), cores, Seconds(0), threads);
        const ThreadedMachine found = threadedMachine(Rate(rate), rates, threads, kNoEnd);
        QVERIFY(isClose(found.response.value(), openResponse(rate, service, cores), 1e-9));
        QCOMPARE(found.refused, 0.0);
        if (threads == cores) // all of it is spent before the threads
            QVERIFY(isClose(found.threadWait.value(), found.response.value() - service, 1e-9));
    }

    void fewerThreadsThanCoresAreTheServers()
    {
        const auto rates = flowEquivalentRates(Seconds(0.02), 8, Seconds(0), 3);
        const ThreadedMachine found = threadedMachine(Rate(120), rates, 3, kNoEnd);
        QVERIFY(isClose(found.response.value(), openResponse(120, 0.02, 3), 1e-9));
        QVERIFY(isClose(found.waits, erlangC(3, 2.4), 1e-9));
    }

    /// With places for so many, the process is that of finiteQueue(), which sums state by state.
    void fewPlacesAreThoseOfAFiniteQueue()
    {
        for (const double rate : { 10.0, 55.0, 60.5, 60.6060606, 70.0, 300.0 })
            for (const int places : { 32, 40, 96, 500, 20000 }) {
                const auto rates = flowEquivalentRates(Seconds(0.008), 32, Seconds(0.52), 32);
                const ThreadedMachine found = threadedMachine(Rate(rate), rates, 32, places);
                const FiniteQueue sum = finiteQueue(Rate(rate), rates, places);
                QVERIFY2(isClose(found.response.value(), sum.response.value(), 1e-7),
                         qPrintable(QStringLiteral("%1/s, %2 places").arg(rate).arg(places)));
                QVERIFY(std::abs(found.refused - sum.blocking) < 1e-9);
            }
    }

    /// Two threads, one core, as long elsewhere as at it: states by hand. X(1) = 0.5, X(2) = 0.8.
    void twoThreadsByHand()
    {
        const auto rates = flowEquivalentRates(Seconds(1), 1, Seconds(1), 2);
        QVERIFY(isClose(rates[0], 0.5, 1e-12) && isClose(rates[1], 0.8, 1e-12));
        const ThreadedMachine found = threadedMachine(Rate(0.6), rates, 2, kNoEnd);
        const double empty = 1 / (1 + 1.2 / (1 - 0.75));
        const double inside = empty * 1.2 / ((1 - 0.75) * (1 - 0.75));
        QVERIFY(isClose(found.response.value(), inside / 0.6, 1e-12));
        QVERIFY(isClose(found.waits, empty * 1.2 * 0.75 / (1 - 0.75), 1e-12));
        QVERIFY(isClose(found.threadWait.value(), empty * 1.2 * 0.75 * 0.75 / (0.25 * 0.25) / 0.6, 1e-12));
    }

    void moreThanTheThreadsFinishHasNoSteadyState()
    {
        const auto rates = flowEquivalentRates(Seconds(1), 1, Seconds(1), 2);
        QVERIFY(!std::isfinite(threadedMachine(Rate(0.8), rates, 2, kNoEnd).response.value()));
        QVERIFY(std::isfinite(threadedMachine(Rate(5), rates, 2, 100).response.value()));
    }
};

HEADROOM_TEST(QCoreApplication, ThreadedMachineTest)

} // namespace headroom::tst_threaded_machine

#include "tst_threaded_machine.moc"
