#include "model/analysis/compiled_stage.h"
#include "model/analysis/effects.h"
#include "model/engine/solve.h"
#include "model/queueing/mmc.h"
#include "model/serialization/project_json.h"
#include "model/serialization/report_json.h"
#include "model/workload/workload.h"
#include "tests/support/model_support.h"
#include "tests/support/random_design.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>
#include <random>
#include <utility>

namespace headroom::tst_jobs {

using project::BackgroundJob;

namespace {

bool isClose(double a, double b, double tolerance = 1e-12)
{
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

/// Two vCPUs of workers behind a queue that an app feeds.
test::ProjectBuilder plant(double workers = 1)
{
    return test::ProjectBuilder()
        .component("clients", "client_population")
        .component("app", "web_app_server", { { "instances", 4.0 }, { "vcpu", 16.0 } })
        .component("queue", "message_queue")
        .component("workers", "worker_pool", { { "instances", workers }, { "vcpu", 2.0 } })
        .link("clients", "app", "call")
        .link("app", "queue", "async")
        .link("queue", "workers", "async");
}

BackgroundJob eventOf(double rate, double time)
{
    BackgroundJob job;
    job.id = "thumbs";
    job.name = "Thumbnails";
    job.kind = BackgroundJob::Kind::Event;
    job.rate = rate;
    job.uses = { { "notify", 1, time, 0 } };
    return job;
}

/// At two o'clock, within an hour.
BackgroundJob batch(double items, double time)
{
    BackgroundJob job;
    job.id = "report";
    job.name = "Report";
    job.items = items;
    job.at = 2;
    job.uses = { { "notify", 1, time, 0 } };
    return job;
}

project::Project with(project::Project project, std::vector<BackgroundJob> jobs)
{
    project.workload.jobs = std::move(jobs);
    return project;
}

analysis::Report at(const project::Project &project, double users)
{
    return analysis::analyze(project, 0, users, test::theCatalog());
}

const analysis::Finding *findingOf(const analysis::Report &report, const std::string &rule)
{
    for (const analysis::Finding &each : report.findings)
        if (each.rule == rule)
            return &each;
    return nullptr;
}

} // namespace

/// Work that no user waits for (domain spec 1.2, 8.6).
class JobsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// 40 ms of work and a call of 1 s hold a thread for 1.04 s: 64 threads do 61.5 a second, the cores 100.
    void workersHoldThreadsWhileTheyWait()
    {
        BackgroundJob job = eventOf(50, 0.04);
        job.uses = { { "task", 1, 0.04, 0 }, { "rpc", 1, 0, 0 } };
        const project::Project design
            = with(plant(2)
                       .component("shop", "third_party_api", { { "service_time", 1.0 }, { "quota", 1e5 } })
                       .link("workers", "shop", "call", { { "latency", 0.0 }, { "timeout", 10.0 } })
                       .build(),
                   { job });
        const auto report = at(design, 0);
        const auto &workers = test::componentOf(report, "workers");
        QVERIFY(isClose(test::resourceOf(report, "workers", "threads").utilization, 50 * 1.04 / 64, 1e-9));
        QVERIFY(workers.backlog);
        QVERIFY(isClose(workers.backlog->pace, 64 / 1.04, 1e-9));
        QCOMPARE(workers.resources[static_cast<std::size_t>(workers.backlog->resource)].id, std::string("threads"));
    }

