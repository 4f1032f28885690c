#include "model/analysis/effects.h"
#include "model/exchange/text_formats.h"
#include "tests/support/model_support.h"
#include "tests/support/nasty_names.h"
#include "tests/support/random_design.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>

namespace headroom::tst_text_formats {

using exchange::Subject;
using exchange::TextFormat;
using test::theCatalog;

namespace {

std::string written(const TextFormat &format, const project::Project &project, std::size_t stage = 0)
{
    const analysis::Report report = analysis::analyze(project, stage, 1000, theCatalog());
    return format.write({ project, stage, theCatalog(), &report });
}

/// Every name of the design is this one.
project::Project named(const std::string &name)
{
    project::Project project = test::ProjectBuilder()
                                   .component("region", "region")
                                   .component("zone", "az", {}, "region")
                                   .component("empty", "az", {}, "region")
                                   .component("users", "client_population")
                                   .component("app", "web_app_server", {}, "zone")
                                   .component("twin", "web_app_server", {}, "zone")
                                   .component("db", "rdb_primary", {}, "zone")
                                   .component("queue", "message_queue")
                                   .link("users", "app", "call")
                                   .link("app", "db", "call")
                                   .link("app", "db", "call")
                                   .link("app", "queue", "publish")
                                   .link("zone", "app", "control")
                                   .upTo(1000)
                                   .build();
    auto stage = std::make_shared<project::Stage>(*project.stages[0]);
    project.name = stage->name = name;
    for (project::Component &each : stage->components)
        each.name = each.notes = name;
    for (project::Connection &each : stage->connections)
        each.name = name;
    project.stages = { stage };
    return project;
}

bool isUnseen(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x7F || (byte < 0x20 && c != '\n' && c != '\r');
}

/// What a program answers to a text on its standard input; its exit code must be 0 and its error output empty.
QByteArray answerOf(const QString &program, const QStringList &arguments, const std::string &text)
{
    QProcess process;
    process.start(program, arguments);
    process.write(text.data(), static_cast<qint64>(text.size()));
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        qFatal("%s: %s\n%s", qPrintable(program), process.readAllStandardError().constData(), text.c_str());
    const QByteArray complaints = process.readAllStandardError();
    if (!complaints.isEmpty())
        qFatal("%s: %s\n%s", qPrintable(program), complaints.constData(), text.c_str());
    return process.readAllStandardOutput();
}

/// Lines of a flowchart against the few forms that we write.
void checkMermaid(const std::string &text)
{
    static const QString kText = QStringLiteral("\"(?:[^\"<>`{}\\[\\]|;#&\\\\$*_~^=]|#quot;|#\\d+;)+\"");
    static const QRegularExpression kLine(
        QStringLiteral("^ +(subgraph c_\\d+\\[T\\]|end|c_\\d+(\\[T\\]|\\(\\[T\\]\\)|\\[\\(T\\)\\]|"
                       "\\[\\[T\\]\\])|c_\\d+_p\\(\\(\" \"\\)\\)|c_\\d+(_p)? (-->|-\\.->)(\\|T\\|)? "
                       "c_\\d+(_p)?)$")
            .replace(QLatin1Char('T'), kText));
    const QStringList lines = QString::fromStdString(text).split(QLatin1Char('\n'));
    QCOMPARE(lines[0], QStringLiteral("---"));
    QVERIFY(lines[1].startsWith(QStringLiteral("title: \"")) && lines[1].endsWith(QLatin1Char('"')));
    QCOMPARE(lines[2], QStringLiteral("---"));
    QCOMPARE(lines[3], QStringLiteral("flowchart LR"));
    int open = 0;
    for (qsizetype i = 4; i < lines.size() - 1; ++i) {
        QVERIFY2(kLine.match(lines[i]).hasMatch(), qPrintable(lines[i]));
        open += lines[i].trimmed().startsWith(QStringLiteral("subgraph")) ? 1 : 0;
        open -= lines[i].trimmed() == QStringLiteral("end") ? 1 : 0;
        QVERIFY(open >= 0);
    }
    QCOMPARE(open, 0);
}

/// D2 and Structurizr: quotes are closed on their line and braces in the file. @param doubled  a quote inside is doubled.
void checkQuotesAndBraces(const std::string &text, char quote, bool doubled)
{
    int depth = 0;
    bool isInside = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 0 || text[i - 1] == '\n') {
            QVERIFY2(!isInside, text.c_str());
            if (text[i] == '#') {
                i = text.find('\n', i);
                continue;
            }
        }
        if (text[i] == quote && isInside && doubled && i + 1 < text.size() && text[i + 1] == quote)
            ++i;
        else if (text[i] == quote)
            isInside = !isInside;
        else if (!isInside && text[i] == '{')
            ++depth;
        else if (!isInside && text[i] == '}')
            QVERIFY(--depth >= 0);
        else if (!isInside && static_cast<unsigned char>(text[i]) >= 0x80)
            QFAIL(text.c_str());
    }
    QCOMPARE(depth, 0);
    QVERIFY(!isInside);
}

