#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_readers {

using namespace test;

namespace {

using Entries = std::vector<project::Parameters::Entry>;

/// Each request leaves a task of 40 ms with a log, which workers of two cores read; 1,000 users ask once a second.
ProjectBuilder logRead(double partitions, Entries workers)
{
    return ProjectBuilder()
        .onlyClass({ { "page", 1, 0.003, 0 }, { "resolve", 0, 0, 0 }, { "task", 1, 0.04, 0 } })
        .upTo(2e5)
        .component("clients", "client_population")
        .component("app", "web_app_server", { { "vcpu", 64.0 }, { "http_time", 0.0 } })
        .component("log", "log_broker", { { "partitions", partitions } })
        .component("workers", "worker_pool", std::move(workers))
        .link("clients", "app", "call")
        .link("app", "log", "async")
        .link("log", "workers", "async");
}

} // namespace

/// A partition is read by one at a time (domain spec 2.2, log broker).
class ReadersTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workersBeyondThePartitionsHaveNothingToDo()
    {
        const auto few = logRead(2, { { "instances", 6.0 } }).at(2e5);
        const auto many = logRead(1000, { { "instances", 6.0 } }).at(2e5);
        const auto two = logRead(1000, { { "instances", 2.0 } }).at(2e5);
        QVERIFY(isClose(componentOf(few, "workers").utilization, componentOf(two, "workers").utilization, 1e-12));
        QVERIFY(isClose(componentOf(few, "workers").utilization, 3 * componentOf(many, "workers").utilization, 1e-12));
        QVERIFY(isClose(few.usersAtSaturation, two.usersAtSaturation, 1e-12));
        // all six are paid for, and any of them may take over
        QVERIFY(isClose(componentOf(few, "workers").costPerMonth, 3 * componentOf(two, "workers").costPerMonth, 1e-12));
        QVERIFY(componentOf(few, "workers").availability > componentOf(two, "workers").availability);
    }

    void aTierGrowsToTheNumberOfPartitions()
    {
        const Entries grows { { "autoscale", true }, { "n_min", 1.0 }, { "n_max", 50.0 } };
        QCOMPARE(componentOf(logRead(4, grows).at(2e5), "workers").maxInstances, 4.0);
        QCOMPARE(componentOf(logRead(1000, grows).at(2e5), "workers").maxInstances, 50.0);
    }

    void aBrokerNeedsItsQuorum()
    {
        const auto availabilityOf = [](double brokers) {
            auto design = logRead(1000, {}).component(
                "other", "log_broker", { { "instances", brokers }, { "mttf", 100.0 }, { "mttr", 10.0 } });
            design.link("app", "other", "async", { { "outbox", false } }).link("other", "workers", "async");
            return componentOf(design.at(1000), "other").availability;
        };
        const double a = 100.0 / 110;
        QVERIFY(isClose(availabilityOf(2), a * a, 1e-12));
        QVERIFY(isClose(availabilityOf(3), a * a * a + 3 * a * a * (1 - a), 1e-12));
        QVERIFY(isClose(availabilityOf(5),
                        std::pow(a, 5) + 5 * std::pow(a, 4) * (1 - a) + 10 * std::pow(a, 3) * (1 - a) * (1 - a),
                        1e-12));
    }
};

HEADROOM_TEST(QCoreApplication, ReadersTest)

} // namespace headroom::tst_readers

#include "tst_readers.moc"
