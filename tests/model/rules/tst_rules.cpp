#include "model/edits/edit.h"
#include "tests/model/rules/rule_cases.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <set>

namespace headroom::tst_rules {

using namespace test;

namespace {

project::Snapshot applied(const project::Project &project, const edits::Edit &edit)
{
    const auto after = edits::apply(project, edit, theCatalog());
    if (!after)
        qFatal("%s", after.error().message().c_str());
    return *after;
}

const analysis::Finding *findingOf(const analysis::Report &report, const std::string &rule)
{
    for (const analysis::Finding &each : report.findings)
        if (each.rule == rule)
            return &each;
    return nullptr;
}

} // namespace

/// Every rule speaks where its condition holds and is silent a step away; what it offers as a cure is one.
class RulesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRuleSpeaksWhenItsConditionHolds_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < templateCases().size(); ++i)
            QTest::addRow("%s, stage %d at %g users", templateCases()[i].rule, templateCases()[i].stage,
                          templateCases()[i].users)
                << static_cast<int>(i);
    }
    void aRuleSpeaksWhenItsConditionHolds()
    {
        QFETCH(int, index);
        const TemplateCase &each = templateCases()[static_cast<std::size_t>(index)];
        const auto stage = static_cast<std::size_t>(each.stage - 1);
        const project::Snapshot seven = openDesign("resources/templates/seven-stages.headroom");
        const double quiet = each.quietUsers > 0 ? each.quietUsers : each.users;
        QVERIFY(!hasFinding(judged(*seven, stage, quiet, each.rule), each.rule));
        const project::Snapshot design = projectOf(each);
        const auto report = judged(*design, stage, each.users, each.rule);
        const analysis::Finding *finding = findingOf(report, each.rule);
        QVERIFY(finding);
        QVERIFY(!finding->title.empty() && finding->title.find('{') == std::string::npos);
        if (!finding->cure)
            return;
        const auto cured = judged(*applied(*design, *finding->cure), stage, each.users, each.rule);
        const analysis::Finding *left = findingOf(cured, each.rule);
        QVERIFY(!left || left->subjects != finding->subjects);
        QVERIFY(cured.usersAtSaturation >= report.usersAtSaturation * (1 - 1e-9));
    }

    void everyRuleHasWordsAndACondition()
    {
        std::set<std::string> named;
        for (const catalog::RuleSpec &rule : theCatalog().rules()) {
            QVERIFY2(!rule.title.empty() && !rule.why.empty() && !rule.condition.empty() && !rule.source.empty(),
                     rule.id.c_str());
            named.insert(rule.id);
        }
        QVERIFY(named.size() >= 80);
        for (const TemplateCase &each : templateCases())
            QVERIFY2(named.contains(each.rule), each.rule);
    }

    void templatesAndExamplesHaveNoErrorAndAShortList()
    {
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            for (std::size_t stage = 0; stage < design->stages.size(); ++stage) {
                project::Project tolerant = *design;
                if (design->stages[stage]->users.to <= 2e4)
                    tolerant.criticality = "startup"; // domain spec 11.8
                const auto report = judged(tolerant, stage, design->stages[stage]->users.to, "COST-01");
                QVERIFY2(report.findings.size() <= 9, (path + ": " + std::to_string(report.findings.size())).c_str());
                for (const auto &finding : report.findings)
                    QVERIFY2(finding.severity != analysis::Severity::Error, (path + ": " + finding.title).c_str());
            }
        }
    }

    /// 10.5b: 5,000 reads of 1 ms and 5,000 writes of 4 ms a second: 0.8 of the work is writes.
    void replicasOfAWriteLoad()
    {
        const auto design = [](double writes) {
            return ProjectBuilder()
                .onlyClass({ { "page", 1, 0, 0 },
                             { "session", 0, 0, 0 },
                             { "side", 0, 0, 0 },
                             { "resolve", 0, 0, 0 },
                             { "read", 1, 0.001, 0 },
                             { "write", writes, 0.004, 0 } })
                .component("users", "client_population")
                .component("app", "web_app_server", { { "instances", 50.0 } })
                .component("db", "rdb_primary", { { "size", std::string("db.r6g.16xlarge") } })
                .component("replica", "read_replica", { { "replicas", 4.0 } })
                .link("users", "app", "call")
                .link("app", "db", "query", { { "share", 0.01 } })
                .link("app", "replica", "read", { { "share", 0.99 } })
                .link("db", "replica", "replicate")
                .at(5e6);
        };
        const auto report = design(1);
        QVERIFY(findingOf(report, "DB-04"));
        QVERIFY(std::abs(*findingOf(report, "DB-04")->measured - 0.8) < 1e-9);
        QVERIFY(!findingOf(design(0.1), "DB-04"));
        QVERIFY(findingOf(report, "DB-02") == nullptr && findingOf(design(0.1), "DB-02") != nullptr);
    }

    void anAcknowledgedFindingStaysUntilSomethingNewJoinsIt()
    {
        const project::Snapshot seven = openDesign("resources/templates/seven-stages.headroom");
        const auto quiet
            = applied(*seven, edits::AcknowledgeFinding { { "LAT-05", { "app-mail" }, "Mail may fail." } });
        const auto report = analysis::analyze(*quiet, 2, 1e5, theCatalog());
        QVERIFY(findingOf(report, "LAT-05")->acknowledged == std::string("Mail may fail."));
        QCOMPARE(report.findings.back().rule, std::string("LAT-05")); // after everything that is open
        QVERIFY(!findingOf(report, "RES-11")->acknowledged);
        const auto back = applied(*quiet, edits::WithdrawAcknowledgment { "LAT-05", { "app-mail" } });
        QVERIFY(*back == *seven);
        QVERIFY(!edits::apply(*seven, edits::WithdrawAcknowledgment { "LAT-05", {} }, theCatalog()));
    }

    void componentsOfOneNameAreToldApart()
    {
        auto design = std::make_shared<project::Project>(*openDesign("resources/templates/seven-stages.headroom"));
        auto stage = std::make_shared<project::Stage>(*design->stages[0]);
        QVERIFY(!stage->components.empty());
        const auto said = [&](const std::string &name) {
            design->stages[0] = stage;
            const analysis::Report report = analysis::analyze(*design, 0, 900, theCatalog());
            for (const analysis::Finding &finding : report.findings)
                if (finding.title.find(name) != std::string::npos || finding.message.find(name) != std::string::npos)
                    return true;
            return false;
        };
        project::Component *server = nullptr;
        for (project::Component &each : stage->components)
            if (each.kind == "allinone_server")
                server = &each;
        QVERIFY(server);
        server->name = "Twin";
        QVERIFY(said("Twin") && !said("Twin ("));
        const std::string id = server->id;
        project::Component twin;
        twin.id = "other";
        twin.kind = "monitoring";
        twin.name = "Twin";
        stage->components.push_back(twin);
        QVERIFY(said("Twin (" + id + ")"));
        project::Component zone;
        zone.id = "zone-x";
        zone.kind = "az";
        zone.name = "Zone X";
        stage->components.push_back(zone);
        for (project::Component &each : stage->components)
            if (each.id == id)
                each.place = "zone-x";
        QVERIFY(said("Twin (Zone X)"));
        stage->components.back().name = "Twin"; // a name that tells nothing
        QVERIFY(said("Twin (" + id + ")"));
    }

    void aBatchIsDoneAsAWholeOrNotAtAll()
    {
        const project::Snapshot seven = openDesign("resources/templates/seven-stages.headroom");
        const edits::Batch good { "Two",
                                  { edits::SetParameter { 2, "db", "backups", false }, edits::RenameProject { "X" } } };
        const project::Snapshot after = applied(*seven, good);
        QCOMPARE(after->name, std::string("X"));
        QCOMPARE(edits::describe(good, *seven, theCatalog()), std::string("Two"));
        const edits::Batch bad {
            "Two", { edits::RenameProject { "X" }, edits::SetParameter { 2, "nobody", "backups", false } }
        };
        QVERIFY(!edits::apply(*seven, bad, theCatalog()));
        QCOMPARE(seven->name, std::string("Seven stages"));
    }

    /// Domain spec 7.3, effects of practices that are off.
    void practicesHaveTheirEffect()
    {
        const project::Snapshot seven = openDesign("resources/templates/seven-stages.headroom");
        const auto with = [&](const char *element, const char *parameter, project::Value value) {
            return analysis::analyze(*applied(*seven, edits::SetParameter { 2, element, parameter, value }), 2, 1e5,
                                     theCatalog());
        };
        const auto base = analysis::analyze(*seven, 2, 1e5, theCatalog());
        const double usl = 4 / (1 + 0.02 * 3 + 1e-4 * 4 * 3);
        // Reads take 20 of the 23 ms; four times as much: 83 ms · 100/s.
        QVERIFY(std::abs(resourceOf(with("db", "indexes", false), "db", "cpu").utilization - 8.3 / usl) < 1e-9);
        // 2 ms more for each of the 100 requests a second.
        const auto unpooled = with("app-db", "connection_pooling", false);
        QVERIFY(std::abs(resourceOf(unpooled, "db", "cpu").utilization - 2.5 / usl) < 1e-9);
        QVERIFY(*unpooled.meanLatency > *base.meanLatency + 0.005);
        // The fullest server gets 1.3 times its share.
        const auto sticky = with("app", "stateless", false);
        QVERIFY(std::abs(resourceOf(sticky, "app", "cpu").used * componentOf(sticky, "app").instances / 1.3 - 3.3)
                < 1e-9);
        // A dead server keeps its share: the tier is as available as one server, 2190/2190.1 h.
        QVERIFY(std::abs(componentOf(with("app", "health_checks", false), "app").availability - 2190 / 2190.1) < 1e-12);
        QVERIFY(*with("db", "backups", false).availability < *base.availability);
        const auto uncached = analysis::analyze(
            *applied(*seven, edits::SetWorkloadParameter { "http_cache_headers", false }), 2, 1e5, theCatalog());
        QVERIFY(connectionOf(uncached, "clients-lb").bytesPerSecond
                > 1.5 * connectionOf(base, "clients-lb").bytesPerSecond);
        const auto spared = with("app-mail", "fallback", true);
        QVERIFY(spared.classes.back().availability->value >= base.classes.back().availability->value);
    }
};

HEADROOM_TEST(QCoreApplication, RulesTest)

} // namespace headroom::tst_rules

#include "tst_rules.moc"
