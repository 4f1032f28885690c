#include "model/analysis/effects.h"
#include "model/edits/edit.h"
#include "tests/model/rules/rule_cases.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace headroom::tst_cures_agree {

using namespace test;

namespace {

using Entries = std::vector<project::Parameters::Entry>;

const analysis::Finding *findingOf(const analysis::Report &report, const std::string &rule)
{
    for (const analysis::Finding &each : report.findings)
        if (each.rule == rule)
            return &each;
    return nullptr;
}

analysis::Report reportOf(const project::Project &design, double users)
{
    analysis::Report report = analysis::analyze(design, 0, users, theCatalog());
    analysis::withEffects(report, design, theCatalog());
    return report;
}

/// The design after the cure that a rule offers.
project::Project cured(const project::Project &design, double users, const std::string &rule)
{
    const analysis::Report report = reportOf(design, users);
    const analysis::Finding *finding = findingOf(report, rule);
    if (!finding || !finding->cure)
        qFatal("%s has no cure", rule.c_str());
    const auto after = edits::apply(design, *finding->cure, theCatalog());
    if (!after)
        qFatal("%s", after.error().message().c_str());
    return **after;
}

/// Servers of 1,000 threads that call two services of 100 ms, an instance 400 times a second at 800,000 users.
project::Project twoServices(double bulkhead)
{
    ProjectBuilder design;
    design.onlyClass({ { "page", 1, 0.004, 0 }, { "rpc", 1, 0, 0 } })
        .component("clients", "client_population")
        .component("lb", "lb_l7")
        .component("app", "web_app_server",
                   { { "instances", 2.0 }, { "vcpu", 16.0 }, { "http_time", 0.0 }, { "threads", 1000.0 } })
        .link("clients", "lb", "call")
        .link("lb", "app", "split");
    for (const char *id : { "one", "other" })
        design
            .component(id, "microservice",
                       { { "instances", 8.0 }, { "vcpu", 16.0 }, { "service_time", 0.1 }, { "threads", 256.0 } })
            .link("app", id, "call", { { "bulkhead", bulkhead } });
    return design.build();
}

/// A service that asks somebody else's, of 120 ms, up to three times, and its caller.
project::Project patience(double outer, double inner, double retries)
{
    ProjectBuilder design;
    return design.onlyClass({ { "page", 1, 0.004, 0 }, { "rpc", 1, 0, 0 } })
        .component("clients", "client_population")
        .component("lb", "lb_l7")
        .component("app", "web_app_server", { { "instances", 3.0 }, { "vcpu", 8.0 }, { "http_time", 0.0 } })
        .component("service", "microservice", { { "instances", 2.0 }, { "vcpu", 8.0 }, { "service_time", 0.005 } })
        .component("other", "third_party_api", { { "quota", 1000.0 }, { "service_time", 0.12 } })
        .link("clients", "lb", "call")
        .link("lb", "app", "split", { { "timeout", 5.0 } })
        .link("app", "service", "call", { { "timeout", outer }, { "breaker", true } })
        .link("service", "other", "call", { { "timeout", inner }, { "retries", retries }, { "fallback", true } })
        .build();
}

/// Three servers with such a pool each, before a database of 500 connections, through a pooler or past it.
ProjectBuilder pooled(double pool, double poolerOpens = 0)
{
    ProjectBuilder design = appOf(3, { { "read", 1, 0.001, 0 }, { "write", 1, 0.001, 0 } }, { { "vcpu", 8.0 } });
    design.component("db", "rdb_primary",
                     { { "size", std::string("db.r6g.2xlarge") }, { "standby", std::string("automatic") } });
    if (poolerOpens > 0)
        design.component("pooler", "connection_pooler")
            .link("app", "pooler", "query", { { "pool", pool } })
            .link("pooler", "db", "query", { { "pool", poolerOpens } });
    else
        design.link("app", "db", "query", { { "pool", pool } });
    return design;
}

} // namespace