    /// 100 items a second of 10 ms are one of the two vCPUs, whatever the users do: M/M/2 with a = 1.
    void anEventLoadsWhatItReaches()
    {
        const project::Project design = with(plant().build(), { eventOf(100, 0.01) });
        const auto report = at(design, 0);
        const auto &workers = test::componentOf(report, "workers");
        QVERIFY(isClose(workers.utilization, 0.5));
        QVERIFY(isClose(workers.serviceTime, 0.01));
        QVERIFY(isClose(workers.waitProbability, queueing::erlangC(2, 1)));
        QVERIFY(isClose(workers.wait, queueing::erlangC(2, 1) * 0.01 / (2 - 1)));
        QVERIFY(isClose(workers.requestsPerSecond, 100));
        QVERIFY(isClose(test::connectionOf(report, "queue-workers").requestsPerSecond, 100));
        QCOMPARE(test::connectionOf(report, "app-queue").requestsPerSecond, 0.0);
        // 0.4 USD per million, three requests an item, 2.628 million seconds a month.
        QVERIFY(isClose(test::componentOf(report, "queue").costPerMonth, 0.4 * 3 * 100 * 2.628, 1e-9));
        QCOMPARE(report.jobs.size(), std::size_t(1));
        QCOMPARE(report.jobs[0].itemsPerSecond, 100.0);
        QVERIFY(isClose(report.jobs[0].items, 8.64e6));
        QVERIFY(report.jobs[0].state == analysis::State::Fine);
        // Nothing waits on the whole, so that an item takes its service and the mean wait.
        QVERIFY(isClose(report.jobs[0].time.value_or(0), 0.01 + workers.wait));
        QVERIFY(at(with(plant().build(), {}), 0).jobs.empty());
    }

    /// Every message that is published and delivered, of any operation, class or job (domain spec 2.3): one call to
    /// send it, and two for everyone who gets it, 0.40 USD a million; in order 0.50, and ten of them in one call.
    void aQueueBillsEveryMessage()
    {
        const auto costOf = [](const char *operation, int consumers, bool isJob, bool isOrdered = false,
                               double batch = 1) {
            test::ProjectBuilder builder;
            builder.component("clients", "client_population")
                .component("app", "web_app_server", { { "vcpu", 64.0 } })
                .component("queue", "message_queue", { { "ordered", isOrdered }, { "batch", batch } })
                .link("clients", "app", "call")
                .link("app", "queue", "async");
            for (int i = 0; i < consumers; ++i)
                builder
                    .component("taker" + std::to_string(i),
                               std::string(operation) == "side_write" ? "analytics_sink" : "worker_pool")
                    .link("queue", "taker" + std::to_string(i), "async");
            builder.onlyClass({ { "page", 1, 0.001, 0 }, { operation, isJob ? 0.0 : 1.0, 0.0001, 0 } });
            project::Project project = builder.build();
            if (isJob) {
                BackgroundJob job = eventOf(1000, 0.0001);
                job.entry = "queue";
                job.uses.front().operation = operation;
                project.workload.jobs = { job };
            }
            return test::componentOf(at(project, isJob ? 0 : 3e6), "queue").costPerMonth; // 1,000 a second, daily mean
        };
        const double million = 1000 * 2.628;
        for (const bool isJob : { false, true }) {
            QVERIFY(isClose(costOf("notify", 1, isJob), 0.4 * 3 * million, 1e-9));
            QVERIFY(isClose(costOf("notify", 2, isJob), 0.4 * 5 * million, 1e-9));
            QVERIFY(isClose(costOf("side_write", 1, isJob), 0.4 * 3 * million, 1e-9));
            QVERIFY(isClose(costOf("notify", 1, isJob, true), 0.5 * 3 * million, 1e-9));
            QVERIFY(isClose(costOf("notify", 1, isJob, true, 10), 0.5 * 3 * million / 10, 1e-9));
        }
        // Audit work rides along with its request: it is no message of its own.
        QCOMPARE(costOf("side", 1, false), 0.0);
        // What the queue cannot hand on itself is a message all the same: the item, whatever its worker does for it.
        test::ProjectBuilder design = plant();
        design.component("db", "rdb_primary").link("workers", "db", "query");
        BackgroundJob job = eventOf(1000, 0.0001);
        job.entry = "queue";
        job.uses = { { "read", 5, 0.0001, 0 }, { "write", 2, 0.0001, 0 } };
        const auto report = at(with(design.build(), { job }), 0);
        QVERIFY(isClose(test::componentOf(report, "queue").costPerMonth, 0.4 * 3 * million, 1e-9));
        QVERIFY(isClose(test::connectionOf(report, "workers-db").requestsPerSecond, 7000, 1e-9));
    }

