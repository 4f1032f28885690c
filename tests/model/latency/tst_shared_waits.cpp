#include "model/latency/joins.h"
#include "model/latency/shared_wait.h"
#include "tests/model/latency/queue_simulation.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace headroom::tst_shared_waits {

using namespace test;

namespace {

/// Four calls, one after another, of a service that binds; each is given up after 0.2 s.
ProjectBuilder fourCalls()
{
    return ProjectBuilder()
        .onlyClass({ { "page", 1, 0.005, 0 }, { "resolve", 0, 0, 0 } })
        .upTo(1e6)
        .component("clients", "client_population")
        .component("app", "web_app_server",
                   { { "threads", 1e5 },
                     { "accept_queue", 0.0 },
                     { "vcpu", 8.0 },
                     { "http_time", 0.0 },
                     { "baseline", 1.0 },
                     { "housekeeping", 0.0 } })
        .component("service", "microservice",
                   { { "threads", 1e5 },
                     { "accept_queue", 0.0 },
                     { "vcpu", 1.0 },
                     { "service_time", 0.01 },
                     { "instances", 1.0 } })
        .link("clients", "app", "call", { { "timeout", 3600.0 }, { "latency", 0.0 } })
        .link("app", "service", "call", { { "timeout", 0.2 }, { "latency", 0.0 }, { "calls", 4.0 } });
}

double p99At(double users)
{
    return fourCalls().at(users).serverTime->value.p99;
}

} // namespace

/// Calls that may be given up share a wait at a station, as visits without timeouts do (domain spec 4.7).
class SharedWaitsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Calls begin to be cut one by one at some 15,250 users; p99 fell from 456 to 268 ms there.
    void percentilesDoNotFallWhereCallsBeginToBeCut()
    {
        double before = 0;
        for (double users = 13000; users < 20000; users += 250) {
            const double now = p99At(users);
            QVERIFY2(now > before * 0.97,
                     qPrintable(QStringLiteral("%1 users: %2 after %3").arg(users).arg(now).arg(before)));
            before = now;
        }
    }

    /// Few calls are late there, so a simulation without timeouts tells nearly the same.
    void theyAgreeWithASimulation()
    {
        for (const double rate : { 15.5, 17.0 }) {
            std::vector<std::vector<double>> runs;
            for (std::uint64_t seed = 1; seed <= 5; ++seed)
                runs.push_back(simulate({ rate, 8, 0.005, 1, 0.01, 4 }, 60000, seed));
            const Estimate simulated = quantileOf(runs, 0.99);
            QVERIFY2(std::abs(p99At(rate * 1000) / simulated.mean - 1) < 0.18,
                     qPrintable(QStringLiteral("%1 instead of %2").arg(p99At(rate * 1000)).arg(simulated.mean)));
        }
    }

    void theMeanOfTheLawIsTheMean()
    {
        const std::vector<latency::Waiting> waiting { { 0.8, 20 } };
        const std::vector<latency::Branch> branches { { { 1, { { 0, { { 0.01, 0, true, { { 1, 1 } } } } } } } } };
        latency::Arm arm { 0, 1, { { 1, 1 } } };
        arm.attempts.timeout = 0.1;
        latency::Way way { 1, {}, { { { arm }, { { 4, 1 } } } } };
        latency::JoinedRequest request({ &way, 1 }, branches, waiting);
        QVERIFY(isClose(request.distribution().mean(), request.mean(), 5e-3));
    }

    void theSharesAreAllRequests()
    {
        const latency::Waiting waiting { 0.7, 30 };
        double sum = 0;
        double mean = 0;
        for (const latency::WaitShare &each : latency::sharesOf(waiting)) {
            sum += each.probability;
            if (each.waiting.probability <= 0)
                continue;
            const double length = each.waiting.upTo - each.waiting.from;
            const double cut = std::isfinite(length) ? length * std::exp(-30 * length) / -std::expm1(-30 * length) : 0;
            mean += each.probability * (each.waiting.from + 1 / 30.0 - cut);
        }
        QVERIFY(isClose(sum, 1, 1e-12));
        QVERIFY(isClose(mean, 0.7 / 30, 1e-12));
    }

    /// Every distribution of a share lies between its bounds, and together they are the exponential one.
    void theSpectraOfTheSharesAddUp()
    {
        const latency::Waiting waiting { 0.7, 30 };
        const auto distributionFor = [](const latency::Waiting &each) {
            const latency::Way way { 1, { { 0, { { 0, 0, true, { { 2, 1 } } } } } } };
            const std::vector<latency::Waiting> all { each };
            return latency::distributionOf(std::vector<latency::Way> { way }, all);
        };
        const auto whole = distributionFor(waiting);
        for (const double time : { 0.01, 0.05, 0.1, 0.2 }) {
            double sum = 0;
            for (const latency::WaitShare &each : latency::sharesOf(waiting))
                sum += each.probability
                    * (each.waiting.probability > 0 ? distributionFor(each.waiting).cumulative(time) : 1.0);
            QVERIFY(std::abs(sum - whole.cumulative(time)) < 2e-3);
        }
    }
};

HEADROOM_TEST(QCoreApplication, SharedWaitsTest)

} // namespace headroom::tst_shared_waits

#include "tst_shared_waits.moc"
