#include "model/analysis/retries.h"
#include "model/edits/edit.h"
#include "model/queueing/attempts.h"
#include "model/queueing/tails.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <functional>

namespace headroom::tst_retries {

using namespace test;

namespace {

using Link = std::vector<project::Parameters::Entry>;

bool isClose(double a, double b, double tolerance = 1e-9)
{
    return std::abs(a - b) <= tolerance * std::max({ 1e-12, std::abs(a), std::abs(b) });
}

/// A page that costs its server nothing, which calls a service of one core and 10 ms; 1 request/s per thousand users.
ProjectBuilder pair(Link link)
{
    link.emplace_back("latency", 0.0);
    return ProjectBuilder()
        .onlyClass({ { "page", 1, 1e-6, 1000 } })
        .component("clients", "client_population")
        .component("app", "web_app_server",
                   { { "threads", 0.0 }, { "vcpu", 64.0 }, { "http_time", 0.0 }, { "net_gbps", 100.0 } })
        .component("service", "microservice",
                   { { "threads", 0.0 }, { "vcpu", 1.0 }, { "instances", 1.0 }, { "service_time", 0.01 } })
        .link("clients", "app", "call")
        .link("app", "service", "call", std::move(link));
}

constexpr double kCapacity = 100; // of the service, calls a second

/// The same by hand: f = 1 − A·P(in time) where one server of 100/s gets λ·Att(f).
double byHand(double rate, double available, double timeout, double start,
              const std::function<double(double)> &attempts)
{
    double f = start;
    for (int round = 0; round < 100000; ++round) {
        const double load = rate * attempts(f);
        const double late = load >= kCapacity ? 1 : std::exp(-(kCapacity - load) * timeout);
        f += 0.5 * (1 - available * (1 - late) - f);
    }
    return f;
}

double plain(double f)
{
    return 1 + f + f * f; // two retries
}

const analysis::RetryReport &retriesOf(const analysis::Report &report, const std::string &from)
{
    for (const analysis::ConnectionReport &each : report.connections)
        if (each.from == from && each.retries)
            return *each.retries;
    qFatal("no retries");
}

} // namespace

/// Retries as a fixed point between failures and load (domain spec 3.3).
class RetriesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Domain spec 10.11.
    void goldens()
    {
        QVERIFY(isClose(queueing::attempts({ 2 }, 0.5), 1.75));
        QVERIFY(isClose(queueing::success({ 2 }, 0.5), 0.875));
        QVERIFY(std::abs(queueing::attempts({ 2 }, 0.92) - 2.766) < 5e-4);
        QCOMPARE(queueing::attempts({ 2 }, 1), 3.0);
        QCOMPARE(queueing::success({ 2 }, 1), 0.0);
        QCOMPARE(queueing::attempts({ 5 }, 0), 1.0);
        QCOMPARE(queueing::success({ 0 }, 0.25), 0.75);
    }

    void aBudgetLimitsRetries()
    {
        QVERIFY(isClose(queueing::attempts({ 2, 0.2 }, 1), 1.2));
        QVERIFY(isClose(queueing::attempts({ 2, 0.2 }, 0.1), 1.11)); // not used up
        // Of 0.75 retries wanted 0.2 are made: 4/15 of the failing half have both their retries.
        QVERIFY(isClose(queueing::success({ 2, 0.2 }, 0.5), 0.5 + 0.375 * 0.2 / 0.75));
    }

    void anOpenBreakerRefusesRetries()
    {
        QVERIFY(isClose(queueing::attempts({ 2, 0, true }, 0.5), 1.75));
        QCOMPARE(queueing::attempts({ 2, 0, true }, 1), 1.0);
        QVERIFY(queueing::attempts({ 2, 0, true }, 0.9) < queueing::attempts({ 2 }, 0.5));
    }

