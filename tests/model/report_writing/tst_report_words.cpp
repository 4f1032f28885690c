#include "model/report_writing/chart_lines.h"
#include "model/report_writing/chart_svg.h"
#include "model/report_writing/growth_page.h"
#include "model/report_writing/html_writer.h"
#include "model/report_writing/markdown_writer.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"
#include "tests/support/nasty_names.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <limits>
#include <map>

namespace headroom::tst_report_words {

using namespace report_writing;

namespace {

constexpr double kEndless = std::numeric_limits<double>::infinity();

/// A document in which every text is this name.
Document named(const std::string &name)
{
    Chart chart;
    chart.title = chart.alternative = name;
    chart.users = { 10, 100, 1000 };
    chart.lines = { { name, { 0.1, std::nullopt, 0.4 } }, { name, { 2.0, 0.5, 0.6 } } };
    chart.levels = { { 1, name } };
    chart.marks = { { 100, name } };
    chart.format = [](double value) { return std::to_string(static_cast<int>(value * 100)); };
    Document document { name, name, name, name, nullptr, {}, false };
    document.sections.push_back(
        { "one",
          name,
          { Paragraph { name }, Subheading { name }, List { { name, name }, true }, List { { name }, false },
            KeyFigures { { { name, { name, Tone::Bad }, name } } },
            Table { name, { { name, false }, { name, true } }, { { { name }, { name, Tone::Watch } } } },
            Diagram { 0, name, name }, chart } });
    document.sections.push_back({ "two", name, {} });
    document.sections.push_back({ "three", name, {} });
    return document;
}

std::string noDrawing(const Diagram &)
{
    return "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>";
}

} // namespace

/// Sentences read as written, and no name is more than a text.
class ReportWordsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resourcesHaveAnArticleInSentences()
    {
        QCOMPARE(theResource("CPU", "Order database"), std::string("the CPU of Order database"));
        QCOMPARE(theResource("Memory", "Feed cache"), std::string("the memory of Feed cache"));
        QCOMPARE(theResource("Pool to B", "A"), std::string("the pool to B of A"));
    }

    void ratesOfSentencesAreWrittenOut()
    {
        QCOMPARE(rateWords(6.667), std::string("6.67"));
        QCOMPARE(rateWords(10), std::string("10"));
        QCOMPARE(rateWords(93750), std::string("93,800"));
        QCOMPARE(rateWords(1.4e6), std::string("1.4 million"));
    }

    void numbersStayWithTheirUnits()
    {
        QCOMPARE(keptTogether("64 % of 3 k/s, 2.5 ms."), std::string("64\u00A0% of 3\u00A0k/s, 2.5\u00A0ms."));
        QCOMPARE(keptTogether("&lt;1 % &amp; 157 million users"),
                 std::string("&lt;1\u00A0% &amp; 157\u00A0million users"));
        QCOMPARE(keptTogether("2 components, stage 7 stands, a % b"),
                 std::string("2 components, stage 7 stands, a % b"));
        QCOMPARE(keptTogether("5 "), std::string("5 "));
        QCOMPARE(keptTogether(""), std::string());
    }

    void numbersAndNamesReadAsWritten()
    {
        QCOMPARE(count(0, "component"), std::string("no components"));
        QCOMPARE(count(1, "component"), std::string("1 component"));
        QCOMPARE(count(1234, "component"), std::string("1,234 components"));
        QCOMPARE(listed({}), std::string());
        QCOMPARE(listed({ "A" }), std::string("A"));
        QCOMPARE(listed({ "A", "B" }), std::string("A and B"));
        QCOMPARE(listed({ "A", "B", "C" }), std::string("A, B and C"));
        QCOMPARE(listed({ "A", "B", "C", "D" }, 3), std::string("A, B and 2 more"));
        QCOMPARE(listedCounted({ "A", "B", "A" }, 3), std::string("2 × A and B"));
        QCOMPARE(listedCounted({ "A", "A", "B", "C", "D", "C" }, 3), std::string("2 × A, B and 3 more"));
        QCOMPARE(usersWords(1.4e6), std::string("1.4 million"));
        QCOMPARE(usersWords(2.349e9), std::string("2.35 billion"));
        QCOMPARE(usersWords(123456), std::string("123,000"));
        QCOMPARE(usersWords(7.9), std::string("7"));
        QCOMPARE(usersWords(kEndless), std::string("any number of"));
        QCOMPARE(usersCell(kEndless), std::string("no limit"));
        QCOMPARE(downtimeWords(0), std::string("less than a second"));
        QCOMPARE(downtimeWords(1), std::string("1 second"));
        QCOMPARE(downtimeWords(600), std::string("10 minutes"));
        QCOMPARE(downtimeWords(86400 * 30), std::string("30 days"));
        QCOMPARE(distanceWords(112, 100), std::string("12 % more"));
        QCOMPARE(distanceWords(350, 100), std::string("about 3.5 times as many"));
        QCOMPARE(distanceWords(kEndless, 100), std::string());
    }

