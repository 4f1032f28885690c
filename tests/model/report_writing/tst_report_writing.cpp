#include "model/edits/edit.h"
#include "model/report_writing/growth_page.h"
#include "model/report_writing/html_writer.h"
#include "model/report_writing/markdown_writer.h"
#include "model/report_writing/report_document.h"
#include "model/report_writing/study.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"
#include "model/reporting/stated_time.h"
#include "tests/model/report_writing/report_reading.h"
#include "tests/support/model_support.h"
#include "tests/support/random_design.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

namespace headroom::tst_report_writing {

using namespace report_writing;
using test::theCatalog;
using namespace test;

/// Reports of whatever there is are whole sentences with the model's numbers.
class ReportWritingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSectionAloneSaysWhatItSaysAmongTheOthers()
    {
        const project::Snapshot project = test::openDesign("examples/growth-plan.headroom");
        const Document whole = reportOf({ *project, theCatalog(), 3, 9e5 });
        for (const Section &section : whole.sections) {
            if (section.id == "glossary") // has the terms of the others
                continue;
            const Document alone = reportOf({ *project, theCatalog(), 3, 9e5, { section.id } });
            Document among = alone;
            among.sections = { section };
            QCOMPARE(read(alone), read(among));
        }
    }

    void everyExampleHasAReport()
    {
        for (const std::string &path : test::allDesigns()) {
            const project::Snapshot project = test::openDesign(path);
            const std::size_t stage = project->stages.size() - 1;
            const double users = project->stages[stage]->users.to;
            const Document document = reportOf({ *project, theCatalog(), stage, users });
            const QString text = read(document);
            QVERIFY2(text.contains(QString::fromStdString(project->stages[stage]->name)), path.c_str());
            static const QRegularExpression kExponent(QStringLiteral("\\d[eE][-+]?\\d"));
            static const QRegularExpression kPlural(
                QStringLiteral("(?<![0-9.,])1 (findings|components|months|others|times)\\b"));
            QVERIFY2(!text.contains(kExponent), qPrintable(kExponent.match(text).captured()));
            QVERIFY2(!text.contains(kPlural), qPrintable(kPlural.match(text).captured()));
            QVERIFY2(!text.contains(QStringLiteral(" 1/s")), path.c_str());
            // One way of writing numbers: rules say "139 k", sentences and tables "139,000".
            static const QRegularExpression kShort(QStringLiteral("[^\n]{0,40}\\d [kMB](?![\\w/])"));
            QVERIFY2(!text.contains(kShort), qPrintable(kShort.match(text).captured()));
        }
    }

    void numbersOfRulesAreWrittenAsInSentences()
    {
        analysis::Report report;
        report.components.emplace_back().name = "Cluster 5 k";
        QCOMPARE(
            report_writing::inWords(
                "Cluster 5 k is full at 234 M users, 85 % used at 1.39 k; 12 k/s, 3 MB, 500 B, at 1.5 B, v2 kept.",
                report),
            std::string(
                "Cluster 5 k is full at 234 million users, 85 % used at 1,390; 12 k/s, 3 MB, 500 B, at 1.5 billion, v2 "
                "kept."));
        QCOMPARE(report_writing::inWords("Database: CPU at ×17.1, 90 % of it reads.", report),
                 std::string("Database: CPU at 17.1 times its capacity, 90 % of it reads."));
        QCOMPARE(reporting::statedTime(600), std::string("10 min"));
        QCOMPARE(reporting::statedTime(0.25), std::string("250 ms"));
        QCOMPARE(reporting::statedTime(90), std::string("90 s"));
        QCOMPARE(report_writing::inDigits("80.5 k"), std::string("80,500"));
        QCOMPARE(report_writing::inDigits("12 k/s"), std::string("12 k/s"));
    }

    void theSummarySaysWhatTheModelSays()
    {
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        const analysis::Report report = analysis::analyze(*project, 4, 1.4e6, theCatalog());
        const QString text = read(reportOf({ *project, theCatalog(), 4, 1.4e6, { "summary" } }));
        const auto &component = report.components[static_cast<std::size_t>(report.bottleneck.component)];
        QVERIFY(text.contains(QString::fromStdString(component.name)));
        QVERIFY(text.contains(QStringLiteral("1.4 million users")));
        QVERIFY(!text.contains(QStringLiteral("## Glossary")));
        // Three regions alike give way at once.
        const QString all = read(reportOf({ *project, theCatalog(), 6, 1e8, { "summary" } }));
        QVERIFY2(all.contains(QStringLiteral("gives way first, with 2 others of that name, at ")), qPrintable(all));
    }

