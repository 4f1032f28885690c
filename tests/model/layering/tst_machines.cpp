#include "model/queueing/finite_queue.h"
#include "model/queueing/mmc.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_machines {

using namespace test;

namespace {

using Entries = std::vector<project::Parameters::Entry>;

/// A page that costs its server nothing and calls one service; 1,000 users ask once a second.
ProjectBuilder serviceOf(Entries parameters)
{
    parameters.emplace_back("instances", 1.0);
    return ProjectBuilder()
        .onlyClass({ { "page", 1, 0, 0 }, { "resolve", 0, 0, 0 } })
        .upTo(1e6)
        .component("clients", "client_population")
        .component("app", "web_app_server",
                   { { "threads", 1e5 },
                     { "accept_queue", 0.0 },
                     { "vcpu", 64.0 },
                     { "http_time", 0.0 },
                     { "baseline", 1.0 },
                     { "housekeeping", 0.0 },
                     { "net_gbps", 100.0 } })
        .component("service", "microservice", std::move(parameters))
        .link("clients", "app", "call", { { "timeout", 3600.0 }, { "latency", 0.0 } })
        .link("app", "service", "call", { { "timeout", 3600.0 }, { "latency", 0.0 } });
}

double openResponse(double rate, double service, int servers)
{
    const double offered = rate * service;
    return service * (1 + queueing::erlangC(servers, offered) / (servers - offered));
}

double meanOf(const analysis::Report &report)
{
    return *report.meanLatency;
}

} // namespace

/// Threads, cores and places to wait of one machine, in a whole design (domain spec 4.3, 4.4).
class MachinesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aThreadForEachCoreWaitsOnce()
    {
        for (const int each : { 1, 2, 8 }) {
            const auto design = serviceOf({ { "threads", double(each) },
                                            { "accept_queue", 1e5 },
                                            { "vcpu", double(each) },
                                            { "service_time", 0.1 } });
            const double rate = 8.0 * each;
            const auto report = design.at(rate * 1000);
            QVERIFY(isClose(report.requestsPerSecond, rate, 1e-9));
            const double sigma = componentOf(report, "service").serviceTime / 0.1; // contention inside the host
            QVERIFY(isClose(meanOf(report), openResponse(rate, 0.1 * sigma, each), 1e-9));
        }
    }

    /// M/M/1: the sojourn is exponential, so p99 = R·ln 100.
    void itsPercentilesAreThoseOfOneQueue()
    {
        const auto report
            = serviceOf({ { "threads", 1.0 }, { "accept_queue", 1e5 }, { "vcpu", 1.0 }, { "service_time", 0.1 } })
                  .at(8000);
        QVERIFY(isClose(report.serverTime->value.p99, 0.5 * std::log(100), 1e-3));
        QVERIFY(isClose(report.serverTime->value.p50, 0.5 * std::log(2), 2e-3));
    }

    /// What is refused does not wait: the mean is that of M/M/32/96 of those who get in, also at the edge.
    void aFullAcceptQueueBoundsTheWait()
    {
        auto design = serviceOf({ { "threads", 32.0 },
                                  { "accept_queue", 64.0 },
                                  { "vcpu", 1000.0 },
                                  { "service_time", 0.528 },
                                  { "sigma", 0.0 },
                                  { "kappa", 0.0 } });
        for (const double users : { 50e3, 58e3, 60e3, 60.5e3 }) {
            const auto report = design.at(users);
            const auto exact = queueing::finiteQueue(Rate(users / 1000), Seconds(0.528), 32, 96);
            QVERIFY(isClose(meanOf(report), exact.response.value(), 1e-6));
        }
    }

    void moreThreadsNeverSlowAMachineDown()
    {
        double before = 1e9;
        for (const double threads : { 4.0, 5.0, 6.0, 8.0, 12.0, 16.0, 32.0, 64.0 }) {
            const auto report
                = serviceOf(
                      { { "threads", threads }, { "accept_queue", 1e5 }, { "vcpu", 4.0 }, { "service_time", 0.1 } })
                      .at(33000);
            QVERIFY(meanOf(report) <= before * (1 + 1e-12));
            before = meanOf(report);
        }
    }
};

HEADROOM_TEST(QCoreApplication, MachinesTest)

} // namespace headroom::tst_machines

#include "tst_machines.moc"