    /// First in, first out: 300 calls a second, of up to ten messages each.
    void anOrderedQueueHasAQuota()
    {
        const auto report = [](double batch) {
            return test::ProjectBuilder()
                .onlyClass({ { "page", 1, 0.001, 0 }, { "notify", 1, 0.0001, 0 } })
                .component("clients", "client_population")
                .component("app", "web_app_server", { { "vcpu", 64.0 } })
                .component("queue", "message_queue", { { "ordered", true }, { "batch", batch } })
                .component("workers", "worker_pool", { { "vcpu", 64.0 } })
                .link("clients", "app", "call")
                .link("app", "queue", "async")
                .link("queue", "workers", "async")
                .at(150e3);
        };
        QVERIFY(isClose(test::resourceOf(report(1), "queue", "quota").utilization, 0.5));
        QVERIFY(isClose(test::resourceOf(report(10), "queue", "quota").utilization, 0.05));
    }

    /// One item per dynamic request is what a class does that enqueues one.
    void anItemPerRequestIsAsIfRequestsEnqueuedIt()
    {
        const project::OperationUse page { "page", 1, 0.01, 1000 };
        const auto classes = plant().onlyClass({ page, { "notify", 1, 0, 0 } }).build();
        BackgroundJob job = eventOf(0, 0);
        job.perRequest = 1;
        const auto jobs = with(plant().onlyClass({ page }).build(), { job });
        for (const double users : { 1e3, 2e4 }) {
            const auto a = at(classes, users);
            const auto b = at(jobs, users);
            const auto &wanted = test::componentOf(a, "workers");
            const auto &found = test::componentOf(b, "workers");
            QVERIFY(wanted.utilization > 0 && wanted.backlog && found.backlog);
            QVERIFY(isClose(found.utilization, wanted.utilization));
            QVERIFY(isClose(found.wait, wanted.wait, 1e-9));
            QVERIFY(isClose(found.requestsPerSecond, wanted.requestsPerSecond));
            QVERIFY(isClose(found.resources[0].usersAtSaturation, wanted.resources[0].usersAtSaturation));
            QVERIFY(isClose(test::componentOf(b, "queue").costPerMonth, test::componentOf(a, "queue").costPerMonth));
            QVERIFY(isClose(*found.backlog->age, *wanted.backlog->age));
            QVERIFY(isClose(found.backlog->arriving, wanted.backlog->arriving));
        }
    }

    /// 36,000 items of 0.3 s within an hour are 3 vCPU·s a second, and 2 are done: 3,600 vCPU·s are left at three
    /// o'clock, 12,000 items, the last of which waits 1,800 s.
    void aBatchPilesUpAndDrains()
    {
        BackgroundJob job = batch(36000, 0.3);
        job.deadline = 5400;
        const auto report = at(with(plant().build(), { job }), 0);
        const auto &backlog = test::componentOf(report, "workers").backlog;
        QVERIFY(backlog);
        QVERIFY(isClose(*backlog->most, 12000));
        QVERIFY(isClose(*backlog->age, 1800));
        QVERIFY(isClose(*backlog->drain, 1800));
        QVERIFY(isClose(backlog->arriving, 36000.0 / 86400));
        QVERIFY(isClose(backlog->pace, 2 / 0.3));
        const auto &line = report.jobs[0];
        QVERIFY(isClose(*line.time, 5400) && *line.holds);
        QCOMPARE(line.items, 36000.0);
        QVERIFY(isClose(line.peakPerSecond, 10));
        QCOMPARE(report.components[static_cast<std::size_t>(line.slowest)].id, std::string("workers"));
        // Behind the queue the daily mean counts: 36,000 · 0.3 s / 86,400 s of 2 vCPU.
        QVERIFY(isClose(test::componentOf(report, "workers").utilization, 0.0625));
        QVERIFY(!test::hasFinding(report, "Q-02"));
    }