    void theLeastAvailableRequestsAreNamed()
    {
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        const QString text = read(reportOf({ *project, theCatalog(), 4, 1.4e6, { "summary" } }));
        QVERIFY2(text.contains(QStringLiteral("Reads (“Feed”) are available 99.976 % of the time")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("the least available requests are “Post”, at 99.87 %")));
        // Its tier asks for 99.95 % of all: the figure is of what misses that.
        const project::Snapshot shop = test::openDesign("examples/web-shop.headroom");
        const QString other = read(reportOf({ *shop, theCatalog(), 4, 3.5e6, { "summary" } }));
        QVERIFY2(other.contains(QStringLiteral("| Availability of “Cart” | **99.87 %** | target 99.95 % |")),
                 qPrintable(other));
    }

    /// Whoever gets no answer is told beside the times, which they make look better.
    void requestsThatAreGivenUpAreSaid()
    {
        const project::Snapshot usual = test::openDesign("examples/social-feed.headroom");
        const auto said = [](const project::Project &project) {
            const QString text = read(reportOf({ project, theCatalog(), 4, 1.4e6, { "latency" } }));
            static const QRegularExpression kSentence(QStringLiteral("\n([^\n]* fail, as calls are given up[^\n]*)\n"));
            return kSentence.match(text).captured(1);
        };
        QVERIFY2(!said(*usual).contains(QStringLiteral("of “Feed”")), qPrintable(said(*usual)));
        edits::Batch hasty { "Give up early", {} };
        for (const char *id : { "lb-app-a", "lb-app-b" })
            hasty.steps.emplace_back(edits::SetParameter { 4, id, "timeout", 0.25 });
        const auto changed = edits::apply(*usual, hasty, theCatalog());
        QVERIFY(changed.ok());
        const analysis::Report report = analysis::analyze(*changed.value(), 4, 1.4e6, theCatalog());
        const auto post = std::find_if(report.classes.begin(), report.classes.end(),
                                       [](const analysis::ClassReport &each) { return each.name == "Post"; });
        QVERIFY(post != report.classes.end() && post->timedOut > 0.1);
        const QString sentence = said(*changed.value());
        QVERIFY2(sentence.startsWith(QString::fromStdString(reporting::smallShare(post->timedOut))
                                     + QStringLiteral(" of “Post”, ")), // the largest first
                 qPrintable(sentence));
        QVERIFY(sentence.contains(QStringLiteral("of “Feed”")));
        QVERIFY(!sentence.contains(QStringLiteral("of “Item”"))); // no such call takes that long
    }

    /// Three regions that are stated alike, with the same finding each.
    void whatIsTheSameInEachRegionIsSaidOnce()
    {
        const project::Snapshot stated = test::openDesign("examples/social-feed.headroom");
        edits::Batch fewer { "Few virtual nodes", {} };
        for (const project::Component &each : stated->stages[6]->components)
            if (each.kind == "shard_group")
                fewer.steps.push_back(edits::SetParameter { 6, each.id, "vnodes", 10.0 });
        const auto edited = edits::apply(*stated, fewer, theCatalog());
        QVERIFY(edited);
        const project::Snapshot project = *edited;
        const QString text = read(reportOf({ *project, theCatalog(), 6, 1e8, { "summary", "assumptions" } }));
        QCOMPARE(text.count(QStringLiteral("100 to 200 of each shard")), 1);
        QVERIFY(text.contains(QStringLiteral("2 other findings are of this kind.")));
        QCOMPARE(text.count(QStringLiteral("3 × User shards")), 1);
        QVERIFY(!text.contains(QStringLiteral("| User shards")));
        const QString tables = read(reportOf({ *project, theCatalog(), 6, 1e8, { "findings", "cost" } }));
        QCOMPARE(tables.count(QStringLiteral("| HOT-02 |")), 1);
        QVERIFY2(tables.contains(QStringLiteral(
                     "The same holds for User shards (Region us-east) and User shards (Region ap-south).")),
                 qPrintable(tables));
        QVERIFY(tables.contains(QStringLiteral("| 3 × User shards |")));
        QVERIFY(tables.contains(QStringLiteral("| Delivery to Clients |")));
    }