    /// Domain spec 10.11: three tries in each of five layers.
    void totalOutageMultipliesByLayers()
    {
        ProjectBuilder design = ProjectBuilder()
                                    .onlyClass({ { "page", 1, 1e-6, 1000 } })
                                    .component("clients", "client_population")
                                    .component("s0", "web_app_server", { { "threads", 0.0 }, { "vcpu", 64.0 } })
                                    .link("clients", "s0", "call");
        for (int layer = 1; layer <= 5; ++layer) {
            const bool isLast = layer == 5; // answers 10 ms late every time
            design
                .component("s" + std::to_string(layer), "microservice",
                           { { "threads", 0.0 }, { "vcpu", 400.0 }, { "service_time", 0.001 } })
                .link("s" + std::to_string(layer - 1), "s" + std::to_string(layer), "call",
                      { { "retries", 2.0 }, { "timeout", isLast ? 0.01 : 60.0 }, { "latency", isLast ? 0.02 : 0.0 } });
        }
        const auto report = design.at(1000);
        QVERIFY(isClose(componentOf(report, "s5").requestsPerSecond, 243));
        QVERIFY(isClose(componentOf(report, "s1").requestsPerSecond, 3));
        QVERIFY(isClose(retriesOf(report, "s4").attempts, 3));
        QCOMPARE(retriesOf(report, "s0").success, 0.0);
        QVERIFY(!report.isMetastable); // hopeless from both ends
        QVERIFY(hasFinding(report, "RES-05"));
    }