    void aLateBatchIsFoundAndItsCureIsInTime()
    {
        BackgroundJob job = batch(72000, 0.3); // 6 vCPU·s a second: 14,400 left, 7,200 s more with 2 vCPU
        job.deadline = 4500;                   // with n·2: 3,600 + 3,600·(6 − 2n)/2n; n = 2: 5,400, n = 3: 3,600
        const project::Project design = with(plant().build(), { job });
        const auto report = at(design, 0);
        QVERIFY(isClose(*report.jobs[0].time, 10800) && !*report.jobs[0].holds);
        const analysis::Finding *late = findingOf(report, "Q-02");
        QVERIFY(late && late->cure);
        QCOMPARE(late->subjects, std::vector<std::string> { "workers" });
        QVERIFY2(isClose(*late->measured, 10800), std::to_string(*late->measured).c_str());
        QVERIFY2(isClose(late->threshold.value_or(0), 4500), std::to_string(late->threshold.value_or(0)).c_str());
        const auto cured = edits::apply(design, *late->cure, test::theCatalog());
        QVERIFY(cured.ok());
        const auto after = at(**cured, 0);
        QCOMPARE(test::componentOf(after, "workers").instances, 3.0);
        QVERIFY(isClose(*after.jobs[0].time, 3600) && *after.jobs[0].holds);
        QVERIFY(!test::hasFinding(after, "Q-02"));
        const auto effect = analysis::effectOf(design, 0, 0, test::theCatalog(), *late->cure);
        QVERIFY(effect && isClose(*effect->before.slowestJob, 10800) && isClose(*effect->after.slowestJob, 3600));
        QVERIFY(effect->after.costPerMonth > effect->before.costPerMonth);
        // A deadline before the last item has come is kept by no number of workers.
        job.deadline = 1800;
        const auto hopeless = at(with(plant().build(), { job }), 0);
        QVERIFY(findingOf(hopeless, "Q-02") && !findingOf(hopeless, "Q-02")->cure);
    }

    /// The cure of what is late tells the time of that, whatever else is slower.
    void theEffectOfAFindingIsThatOfItsJob()
    {
        const project::Snapshot shop = test::openDesign("examples/web-shop.headroom");
        auto report = analysis::analyze(*shop, 6, shop->stages[6]->users.to, test::theCatalog());
        QVERIFY(analysis::withEffects(report, *shop, test::theCatalog()));
        const analysis::Finding *late = findingOf(report, "Q-02");
        QVERIFY(late && late->effect && late->measured && analysis::isAboutWork(*late));
        QVERIFY(isClose(late->effect->before.slowestJob.value_or(0), *late->measured));
        QVERIFY(late->effect->after.slowestJob.value_or(1e9) <= *late->threshold);
        QVERIFY(*analysis::figuresOf(report).slowestJob > *late->measured); // another one takes longer
    }

    /// A deadline of the queue itself; more workers bring the age below it, and not one more than needed.
    void aQueueHasADeadline()
    {
        project::Project design = plant().build();
        const double users = 6e5;
        const auto free = at(design, users);
        const auto &backlog = test::componentOf(free, "workers").backlog;
        const std::string found = backlog ? std::to_string(backlog->age.value_or(-1)) : "none";
        QVERIFY2(backlog && backlog->age && *backlog->age > 600 && backlog->deadline <= 0, found.c_str());
        QVERIFY(!test::hasFinding(free, "Q-02"));
        const auto strict
            = edits::apply(design, edits::SetParameter { 0, "queue", "deadline", 600.0 }, test::theCatalog());
        const auto report = at(**strict, users);
        const analysis::Finding *late = findingOf(report, "Q-02");
        QVERIFY(late && late->cure);
        const auto cured = at(**edits::apply(**strict, *late->cure, test::theCatalog()), users);
        const auto &workers = test::componentOf(cured, "workers");
        QVERIFY(workers.backlog->age && *workers.backlog->age <= 600);
        const auto fewer
            = at(**edits::apply(**strict, edits::SetParameter { 0, "workers", "instances", workers.instances - 1 },
                                test::theCatalog()),
                 users);
        QVERIFY(test::componentOf(fewer, "workers").backlog->isLate());
    }