    /// What connections cost stands in a row of its own.
    void theBillAddsUp()
    {
        for (const std::string &path : test::allDesigns()) {
            const project::Snapshot project = test::openDesign(path);
            const std::size_t stage = project->stages.size() - 1;
            const Document document
                = reportOf({ *project, theCatalog(), stage, project->stages[stage]->users.to, { "cost" } });
            for (const Section &section : document.sections)
                for (const Block &block : section.blocks) {
                    const auto *table = std::get_if<Table>(&block);
                    if (!table || table->caption != "What each component costs")
                        continue;
                    const auto amountOf = [](const std::vector<Cell> &row) {
                        QString digits = QString::fromStdString(row[1].text);
                        return digits.remove(QRegularExpression(QStringLiteral("[^0-9.]"))).toDouble();
                    };
                    double sum = 0;
                    for (std::size_t i = 0; i + 1 < table->rows.size(); ++i)
                        sum += amountOf(table->rows[i]);
                    const double total = amountOf(table->rows.back());
                    const double rounding = 0.5 * static_cast<double>(table->rows.size());
                    QVERIFY2(std::abs(sum - total) <= rounding, qPrintable(QString::number(sum - total)));
                }
        }
    }

    /// A request passes the servers of one region, not of three.
    void timeIsOfPartsOfOneNameTogether()
    {
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        const QString text = read(reportOf({ *project, theCatalog(), 6, 1e8, { "latency", "capacity" } }));
        QVERIFY2(text.contains(QStringLiteral("| Feed API (all 3) |")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("| 3 × Feed API |")), qPrintable(text));
    }

    void lateJobsAreInTheSummary()
    {
        const project::Snapshot shop = test::openDesign("examples/web-shop.headroom");
        const std::size_t stage = shop->stages.size() - 1;
        const QString text
            = read(reportOf({ *shop, theCatalog(), stage, shop->stages[stage]->users.to, { "summary" } }));
        QVERIFY2(text.contains(QRegularExpression(QStringLiteral(
                     "1 of 3 jobs with a deadline is late: “Product pictures” \\(.* instead of 10 min"))),
                 qPrintable(text));
    }

    /// The line of this stage ends where the stage is full.
    void costsOfWhatIsNotCarriedAreNotShown()
    {
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        const Document document = reportOf({ *project, theCatalog(), 4, 1.4e6, { "cost" } });
        const double full = analysis::analyze(*project, 4, 1.4e6, theCatalog()).usersAtSaturation;
        bool isSeen = false;
        for (const Block &block : document.sections.front().blocks)
            if (const auto *chart = std::get_if<Chart>(&block))
                for (std::size_t i = 0; i < chart->users.size(); ++i) {
                    QCOMPARE(chart->lines[0].values[i].has_value(), chart->users[i] <= full);
                    isSeen = isSeen || chart->users[i] > full;
                }
        QVERIFY(isSeen);
    }

    void oneMendIsAdvisedOnce()
    {
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        const QString summary = read(reportOf({ *project, theCatalog(), 1, 1e4, { "summary" } }));
        QVERIFY(summary.contains(QStringLiteral("Feed API is a single point of failure")));
        QVERIFY(!summary.contains(QStringLiteral("Two behind a load balancer")));
    }

    void aZeroThatStandsForSomethingSaysForWhat()
    {
        const project::Snapshot project = test::openDesign("examples/web-shop.headroom");
        const QString text = read(reportOf({ *project, theCatalog(), 3, 9e5, { "assumptions" } }));
        QVERIFY2(text.contains(QStringLiteral("| Worker threads | by its vCPUs |")), qPrintable(text));
    }