    void htmlIsWellFormedAndHoldsNamesAsText()
    {
        static const QStringList kElements
            = QStringLiteral("html head meta title style body header h1 h2 h3 p nav ol ul li a main section dl div dt "
                             "dd table caption thead "
                             "tbody tr th td figure figcaption svg desc g line text polyline circle rect path footer")
                  .split(QLatin1Char(' '));
        for (const std::string &name : test::nastyNames()) {
            const std::string html = htmlText(named(name), noDrawing);
            // What HTML leaves open is closed, so that a reader of XML finds every element.
            QString text = QString::fromStdString(html).remove(QStringLiteral("<!DOCTYPE html>\n"));
            text.replace(QRegularExpression(QStringLiteral("<meta ([^>]*)>")), QStringLiteral("<meta \\1/>"));
            QXmlStreamReader reader(text);
            while (!reader.atEnd()) {
                if (reader.readNext() != QXmlStreamReader::StartElement)
                    continue;
                QVERIFY2(kElements.contains(reader.name()), qPrintable(reader.name().toString()));
                for (const QXmlStreamAttribute &each : reader.attributes()) {
                    QVERIFY2(!each.name().startsWith(QLatin1String("on")), name.c_str());
                    if (each.name() == QLatin1String("href"))
                        QVERIFY(each.value().startsWith(QLatin1Char('#')));
                }
            }
            QVERIFY2(!reader.hasError(), qPrintable(reader.errorString() + text));
            QVERIFY(html.find("\xE2\x80\xAE") == std::string::npos);
            QVERIFY(html.find("default-src 'none'; style-src 'unsafe-inline'; img-src data:") != std::string::npos);
        }
    }

    void markdownHoldsNamesAsText()
    {
        for (const std::string &name : test::nastyNames()) {
            const QString text = QString::fromStdString(markdownText(named(name), {}));
            for (const QString &line : text.split(QLatin1Char('\n'))) {
                QVERIFY2(!line.contains(QLatin1Char('<')), qPrintable(line));
                if (!line.startsWith(QLatin1Char('|')))
                    continue;
                // Cells of a row: pipes that are not escaped.
                const auto pipes = line.count(QRegularExpression(QStringLiteral("(?<!\\\\)(\\\\\\\\)*\\|")));
                QVERIFY2(pipes == 3 || pipes == 4, qPrintable(line));
            }
            QVERIFY2(!text.contains(QRegularExpression(QStringLiteral("(?<!\\\\)(\\\\\\\\)*\\]\\("))),
                     qPrintable(text));
        }
    }