    /// At night a batch is no part of the users' peak hour, in the evening it is; and where no user comes, its own hour
    /// counts.
    void theHourOfABatchCounts()
    {
        const auto design = [](double hour) {
            BackgroundJob job = batch(3600 * 50, 0.1); // 5 vCPU while it runs
            job.entry = "app";
            job.at = hour;
            job.uses = { { "page", 1, 0.1, 0 } };
            return with(plant().build(), { job });
        };
        const double without = test::resourceOf(at(plant().build(), 1e5), "app", "cpu").used;
        const double http = test::resourceOf(at(design(20), 0), "app", "cpu").used;
        QVERIFY(http > 5.0 / 4 && http < 7.0 / 4); // with what HTTP itself takes, on each of 4 servers
        QVERIFY(isClose(test::resourceOf(at(design(20), 1e5), "app", "cpu").used - without, http, 1e-9));
        QVERIFY(isClose(test::resourceOf(at(design(2), 1e5), "app", "cpu").used, without));
        QVERIFY(isClose(test::resourceOf(at(design(19.5), 1e5), "app", "cpu").used - without, http, 1e-9));

        BackgroundJob alone = batch(3600 * 10, 0.1); // 1 vCPU of 2 while it runs, at workers that nothing else reaches
        alone.entry = "workers";
        const auto idle = test::ProjectBuilder()
                              .component("clients", "client_population")
                              .component("app", "web_app_server")
                              .component("workers", "worker_pool", { { "vcpu", 2.0 } })
                              .link("clients", "app", "call")
                              .build();
        QVERIFY(isClose(test::componentOf(at(with(idle, { alone }), 1e3), "workers").utilization, 0.5));
    }

    /// What is constant leaves less room for users: found where solving gives exactly that utilization.
    void usersAtSaturationKnowOfJobs()
    {
        BackgroundJob perUser = eventOf(20, 0.01);
        perUser.itemsPerUser = 0.5;
        const project::Project design = with(plant().build(), { perUser });
        const double free = test::resourceOf(at(plant().build(), 1e4), "workers", "cpu").usersAtSaturation;
        const auto report = at(design, 1e4);
        const auto &cpu = test::resourceOf(report, "workers", "cpu");
        QVERIFY(cpu.usersAtSaturation < free);
        for (const auto &[users, level] : { std::pair(cpu.usersAt070, 0.70), std::pair(cpu.usersAt085, 0.85),
                                            std::pair(cpu.usersAtSaturation, 1.0) })
            QVERIFY(isClose(test::resourceOf(at(design, users), "workers", "cpu").utilization, level, 1e-9));
    }

    void whatNobodyDoesIsUnreachable()
    {
        BackgroundJob astray = eventOf(1, 0.01);
        astray.entry = "nowhere";
        BackgroundJob reads = eventOf(1, 0.01);
        reads.id = "reads";
        reads.uses.push_back({ "read", 2, 0.001, 0 }); // the plant has no database
        const auto report = at(with(plant().build(), { astray, reads }), 1e4);
        QVERIFY(report.jobs[0].state == analysis::State::Unreachable && !report.jobs[0].time);
        QVERIFY(report.jobs[1].state == analysis::State::Unreachable);
        BackgroundJob flood = eventOf(1e6, 1);
        flood.deadline = 60;
        const auto late = at(with(plant().build(), { flood }), 1e4);
        QVERIFY(late.jobs[0].state == analysis::State::Saturated && !*late.jobs[0].holds);
        QVERIFY(!test::componentOf(late, "workers").backlog->age);
        QVERIFY(test::hasFinding(late, "Q-01") && test::hasFinding(late, "Q-02"));
        QVERIFY(serialization::writeReport(late).find("null") == std::string::npos);
    }