    /// The curve and the tables are of the same users.
    void theCurvePassesThroughTheUsersOfTheReport()
    {
        for (const double users : { 1'400'000.0, 123'456.0, 7.0 }) {
            const std::vector<double> points = usersAround(users, 12);
            QCOMPARE(points.size(), std::size_t(37));
            QVERIFY(std::find(points.begin(), points.end(), std::max(users, 100.0)) != points.end());
            QVERIFY(std::is_sorted(points.begin(), points.end()));
        }
    }

    void anOverloadedStageIsSaidInWords()
    {
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        const QString text = read(reportOf({ *project, theCatalog(), 0, 5e7, { "summary", "latency", "capacity" } }));
        QVERIFY(text.contains(QStringLiteral("does not carry its load")));
        QVERIFY(text.contains(QStringLiteral("no response time can be told")));
    }

    /// A chart without a value is none, requests that reach nobody are told as such, and no stage is full that is not.
    void aDesignThatAnswersNobodyIsSaidInWords()
    {
        const project::Snapshot shop = test::openDesign("examples/web-shop.headroom");
        project::Project alone = *shop;
        alone.stages.resize(1);
        auto stage = std::make_shared<project::Stage>(*alone.stages.front());
        std::erase_if(stage->components, [](const auto &each) { return each.kind != "client_population"; });
        stage->connections.clear();
        alone.stages.front() = stage;
        QString text = read(reportOf({ alone, theCatalog(), 0, 2000 }));
        QVERIFY2(text.contains(QStringLiteral("is done by no component that they reach.")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("| Full at | never | nothing fills |")));
        QVERIFY(text.contains(QStringLiteral("| 95 of 100 requests within | **not answered** |")));
        QVERIFY(text.contains(QStringLiteral("Stage 1 does not answer all requests.")));
        QVERIFY(!text.contains(QStringLiteral("is full before")));
        QVERIFY(!text.contains(QStringLiteral("Cost a month in USD")));

        project::Project deserted = *shop;
        deserted.stages = { shop->stages[3] };
        stage = std::make_shared<project::Stage>(*shop->stages[3]);
        std::erase_if(stage->connections, [](const auto &each) { return each.from == "clients"; });
        std::erase_if(stage->components, [](const auto &each) { return each.kind == "client_population"; });
        deserted.stages.front() = stage;
        text = read(reportOf({ deserted, theCatalog(), 0, 9e5 }));
        QVERIFY2(text.contains(QStringLiteral("it has no clients whose requests could reach it.")), qPrintable(text));
        QVERIFY(!text.contains(QStringLiteral("it also")));
        QVERIFY(!text.contains(QStringLiteral("before the range ends")));
    }

    /// Journeys promise, too, and the tables say so.
    void allPromisesAreCounted()
    {
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        const QString text = read(reportOf({ *project, theCatalog(), 6, 1e8, { "summary", "latency" } }));
        const auto kept = text.count(QStringLiteral(": kept |"));
        QCOMPARE(kept, 7);
        QVERIFY2(text.contains(QStringLiteral("All %1 promises are kept.").arg(kept)), qPrintable(text));
    }

    /// A class that notes its visit in passing has a write in the table and counts as a read.
    void readsThatWriteAreSaid()
    {
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        const QString text = read(reportOf({ *project, theCatalog(), 6, 1e8, { "workload" } }));
        QVERIFY2(text.contains(QStringLiteral("For every request that counts as a write there are 6.7 that count as "
                                              "reads, “Session” among them, which writes in passing.")),
                 qPrintable(text));
    }

    /// What is not said needs no word for it.
    void theGlossaryHasTheTermsThatAreUsed()
    {
        const project::Snapshot project = test::openDesign("examples/web-shop.headroom");
        const QString whole = read(reportOf({ *project, theCatalog(), 6, 1.8e8 }));
        for (const char *used :
             { "| Availability |", "| p95, p99 |", "| Quota |", "| Tier |", "| USL |", "| Zipf exponent |" })
            QVERIFY2(whole.contains(QString::fromUtf8(used)), used);
        QVERIFY(!whole.contains(QStringLiteral("| Minimal cut |")));
        const QString brief = read(reportOf({ *project, theCatalog(), 6, 1.8e8, { "cost", "glossary" } }));
        QVERIFY(brief.contains(QStringLiteral("| Users |")) && !brief.contains(QStringLiteral("| USL |")));
        QVERIFY(
            read(reportOf({ *project, theCatalog(), 6, 1.8e8, { "glossary" } })).contains(QStringLiteral("| USL |")));
    }

    /// A drawing says for how many users its figures are.
    void drawingsNameTheirUsers()
    {
        const project::Snapshot project = test::openDesign("examples/growth-plan.headroom");
        const Document document = reportOf({ *project, theCatalog(), 2, 5e4, { "diagrams" } });
        std::vector<const Diagram *> drawings;
        for (const Block &block : document.sections.front().blocks)
            if (const auto *each = std::get_if<Diagram>(&block))
                drawings.push_back(each);
        QCOMPARE(drawings.size(), std::size_t(7));
        QCOMPARE(drawings[0]->users, 1000.0);
        QCOMPARE(drawings[0]->caption, std::string("Stage 1, Single server, at 1,000 users"));
        QCOMPARE(drawings[2]->users, 5e4);
        QCOMPARE(drawings[2]->caption, std::string("Stage 3, Load balanced, at 50,000 users"));
    }

    void anEmptyDesignIsSaidInWords()
    {
        const project::Snapshot project = test::openDesign("resources/templates/empty.headroom");
        const QString text = read(reportOf({ *project, theCatalog(), 0, 1000 }));
        QVERIFY(text.contains(QStringLiteral("nothing to judge")));
        QVERIFY(!text.contains(QStringLiteral("## Capacity")));
    }

    void randomAndHostileDesignsHaveReports()
    {
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            const project::Project random = test::randomDesign(seed);
            read(reportOf({ random, theCatalog(), 0, test::usersThatFill(random, 0.6) }));
        }
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            const project::Project hostile = test::hostileDesign(seed);
            QVERIFY(!reportOf({ hostile, theCatalog(), 0, test::hostileUsers(seed) }).sections.empty());
        }
    }

    /// Of the worked example: the bill of every month, and on the day of a change what it was and what it becomes.
    void oneIsNotMany()
    {
        QCOMPARE(countedUsers(1), std::string("1 user"));
        QCOMPARE(exactUsers(1), std::string("1 user"));
        QCOMPARE(countedUsers(2), std::string("2 users"));
        QCOMPARE(countedRequests(1, "request"), std::string("1 request"));
        QCOMPARE(countedRequests(0, "request"), std::string("0 requests"));
        QCOMPARE(countedRequests(0.001, "request"), std::string("less than 0.01 requests"));
        const project::Snapshot project = test::openDesign("examples/web-shop.headroom");
        const QString text = read(reportOf({ *project, theCatalog(), 0, 1 }));
        QVERIFY(text.contains(QStringLiteral("At 1 user, stage 1")));
        QVERIFY(!text.contains(QStringLiteral("load of 0")));
    }

    void workThatWaitsForNothingIsSaidSo()
    {
        analysis::Finding finding;
        finding.metric = "queue.backlog_age";
        analysis::Figures before;
        before.slowestJob = 826;
        analysis::Figures after = before;
        after.slowestJob = 0;
        finding.effect = analysis::Effect { before, after };
        const std::string words = effectWords(finding, "USD");
        QCOMPARE(words, std::string("its work done without waiting in the queue instead of after 13.8 min"));
    }

    void gapsOfCurvesSayWhy()
    {
        const project::Snapshot project = test::openDesign("examples/web-shop.headroom");
        const QString text = read(reportOf({ *project, theCatalog(), 0, 2e4, { "latency", "cost" } }));
        QVERIFY2(text.contains(QRegularExpression(QStringLiteral("\n\\| [\\d,]+ \\| full \\| full \\| full \\|"))),
                 qPrintable(text));
        QVERIFY(!text.contains(QRegularExpression(QStringLiteral("\n\\| [\\d,]+ \\| – \\|"))));
    }

    void whereNothingIsServedNothingIsJudged()
    {
        const project::Project project = test::ProjectBuilder().component("users", "client_population").build();
        const QString text = read(reportOf({ project, theCatalog(), 0, 1000, { "failures" } }));
        QVERIFY2(!text.contains(QStringLiteral("There is no single point")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("cannot be judged")), qPrintable(text));
    }

    /// Besides how reads fail it says how those requests do that fail most, where they are others.
    void whatStopsTheLeastAvailableRequestsIsSaid()
    {
        const project::Snapshot shop = test::openDesign("examples/web-shop.headroom");
        QString text = read(reportOf({ *shop, theCatalog(), 2, 1.5e5, { "failures" } }));
        QVERIFY2(text.contains(QStringLiteral("still stop users alone: Region eu-central, Load balancer, DNS and Order "
                                              "mail (only “Cart” and “Checkout”).")),
                 qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("What has to fail at once to stop “Browse”")));
        QVERIFY(text.contains(QStringLiteral("What has to fail at once to stop “Cart”")));
        QVERIFY(text.contains(QStringLiteral("| Order mail | 1 |")));
        text = read(reportOf({ *shop, theCatalog(), 6, 1e8, { "failures" } })); // all alike
        QCOMPARE(text.count(QStringLiteral("What has to fail at once to stop")), 1);
    }

    /// A column without anything in it is not printed.
    void findingsWithoutEffectsHaveNoColumnForThem()
    {
        const project::Snapshot shop = test::openDesign("examples/web-shop.headroom");
        const Document document = reportOf({ *shop, theCatalog(), 2, 1.5e5, { "findings" } });
        std::set<std::size_t> widths;
        for (const Block &block : document.sections.front().blocks)
            if (const auto *table = std::get_if<Table>(&block)) {
                widths.insert(table->columns.size());
                const auto isEmpty = [](const auto &row) { return row.back().text == "–"; };
                QVERIFY(!std::all_of(table->rows.begin(), table->rows.end(), isEmpty));
            }
        QCOMPARE(widths, (std::set<std::size_t> { 2, 4 })); // what is only worth knowing has no cure, either
    }

    /// What guards itself has a standby; of several alike so many may fail.
    void whatFailsTogetherIsSaidPlainly()
    {
        const project::Snapshot shop = test::openDesign("examples/web-shop.headroom");
        const QString text = read(reportOf({ *shop, theCatalog(), 2, 1.5e5, { "failures" } }));
        QVERIFY2(text.contains(QStringLiteral("| Order database and its standby | 2 |")), qPrintable(text));
        QVERIFY2(text.contains(QRegularExpression(QStringLiteral("\\| (both|\\d of \\d) instances of Shop front \\|"))),
                 qPrintable(text));
    }

    void aReportThatIsCanceledComesBackEmpty()
    {
        const project::Snapshot project = test::openDesign("examples/web-shop.headroom");
        std::stop_source stop;
        stop.request_stop();
        const Wish wish { *project, theCatalog(), 2, 20'000, {}, {}, {}, {}, {}, stop.get_token() };
        QVERIFY(reportOf(wish).sections.empty());
        QVERIFY(decisionOf(wish, { *project, 1 }).sections.empty());
        QVERIFY(growthPage(*project, theCatalog(), { plainDrawing, {}, {}, {}, {} }, stop.get_token()).empty());
    }

    void aLogoIsDataInThePage()
    {
        for (const auto &[bytes, coded] : { std::pair("", ""), std::pair("f", "Zg=="), std::pair("fo", "Zm8="),
                                            std::pair("foo", "Zm9v"), std::pair("foob", "Zm9vYg==") }) { // RFC 4648, 10
            Document document { "T", {}, {}, {}, std::make_shared<Logo>(Logo { "image/png", bytes, 20, 10 }), {} };
            const QString html = QString::fromStdString(htmlText(document, drawing));
            QVERIFY2(html.contains(QStringLiteral("width=\"20\" height=\"10\" src=\"data:image/png;base64,%1\">")
                                       .arg(QLatin1String(coded))),
                     qPrintable(html));
        }
        QVERIFY(htmlText(Document(), drawing).find("<img") == std::string::npos);
    }

    void sameWishSameBytes()
    {
        const project::Snapshot project = test::openDesign("examples/web-shop.headroom");
        const Wish wish { *project, theCatalog(), 1, 10'000 };
        QCOMPARE(htmlText(reportOf(wish), drawing), htmlText(reportOf(wish), drawing));
    }
};

HEADROOM_TEST(QCoreApplication, ReportWritingTest)

} // namespace headroom::tst_report_writing

#include "tst_report_writing.moc"
