#include "model/analysis/effects.h"
#include "model/cost/comparisons.h"
#include "model/edits/edit.h"
#include "tests/model/rules/rule_cases.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::tst_cures {

using namespace test;

namespace {

const analysis::Finding *findingOf(const analysis::Report &report, const std::string &rule, const std::string &subject)
{
    for (const analysis::Finding &each : report.findings)
        if (each.rule == rule && !each.subjects.empty() && each.subjects.front() == subject)
            return &each;
    return nullptr;
}

/// The stage (from 1) of the seven templates with these changes, at its report.
struct Changed {
    Changed(int number, double asked, std::vector<Change> changes, const char *criticality = "standard")
        : stage(static_cast<std::size_t>(number - 1))
        , users(asked)
        , design(projectOf({ "", number, asked, std::move(changes), 0, criticality }))
        , report(analysis::analyze(*design, stage, users, theCatalog()))
    {
    }
    /// After the cure of what a rule says about an element.
    [[nodiscard]] analysis::Report cured(const std::string &rule, const std::string &subject) const
    {
        const analysis::Finding *finding = findingOf(report, rule, subject);
        if (!finding || !finding->cure)
            qFatal("%s has no cure", rule.c_str());
        const auto after = edits::apply(*design, *finding->cure, theCatalog());
        if (!after)
            qFatal("%s", after.error().message().c_str());
        return analysis::analyze(**after, stage, users, theCatalog());
    }
    std::size_t stage;
    double users;
    project::Snapshot design;
    analysis::Report report;
};

} // namespace

