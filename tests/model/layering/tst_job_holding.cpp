#include "model/derivation/derivation.h"
#include "model/queueing/mmc.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_job_holding {

using namespace test;

namespace {

constexpr double kOwn = 0.008;  // s of a page
constexpr double kCall = 0.050; // s of the service it calls

bool isClose(double a, double b, double tolerance = 1e-9)
{
    return std::abs(a - b) <= tolerance * std::max({ 1e-12, std::abs(a), std::abs(b) });
}

/// A server with 32 threads whose pages call a service and ask a database twice, 3 ms each with the way.
ProjectBuilder design(double threads = 32)
{
    return ProjectBuilder()
        .onlyClass({ { "page", 1, kOwn, 1000 }, { "read", 2, 0.0025, 0 } })
        .component("clients", "client_population")
        .component("app", "web_app_server",
                   { { "threads", threads }, { "vcpu", 64.0 }, { "http_time", 0.0 }, { "net_gbps", 100.0 } })
        .component("service", "microservice", { { "threads", 0.0 }, { "vcpu", 400.0 }, { "service_time", kCall } })
        .component("db", "rdb_primary", { { "sigma", 0.0 }, { "kappa", 0.0 }, { "vcpu", 64.0 } })
        .link("clients", "app", "call")
        .link("app", "service", "call", { { "latency", 0.0 } })
        .link("app", "db", "query", { { "pool", 20.0 }, { "latency", 0.0005 } });
}

/// What a page of the users does, so many times a second, by nobody.
project::BackgroundJob pages(double rate)
{
    project::BackgroundJob job;
    job.id = "crawl";
    job.name = "Crawl";
    job.kind = project::BackgroundJob::Kind::Event;
    job.entry = "app";
    job.rate = rate;
    job.uses = { { "page", 1, kOwn, 1000 }, { "read", 2, 0.0025, 0 }, { "rpc", 1, 0, 0 } };
    return job;
}

analysis::Report solved(const ProjectBuilder &builder, double users, double jobs)
{
    project::Project project = builder.build();
    if (jobs > 0)
        project.workload.jobs = { pages(jobs) };
    return analysis::analyze(project, 0, users, theCatalog());
}

} // namespace

/// Background jobs hold threads and pooled connections like requests do (domain spec 1.2, 4.4).
class JobHoldingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Little's law: 80 items a second that each hold a thread for 8 + 50 + 2·3 ms.
    void littlesLaw()
    {
        const auto report = solved(design(), 0, 80);
        QVERIFY(isClose(resourceOf(report, "app", "threads").used, 80 * (kOwn + kCall + 2 * 0.003)));
        QVERIFY(isClose(resourceOf(report, "app", "pool_app-db").used, 80 * 2 * 0.003));
    }

    /// Half of the load as jobs holds what all of it as requests would, and as long a queue stands before it.
    void itemsHoldLikeRequests()
    {
        const auto users = solved(design(10), 120e3, 0);
        const auto mixed = solved(design(10), 60e3, 60);
        for (const char *id : { "threads", "pool_app-db" }) {
            const auto &alone = resourceOf(users, "app", id);
            const auto &both = resourceOf(mixed, "app", id);
            QVERIFY(isClose(alone.used, both.used));
            QVERIFY(isClose(alone.waitProbability, both.waitProbability));
            QVERIFY(isClose(alone.wait, both.wait));
        }
        QVERIFY(resourceOf(users, "app", "threads").wait > 0);
        QVERIFY(users.meanLatency && mixed.meanLatency && isClose(*users.meanLatency, *mixed.meanLatency));
        const double held = 0.064; // s
        QVERIFY(isClose(resourceOf(mixed, "app", "threads").waitProbability, queueing::erlangC(10, 120 * held)));
    }

    /// What jobs hold is not there for users: (32 − 100 · 64 ms)/64 ms requests a second are left.
    void theyTakeFromTheUsers()
    {
        QVERIFY(isClose(resourceOf(solved(design(), 1000, 0), "app", "threads").usersAtSaturation, 32 / 0.064 * 1000));
        const auto report = solved(design(), 1000, 100);
        QVERIFY(isClose(resourceOf(report, "app", "threads").usersAtSaturation, (32 - 6.4) / 0.064 * 1000));
        QVERIFY(report.isSoftwareBottleneck);
    }

    /// Erlang C: an item waits for its thread as a request does, C·S/(m − a), beside users and alone.
    void anItemWaitsForItsThread()
    {
        const double held = 0.064; // s
        const double busy = 120 * held;
        const double wait = queueing::erlangC(10, busy) * held / (10 - busy);
        for (const double users : { 0.0, 60e3 }) {
            const double jobs = 120 - users / 1e3;
            const auto few = solved(design(10), users, jobs);
            const auto many = solved(design(1000), users, jobs);
            QVERIFY(few.jobs[0].time && many.jobs[0].time);
            QVERIFY(isClose(*few.jobs[0].time - *many.jobs[0].time, wait));
            QVERIFY(isClose(resourceOf(few, "app", "threads").wait, wait));
        }
    }

    /// More than there are threads: saturated without a single user.
    void aJobCanTakeThemAll()
    {
        const auto report = solved(design(), 0, 600);
        QVERIFY(resourceOf(report, "app", "threads").utilization > 1);
        QVERIFY(report.components[1].band == analysis::Band::Saturated);
    }

    /// A consumer behind a queue works at its own pace: judged at the daily mean, a third of the peak of the users.
    void behindAQueueTheMeanCounts()
    {
        project::Project project = ProjectBuilder()
                                       .onlyClass({ { "page", 1, 0.001, 0 } })
                                       .component("clients", "client_population")
                                       .component("app", "web_app_server", { { "vcpu", 64.0 } })
                                       .component("queue", "message_queue")
                                       .component("workers", "worker_pool", { { "vcpu", 64.0 } })
                                       .component("db", "rdb_primary", { { "sigma", 0.0 }, { "kappa", 0.0 } })
                                       .link("clients", "app", "call")
                                       .link("app", "queue", "async")
                                       .link("queue", "workers", "async")
                                       .link("workers", "db", "query", { { "pool", 20.0 }, { "latency", 0.001 } })
                                       .build();
        project::BackgroundJob job;
        job.id = "count";
        job.name = "Count";
        job.kind = project::BackgroundJob::Kind::Event;
        job.entry = "queue";
        job.perRequest = 1;
        job.uses = { { "notify", 1, 0.0001, 0 }, { "write", 1, 0.004, 0 } };
        project.workload.jobs = { job };
        const auto report = analysis::analyze(project, 0, 300e3, theCatalog());
        QVERIFY(isClose(resourceOf(report, "workers", "pool_workers-db").used, report.meanRequestsPerSecond * 0.005));
        const auto why = derivation::explain(project, 0, 300e3, theCatalog(), "workers.pool_workers-db.utilization");
        QVERIFY(why && why->value
                && isClose(*why->value, resourceOf(report, "workers", "pool_workers-db").utilization));
    }
};

HEADROOM_TEST(QCoreApplication, JobHoldingTest)

} // namespace headroom::tst_job_holding

#include "tst_job_holding.moc"