    /// What a queue takes no part of (reads) is done where the job is taken up.
    void readsOfAQueuedJobStartAtTheWorkers()
    {
        BackgroundJob job = eventOf(10, 0.01);
        job.uses.push_back({ "read", 3, 0.002, 100 });
        const auto design
            = with(plant().component("db", "rdb_primary", { { "vcpu", 4.0 } }).link("workers", "db", "query").build(),
                   { job });
        const auto report = at(design, 0);
        QVERIFY(report.jobs[0].state == analysis::State::Fine);
        QVERIFY(isClose(test::connectionOf(report, "workers-db").requestsPerSecond, 30));
        QVERIFY(test::componentOf(report, "db").serviceTime > 0);
    }

    void filesKeepThem()
    {
        BackgroundJob full = batch(1.5e6, 0.25);
        full.itemsPerUser = 0.1;
        full.entry = "queue";
        full.window = 0.75;
        full.runs = 3;
        full.deadline = 7200;
        BackgroundJob other = eventOf(2.5, 0);
        other.perRequest = 0.125;
        const project::Project design = with(plant().build(), { full, other });
        const std::string text = serialization::writeProject(design);
        const auto again = serialization::readProject(text, "test", test::theCatalog());
        QVERIFY(again.ok());
        QCOMPARE((*again).project->workload.jobs, design.workload.jobs);
        QCOMPARE(serialization::writeProject(*(*again).project), text);
        QVERIFY((*again).notes.empty());
    }

    void badFieldsAreNamed_data()
    {
        QTest::addColumn<QString>("job");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("what");
        const QString uses = QStringLiteral(R"("uses": [{"operation": "notify", "count": 1}])");
        const auto row = [&](const char *name, const QString &fields, const char *where, const char *what) {
            QTest::newRow(name) << QStringLiteral(R"({"id": "a", "name": "A", )") + fields + QStringLiteral("}")
                                << QString::fromUtf8(where) << QString::fromUtf8(what);
        };
        row("kind", R"("kind": "cron", "items": 1, )" + uses, "workload/jobs/0/kind", "unknown");
        row("negative", R"("kind": "batch", "items": -1, )" + uses, "workload/jobs/0/items", "");
        row("text", R"("kind": "batch", "items": "many", )" + uses, "workload/jobs/0/items", "");
        row("rate", R"("kind": "batch", "items": 1, "rate": 2, )" + uses, "workload/jobs", "batch with a rate");
        row("items", R"("kind": "event", "items": 1, )" + uses, "workload/jobs", "event with the items");
        row("time", R"("kind": "event", "rate": 1, "at": 3, )" + uses, "workload/jobs", "time of the day");
        row("nothing", R"("kind": "event", )" + uses, "workload/jobs", "has no items");
        row("idle", R"("kind": "event", "rate": 1, "uses": [])", "workload/jobs", "performs no operation");
        row("overlap", R"("kind": "batch", "items": 1, "runs": 5, "window": 5, )" + uses, "workload/jobs",
            "begins a run");
        row("broken", R"("kind": "batch", "items": 1, "runs": 1.5, )" + uses, "workload/jobs", "broken number");
        row("entry", R"("kind": "batch", "items": 1, "entry": "not an id", )" + uses, "workload/jobs/0/entry", "");
    }
    void badFieldsAreNamed()
    {
        QFETCH(QString, job);
        QFETCH(QString, where);
        QFETCH(QString, what);
        std::string text = serialization::writeProject(plant().build());
        const std::string preset = "\"workload\": {";
        text.insert(text.find(preset) + preset.size(), "\"jobs\": [" + job.toStdString() + "], ");
        const auto read = serialization::readProject(text, "test", test::theCatalog());
        QVERIFY(!read.ok());
        const QString message = QString::fromStdString(read.error().message());
        QVERIFY2(message.contains(where) && message.contains(what), qPrintable(message));
        QVERIFY(!read.error().mend.empty());
    }

