#include "model/growth/difference.h"
#include "model/growth/plan.h"
#include "model/report_writing/html_writer.h"
#include "model/report_writing/markdown_writer.h"
#include "model/report_writing/report_document.h"
#include "model/report_writing/study.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"
#include "tests/model/report_writing/report_reading.h"
#include "tests/support/model_support.h"
#include "tests/support/own_ids.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

namespace headroom::tst_report_decisions {

using namespace report_writing;
using test::theCatalog;
using namespace test;

/// Plans and decision records say what the model says of them.
class ReportDecisionsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A plan says how users grow; what would count without one is no assumption then.
    void aPlanIsNotContradicted()
    {
        const project::Snapshot planned = test::openDesign("examples/growth-plan.headroom");
        const QString with = read(reportOf({ *planned, theCatalog(), 2, 5e4, { "summary", "workload" } }));
        QVERIFY(!with.contains(QStringLiteral("Growth a month")) && !with.contains(QStringLiteral("Lead time")));
        QVERIFY2(with.contains(QStringLiteral("is to be decided by 2026-")), qPrintable(with));
        const project::Snapshot feed = test::openDesign("examples/social-feed.headroom");
        const QString without = read(reportOf({ *feed, theCatalog(), 2, 5e4, { "workload" } }));
        QVERIFY(without.contains(QStringLiteral("Growth a month")) && without.contains(QStringLiteral("Lead time")));
    }

    /// What is bought comes before what is set.
    void aDecisionNamesWhatIsChosenOtherwise()
    {
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        const QString text = read(decisionOf({ *project, theCatalog(), 3, 1e5, {}, {}, {} }, { *project, 2 }));
        QVERIFY2(text.contains(QStringLiteral("Feed API (Zone b) (Size from m7g.large · 2 vCPU · 8 GiB to m7g.xlarge · "
                                              "4 vCPU · 16 GiB, and 2 more)")),
                 qPrintable(text));
    }

    void nothingIsBothNewAndGone()
    {
        const project::Snapshot project
            = test::withOwnIds(*test::openDesign("examples/social-feed.headroom"), 6, "region");
        const QString text = read(reportOf({ *project, theCatalog(), 6, 1e8, { "diagrams" } }));
        QVERIFY2(text.contains(QStringLiteral("New: Global load balancer, 3 × User shards, ")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("; built anew: Region eu-west, Load balancer, ")));
        QVERIFY(text.contains(QStringLiteral("; gone: DNS, Zone a, Zone b and Database primary; ")));
    }

    void aPlanHasItsSection()
    {
        project::Project project = *test::openDesign("examples/web-shop.headroom");
        QVERIFY(
            !read(reportOf({ project, theCatalog(), 0, 1000, { "growth" } })).contains(QStringLiteral("Growth plan")));
        project.plan = project::GrowthPlan { 1000, 500'000, 18, {}, 2, "2026-01" };
        const QString text = read(reportOf({ project, theCatalog(), 0, 1000, { "growth" } }));
        QVERIFY(text.contains(QStringLiteral("### Growth plan")));
        QVERIFY(text.contains(QStringLiteral("from 1,000 to 500,000 users in 18 months")));
        // A row for the first day of each month, and the end.
        QVERIFY(text.contains(QStringLiteral("**Month by month**")));
        QCOMPARE(text.count(QRegularExpression(QStringLiteral("\n\\| 202[67]-\\d\\d-01 \\| "))), 19);
        project.plan->months = 60;
        QVERIFY(read(reportOf({ project, theCatalog(), 0, 1000, { "growth" } })).contains("**Every 3 months**"));
    }

    void aPlanSaysWhatComesTooLate()
    {
        project::Project project = *test::openDesign("examples/growth-plan.headroom");
        project.plan->leadTime = 6;
        const growth::Plan plan = *studyOf(project, 2, 5e4, theCatalog(), { .hasStages = true }).plan;
        const growth::PlanStep &late = plan.steps.front();
        QVERIFY(late.isLate() && late.saturatedMonth && *late.saturatedMonth < late.lead);
        const QString text = read(reportOf({ project, theCatalog(), 2, 5e4, { "summary", "growth" } }));
        const auto dateAt
            = [&](double month) { return QString::fromStdString(growth::dateOf(plan.settings.start, month)); };
        QVERIFY2(!text.contains(QStringLiteral("no stage is full")), qPrintable(text));
        const QString months = QString::number(-late.decide, 'f', 2) + QStringLiteral(" months late");
        QVERIFY2(text.contains(QStringLiteral("The change to stage 4 (“Cache and CDN”) is ") + months),
                 qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("at once, ") + months));
        QVERIFY(text.contains(QStringLiteral("is in place on ") + dateAt(late.lead)));
        QVERIFY(text.contains(QStringLiteral("is full before that, on ") + dateAt(*late.saturatedMonth)));
        QVERIFY(text.contains(dateAt(late.lead) + QStringLiteral(" at the earliest, due ") + dateAt(late.inPlace)));
    }