    void oneQueueAgainstAnIterationByHand_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<double>("timeout");
        for (const double rate : { 5.0, 20.0, 50.0, 75.0, 85.0 })
            for (const double timeout : { 0.02, 0.1, 1.0 })
                QTest::addRow("%g/s, %g s", rate, timeout) << rate << timeout;
    }
    void oneQueueAgainstAnIterationByHand()
    {
        QFETCH(double, rate);
        QFETCH(double, timeout);
        const auto report = pair({ { "retries", 2.0 }, { "timeout", timeout } }).at(rate * 1000);
        const double available = componentOf(report, "service").availability;
        const double low = byHand(rate, available, timeout, 0, plain);
        const double high = byHand(rate, available, timeout, 1, plain);
        const analysis::RetryReport &found = retriesOf(report, "app");
        QVERIFY2(isClose(found.failure, low, 1e-6), qPrintable(QString("%1 %2").arg(found.failure).arg(low)));
        QVERIFY(isClose(found.attempts, plain(low), 1e-6));
        QVERIFY(isClose(found.success, 1 - low * low * low, 1e-6));
        QVERIFY(isClose(found.stormAttempts, plain(high), 1e-6));
        QCOMPARE(report.isMetastable, plain(high) > plain(low) * 1.001);
        QCOMPARE(hasFinding(report, "RES-10"), report.isMetastable);
        QVERIFY(isClose(componentOf(report, "service").utilization, rate * found.attempts / kCapacity, 1e-6));
        QVERIFY(isClose(componentOf(report, "service").requestsPerSecond, rate * found.attempts));
    }

    /// With a long timeout the other state exists where three times the load saturates the service, and only there.
    void metastableFromAThirdOfTheCapacity()
    {
        const Link link { { "retries", 2.0 }, { "timeout", 10.0 } };
        QVERIFY(!pair(link).at(32e3).isMetastable);
        QVERIFY(pair(link).at(34e3).isMetastable);
        Link budget = link;
        budget.emplace_back("retry_budget", 0.2);
        QVERIFY(!pair(budget).at(82e3).isMetastable);
        QVERIFY(pair(budget).at(84e3).isMetastable); // 84 · 1.2 > 100
        Link breaker = link;
        breaker.emplace_back("breaker", true);
        QVERIFY(!pair(breaker).at(60e3).isMetastable);
    }

    /// Without a timeout 1 − 1/ρ of the attempts is lost: 1 − f³ = A·capacity/load.
    void lossBySaturation()
    {
        const auto report = pair({ { "retries", 2.0 }, { "timeout", 0.0 } }).at(160e3);
        const double available = componentOf(report, "service").availability;
        const analysis::RetryReport &found = retriesOf(report, "app");
        QVERIFY(isClose(found.failure, std::cbrt(1 - available / 1.6), 1e-6));
        QVERIFY(isClose(found.success, available / 1.6, 1e-6));
        QVERIFY(!report.isMetastable);
    }

    void usersAtSaturationAreWhereTheHealthyStateEnds_data()
    {
        QTest::addColumn<double>("timeout");
        QTest::newRow("short") << 0.1;
        QTest::newRow("long") << 2.0;
        QTest::newRow("none") << 0.0;
    }
    void usersAtSaturationAreWhereTheHealthyStateEnds()
    {
        QFETCH(double, timeout);
        const auto report = pair({ { "retries", 2.0 }, { "timeout", timeout } }).at(10e3);
        const double available = componentOf(report, "service").availability;
        double low = 1;
        double high = kCapacity;
        while (high - low > 1e-6) {
            const double rate = (low + high) / 2;
            const double f = timeout > 0 ? byHand(rate, available, timeout, 0, plain) : 1 - available;
            (rate * plain(f) < kCapacity ? low : high) = rate;
        }
        QVERIFY2(isClose(report.usersAtSaturation, low * 1000, 1e-3),
                 qPrintable(QString("%1 %2").arg(report.usersAtSaturation).arg(low * 1000)));
        QVERIFY(report.usersAt070 < report.usersAt085 && report.usersAt085 <= report.usersAtSaturation);
        const auto below = pair({ { "retries", 2.0 }, { "timeout", timeout } }).at(report.usersAtSaturation * 0.998);
        QVERIFY(below.state == analysis::State::Fine);
        const auto beyond = pair({ { "retries", 2.0 }, { "timeout", timeout } }).at(report.usersAtSaturation * 1.002);
        QVERIFY(beyond.state == analysis::State::Saturated);
    }

    /// The fixed point is found on the flow's rows, the report compiled with its attempts: they must agree.
    void theFixedPointLoadsWhatTheReportSays()
    {
        int stages = 0;
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            for (std::size_t index = 0; index < design->stages.size(); ++index) {
                project::Project retrying = *design;
                auto stage = std::make_shared<project::Stage>(*design->stages[index]);
                for (project::Connection &each : stage->connections)
                    if (theCatalog().connectionKind(each.kind).findParameter("retries"))
                        each.parameters.set("retries", 2.0);
                retrying.stages[index] = stage;
                const auto compiled = analysis::compile(retrying, index, theCatalog());
                const double users = stage->users.to;
                const auto report = analysis::solve(*compiled, users);
                if (!compiled->retries)
                    continue; // one machine
                ++stages;
                engine::Results results;
                compiled->retries->solve(users, results);
                std::size_t row = 0;
                for (const auto &component : report.components)
                    for (const auto &resource : component.resources)
                        QVERIFY2(isClose(results.filled[row++], resource.utilization, 1e-6),
                                 (path + ' ' + component.id + ' ' + resource.id).c_str());
                QVERIFY2(isClose(results.totalCost, report.costPerMonth, 1e-6), path.c_str());
                QVERIFY(compiled->retries->settle(users).rounds <= 400);
                const double without = analysis::analyze(*design, index, users, theCatalog()).usersAtSaturation;
                QVERIFY2(report.usersAtSaturation <= without * (1 + 1e-9), path.c_str());
            }
        }
        QVERIFY(stages >= 10);
    }

    void tails()
    {
        // M/M/1: the sojourn is exponential with μ − λ, also when put together from wait and service.
        for (const double load : { 0.1, 0.5, 0.9, 0.999 })
            for (const double t : { 0.0, 0.5, 1.0, 10.0 })
                QVERIFY(isClose(queueing::visitTail(t, 1, load, 1 - load), std::exp(-(1 - load) * t), 1e-9));
        QVERIFY(isClose(queueing::visitTail(2, 1, 0.5, 1), std::exp(-2.0) * (0.5 + 0.5 * 3))); // equal rates
        QCOMPARE(queueing::visitTail(-1, 1, 0.5, 1), 1.0);
        // Erlang-4 of mean 500 ms beyond 200 ms: 0.921 (domain spec 8.3); of mean 50 ms 9e-5.
        QVERIFY(std::abs(queueing::momentTail(0.2, 0.5, 0.0625, 0) - 0.921) < 5e-4);
        QVERIFY(std::abs(queueing::momentTail(0.2, 0.05, 0.000625, 0) - 9e-5) < 5e-6);
        QCOMPARE(queueing::momentTail(0.2, 0.1, 0, 0.1), 0.0);
        using queueing::SumOfTimes;
        QVERIFY(isClose(SumOfTimes { 0.1, 0.01 }.quantile(0.99), 0.1 * std::log(100), 1e-5)); // exponential
        QCOMPARE(SumOfTimes({ 0.1, 0, 0.1 }).quantile(0.99), 0.1);
        // 20 ms, an exponential of 120 ms and one of 30 ms, at once certain and in half of the calls.
        const auto exact = [](double t) { return (0.12 * std::exp(-t / 0.12) - 0.03 * std::exp(-t / 0.03)) / 0.09; };
        const SumOfTimes both { 0.17, 0.12 * 0.12 + 0.03 * 0.03, 0.02, 0.12, 1 };
        const SumOfTimes half { 0.11, 0.75 * 0.12 * 0.12 + 0.03 * 0.03, 0.02, 0.12, 0.5 };
        for (const double t : { 0.1, 0.3, 1.0, 2.0 }) {
            QVERIFY(isClose(both.tail(0.02 + t), exact(t), 1e-9));
            QVERIFY(isClose(half.tail(0.02 + t), (exact(t) + std::exp(-t / 0.03)) / 2, 1e-9));
        }
        QVERIFY(isClose(both.tail(both.quantile(0.999)), 0.001, 1e-4));
        // Erlang-3 of 40 ms beside it: far out a gamma law of the whole says half of it.
        const SumOfTimes more { 0.24, 0.12 * 0.12 + 3 * 0.04 * 0.04, 0, 0.12, 1 };
        const double shares = std::pow(1 - 0.04 / 0.12, -3.0); // E[e^(R/0.12)]
        QVERIFY(isClose(more.tail(1.5), shares * std::exp(-1.5 / 0.12), 1e-6));
        QVERIFY(isClose(SumOfTimes { 0.24, 0.0192 }.tail(1.5), queueing::momentTail(1.5, 0.24, 0.0192, 0), 1e-12));
        QVERIFY(queueing::momentTail(1.5, 0.24, 0.0192, 0) < 0.5 * more.tail(1.5));
        for (const SumOfTimes &each :
             { both, half, more, SumOfTimes { 0.24, 0.0192, 0.03 }, SumOfTimes { 0.2, 0, 0.2 } })
            for (const double t : { 0.1, 0.3, 1.0, 2.0, 5.0 })
                QVERIFY(each.tailBound(t) >= each.tail(t));
        QVERIFY(both.tailBound(5) < 1e-12);
        // Thousands of parts are as good as normal, and continuous with those before.
        const auto many = [](double shape) { return SumOfTimes { 0.1 + 1, 0.01 + 1 / shape, 0, 0.1, 1 }.tail(1.3); };
        QVERIFY(isClose(many(9999), many(10001), 1e-3));
    }

    /// A breaker that opens ends what is behind it holds: it was told to carry users of whom most are turned away.
    void anOpenBreakerIsTheEnd()
    {
        Link link { { "timeout", 0.1 }, { "retries", 2.0 }, { "backoff", std::string("none") } };
        const auto without = pair(link).at(1000);
        link.emplace_back("breaker", true);
        const auto with = pair(link).at(1000);
        QVERIFY(with.usersAtSaturation >= without.usersAtSaturation * (1 - 1e-3)); // fewer retries, no more users
        const auto edge = pair(link).at(with.usersAtSaturation * 0.999);
        QVERIFY(retriesOf(edge, "app").failure <= 0.5 + 1e-3);
        const auto beyond = pair(link).at(with.usersAtSaturation * 1.01);
        QVERIFY(retriesOf(beyond, "app").failure > 0.5 || beyond.state == analysis::State::Saturated);
        QVERIFY(with.usersAtSaturation <= 100e3); // calls that its one core can answer
    }

    /// Calls made at once hold their caller for the slowest of them, whether or not somebody else repeats calls.
    void aRetryThatIsNeverNeededChangesNothing()
    {
        const auto at = [](double retries) {
            return ProjectBuilder()
                .onlyClass({ { "page", 1, 1e-6, 1000 }, { "rpc", 1, 0, 0 } })
                .upTo(1e6)
                .component("clients", "client_population")
                .component("app", "web_app_server", { { "threads", 0.0 }, { "vcpu", 64.0 }, { "http_time", 0.0 } })
                .component("m0", "microservice", { { "threads", 8.0 }, { "vcpu", 16.0 }, { "service_time", 0.01 } })
                .component("m1", "microservice", { { "threads", 0.0 }, { "vcpu", 64.0 }, { "service_time", 0.005 } })
                .component("m2", "microservice", { { "threads", 0.0 }, { "vcpu", 64.0 }, { "service_time", 0.005 } })
                .component("m3", "microservice",
                           { { "threads", 0.0 }, { "vcpu", 64.0 }, { "service_time", 0.0001 }, { "mttr", 0.0 } })
                .link("clients", "app", "call")
                .link("app", "m0", "call")
                .link("m0", "m1", "parallel")
                .link("m0", "m2", "parallel")
                .link("m2", "m3", "call", { { "retries", retries } })
                .at(1e5);
        };
        const auto never = at(0);
        const auto once = at(1);
        QVERIFY(isClose(resourceOf(never, "m0", "threads").used, resourceOf(once, "m0", "threads").used, 1e-6));
        QVERIFY(isClose(never.usersAtSaturation, once.usersAtSaturation, 1e-3));
    }
};

HEADROOM_TEST(QCoreApplication, RetriesTest)

} // namespace headroom::tst_retries

#include "tst_retries.moc"