    /// More workers: no run takes longer, nothing waits longer; what enters the queue is what leaves it.
    void moreWorkersAreNeverSlower()
    {
        std::mt19937 random(31);
        std::uniform_real_distribution<double> unit(0, 1);
        for (int round = 0; round < 1000; ++round) {
            BackgroundJob one = batch(1e4 * unit(random), 0.5 * unit(random));
            one.at = 24 * unit(random);
            one.window = 0.1 + 7 * unit(random);
            one.runs = 1 + std::floor(3 * unit(random));
            BackgroundJob two = eventOf(2 * unit(random), 0.2 * unit(random));
            two.itemsPerUser = unit(random);
            const double users = 2e4 * unit(random);
            double time = INFINITY;
            double age = INFINITY;
            for (const double workers : { 1.0, 2.0, 5.0, 20.0 }) {
                const auto project = with(plant(workers).build(), { one, two });
                const auto report = analysis::solve(*analysis::compile(project, 0, test::theCatalog()), users);
                const auto &line = test::componentOf(report, "workers");
                const auto where = "round " + std::to_string(round) + ", " + std::to_string(workers) + " workers";
                QVERIFY(line.backlog);
                const double now = report.jobs[0].time.value_or(INFINITY);
                const double waits = line.backlog->age.value_or(INFINITY);
                QVERIFY2(now <= time * (1 + 1e-12) && waits <= age * (1 + 1e-12), where.c_str());
                QVERIFY2(now >= one.window * 3600 * (1 - 1e-12), where.c_str());
                // Work of a day over the capacity of a day is the utilization on the daily mean.
                const double mean = line.backlog->arriving / line.backlog->pace;
                QVERIFY2(isClose(mean, line.utilization, 1e-9), where.c_str());
                QVERIFY2((line.utilization < 1) == line.backlog->age.has_value(), where.c_str());
                QVERIFY2(!line.backlog->drain || *line.backlog->drain >= *line.backlog->age * (1 - 1e-9),
                         where.c_str());
                double items = 0;
                for (const auto &job : report.jobs)
                    items += job.itemsPerSecond;
                const double enqueued = test::connectionOf(report, "app-queue").requestsPerSecond > 0
                    ? line.backlog->arriving - items
                    : 0;
                QVERIFY2(enqueued >= -1e-9, where.c_str());
                time = now;
                age = waits;
            }
        }
    }

    /// The columns of a stage and what each component says alone, on every example with two jobs more; and what jobs of the
    /// users add to what they add without them is on the bill once.
    void columnsSayWhatComponentsSay()
    {
        for (const std::string &path : test::allDesigns()) {
            project::Project design = *test::openDesign(path);
            BackgroundJob night = batch(1e5, 0.02);
            night.itemsPerUser = 0.3;
            night.uses.push_back({ "write", 2, 0.001, 500 });
            BackgroundJob mails = eventOf(3, 0.01);
            mails.perRequest = 0.05;
            mails.uses.push_back({ "read", 1, 0.002, 2000 });
            design.workload.jobs = { night, mails };
            for (std::size_t index = 0; index < design.stages.size(); ++index) {
                const auto stage = analysis::compile(design, index, test::theCatalog());
                const std::string where = path + ", stage " + std::to_string(index + 1);
                const double end = design.stages[index]->users.to;
                for (const double users : { 0.0, end / 7, end, end * 3 }) {
                    engine::Results results;
                    engine::solve(*stage->columns, users, results);
                    double cost
                        = (stage->columns->bills.betweenPlaces * users) + stage->columns->bills.betweenPlacesBase;
                    for (std::size_t i = 0; i < stage->components.size(); ++i) {
                        const auto &component = stage->components[i];
                        const double n = analysis::instancesAt(*stage, component, users);
                        QVERIFY2(isClose(results.instances[i], n), where.c_str());
                        for (std::size_t r = 0; r < component.resources.size(); ++r) {
                            const auto row = static_cast<std::size_t>(stage->columns->stations.firstResource[i]) + r;
                            const double used
                                = analysis::usedAt(*stage, component, component.resources[r], users, false);
                            QVERIFY2(isClose(results.used[row], used, 1e-11), where.c_str());
                        }
                        const double own = analysis::ownCostAt(*stage, component, users);
                        QVERIFY2(isClose(results.cost[i], own, 1e-11), where.c_str());
                        cost += own;
                    }
                    for (const int line : stage->columns->bills.overheads)
                        cost += results.amounts[static_cast<std::size_t>(line)];
                    QVERIFY2(isClose(results.totalCost, cost, 1e-11), where.c_str());
                }
            }
        }
    }