    void aPlanDrawsItsBill()
    {
        const project::Snapshot design = test::openDesign("examples/growth-plan.headroom");
        const growth::Plan plan = growth::planOf(growth::compileDesign(design, theCatalog()), *design->plan);
        const Document document = reportOf({ *design, theCatalog(), 2, 5e4, { "growth" } });
        const Chart *chart = nullptr;
        for (const Section &section : document.sections)
            for (const Block &block : section.blocks)
                if (const auto *each = std::get_if<Chart>(&block); each && !each->months.empty())
                    chart = each;
        QVERIFY(chart);
        QCOMPARE(chart->users.size(), plan.months.size() + 2 * plan.steps.size());
        QCOMPARE(chart->marks.size(), plan.steps.size());
        QVERIFY(std::is_sorted(chart->users.begin(), chart->users.end()));
        for (const growth::PlanStep &step : plan.steps) {
            const auto at = std::find(chart->users.begin(), chart->users.end(), step.inPlace) - chart->users.begin();
            QCOMPARE(chart->lines.front().values[static_cast<std::size_t>(at)], std::optional(step.costBefore));
            QCOMPARE(chart->lines.front().values[static_cast<std::size_t>(at) + 1], std::optional(step.costAfter));
        }
    }

    /// Of every stage what becomes of it, of the last that it is in force, and ways back while users become fewer.
    void aPlanSaysWhatBecomesOfItsStages()
    {
        project::Project project = *test::openDesign("examples/growth-plan.headroom");
        const auto section = [&project] { return read(reportOf({ project, theCatalog(), 2, 5e4, { "growth" } })); };
        QString text = section();
        QVERIFY2(text.contains(QStringLiteral("- Stage 3 (“Load balanced”), if it were kept, turns amber on 20")),
                 qPrintable(text));
        QCOMPARE(text.count(QStringLiteral(", in force at the end, ")), 1);
        QVERIFY(!text.contains(QStringLiteral("would do again")));
        project.plan->to = 60'000;
        project.plan->curve = { { 0, 50'000 }, { 6, 600'000 }, { 12, 60'000 } };
        text = section();
        QVERIFY2(text.contains(QRegularExpression(QStringLiteral(
                     "- On 20\\d\\d-\\d\\d-\\d\\d, with .* users, stage \\d \\(“.*”\\) would do again, for "
                     "\\\\\\$.* instead of .* a month\\."))),
                 qPrintable(text));
    }

    void aDecisionComparesTwoStages()
    {
        const project::Snapshot project = test::openDesign("examples/web-shop.headroom");
        const Document document = decisionOf({ *project, theCatalog(), 2, 20'000, {}, {}, "A. B." }, { *project, 1 });
        const QString text = read(document);
        QCOMPARE(document.author, std::string("A. B."));
        QVERIFY(text.contains(QStringLiteral("from stage 2")));
        QVERIFY(text.contains(QStringLiteral("## Consequences")));
        const QString html = QString::fromStdString(htmlText(document, drawing));
        QVERIFY(html.contains(QStringLiteral("<desc>2</desc>"))
                && html.contains(QStringLiteral("<desc>3 marked</desc>")));
        // Both drawings have what the text was written from, so that nothing is solved again.
        QVERIFY(document.solvedBefore && document.solvedBefore->stageIndex == 1);
        QVERIFY(document.solved && document.solved->stageIndex == 2 && document.solved->users == 20'000);
    }

    void aDecisionSaysWhatTheComparisonOfStagesSays()
    {
        const project::Snapshot project = test::openDesign("examples/web-shop.headroom");
        const growth::Difference found = growth::differenceOf(*project, 1, *project, 2, 20'000, theCatalog());
        const QString text = read(decisionOf({ *project, theCatalog(), 2, 20'000 }, { *project, 1 }));
        const auto cost = std::find_if(found.figures.begin(), found.figures.end(),
                                       [](const auto &each) { return each.id == "cost_per_month"; });
        for (const std::optional<double> &amount : { cost->before, cost->after })
            QVERIFY2(text.contains(markdown(reporting::money(*amount, found.currency))), qPrintable(text));
        for (const growth::ElementChange &each : found.components) {
            const bool isRemoved = each.what == growth::ElementChange::What::Removed;
            const project::Component *component = project->stages[isRemoved ? 1 : 2]->findComponent(each.id);
            if (component && theCatalog().kind(component->kind).behavior == "place")
                continue; // places are no parts that somebody buys or keeps running
            QVERIFY2(text.contains(QString::fromStdString(each.name)), each.name.c_str());
        }
    }

    void aDecisionJudgesWhatTheTierJudges()
    {
        project::Project project = *test::openDesign("examples/web-shop.headroom");
        const Document document = decisionOf({ project, theCatalog(), 5, 2e6 }, { project, 4 });
        const QString text = read(document);
        const auto words = [](const analysis::Report &report) {
            return QString::fromStdString(availabilityWords(*leastAvailable(report).availability));
        };
        const analysis::ToleranceReport &tolerance = document.solved->tolerance;
        QVERIFY2(!text.contains(QStringLiteral("Expected downtime")), qPrintable(text));
        const QString said = QStringLiteral("The least available requests are at ") + words(*document.solved);
        QVERIFY2(text.contains(said), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("instead of ") + words(*document.solvedBefore)), qPrintable(text));
        QVERIFY(tolerance.isAvailabilityMet && !document.solvedBefore->tolerance.isAvailabilityMet);
        const std::string asked
            = "asks for " + availabilityWords(tolerance.targetAvailability) + ": met now, missed before.";
        QVERIFY2(text.contains(QString::fromStdString(asked)), qPrintable(text));
    }

    void aDecisionForWhatCannotCarryTheLoadSaysSo()
    {
        const project::Snapshot feed = test::openDesign("examples/social-feed.headroom");
        const Document document = decisionOf({ *feed, theCatalog(), 3, 5e7 }, { *feed, 2 });
        const QString text = read(document);
        QVERIFY(document.solved->state == analysis::State::Saturated);
        const std::string held = countedUsers(document.solved->usersAtSaturation) + " of the 50 million";
        QVERIFY2(text.contains(QStringLiteral("It does not carry the load: it holds ") + QString::fromStdString(held)),
                 qPrintable(text));
        QVERIFY2(text.contains(QRegularExpression(QStringLiteral("\\d+ of \\d+ promises are broken\\."))),
                 qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("This counts failures alone")), qPrintable(text));
    }

    void aDecisionSaysThatTheDesignsAreNotAskedForTheSame()
    {
        const project::Snapshot feed = test::openDesign("examples/social-feed.headroom");
        const project::Snapshot shop = test::openDesign("examples/web-shop.headroom");
        const QString unlike = read(decisionOf({ *shop, theCatalog(), 2, 20'000 }, { *feed, 2 }));
        QVERIFY2(unlike.contains(QStringLiteral("The two are not asked for the same: in the peak hour")),
                 qPrintable(unlike));
        QVERIFY2(unlike.contains(QStringLiteral("| Load in the peak hour |")), qPrintable(unlike));
        const QString alike = read(decisionOf({ *shop, theCatalog(), 2, 20'000 }, { *shop, 1 }));
        QVERIFY(!alike.contains(QStringLiteral("not asked for the same"))
                && !alike.contains(QStringLiteral("Load in the peak hour")));
    }

    void aDecisionComparesTwoDesigns()
    {
        const project::Snapshot shop = test::openDesign("examples/web-shop.headroom");
        const project::Snapshot feed = test::openDesign("examples/social-feed.headroom");
        const Document document = decisionOf({ *shop, theCatalog(), 2, 20'000 }, { *feed, 1 });
        const QString text = read(document);
        QVERIFY2(
            text.contains(QStringLiteral("From stage 2 (“%1”) of “%2”")
                              .arg(QString::fromStdString(feed->stages[1]->name), QString::fromStdString(feed->name))),
            qPrintable(text));
        QVERIFY(QString::fromStdString(htmlText(document, drawing)).contains(QStringLiteral("<desc>2 other</desc>")));
    }
};

HEADROOM_TEST(QCoreApplication, ReportDecisionsTest)

} // namespace headroom::tst_report_decisions

#include "tst_report_decisions.moc"
