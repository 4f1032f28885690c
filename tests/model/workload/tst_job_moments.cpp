#include "model/analysis/analyze.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <utility>

namespace headroom::tst_job_moments {

using namespace test;
using project::BackgroundJob;

namespace {

constexpr double kUsers = 1000;
constexpr double kItemTime = 0.036; // s of a core
constexpr double kItems = 360000;   // a run

/// A pool of workers with two cores that no user comes to.
project::Project plant(std::vector<BackgroundJob> jobs)
{
    project::Project project = ProjectBuilder()
                                   .onlyClass({ { "page", 1, 0.002, 1000 } })
                                   .component("clients", "client_population")
                                   .component("app", "web_app_server", { { "vcpu", 2.0 } })
                                   .component("workers", "worker_pool", { { "vcpu", 2.0 } })
                                   .link("clients", "app", "call")
                                   .build();
    project.workload.jobs = std::move(jobs);
    return project;
}

BackgroundJob batch(const std::string &id, double at, double window = 3)
{
    BackgroundJob job;
    job.id = job.name = id;
    job.items = kItems;
    job.at = at;
    job.window = window;
    job.entry = "workers";
    job.uses = { { "task", 1, kItemTime, 0 } };
    return job;
}

BackgroundJob eventJob(double perRequest)
{
    BackgroundJob job;
    job.id = job.name = "event";
    job.kind = BackgroundJob::Kind::Event;
    job.perRequest = perRequest;
    job.entry = "workers";
    job.uses = { { "task", 1, kItemTime, 0 } };
    return job;
}

analysis::Report reportOf(const project::Project &project)
{
    return analysis::analyze(project, 0, kUsers, theCatalog());
}

const analysis::ComponentReport &workersOf(const analysis::Report &report)
{
    return componentOf(report, "workers");
}

/// Used while runs of that many windows are at work.
double usedBy(double runs, double window = 3)
{
    return runs * kItems / (window * 3600) * kItemTime / 2;
}

} // namespace

/// What runs at one time of the day does not add to what runs at another.
class JobMomentsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsAfterOneAnotherCountOnce()
    {
        const analysis::Report report
            = reportOf(plant({ batch("a", 0), batch("b", 6), batch("c", 12), batch("d", 18) }));
        QVERIFY(isClose(workersOf(report).utilization, usedBy(1), 1e-9));
        QVERIFY(isClose(workersOf(report).requestsPerSecond, kItems / 10800, 1e-9));
    }

    void runsAtTheSameTimeAddUp()
    {
        QVERIFY(isClose(workersOf(reportOf(plant({ batch("a", 1), batch("b", 3) }))).utilization, usedBy(2), 1e-9));
        // two short ones do not meet, though both meet the long one
        const analysis::Report report = reportOf(plant({ batch("long", 1, 9), batch("a", 1), batch("b", 6) }));
        QVERIFY(isClose(workersOf(report).utilization, usedBy(1, 9) + usedBy(1), 1e-9));
    }

    void theOrderOfJobsIsNothing()
    {
        std::vector<BackgroundJob> jobs { batch("a", 0, 2), batch("b", 6), batch("c", 7, 5), eventJob(20) };
        const double first = workersOf(reportOf(plant(jobs))).utilization;
        std::reverse(jobs.begin(), jobs.end());
        QVERIFY(isClose(workersOf(reportOf(plant(jobs))).utilization, first, 1e-12));
    }

    /// An event follows the users' day; at four in the morning there is little of it. Both grow with the users: of what
    /// does not, nobody knows for all numbers of users when it is most, and each counts when it is highest.
    void eventsCountAtTheHourOfTheBatch()
    {
        const double alone = workersOf(reportOf(plant({ eventJob(20) }))).utilization;
        BackgroundJob nightly = batch("a", 3);
        nightly.itemsPerUser = std::exchange(nightly.items, 0) / kUsers;
        const double batchAlone = workersOf(reportOf(plant({ nightly }))).utilization;
        const double both = workersOf(reportOf(plant({ eventJob(20), nightly }))).utilization;
        QVERIFY(both > std::max(alone, batchAlone));
        QVERIFY(both < alone + batchAlone);
    }

    /// One job sends much at night, another does more of all else at noon: nothing of either may be missed, and together
    /// they are no more than their sum.
    void nothingThatOneBringsIsMissed()
    {
        const auto with = [](std::vector<BackgroundJob> jobs) {
            project::Project project = plant(std::move(jobs));
            project::Stage stage = *project.stages.front();
            project::Component store;
            store.id = store.name = "store";
            store.kind = "rdb_primary";
            stage.components.push_back(store);
            project::Connection line;
            line.id = "w-s";
            line.from = "workers";
            line.to = "store";
            line.kind = "query";
            stage.connections.push_back(line);
            project.stages.front() = std::make_shared<const project::Stage>(stage);
            return reportOf(project);
        };
        BackgroundJob bulky = batch("bulky", 2);
        bulky.uses = { { "task", 1, 0.001, 0 }, { "write", 1, 0.001, 0, 1e6 } };
        bulky.items = 3e5;
        BackgroundJob busy = batch("busy", 12);
        busy.uses = { { "task", 1, kItemTime, 0 }, { "write", 2, 0.002, 0, 100.0 } };
        const analysis::Report none = with({});
        const analysis::Report one = with({ bulky });
        const analysis::Report other = with({ busy });
        const analysis::Report both = with({ bulky, busy });
        int bulkyFirst = 0;
        for (const char *id : { "workers", "store" })
            for (std::size_t r = 0; r < componentOf(both, id).resources.size(); ++r) {
                const auto used
                    = [&](const analysis::Report &report) { return componentOf(report, id).resources[r].utilization; };
                QVERIFY(used(both) >= std::max(used(one), used(other)) * (1 - 1e-9));
                QVERIFY(used(both) <= (used(one) + used(other) - used(none)) * (1 + 1e-9) + 1e-12);
                bulkyFirst += used(one) > 2 * used(other) && used(one) > 0.01;
            }
        QVERIFY(bulkyFirst > 0); // else the test shows nothing
    }

    void aComponentCountsWhatEntersThere()
    {
        const analysis::Report report = reportOf(plant({ eventJob(20) }));
        const double items = 20 * report.requestsPerSecond;
        QVERIFY(isClose(workersOf(report).requestsPerSecond, items, 1e-9));
        QVERIFY(isClose(workersOf(report).utilization, items * kItemTime / 2, 1e-9));
    }

    /// Where nothing waits for the others, the one that takes most of an item's time is named, in any order.
    void theSlowestIsTheSameInAnyOrder()
    {
        project::Project project = plant({ eventJob(5) });
        project.workload.jobs.front().entry.clear();
        project::Stage stage = *project.stages.front();
        project::Component queue;
        queue.id = queue.name = "queue";
        queue.kind = "message_queue";
        stage.components.push_back(queue);
        project::Connection line;
        line.id = "q-w";
        line.from = "queue";
        line.to = "workers";
        line.kind = "async";
        stage.connections.push_back(line);
        const auto slowest = [&] {
            project.stages.front() = std::make_shared<const project::Stage>(stage);
            const analysis::Report report = reportOf(project);
            return report.components[static_cast<std::size_t>(report.jobs.front().slowest)].id;
        };
        QCOMPARE(slowest(), std::string("workers"));
        std::reverse(stage.components.begin(), stage.components.end());
        QCOMPARE(slowest(), std::string("workers"));
    }
};

HEADROOM_TEST(QCoreApplication, JobMomentsTest)

} // namespace headroom::tst_job_moments

#include "tst_job_moments.moc"