    /// Whatever jobs do to whatever design: an answer, and every number of it is one.
    void hostileJobsGetAnAnswer()
    {
        std::mt19937 random(41);
        std::uniform_real_distribution<double> unit(0, 1);
        const auto wide = [&](double least, double most) {
            return std::min(most, std::max(least, std::exp(std::log(least) + unit(random) * std::log(most / least))));
        };
        const auto &operations = test::theCatalog().operations();
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            project::Project design = test::hostileDesign(seed);
            const auto &components = design.stages[0]->components;
            for (std::size_t j = 0; j < 1 + seed % 4; ++j) {
                BackgroundJob job = seed % 2 ? batch(wide(1e-6, 1e12), 0) : eventOf(wide(1e-6, 1e9), 0);
                job.id += std::to_string(j);
                job.uses.clear();
                for (const auto &operation : operations)
                    if (unit(random) < 0.5)
                        job.uses.push_back({ operation.id, wide(1e-3, 1e6), wide(1e-6, 1e6), wide(1, 1e15) });
                job.uses.push_back({ "notify", 1, wide(1e-6, 1e6), 0 });
                if (job.uses.size() > 1 && job.uses[job.uses.size() - 2].operation == "notify")
                    job.uses.pop_back();
                std::erase_if(job.uses, [first = true](const auto &each) mutable {
                    return each.operation == "notify" && !std::exchange(first, false);
                });
                if (!components.empty() && unit(random) < 0.6)
                    job.entry
                        = components[static_cast<std::size_t>(unit(random) * static_cast<double>(components.size()))]
                              .id;
                job.deadline = unit(random) < 0.5 ? wide(1e-3, 1e6) : 0;
                design.workload.jobs.push_back(job);
            }
            const std::string where = "seed " + std::to_string(seed);
            const auto wrong = workload::wrongJobs(design.workload);
            QVERIFY2(!wrong, (where + ": " + (wrong ? wrong->message() : std::string())).c_str());
            const auto compiled = analysis::compile(design, 0, test::theCatalog());
            for (const double users : { 0.0, test::hostileUsers(seed) }) {
                const auto report = analysis::solve(*compiled, users);
                QCOMPARE(report.jobs.size(), design.workload.jobs.size());
                for (const auto &line : report.jobs)
                    QVERIFY2(std::isfinite(line.items) && std::isfinite(line.time.value_or(0))
                                 && line.time.value_or(0) >= 0,
                             where.c_str());
                for (const auto &line : report.components) {
                    QVERIFY2(!std::isnan(line.utilization) && line.utilization >= 0, where.c_str());
                    QVERIFY2(!std::isnan(line.costPerMonth) && !std::isnan(line.wait), where.c_str());
                    QVERIFY2(!line.backlog || std::isfinite(line.backlog->age.value_or(0)), where.c_str());
                }
            }
        }
    }
};

HEADROOM_TEST(QCoreApplication, JobsTest)

} // namespace headroom::tst_jobs

#include "tst_jobs.moc"
