#include "model/analysis/effects.h"
#include "model/edits/edit.h"
#include "tests/model/rules/rule_cases.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_rule_words {

using namespace test;

namespace {

const analysis::Finding *findingOf(const analysis::Report &report, const std::string &rule,
                                   const std::string &subject = {})
{
    for (const analysis::Finding &each : report.findings)
        if (each.rule == rule && (subject.empty() || (!each.subjects.empty() && each.subjects.front() == subject)))
            return &each;
    return nullptr;
}

QString textOf(const analysis::Finding *finding)
{
    return finding ? QString::fromStdString(finding->title + ". " + finding->message + ' ' + finding->fix) : QString();
}

/// A database that admits 500 connections, and a pool of so many; five are the administrator's.
analysis::Report pooled(double pool)
{
    return appOf(1, { { "read", 1, 0.001, 0 } })
        .component("db", "rdb_primary", { { "max_connections", 500.0 } })
        .link("app", "db", "query", { { "pool", pool } })
        .at(100);
}

/// A server of 2 vCPU with a baseline of a fifth, whose pages take 4 ms.
ProjectBuilder bursting(const char *policy)
{
    return appOf(1, {}, { { "size", std::string("t4g.small") }, { "burst_policy", std::string(policy) } });
}

} // namespace

/// What rules say, where the case decides.
class RuleWordsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// 5 + 600, 5 + 460 and 5 + 380 of 500: no queue, and no number of users that fills them.
    void connectionsKeptOpenDoNotQueue()
    {
        for (const auto &[rule, pool] :
             { std::pair("CAP-01", 600.0), std::pair("CAP-02", 460.0), std::pair("CAP-03", 380.0) }) {
            const analysis::Report report = pooled(pool);
            const analysis::Finding *finding = findingOf(report, rule, "db");
            QVERIFY2(finding, rule);
            const QString text = textOf(finding);
            for (const char *wrong : { "queue grows", "infinity", "∞", "users", "time out", "utilization", "spikes" })
                QVERIFY2(!text.contains(QString::fromUtf8(wrong)), qPrintable(text));
            QVERIFY2(text.contains(QStringLiteral("pool")), qPrintable(text));
        }
        const analysis::Report full = appOf(1).at(170e3); // 0.94 of 2 vCPU
        QVERIFY(textOf(findingOf(full, "CAP-02", "app")).contains(QStringLiteral("full at 180 k users")));
    }

    /// Jobs that nobody waits for do not time out.
    void jobsThatPileUpDoNotTimeOut()
    {
        const analysis::Report report
            = appOf(20, { { "notify", 1, 0.001, 0 } }, { { "vcpu", 64.0 } })
                  .component("queue", "message_queue")
                  .component("workers", "worker_pool", { { "instances", 1.0 }, { "vcpu", 2.0 }, { "job_time", 0.04 } })
                  .link("app", "queue", "async")
                  .link("queue", "workers", "async")
                  .at(1e6);
        const QString text = textOf(findingOf(report, "CAP-01", "workers"));
        QVERIFY2(!text.isEmpty() && !text.contains(QStringLiteral("time out")), qPrintable(text));
    }

    /// What is planned with decides what is measured, and what is billed is told only where another size costs less.
    void aBurstableSizeIsToldByItsPolicy()
    {
        // Of 2 vCPU the baseline is 0.4: 0.0111 s · 30/s = 0.333 are 83 % of it.
        const analysis::Report planned = bursting("baseline").at(30e3);
        QVERIFY(textOf(findingOf(planned, "CAP-08")).startsWith(QStringLiteral("app: 8")));
        QVERIFY(textOf(findingOf(planned, "CAP-08")).contains(QStringLiteral("of its baseline. ")));
        const analysis::Report saved = bursting("credits").at(90e3);
        QVERIFY2(textOf(findingOf(saved, "CAP-08")).contains(QStringLiteral("of what its credits last for")),
                 qPrintable(textOf(findingOf(saved, "CAP-08"))));
        // 72 % of its 2 vCPU at the peak never slow it down; a third of that all day is 120 % of the baseline.
        const project::Project billed = bursting("unlimited").build();
        const analysis::Report surplus = analysis::analyze(billed, 0, 0.72 * 2 / 0.0111 * 1000, theCatalog());
        QVERIFY2(!findingOf(surplus, "CAP-08"), qPrintable(textOf(findingOf(surplus, "CAP-08"))));
        // With a surplus that costs ten times as much, a size at full speed is cheaper.
        const project::Project dear = appOf(1, {},
                                            { { "size", std::string("t4g.small") },
                                              { "burst_policy", std::string("unlimited") },
                                              { "surplus_price", 4.0 } })
                                          .build();
        const double users = 0.72 * 2 / 0.0111 * 1000;
        const analysis::Report before = analysis::analyze(dear, 0, users, theCatalog());
        const analysis::Finding *finding = findingOf(before, "CAP-08");
        QVERIFY(finding && finding->cure && finding->severity == analysis::Severity::Info);
        QVERIFY2(!textOf(finding).contains(QStringLiteral("falls back")), qPrintable(textOf(finding)));
        QVERIFY(*finding->measured > 1 && *finding->measured < 1.5);
        const auto after = edits::apply(dear, *finding->cure, theCatalog());
        QVERIFY(after);
        QVERIFY(analysis::analyze(**after, 0, users, theCatalog()).costPerMonth < before.costPerMonth);
        // A machine described by hand keeps its vCPUs whatever its size.
        const analysis::Report typed
            = appOf(1, {}, { { "size", std::string("t4g.small") }, { "vcpu", 2.0 }, { "baseline", 0.2 } }).at(30e3);
        QVERIFY(findingOf(typed, "CAP-08") && !findingOf(typed, "CAP-08")->cure);
    }

    /// Virtual nodes divide many keys, not one.
    void aHotKeyIsNotHealedByVirtualNodes()
    {
        const auto shards = [](double skew, double key) {
            return appOf(20, { { "read", 1, 0.001, 0 } }, { { "vcpu", 64.0 } })
                .component("db", "shard_group", { { "shards", 4.0 }, { "skew", skew }, { "hot_key", key } })
                .link("app", "db", "query")
                .at(1e4);
        };
        const analysis::Report skewed = shards(1.6, 0);
        const analysis::Report hot = shards(1, 0.3);
        QVERIFY(textOf(findingOf(skewed, "HOT-01")).contains(QStringLiteral("irtual nodes")));
        QVERIFY(!textOf(findingOf(hot, "HOT-01")).contains(QStringLiteral("irtual nodes")));
        QVERIFY(textOf(findingOf(hot, "HOT-01")).contains(QStringLiteral("opy it")));
        QVERIFY(!findingOf(skewed, "HOT-01")->cure && !findingOf(hot, "HOT-01")->cure);
    }

    /// A cure edits the design, not what users ask for.
    void noCureEditsTheLoad()
    {
        const TemplateCase skewed { "HOT-01", 7, 5e7, { { "db-eu", "skew", 1.6 }, { "db-eu", "cross_shard", 0.1 } } };
        const analysis::Report report = analysis::analyze(*projectOf(skewed), 6, 5e7, theCatalog());
        for (const char *rule : { "HOT-01", "DB-13" })
            QVERIFY2(findingOf(report, rule) && !findingOf(report, rule)->cure, rule);
    }

    void justBelowHalfIsNotHalf()
    {
        const auto hits = [](double ratio) {
            return appOf(1, { { "read", 1, 0.001, 0 } })
                .component("cache", "distributed_cache", { { "hit_ratio", ratio } })
                .component("db", "rdb_primary")
                .link("app", "cache", "cache_lookup")
                .link("cache", "db", "cache_miss")
                .at(1000);
        };
        QVERIFY2(textOf(findingOf(hits(0.499), "CA-04")).startsWith(QStringLiteral("cache: 49.9 % hits")),
                 qPrintable(textOf(findingOf(hits(0.499), "CA-04"))));
        QVERIFY(textOf(findingOf(hits(0.3), "CA-04")).startsWith(QStringLiteral("cache: 30 % hits")));
    }

    /// One server of a tier in each zone, and a pair of databases in one of them.
    void aTierThatIsSpreadIsNotAccused()
    {
        ProjectBuilder design;
        design.onlyClass({ { "page", 1, 0.01, 0 }, { "read", 1, 0.001, 0 } })
            .component("clients", "client_population")
            .component("lb", "lb_l7")
            .component("zone1", "az")
            .component("zone2", "az")
            .component("a", "web_app_server", { { "instances", 2.0 } }, "zone1")
            .component("b", "web_app_server", { { "instances", 2.0 } }, "zone2")
            .component("db", "rdb_primary", { { "standby", std::string("automatic") } }, "zone1")
            .link("clients", "lb", "call")
            .link("lb", "a", "split")
            .link("lb", "b", "split")
            .link("a", "db", "query")
            .link("b", "db", "query");
        const analysis::Report report = design.at(1e4);
        const analysis::Finding *finding = findingOf(report, "SPOF-05");
        QVERIFY(finding);
        QCOMPARE(finding->subjects, std::vector<std::string> { "db" });
    }

    /// The cache could go at 100,000 users: what it costs is saved, not what all is too large by.
    void whatIsIdleIsToldItsOwnPrice()
    {
        ProjectBuilder builder;
        const project::Project design
            = builder.onlyClass({ { "page", 1, 0.004, 0 }, { "read", 4, 0.001, 0 }, { "write", 1, 0.002, 0 } })
                  .component("clients", "client_population")
                  .component("lb", "lb_l7")
                  .component("app", "web_app_server", { { "instances", 4.0 }, { "size", std::string("m7g.4xlarge") } })
                  .component("cache", "distributed_cache")
                  .component("db", "rdb_primary",
                             { { "size", std::string("db.r6g.8xlarge") }, { "standby", std::string("automatic") } })
                  .link("clients", "lb", "call")
                  .link("lb", "app", "split")
                  .link("app", "cache", "cache_lookup")
                  .link("cache", "db", "cache_miss")
                  .link("app", "db", "query", { { "pool", 20.0 } })
                  .build();
        const analysis::Report report = judged(design, 0, 1e5, "STG-01");
        const analysis::Finding *finding = findingOf(report, "STG-01", "cache");
        QVERIFY(finding && finding->cure);
        const auto after = edits::apply(design, *finding->cure, theCatalog());
        QVERIFY(after);
        const double saved = report.costPerMonth - analysis::analyze(**after, 0, 1e5, theCatalog()).costPerMonth;
        QVERIFY(saved > 0 && saved < 0.2 * report.costPerMonth);
        const QString amount = QStringLiteral("you pay $%1 a month").arg(std::round(saved));
        QVERIFY2(textOf(finding).contains(amount), qPrintable(textOf(finding) + amount));
        QCOMPARE(finding->severity, analysis::Severity::Warning);
    }
};

HEADROOM_TEST(QCoreApplication, RuleWordsTest)

} // namespace headroom::tst_rule_words

#include "tst_rule_words.moc"