/// The cells of a CSV, read by the letter of RFC 4180.
QList<QList<QByteArray>> cellsOf(const std::string &text)
{
    QList<QList<QByteArray>> records { { QByteArray() } };
    bool isQuoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' && isQuoted && i + 1 < text.size() && text[i + 1] == '"')
            records.last().last() += text[++i];
        else if (text[i] == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted && text[i] == ',')
            records.last().append(QByteArray());
        else if (!isQuoted && text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
            records.append({ QByteArray() });
            ++i;
        } else
            records.last().last() += text[i];
    }
    records.removeLast();
    return records;
}

} // namespace

/// What other programs read holds every name and obeys none.
class TextFormatsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesCannotBeSeenOnlyThroughEscapes()
    {
        QVERIFY(test::nastyNames().size() >= 60);
        for (const TextFormat &format : exchange::textFormats())
            for (const std::string &name : test::nastyNames()) {
                const std::string text = written(format, named(name));
                for (const char c : text)
                    QVERIFY2(!isUnseen(c), text.c_str());
                for (const char *turning : { "\xE2\x80\xAE", "\xE2\x81\xA6", "\xEF\xBF\xBE", "\xC2\x9B" })
                    QVERIFY2(text.find(turning) == std::string::npos, text.c_str());
            }
    }

    void sameSubjectSameBytes()
    {
        const project::Project project = test::randomDesign(7);
        for (const TextFormat &format : exchange::textFormats())
            QCOMPARE(written(format, project), written(format, project));
    }

    void mermaidKeepsItsGrammar()
    {
        for (const std::string &name : test::nastyNames())
            checkMermaid(written(*exchange::textFormat("mermaid"), named(name)));
        for (std::uint64_t seed = 1; seed <= 100; ++seed)
            checkMermaid(written(*exchange::textFormat("mermaid"), test::randomDesign(seed)));
    }

    void d2KeepsItsQuotes()
    {
        for (const std::string &name : test::nastyNames())
            checkQuotesAndBraces(written(*exchange::textFormat("d2"), named(name)), '\'', true);
    }

    void structurizrKeepsItsQuotes()
    {
        for (const std::string &name : test::nastyNames()) {
            const std::string text = written(*exchange::textFormat("structurizr"), named(name));
            checkQuotesAndBraces(text, '"', false);
            QVERIFY(text.find('\\') == std::string::npos || name.find('\\') == std::string::npos);
            QVERIFY(text.find("${") == std::string::npos);
        }
    }

    void structurizrSaysEachRelationshipOnce()
    {
        const QStringList lines = QString::fromStdString(written(*exchange::textFormat("structurizr"), named("x")))
                                      .split(QLatin1Char('\n'));
        QStringList said;
        QStringList names;
        for (const QString &line : lines) {
            if (line.contains(QStringLiteral(" -> ")))
                said.append(line.trimmed());
            if (line.contains(QStringLiteral(" = container ")))
                names.append(line.section(QLatin1Char('"'), 1, 1));
        }
        QCOMPARE(said.size(), 4); // the line that leads to a zone is none between containers
        QCOMPARE(said.removeDuplicates(), 0);
        QCOMPARE(names.size(), 4);
        QCOMPARE(names.removeDuplicates(), 0);
    }

    void graphvizTakesItWithoutAWarning()
    {
        const QString dot = QStandardPaths::findExecutable(QStringLiteral("dot"));
        if (dot.isEmpty())
            QSKIP("dot of the Debian package graphviz is not installed");
        // All names in one graph, because starting dot for each takes long.
        std::string all;
        for (const std::string &name : test::nastyNames())
            all += written(*exchange::textFormat("dot"), named(name));
        for (std::uint64_t seed = 1; seed <= 40; ++seed)
            all += written(*exchange::textFormat("dot"), test::randomDesign(seed));
        const QByteArray svg = answerOf(dot, { QStringLiteral("-Tsvg") }, all);
        QVERIFY(!svg.contains("<script"));
        QVERIFY(svg.contains("alert(1)"));
    }

    void examplesDrawInGraphviz()
    {
        const QString dot = QStandardPaths::findExecutable(QStringLiteral("dot"));
        if (dot.isEmpty())
            QSKIP("dot of the Debian package graphviz is not installed");
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        const std::size_t last = project->stages.size() - 1;
        const QByteArray svg
            = answerOf(dot, { QStringLiteral("-Tsvg") }, written(*exchange::textFormat("dot"), *project, last));
        QXmlStreamReader reader(svg);
        QStringList seen;
        while (!reader.atEnd())
            if (reader.readNext() == QXmlStreamReader::Characters)
                seen.append(reader.text().toString());
        QVERIFY(!reader.hasError());
        for (const project::Component &each : project->stages[last]->components)
            QVERIFY2(seen.contains(QString::fromStdString(each.name)), each.name.c_str());
    }

    void noCellIsAFormula()
    {
        for (const TextFormat &format : exchange::textFormats()) {
            if (!QByteArray(format.id).startsWith("csv"))
                continue;
            for (const std::string &name : test::nastyNames()) {
                const QList<QList<QByteArray>> records = cellsOf(written(format, named(name)));
                for (const QList<QByteArray> &record : records) {
                    QCOMPARE(record.size(), records[0].size());
                    for (const QByteArray &cell : record) {
                        bool isNumber = false;
                        cell.toDouble(&isNumber);
                        QVERIFY2(isNumber || cell.isEmpty() || !QByteArray("=+-@\t\r").contains(cell[0]),
                                 cell.constData());
                    }
                }
            }
        }
    }

    void numbersOfTablesAreThoseOfTheReport()
    {
        const project::Snapshot project = test::openDesign("examples/social-feed.headroom");
        const analysis::Report report = analysis::analyze(*project, 4, 1.4e6, theCatalog());
        const QList<QList<QByteArray>> records
            = cellsOf(exchange::componentTable({ *project, 4, theCatalog(), &report }));
        QCOMPARE(records.size(), static_cast<qsizetype>(report.components.size()) + 1);
        const qsizetype load = records[0].indexOf("requests_per_second");
        const qsizetype cost = records[0].indexOf("cost_per_month_USD");
        QVERIFY(load > 0 && cost > 0);
        for (std::size_t i = 0; i < report.components.size(); ++i) {
            const QList<QByteArray> &record = records[static_cast<qsizetype>(i) + 1];
            QCOMPARE(record[0].toStdString(), report.components[i].id);
            const auto isNear = [](double a, double b) { return std::abs(a - b) <= 1e-11 * std::abs(b); };
            QVERIFY(isNear(record[load].toDouble(), report.components[i].requestsPerSecond));
            QVERIFY(isNear(record[cost].toDouble(), report.components[i].costPerMonth));
            for (const QByteArray &cell : record) // 120, not 119.99999999999999
                QVERIFY2(std::count_if(cell.begin(), cell.end(), [](char each) { return each >= '0' && each <= '9'; })
                             <= 16,
                         cell.constData());
        }
        const QList<QList<QByteArray>> findings
            = cellsOf(exchange::findingTable({ *project, 4, theCatalog(), &report }));
        QCOMPARE(findings.size(), static_cast<qsizetype>(report.findings.size()) + 1);
    }

    void formatsHaveEndingsOfTheirOwn()
    {
        QStringList endings;
        for (const TextFormat &format : exchange::textFormats())
            for (const std::string &ending : format.endings)
                endings.append(QString::fromStdString(ending));
        QCOMPARE(endings.removeDuplicates(), 0);
        QVERIFY(!exchange::textFormat("telepathy"));
    }
};

HEADROOM_TEST(QCoreApplication, TextFormatsTest)

} // namespace headroom::tst_text_formats

#include "tst_text_formats.moc"