/// Cures that are offered leave no other harm behind, and do not undo each other.
class CuresAgreeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// 40 calls in flight: room for 25 would refuse 40 % of them.
    void aBulkheadHasRoomForWhatIsInFlight()
    {
        const project::Project open = twoServices(0);
        const analysis::Report before = reportOf(open, 8e5);
        QVERIFY(findingOf(before, "RES-07") && before.timedOut < 1e-3);
        const analysis::Report after = reportOf(cured(open, 8e5, "RES-07"), 8e5);
        QVERIFY2(after.timedOut < 0.005, std::to_string(after.timedOut).c_str());
        QVERIFY(!findingOf(after, "RES-07") && !findingOf(after, "LAT-07"));
    }

    void aCureThatRefusesRequestsIsNotOffered()
    {
        const project::Project open = twoServices(0);
        analysis::Report report = analysis::analyze(open, 0, 8e5, theCatalog());
        const auto withRoomFor = [&](double room) {
            edits::Batch batch { "Set bulkheads", {} };
            for (const char *id : { "app-one", "app-other" })
                batch.steps.push_back(edits::SetParameter { 0, connectionOf(report, id).id, "bulkhead", room });
            const auto finding = std::find_if(report.findings.begin(), report.findings.end(),
                                              [](const auto &each) { return each.rule == "RES-07"; });
            finding->cure = batch;
            analysis::withEffects(report, open, theCatalog());
            return findingOf(report, "RES-07")->cure.has_value();
        };
        QVERIFY(withRoomFor(80));
        QVERIFY(!withRoomFor(25));
    }

    /// Most is refused, hardly anything late.
    void whatRefusesIsNamed()
    {
        const project::Project full = twoServices(25);
        const analysis::Report before = reportOf(full, 8e5);
        const analysis::Finding *finding = findingOf(before, "LAT-07");
        QVERIFY(finding && *finding->measured > 0.6);
        QCOMPARE(
            finding->subjects,
            (std::vector<std::string> { connectionOf(before, "app-one").id, connectionOf(before, "app-other").id }));
        QVERIFY2(finding->message.find("refused by the limits of app → one and app → other") != std::string::npos,
                 finding->message.c_str());
        QVERIFY(finding->effect && finding->effect->before.failing == before.timedOut);
        QVERIFY(finding->effect->after.failing.value_or(1) < 0.005);
        const analysis::Report after = reportOf(cured(full, 8e5, "LAT-07"), 8e5);
        QVERIFY2(after.timedOut < 0.005, std::to_string(after.timedOut).c_str());
    }

    /// No timeout heals what a limiter refuses.
    void whatALimiterRefusesHasNoMechanicalCure()
    {
        ProjectBuilder design;
        design.onlyClass({ { "page", 1, 0.004, 0 } })
            .component("clients", "client_population")
            .component("limiter", "rate_limiter", { { "quota", 100.0 }, { "instances", 1.0 } })
            .component("app", "web_app_server", { { "instances", 3.0 }, { "vcpu", 8.0 } })
            .link("clients", "limiter", "call")
            .link("limiter", "app", "call");
        const analysis::Report report = reportOf(design.build(), 2e5); // 200/s
        const analysis::Finding *finding = findingOf(report, "LAT-07");
        QVERIFY(finding && std::abs(*finding->measured - 0.5) < 0.01);
        QCOMPARE(finding->subjects, (std::vector<std::string> { "limiter" }));
        QVERIFY(!finding->cure && finding->message.find("limits of limiter") != std::string::npos);
    }

    /// p99.9 of the third party is 0.83 s: three tries within 0.5 s would give up most of them.
    void noCureTakesTheTimeThatACalleeNeeds()
    {
        for (const auto &[outer, inner, retries] :
             { std::tuple(0.5, 0.49, 2.0), std::tuple(0.3, 0.3, 2.0), std::tuple(1.0, 0.9, 1.0) }) {
            const project::Project design = patience(outer, inner, retries);
            const analysis::Report before = reportOf(design, 1e5);
            QVERIFY(findingOf(before, "RES-09"));
            const project::Project patient = cured(design, 1e5, "RES-09");
            const analysis::Report after = reportOf(patient, 1e5);
            QVERIFY(!findingOf(after, "RES-09"));
            QVERIFY(after.timedOut <= before.timedOut + 1e-6);
            QCOMPARE(findingOf(after, "RES-03") != nullptr, findingOf(before, "RES-03") != nullptr);
            if (!findingOf(after, "RES-03"))
                continue;
            const analysis::Report last = reportOf(cured(patient, 1e5, "RES-03"), 1e5);
            QVERIFY(!findingOf(last, "RES-03") && !findingOf(last, "RES-09") && !findingOf(last, "LAT-07"));
        }
    }

    /// Where there is time enough inside, timeouts become shorter.
    void timeToSpareIsCut()
    {
        const project::Project design = patience(3, 4, 0);
        const analysis::Report before = reportOf(design, 1e5);
        const auto *cure = std::get_if<edits::SetParameter>(&*findingOf(before, "RES-09")->cure);
        QVERIFY(cure && cure->id == connectionOf(before, "service-other").id && cure->value == project::Value(3.0));
    }

    /// Of 500 connections the administrators' 5 are not for pools.
    void poolsLeaveTheAdministratorsTheirs()
    {
        const auto speaks
            = [](const ProjectBuilder &design, const char *rule) { return hasFinding(design.at(1e4), rule); };
        QVERIFY(!speaks(pooled(164), "DB-10") && !speaks(pooled(164), "CAP-01"));
        QVERIFY(speaks(pooled(165), "DB-10") && speaks(pooled(165), "CAP-01"));
        const project::Project open = pooled(167).build();
        const analysis::Report after = reportOf(cured(open, 1e4, "DB-10"), 1e4);
        QVERIFY(!findingOf(after, "DB-10") && !findingOf(after, "CAP-01") && after.usersAtSaturation > 1e4);
        QCOMPARE(findingOf(reportOf(open, 1e4), "DB-10")->threshold.value_or(0), 495.0);
    }

    /// What a pooler opens itself, and what goes past it, counts.
    void aPoolerSilencesItsOwnCallersAlone()
    {
        QVERIFY(!hasFinding(pooled(200, 80).at(1e4), "DB-10"));
        QVERIFY(hasFinding(pooled(20, 800).at(1e4), "DB-10"));
        ProjectBuilder beside = pooled(20, 20);
        beside.component("second", "web_app_server", { { "instances", 10.0 }, { "vcpu", 8.0 } })
            .link("clients", "second", "call")
            .link("second", "db", "query", { { "pool", 100.0 } });
        const analysis::Report report = beside.at(1e4);
        QVERIFY(findingOf(report, "DB-10"));
        QVERIFY(*findingOf(report, "DB-10")->measured > 1000);
    }

    /// A write holds its connection while the standby confirms it.
    void aBusyPoolCountsWhatCallsWaitForBesides()
    {
        const project::Project design = appOf(3, { { "write", 1, 0.004, 0 } }, { { "vcpu", 64.0 } })
                                            .component("db", "rdb_primary",
                                                       { { "size", std::string("db.r6g.8xlarge") },
                                                         { "standby", std::string("automatic") },
                                                         { "commit_latency", 0.02 },
                                                         { "iops", 64000.0 } })
                                            .link("app", "db", "query", { { "pool", 10.0 } })
                                            .build();
        const analysis::Report report = analysis::analyze(design, 0, 8e5, theCatalog());
        const auto &pool = resourceOf(report, "app", "pool_" + connectionOf(report, "app-db").id);
        QVERIFY2(pool.utilization > 0.7 && pool.utilization < 1, std::to_string(pool.utilization).c_str());
        const analysis::Finding *finding = findingOf(report, "DB-11");
        QVERIFY(finding && *finding->measured >= pool.utilization * (1 - 1e-9));
        QVERIFY2(*finding->measured < pool.utilization * 1.2, std::to_string(*finding->measured).c_str());
    }

    /// Nine tries beside two are one layer; what counts is one behind the other.
    void retriesMultiplyOneBehindTheOther()
    {
        const auto services = [](double deep) {
            ProjectBuilder design = appOf(2, { { "rpc", 1, 0, 0 } });
            for (const char *id : { "a", "b", "c" })
                design.component(id, "microservice", { { "instances", 2.0 }, { "vcpu", 64.0 } });
            return design.link("app", "a", "call", { { "retries", 20.0 } })
                .link("app", "b", "call", { { "retries", 2.0 } })
                .link("b", "c", "call", { { "retries", deep } })
                .at(1e4);
        };
        QVERIFY(!hasFinding(services(0), "RES-05"));
        const analysis::Report deep = services(2);
        const analysis::Finding *finding = findingOf(deep, "RES-05");
        QVERIFY(finding);
        QCOMPARE(*finding->measured, 9.0);
        QCOMPARE(finding->subjects,
                 (std::vector<std::string> { connectionOf(deep, "app-b").id, connectionOf(deep, "b-c").id }));
    }

    /// A larger machine has no more memory where that is stated beside its size.
    void noSizeIsOfferedForMemoryStatedByHand()
    {
        const auto filled = [](const Entries &memory) {
            Entries entries { { "size", std::string("db.r6g.large") }, { "standby", std::string("automatic") } };
            entries.insert(entries.end(), memory.begin(), memory.end());
            return appOf(3, { { "read", 1, 0.0001, 0 } }, { { "vcpu", 8.0 } })
                .component("cache", "distributed_cache", entries)
                .link("app", "cache", "cache_lookup")
                .build();
        };
        bool hasSpoken = false;
        for (double users = 1e4; users < 1e8; users *= 1.05) {
            const analysis::Report report = reportOf(filled({ { "memory", 13.0 } }), users);
            if (const analysis::Finding *finding = findingOf(report, "CAP-06")) {
                hasSpoken = true;
                QVERIFY(!finding->cure);
                break;
            }
        }
        QVERIFY(hasSpoken);
    }

    void aScheduleIsThereInTime()
    {
        const auto tier = [](bool isScheduled) {
            return appOf(2, {},
                         { { "autoscale", true },
                           { "n_min", 2.0 },
                           { "n_max", 10.0 },
                           { "surge", 0.2 },
                           { "boot_time", 180.0 },
                           { "scheduled", isScheduled } })
                .at(1e4);
        };
        QVERIFY(hasFinding(tier(false), "ASG-01"));
        QVERIFY(!hasFinding(tier(true), "ASG-01"));
    }

    /// 20 statements behind a balancer are 20 calls; a class that nobody asks for makes none.
    void handingOnIsNoCall()
    {
        const auto reads = [](double count, double share) {
            ProjectBuilder builder;
            builder.component("clients", "client_population")
                .component("lb", "lb_l7")
                .component("app", "web_app_server", { { "instances", 2.0 } })
                .component("db", "rdb_primary")
                .link("clients", "lb", "call")
                .link("lb", "app", "split")
                .link("app", "db", "query");
            project::Project design = builder.build();
            design.workload.classes = {
                { "look", "Look", 1, { { "page", 1, 0.001, 0 } } },
                { "list", "List", share, { { "page", 1, 0.001, 0 }, { "read", count, 0.0001, 0 } } },
            };
            return analysis::analyze(design, 0, 100, theCatalog());
        };
        QVERIFY(!hasFinding(reads(20, 1), "LAT-02"));
        QVERIFY(hasFinding(reads(21, 1), "LAT-02"));
        QVERIFY(!hasFinding(reads(50, 0), "LAT-02"));
    }
};

HEADROOM_TEST(QCoreApplication, CuresAgreeTest)

} // namespace headroom::tst_cures_agree

#include "tst_cures_agree.moc"