    void chartsAreWellFormedAndDiffer()
    {
        for (const std::string &name : test::nastyNames()) {
            const Document document = named(name);
            const std::string svg = chartSvg(std::get<Chart>(document.sections[0].blocks.back()));
            QXmlStreamReader reader(QString::fromStdString(svg));
            QSet<QString> dashes;
            while (!reader.atEnd())
                if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("polyline"))
                    dashes.insert(reader.attributes().value(QLatin1String("stroke-dasharray")).toString());
            QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
            QCOMPARE(dashes.size(), 2);
            QVERIFY(svg.find("nan") == std::string::npos && svg.find("inf") == std::string::npos);
        }
    }

    void theHighestLinesAreShownAndThoseAlikeOnce()
    {
        Chart chart;
        chart.lines = { { "there before", { 9.0, 9.0 } } };
        addHighest(chart,
                   { { "low", { 0.0, 0.1 } },
                     { "one region", { 0.1, 0.8 } },
                     { "next region", { 0.1, 0.8 } },
                     { "highest", { 0.1, 0.9 } },
                     { "third region", { 0.1, 0.8004 } },
                     { "other way", { 0.2, 0.8 } },
                     { "a", { 0.0, 0.5 } },
                     { "b", { 0.0, 0.4 } },
                     { "nothing", {} } });
        std::vector<std::string> names;
        for (const Chart::Line &each : chart.lines)
            names.push_back(each.name);
        QCOMPARE(names,
                 (std::vector<std::string> { "there before", "highest", "third region, like 2 others", "other way", "a",
                                             "b" }));
    }

    void equalRegionsAreOneLine()
    {
        Chart chart;
        addHighest(chart,
                   { { "Shards (eu) · CPU", { 0.9 } },
                     { "Shards (us) · CPU", { 0.9 } },
                     { "Shards (us) · Memory", { 0.8 } },
                     { "Cache (us) · Memory", { 0.8 } },
                     { "Queue (us) · Disk", { 0.7 } } });
        QCOMPARE(chart.lines[0].name, std::string("2 × Shards · CPU"));
        QCOMPARE(chart.lines[1].name, std::string("Shards (us) · Memory, like one other"));
        QCOMPARE(chart.lines[2].name, std::string("Queue (us) · Disk"));
    }

    void longNamesInTheLegendGoOnBelow()
    {
        Chart chart;
        chart.users = { 1, 10 };
        chart.lines = { { "Fulfilment workers (Region eu-central) · CPU", { 0.1, 0.2 } } };
        std::vector<std::string> texts;
        for (const ChartShape &shape : chartShapes(chart))
            if (const auto *text = std::get_if<ChartText>(&shape))
                texts.push_back(text->text);
        for (const char *each : { "Fulfilment workers", "(Region eu-central)", "CPU" })
            QVERIFY2(std::find(texts.begin(), texts.end(), each) != texts.end(), each);
    }

    /// Costs of nobody are none, which no logarithm has.
    void aChartWithoutValuesHasAnEnd()
    {
        Chart chart;
        chart.users = { 20, 2000 };
        chart.isLogarithmic = true;
        chart.lines = { { "Nothing", { std::nullopt, std::nullopt } }, { "Zero", { 0.0, 0.0 } } };
        QVERIFY(!chart.hasValue());
        const std::vector<ChartShape> shapes = chartShapes(chart);
        QVERIFY(shapes.size() < 100);
        const std::string svg = chartSvg(chart);
        QVERIFY(svg.find("nan") == std::string::npos && svg.find("inf") == std::string::npos);
        chart.lines[1].values[1] = 3.0;
        QVERIFY(chart.hasValue());
    }

    /// Lines that rise with the users are high at the right, where they would run through the names of limits.
    void limitsAreNamedWhereLinesAreLow()
    {
        Chart chart;
        chart.users = { 1, 1000 };
        chart.lines = { { "Database", { 0.0, 1.2 } } };
        chart.levels = { { 0.85, "85 %" } };
        for (const ChartShape &shape : chartShapes(chart))
            if (const auto *text = std::get_if<ChartText>(&shape); text && text->text == "85 %") {
                QVERIFY(text->at.x < kPlotLeft + 10);
                QVERIFY(text->anchor == ChartText::Anchor::Start);
                return;
            }
        QFAIL("the limit has no name");
    }

    void ticksAreRound()
    {
        Chart chart;
        chart.users = { 1, 1000 };
        chart.format = reporting::compactNumber;
        chart.isLogarithmic = true;
        chart.lines = { { "Cost", { 900.0, 2.5e6 } } };
        std::vector<std::string> texts;
        for (const ChartShape &shape : chartShapes(chart))
            if (const auto *text = std::get_if<ChartText>(&shape))
                texts.push_back(text->text);
        for (const char *each : { "100", "1 k", "100 k", "10 M" })
            QVERIFY2(std::find(texts.begin(), texts.end(), each) != texts.end(), each);
    }

    /// A sweep goes from 20 by powers of ten, which are 199.99… and not 200 as computers count.
    void peopleAreWhole()
    {
        QCOMPARE(usersCell(std::nextafter(200.0, 0.0)), std::string("200"));
        QCOMPARE(usersWords(std::nextafter(1000.0, 0.0)), std::string("1,000"));
        QCOMPARE(usersCell(199.9), std::string("199")); // nobody is nine tenths there
        QCOMPARE(usersWords(999.7), std::string("999"));
        QCOMPARE(usersCell(std::numeric_limits<double>::infinity()), std::string("no limit"));
    }

    /// The name of a mark stands on its other side where the next one is close.
    void marksThatAreCloseDoNotCrossEachOthersNames()
    {
        Chart chart;
        chart.users = { 1, 1000 };
        chart.lines = { { "in force", { 10.0, 20.0 } } };
        chart.marks = { { 100, "now" }, { 130, "full" }, { 900, "then" } };
        std::map<std::string, ChartText::Anchor> anchors;
        for (const ChartShape &shape : chartShapes(chart))
            if (const auto *text = std::get_if<ChartText>(&shape))
                anchors[text->text] = text->anchor;
        QVERIFY(anchors.at("now") == ChartText::Anchor::End);
        QVERIFY(anchors.at("full") == ChartText::Anchor::Start && anchors.at("then") == ChartText::Anchor::Start);
    }

    void namesInTheLegendOfAChartHaveTwoLines()
    {
        Chart chart;
        chart.users = { 1, 10 };
        chart.lines = { { "Shards (Region eu-west) · CPU", { 0.1, 0.2 } } };
        std::vector<std::string> texts;
        for (const ChartShape &shape : chartShapes(chart))
            if (const auto *text = std::get_if<ChartText>(&shape))
                texts.push_back(text->text);
        QVERIFY(std::find(texts.begin(), texts.end(), "Shards (Region eu-west)") != texts.end());
        QVERIFY(std::find(texts.begin(), texts.end(), "CPU") != texts.end());
    }

    /// Months are even steps with whole numbers, at most a dozen of them; a jump is a vertical line.
    void chartsOverMonthsAreEven()
    {
        Chart chart;
        chart.months = "months from 2026-01";
        chart.users = { 0, 9, 9, 36 };
        chart.lines = { { "in force", { 10.0, 20.0, 40.0, 40.0 } } };
        std::vector<std::string> texts;
        double middle = 0;
        const ChartRun *curve = nullptr;
        const std::vector<ChartShape> shapes = chartShapes(chart);
        for (const ChartShape &shape : shapes) {
            const auto *text = std::get_if<ChartText>(&shape);
            const auto *run = std::get_if<ChartRun>(&shape);
            if (text)
                texts.push_back(text->text);
            if (text && text->text == "18")
                middle = text->at.x;
            if (run && run->points.size() == 4 && !run->isClosed)
                curve = run;
        }
        for (const char *each : { "0", "3", "33", "36", "months from 2026-01" })
            QVERIFY2(std::find(texts.begin(), texts.end(), each) != texts.end(), each);
        QVERIFY(std::find(texts.begin(), texts.end(), "1") == texts.end());
        QVERIFY(std::abs(middle - (kPlotLeft + kPlotRight) / 2) < 1e-9);
        QVERIFY(curve);
        QCOMPARE(curve->points[1].x, curve->points[2].x);
        QVERIFY(std::abs(curve->points[1].x - (kPlotLeft + (kPlotRight - kPlotLeft) / 4)) < 1e-9);
    }

    void amountsStandAsOnABill()
    {
        QCOMPARE(amountWords(9.2168, "USD"), std::string("$9.22"));
        QCOMPARE(amountWords(27.9, "EUR"), std::string("€27.90"));
        QCOMPARE(amountWords(0.05, "USD"), std::string("$0.05"));
        QCOMPARE(amountWords(0.5, "USD"), std::string("$0.50"));
        QCOMPARE(amountWords(0.0123, "USD"), std::string("$0.0123"));
        QCOMPARE(amountWords(0, "USD"), std::string("$0"));
        QCOMPARE(amountWords(99.996, "USD"), std::string("$100"));
        QCOMPARE(amountWords(1396.4, "CHF"), std::string("CHF 1,396"));
        QCOMPARE(amountWords(3.2819e6, "USD"), std::string("$3.28 million"));
        QCOMPARE(amountWords(2e9, "USD"), std::string("$2 billion"));
        QCOMPARE(amountCell(3281594.2, "USD"), std::string("$3,281,594"));
        QCOMPARE(amountCell(27.9, "USD"), std::string("$27.90"));
    }

    void tiersSayWhatTheyProtect()
    {
        analysis::ToleranceReport tolerance;
        tolerance.tier = "standard";
        tolerance.targetAvailability = 0.999;
        QCOMPARE(tierSentence(tolerance),
                 std::string("The tier “standard” asks for 99.9 % of reads, with at most 43.8 minutes of downtime a "
                             "month. That is met."));
        tolerance.tier = "high";
        tolerance.isAvailabilityMet = false;
        QCOMPARE(tierSentence(tolerance),
                 std::string("The tier “high” asks for 99.9 % of every class of requests, with at most 43.8 minutes of "
                             "downtime a month. That is missed."));
    }

    void dataCannotEndItsScriptElement()
    {
        const std::string safe = scriptSafe("{\"a\":\"</script><script>alert(1)<!--&\"}");
        QVERIFY(safe.find_first_of("<>&") == std::string::npos);
        QCOMPARE(safe.substr(0, 12), std::string("{\"a\":\"\\u003c"));
    }
};

HEADROOM_TEST(QCoreApplication, ReportWordsTest)

} // namespace headroom::tst_report_words

#include "tst_report_words.moc"