/// What cures do, beyond silencing their rule.
class CuresTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A database has no instances to add: the cheapest size that is at most 70 % full.
    void aFullDatabaseGrows()
    {
        const Changed full(3, 170e3, {});
        QVERIFY(resourceOf(full.report, "db", "cpu").utilization > 1);
        const auto *cure = std::get_if<edits::SetParameter>(&*findingOf(full.report, "CAP-01", "db")->cure);
        QVERIFY(cure && cure->parameter == "size" && cure->value == project::Value(std::string("db.r6g.2xlarge")));
        const double then = resourceOf(full.cured("CAP-01", "db"), "db", "cpu").utilization;
        QVERIFY(std::abs(then - 0.023 * 170 / 6.983) < 1e-3);
        // 2.5 times the load of that: 1.40 of the next but 0.81 of the one after, which is too much still.
        const Changed more(3, 425e3, { { "app", "n_max", 40.0 } });
        const auto *larger = std::get_if<edits::SetParameter>(&*findingOf(more.report, "CAP-01", "db")->cure);
        QVERIFY(larger && larger->value == project::Value(std::string("db.r6g.8xlarge")));
    }

    /// Far beyond everything the bottleneck comes first, then what is fullest; the others have to wait.
    void whatIsFullestIsToldFirst()
    {
        for (const auto &[path, stage] :
             { std::pair("examples/social-feed.headroom", 2), std::pair("examples/web-shop.headroom", 1) }) {
            const project::Snapshot design = openDesign(path);
            const auto index = static_cast<std::size_t>(stage);
            analysis::Report report = analysis::analyze(*design, index, 4e8, theCatalog());
            const auto isOrdered = [&report] {
                const auto &bottleneck = report.components[static_cast<std::size_t>(report.bottleneck.component)];
                const analysis::Finding &first = report.findings.front();
                double before = std::numeric_limits<double>::infinity();
                for (const analysis::Finding &each : report.findings) {
                    if (!each.subjects.empty() && each.subjects.front() == bottleneck.id)
                        continue;
                    const double over = each.severity == first.severity && each.metric.ends_with(".utilization")
                        ? each.measured.value_or(0)
                        : 0;
                    if (over >= 1 && (over > before || before < 1))
                        return false;
                    before = over;
                }
                return first.subjects.front() == bottleneck.id && first.measured.value_or(0) > 100;
            };
            QVERIFY2(isOrdered(), path);
            QVERIFY(cost::withComparisons(report, *design, theCatalog()));
            QVERIFY2(isOrdered(), path);
            QVERIFY(analysis::withEffects(report, *design, theCatalog()));
            QVERIFY2(isOrdered(), path);
        }
    }

    /// Two servers call the same service of others: its quota is one.
    void aQuotaIsToldOnce()
    {
        const project::Snapshot design = openDesign("examples/social-feed.headroom");
        const analysis::Report report = analysis::analyze(*design, 2, 4e8, theCatalog());
        QCOMPARE(std::count_if(report.findings.begin(), report.findings.end(),
                               [](const analysis::Finding &each) { return each.rule == "CAP-09"; }),
                 1);
    }

    /// A stage that the design has is named by its number, one that it lacks by what it is known for.
    void noStageIsNamedThatIsNotThere()
    {
        project::Project design = *openDesign("resources/templates/seven-stages.headroom");
        const auto said = [](const project::Project &project, std::size_t stage) {
            analysis::Report report = analysis::analyze(project, stage, 1.25e7, theCatalog());
            cost::withComparisons(report, project, theCatalog());
            for (const analysis::Finding &each : report.findings)
                if (each.rule == "STG-02")
                    return QString::fromStdString(each.title + ". " + each.fix);
            return QString();
        };
        const QString whole = said(design, 5);
        QVERIFY2(whole.startsWith(QStringLiteral("Stage 7 is due: ")), qPrintable(whole));
        QVERIFY2(whole.endsWith(QStringLiteral(". Go on to stage 7 of this design.")), qPrintable(whole));
        design.stages = { design.stages[5] };
        const QString alone = said(design, 0);
        QVERIFY2(alone.startsWith(QStringLiteral("Time for shards and regions: ")), qPrintable(alone));
        QVERIFY2(alone.endsWith(QStringLiteral(". Add a stage that has shards and regions.")), qPrintable(alone));
    }

    /// The advice names the numbers that its cure sets.
    void aSmallPoolIsToldItsSize()
    {
        const Changed small(3, 1e5, { { "app-db", "pool", 1.0 } });
        const analysis::Finding *finding = findingOf(small.report, "DB-11", "app-db");
        QVERIFY(finding && finding->cure);
        const auto *cure = std::get_if<edits::SetParameter>(&*finding->cure);
        QVERIFY(cure);
        QCOMPARE(QString::fromStdString(finding->fix),
                 QStringLiteral("Raise the pool from 1 to %1 connections in each instance, so that on average no more "
                                "than 70 % of them are busy.")
                     .arg(std::get<double>(*cure->value)));
    }

    /// A tier at its limit gets a higher one.
    void aTierAtItsLimitMayGrow()
    {
        const Changed full(3, 100e3, { { "app", "n_max", 2.0 } });
        const double before = resourceOf(full.report, "app", "cpu").utilization;
        QVERIFY(before > 0.8 && before < 0.85); // 3.3 of 4 vCPU
        const Changed fuller(3, 110e3, { { "app", "n_max", 2.0 } });
        const auto *cure = std::get_if<edits::SetParameter>(&*findingOf(fuller.report, "CAP-02", "app")->cure);
        QVERIFY(cure && cure->parameter == "n_max" && cure->value == project::Value(3.0));
    }

    /// Pools that together fit the database, none below what is asked of it now.
    void poolsShrinkToWhatIsAsked()
    {
        for (const auto &[rule, pool, count] : { std::tuple("DB-10", 40.0, 13.0), std::tuple("ASG-05", 20.0, 40.0) }) {
            const Changed open(5, 2e6, { { "app-db", "pool", pool } });
            const auto *cure = std::get_if<edits::Batch>(&*findingOf(open.report, rule, "db")->cure);
            QVERIFY(cure && cure->steps.size() == 1);
            const auto *step = std::get_if<edits::SetParameter>(&cure->steps.front());
            QVERIFY(step && step->id == "app-db" && step->parameter == "pool");
            const double size = std::get<double>(*step->value);
            QVERIFY(size * count <= 495 && (size + 1) * count > 495); // and 5 for administrators
            const auto after = open.cured(rule, "db");
            QVERIFY(!findingOf(after, rule, "db") && !findingOf(after, "DB-11", "app-db"));
        }
        // A database that many more connections are asked of than it takes: no pool is small enough.
        const Changed flooded(5, 2e6, { { "app-db", "pool", 40.0 }, { "db", "max_connections", 20.0 } });
        QVERIFY(findingOf(flooded.report, "DB-10", "db") && !findingOf(flooded.report, "DB-10", "db")->cure);
    }

    /// The advised timeout gives up no more than one good call in a hundred, calls behind the callee included.
    void anAdvisedTimeoutIsNotTooShort()
    {
        const Changed endless(3, 1e5, { { "app-db", "timeout", 0.0 } });
        const auto after = endless.cured("RES-01", "app-db");
        QVERIFY(!findingOf(after, "RES-01", "app-db") && !findingOf(after, "RES-03", "app-db"));
        const auto design = appOf(4, { { "rpc", 1, 0, 0 } }, { { "vcpu", 64.0 } })
                                .component("near", "microservice", { { "service_time", 0.001 }, { "vcpu", 64.0 } })
                                .component("far", "microservice", { { "service_time", 0.5 }, { "vcpu", 640.0 } })
                                .link("app", "near", "call", { { "timeout", 0.0 } })
                                .link("near", "far", "call", { { "timeout", 10.0 } })
                                .build();
        const auto report = analysis::analyze(design, 0, 1e4, theCatalog());
        const analysis::Finding *finding = findingOf(report, "RES-01", connectionOf(report, "app-near").id);
        QVERIFY(finding && finding->cure);
        const auto *cure = std::get_if<edits::SetParameter>(&*finding->cure);
        QVERIFY(cure && cure->parameter == "timeout");
        QCOMPARE(std::get<double>(*cure->value), 10.0); // that of the call behind it, which is more than 4 · 0.5
    }

    /// In tier standard the read path tolerates no single point, the others do with a warning (domain spec 5.7).
    void singlePointsByTier()
    {
        const auto severityOf = [](const char *criticality, const char *subject) {
            const Changed open(5, 1e6, { { "db", "standby", std::string("none") } }, criticality);
            const analysis::Finding *finding = findingOf(open.report, "SPOF-01", subject);
            if (!finding)
                qFatal("%s is no single point", subject);
            return finding->severity;
        };
        QCOMPARE(severityOf("startup", "db"), analysis::Severity::Info);
        QCOMPARE(severityOf("standard", "db"), analysis::Severity::Error); // a twentieth of the reads go there too
        QCOMPARE(severityOf("critical", "db"), analysis::Severity::Error);
        // Reading needs the pair alone, posting the single one too; and the other way round.
        const auto both = [&](bool readsAreSafe) {
            ProjectBuilder design;
            design.component("clients", "client_population")
                .component("app", "web_app_server", { { "instances", 2.0 } })
                .component("db", "rdb_primary", { { "standby", std::string(readsAreSafe ? "none" : "automatic") } })
                .component("service", "microservice", { { "instances", readsAreSafe ? 2.0 : 1.0 } })
                .link("clients", "app", "call")
                .link("app", "db", "query")
                .link("app", "service", "call");
            project::Project project = design.build();
            project.criticality = "standard";
            project.workload.classes = {
                { "look", "Look", 0.5, { { "page", 1, 0.01, 0 }, { "rpc", 1, 0, 0 } } },
                { "post", "Post", 0.5, { { "page", 1, 0.01, 0 }, { "write", 1, 0.001, 0 } } },
            };
            return analysis::analyze(project, 0, 1e4, theCatalog());
        };
        QCOMPARE(findingOf(both(true), "SPOF-01", "db")->severity, analysis::Severity::Warning);
        QCOMPARE(findingOf(both(false), "SPOF-01", "service")->severity, analysis::Severity::Error);
    }

    /// Eight replicas of 32 vCPU are as strong as thirteen of 16, which cost 2.0 USD/h less. Five further disks of
    /// 100 GB are 57.50 USD a month, of 100 TB each, at 100 MB a user, 57,500.
    void aCureThatIsToSaveMoneySavesIt()
    {
        const auto designOf = [](double gigabytesPerUser) {
            return appOf(20, { { "read", 1, 0.001, 0 } })
                .component("db", "rdb_primary", { { "size", std::string("db.r6g.large") } })
                .component("replica", "read_replica",
                           { { "size", std::string("db.r6g.8xlarge") },
                             { "replicas", 8.0 },
                             { "disk_per_user", gigabytesPerUser } })
                .link("app", "replica", "read")
                .link("db", "replica", "replicate")
                .build();
        };
        const project::Project cheap = designOf(1e-4);
        const analysis::Report before = analysis::analyze(cheap, 0, 1e6, theCatalog());
        const analysis::Finding *finding = findingOf(before, "COST-02", "replica");
        QVERIFY(finding && finding->cure);
        const auto edited = edits::apply(cheap, *finding->cure, theCatalog());
        QVERIFY(edited);
        QVERIFY(analysis::analyze(**edited, 0, 1e6, theCatalog()).costPerMonth < before.costPerMonth);

        const analysis::Report full = analysis::analyze(designOf(0.1), 0, 1e6, theCatalog());
        finding = findingOf(full, "COST-02", "replica");
        QVERIFY(finding && !finding->cure);
    }

    /// Users of two regions, and nothing that would move them.
    void regionsWithoutAGlobalBalancer()
    {
        const auto entered = [](bool isBoth) {
            ProjectBuilder design;
            design.onlyClass({ { "page", 1, 0.01, 0 } })
                .component("clients", "client_population")
                .component("eu", "region")
                .component("us", "region")
                .component("app-eu", "web_app_server", { { "instances", 2.0 } }, "eu")
                .component("app-us", "web_app_server", { { "instances", 2.0 } }, "us")
                .link("clients", "app-eu", "split");
            if (isBoth)
                design.link("clients", "app-us", "split");
            return analysis::analyze(design.build(), 0, 1e4, theCatalog());
        };
        QVERIFY(findingOf(entered(true), "MR-01", "app-eu"));
        QVERIFY(!findingOf(entered(false), "MR-01", "app-eu"));
    }

    /// A pool of 804 connections to a database that admits 500 would leave no user at all.
    void aCureThatKillsTheDesignIsNotOffered()
    {
        for (const std::string &path : allDesigns())
            for (const double share : { 0.5, 30.0 }) {
                const project::Snapshot design = openDesign(path);
                const std::size_t stage = design->stages.size() - 1;
                const double users = design->stages[stage]->users.to * share;
                analysis::Report report = analysis::analyze(*design, stage, users, theCatalog());
                QVERIFY(analysis::withEffects(report, *design, theCatalog()));
                for (const analysis::Finding &each : report.findings) {
                    const bool isWorse = each.effect
                        && each.effect->after.usersAtSaturation
                            < std::min(users, 0.99 * each.effect->before.usersAtSaturation);
                    QVERIFY2(!isWorse, (path + ": " + each.title).c_str());
                    const bool failsMore = each.effect && theCatalog().rule(each.rule)->isForAvailability
                        && each.effect->before.leastAvailability && each.effect->after.leastAvailability
                        && *each.effect->after.leastAvailability < *each.effect->before.leastAvailability * (1 - 1e-12);
                    QVERIFY2(!failsMore, (path + ": " + each.title).c_str());
                    QCOMPARE(each.effect.has_value(), each.cure.has_value());
                }
            }
    }
};

HEADROOM_TEST(QCoreApplication, CuresTest)

} // namespace headroom::tst_cures

#include "tst_cures.moc"
