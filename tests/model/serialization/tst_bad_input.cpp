#include "model/reporting/numbers.h"
#include "model/serialization/budgeted_json.h"
#include "model/serialization/project_json.h"
#include "tests/model/edits/sample_project.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <random>

namespace headroom::tst_bad_input {

using namespace serialization;
using tests::q;

/// Whatever a file holds: it opens, or a message names file, place and mend.
class BadInputTest final : public QObject {
    Q_OBJECT

private:
    const catalog::Catalog m_catalog = tests::loadCatalog();

    static QByteArray bytes(const char *text) { return QByteArray::fromStdString(q(text)); }

    static QByteArray repeated(const char *unit, int count) { return QByteArray(unit).repeated(count); }

    /// A good design on fixed lines, with one part replaced.
    static QByteArray changed(const char *part, const char *by)
    {
        const QByteArray good
            = bytes("{'format': 'headroom',\n"
                    "'version': 1,\n"
                    "'name': 'T',\n"
                    "'workload': {'preset': 'consumer_app', 'classes': [{'id': 'k', 'name': 'K', 'share': 1, 'uses': "
                    "[{'operation': 'page', 'count': 1}]}]},\n"
                    "'stages': [{'name': 'S', 'users': {'from': 0, 'to': 10},\n"
                    "'components': [\n"
                    "{'id': 'a', 'kind': 'web_app_server', 'name': 'A', 'x': 0, 'y': 1},\n"
                    "{'id': 'b', 'kind': 'web_app_server', 'name': 'B', 'x': 5, 'y': 6}],\n"
                    "'connections': [\n"
                    "{'id': 'c', 'from': 'a', 'to': 'b', 'kind': 'call', 'parameters': {'pool': 3}}]}]}");
        QByteArray text = good;
        text.replace(part, by);
        if (text == good && qstrcmp(part, by) != 0)
            qFatal("the part is not there: %s", part);
        return text;
    }

    static void row(const char *name, const QByteArray &text, const char *place, const char *words)
    {
        QTest::newRow(name) << text << QString::fromUtf8(place) << QString::fromUtf8(words);
    }

    static void textRows()
    {
        row("empty", QByteArray(), "test.headroom", "empty");
        row("only spaces", QByteArray(" \n\t "), "test.headroom", "empty");
        row("not JSON", QByteArray("hello"), "line 1", "not valid JSON");
        row("binary", QByteArray("\x7F\x45LF\x01\x00\x00", 7), "line 1", "not valid JSON");
        row("UTF-16", QByteArray("\xFF\xFE{\0", 4), "line 1", "not valid");
        row("truncated", changed("\"connections\": [", "\"connections\": [").chopped(30), "line 10", "ends too early");
        row("truncated in a word", QByteArray("{\"format\": \"head"), "line 1", "");
        row("two documents", changed("\"call\"", "\"call\"") + "{}", "line 10", "not valid JSON");
        row("trailing comma", changed("\"y\": 6}", "\"y\": 6},"), "line 8", "not valid JSON");
        row("comment", changed("\"version\"", "// one\n\"version\""), "line 2", "not valid JSON");
        row("NaN", changed("\"x\": 5", "\"x\": NaN"), "line 8", "not valid JSON");
        row("1e999", changed("\"x\": 5", "\"x\": 1e999"), "line 8", "out of range");
        row("key twice", changed("\"x\": 5", "\"x\": 5, \"x\": 5"), "line 8", "\"x\" is there twice");
        row("key twice, escaped", changed("\"x\": 5", "\"x\": 5, \"\\u0078\": 5"), "line 8", "there twice");
        row("invalid UTF-8", changed("\"B\"", "\"\xC3\x28\""), "line 8", "UTF-8");
        row("lone surrogate", changed("\"B\"", "\"\\uD800\""), "line 8", "not valid");
        row("100,000 arrays", repeated("[", 100'000), "line 1", "deeper than 64");
        row("1,000,000 objects", repeated("{\"a\":", 1'000'000), "line 1", "deeper than 64");
        row("deep unknown key",
            changed("\"x\": 5", ("\"x\": 5, \"deep\": " + repeated("[", 70) + repeated("]", 70)).constData()), "line 8",
            "deeper than 64");
    }

    static void growthRow(const char *name, const char *member, const char *place, const char *words)
    {
        row(name, changed("\"version\": 1,", ("\"version\": 1,\n" + bytes(member) + ",\n").constData()), place, words);
    }

    static void growthRows()
    {
        growthRow("plan of text", "'plan': 'fast'", "line 3, plan", "expected an object");
        growthRow("plan without a target", "'plan': {'from': 1}", "line 3, plan", "\"to\" is missing");
        growthRow("plan from nobody", "'plan': {'from': 0, 'to': 5}", "line 3, plan/from", "out of range");
        growthRow("plan without time", "'plan': {'from': 1, 'to': 5, 'months': 0}", "line 3, plan/months",
                  "out of range");
        growthRow("plan with a lead time of text", "'plan': {'from': 1, 'to': 5, 'lead_time': '1'}",
                  "line 3, plan/lead_time", "expected a number");
        growthRow("plan with leads of a number", "'plan': {'from': 1, 'to': 5, 'stage_lead_times': 3}",
                  "line 3, plan/stage_lead_times", "expected a list");
        growthRow("plan with an endless lead",
                  "'plan': {'from': 1, 'to': 5, 'stage_lead_times': [{'stage': 'A', 'months': 121}]}",
                  "line 3, plan/stage_lead_times/0/months", "out of range");
        growthRow("plan with two leads of a stage",
                  "'plan': {'from': 1, 'to': 5, 'stage_lead_times': [{'stage': 'A', 'months': 1}, "
                  "{'stage': 'A', 'months': 2}]}",
                  "line 3, plan", "is there twice");
        growthRow("plan with a lead before now", "'plan': {'from': 1, 'to': 5, 'change_lead_time': -1}",
                  "line 3, plan/change_lead_time", "out of range");
        growthRow("plan that starts some day", "'plan': {'from': 1, 'to': 5, 'start': '2026-13'}", "line 3, plan",
                  "is no month");
        growthRow("curve of one point", "'plan': {'curve': [{'month': 0, 'users': 5}]}", "line 3, plan", "two to 240");
        growthRow("curve that begins late", "'plan': {'curve': [{'month': 1, 'users': 5}, {'month': 2, 'users': 6}]}",
                  "line 3, plan", "month 0");
        growthRow("curve back in time", "'plan': {'curve': [{'month': 0, 'users': 5}, {'month': 0, 'users': 6}]}",
                  "line 3, plan", "go on in time");
        growthRow("uncertainties of a number", "'uncertainties': 3", "line 3, uncertainties", "expected a list");
        growthRow("uncertain without a bound", "'uncertainties': [{'parameter': 'peak_factor', 'low': 1}]",
                  "line 3, uncertainties/0", "\"high\" is missing");
        growthRow("uncertain upside down", "'uncertainties': [{'parameter': 'peak_factor', 'low': 3, 'high': 2}]",
                  "line 3, uncertainties/0", "above the high one");
        growthRow("uncertain below nothing",
                  "'uncertainties': [{'parameter': 'peak_factor', 'low': -1, 'high': 2, 'relative': true}]",
                  "line 3, uncertainties/0", "out of range");
        growthRow("uncertain in a word",
                  "'uncertainties': [{'parameter': 'peak_factor', 'low': 1, 'high': 2, 'relative': 'yes'}]",
                  "line 3, uncertainties/0/relative", "true or false");
        growthRow("uncertain twice",
                  "'uncertainties': [{'parameter': 'a', 'low': 1, 'high': 2}, {'parameter': 'a', 'low': 1, 'high': 2}]",
                  "line 3, uncertainties", "there twice");
        growthRow("uncertain without a name", "'uncertainties': [{'parameter': 'a b', 'low': 1, 'high': 2}]",
                  "line 3, uncertainties/0/parameter", "not legal");
    }

    static void formatRows()
    {
        row("a list", QByteArray("[]"), "test.headroom", "not a Headroom design");
        row("a number", QByteArray("1"), "test.headroom", "not a Headroom design");
        row("another format", changed("\"headroom\"", "\"legroom\""), "test.headroom", "not a Headroom design");
        row("format that is no text", changed("\"headroom\"", "7"), "test.headroom", "not a Headroom design");
        row("no version", changed("\"version\": 1,", ""), "test.headroom", "\"version\" is missing");
        row("newer version", changed("\"version\": 1", "\"version\": 4"), "line 2, version",
            "newer Headroom (version 4, this one knows 1)");
        row("enormous version", changed("\"version\": 1", "\"version\": 18446744073709551615"), "line 2, version",
            "newer");
        row("version 0", changed("\"version\": 1", "\"version\": 0"), "line 2, version", "no version 0");
        row("broken version", changed("\"version\": 1", "\"version\": 1.5"), "line 2, version", "whole number");
        row("version as text", changed("\"version\": 1", "\"version\": \"1\""), "line 2, version", "whole number");
        row("acknowledged what", changed("\"version\": 1,", "\"version\": 1, \"acknowledged\": 3,"), "acknowledged",
            "list");
        row("acknowledged without subjects",
            changed("\"version\": 1,", "\"version\": 1, \"acknowledged\": [{\"rule\": \"R\", \"reason\": \"\"}],"),
            "acknowledged/0", "\"subjects\" is missing");
        row("acknowledged by no id",
            changed(
                "\"version\": 1,",
                "\"version\": 1, \"acknowledged\": [{\"rule\": \"R\", \"reason\": \"\", \"subjects\": [\"a b\"]}],"),
            "acknowledged/0/subjects", "expected an id");
        row("no name", changed("\"name\": \"T\",", ""), "test.headroom", "\"name\" is missing");
        row("no stages", bytes("{'format': 'headroom', 'version': 1, 'name': ''}"), "test.headroom", "missing");
        row("stages that are no list", bytes("{'format': 'headroom', 'version': 1, 'name': '', 'stages': {}}"),
            "line 1, stages", "expected a list");
    }

    static void valueRows()
    {
        const char *second = "line 8, stages/0/components/1";
        row("text for a number", changed("\"x\": 5", "\"x\": \"5\""), "components/1/x",
            "expected a number, found text");
        row("null for a number", changed("\"x\": 5", "\"x\": null"), "components/1/x", "expected a number, found null");
        row("number for text", changed("\"B\"", "7"), "line 8, stages/0/components/1/name",
            "expected text, found a number");
        row("far away", changed("\"x\": 5", "\"x\": 1e300"), "components/1/x", "out of range");
        row("no x", changed("\"x\": 5, ", ""), second, "\"x\" is missing");
        row("no id", changed("\"id\": \"b\", ", ""), second, "\"id\" is missing");
        row("component that is text", changed("\"components\": [", "\"components\": [\"a\","),
            "line 6, stages/0/components/0", "expected an object");
        row("id with a slash", changed("\"id\": \"b\"", "\"id\": \"b/c\""), "components/1/id", "not legal");
        row("empty id", changed("\"id\": \"b\"", "\"id\": \"\""), "components/1/id", "not legal");
        row("duplicate id", changed("\"id\": \"b\"", "\"id\": \"a\""), "line 8, stages/0/components/1/id",
            "there twice");
        row("connection with a component's id", changed("\"id\": \"c\"", "\"id\": \"a\""),
            "line 10, stages/0/connections/0/id", "there twice");
        row("connection to nothing", changed("\"to\": \"b\"", "\"to\": \"z\""), "line 10, stages/0/connections/0/to",
            "no component \"z\"");
        row("connection from nothing", changed("\"from\": \"a\"", "\"from\": \"z\""), "connections/0/from",
            "no component");
        row("width alone", changed("\"x\": 5", "\"x\": 5, \"width\": 9"), second, "\"height\" is missing");
        row("zero width", changed("\"x\": 5", "\"x\": 5, \"width\": 0, \"height\": 9"), "components/1/width",
            "out of range");
        row("negative users", changed("\"from\": 0", "\"from\": -1"), "line 5, stages/0/users/from", "out of range");
        row("too many users", changed("\"to\": 10", "\"to\": 1e13"), "line 5, stages/0/users/to", "out of range");
        row("range turned round", changed("\"to\": 10", "\"to\": 0"), "line 5, stages/0/users", "not above");
        row("negative parameter", changed("\"pool\": 3", "\"pool\": -3"), "connections/0/parameters/pool",
            "out of range");
        row("enormous parameter", changed("\"pool\": 3", "\"pool\": 1e18"), "connections/0/parameters/pool",
            "out of range");
        row("broken parameter", changed("\"pool\": 3", "\"pool\": 1.5"), "connections/0/parameters/pool",
            "out of range");
        row("NaN-like parameter", changed("\"pool\": 3", "\"pool\": \"nan\""), "connections/0/parameters/pool",
            "expected a number");
        row("list as parameter", changed("\"pool\": 3", "\"pool\": [3]"), "connections/0/parameters/pool",
            "found a list");
        row("null parameter", changed("\"pool\": 3", "\"odd\": null"), "connections/0/parameters/odd", "found null");
        row("no share", changed("\"share\": 1", "\"share\": 0"), "line 4, workload/classes", "share above 0");
        row("negative count", changed("\"count\": 1", "\"count\": -1"), "workload/classes/0/uses/0/count",
            "out of range");
    }

private Q_SLOTS:
    void badTextIsRefusedWithPlaceAndMend_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("words");
        textRows();
        formatRows();
        growthRows();
        valueRows();
    }
    void badTextIsRefusedWithPlaceAndMend()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        QFETCH(QString, words);
        const auto result = readProject(text.toStdString(), "test.headroom", m_catalog);
        QVERIFY(!result.ok());
        const QString where = QString::fromStdString(result.error().where);
        const QString what = QString::fromStdString(result.error().what);
        QVERIFY2(where.startsWith(QStringLiteral("test.headroom")), qPrintable(where));
        QVERIFY2(where.contains(place), qPrintable(where));
        QVERIFY2(what.contains(words), qPrintable(what));
        QVERIFY(!result.error().mend.empty());
    }

    void theGoodDesignBehindTheTableIsGood()
    {
        const auto result = readProject(changed("\"x\": 5", "\"x\": 5").toStdString(), "test.headroom", m_catalog);
        QVERIFY2(result.ok(), result ? "" : result.error().message().c_str());
        QVERIFY(result->notes.empty());
    }

    void theAllowedRangeIsNamed()
    {
        const auto position = readProject(changed("\"x\": 5", "\"x\": 2e6").toStdString(), "f", m_catalog);
        QVERIFY(position.error().mend.find("-1,000,000 to 1,000,000") != std::string::npos);
        const auto pool = readProject(changed("\"pool\": 3", "\"pool\": -3").toStdString(), "f", m_catalog);
        const catalog::ParameterSpec *spec = m_catalog.connectionKind("call").findParameter("pool");
        QVERIFY(spec);
        QVERIFY(pool.error().mend.find(reporting::grouped(spec->maximum)) != std::string::npos);
    }

    void budgetsAreKept()
    {
        QVERIFY(!parseJson("[1, 2, 3]", "f", { 100, 64, 3 }).ok());
        QVERIFY(parseJson("[1, 2]", "f", { 100, 64, 3 }).ok());
        QVERIFY(!parseJson("[[1]]", "f", { 100, 1, 10 }).ok());
        QVERIFY(!parseJson("[1, 2]", "f", { 5, 64, 10 }).ok());
        const std::string legal = std::string(64, '[') + std::string(64, ']');
        QVERIFY(parseJson(legal, "f").ok());
        QVERIFY(!parseJson('[' + legal + ']', "f").ok());
    }

    void moreComponentsThanAStageHoldsAreRefused()
    {
        std::string components;
        for (int i = 0; i <= 20000; ++i)
            components += (i ? "," : "") + q("{'id': 'c") + std::to_string(i)
                + q("', 'kind': 'dns', 'name': '', 'x': 0, 'y': 0}");
        const std::string text = q("{'format': 'headroom', 'version': 1, 'name': '', 'stages': [{'name': '', 'users': "
                                   "{'from': 0, 'to': 1}, 'components': [")
            + components + "]}]}";
        const auto result = readProject(text, "f", m_catalog);
        QVERIFY(!result.ok());
        QVERIFY(result.error().what.find("20001") != std::string::npos);
    }

    void linesAreFoundByPath()
    {
        const std::string text = "{\n\"a\": [\n1,\n{\"b\": 2}\n],\n\"c\": 3}";
        QCOMPARE(lineOfPath(text, "a"), std::size_t(2));
        QCOMPARE(lineOfPath(text, "a/0"), std::size_t(3));
        QCOMPARE(lineOfPath(text, "a/1"), std::size_t(4));
        QCOMPARE(lineOfPath(text, "a/1/b"), std::size_t(4));
        QCOMPARE(lineOfPath(text, "c"), std::size_t(6));
        QCOMPARE(lineOfPath(text, "a/2"), std::size_t(0));
    }

    /// What survives a mutation is read, written and read again to the same value; the rest has a message. Nothing
    /// crashes.
    void mutatedDesignsAreReadOrRefused()
    {
        const std::string good = tests::sourceText(QStringLiteral("examples/web-shop.headroom"));
        static const std::string pieces[] { "{",    "}",    "[",       "]",    "\"", ",",  ":",    "-",   "1e999",
                                            "null", "true", "\\u0000", "\xFF", "9",  "\n", "\"\"", "0.5", "[[[[" };
        std::mt19937 random(20240229);
        int survivors = 0;
        for (int round = 0; round < 600; ++round) {
            std::string text = good;
            for (unsigned change = 0; change <= random() % 3; ++change) {
                const std::size_t at = random() % text.size();
                const std::string &piece = pieces[random() % std::size(pieces)];
                switch (random() % 4) {
                case 0:
                    text.erase(at, 1 + random() % 20);
                    break;
                case 1:
                    text.insert(at, piece);
                    break;
                case 2:
                    text[at] = static_cast<char>(random() % 256);
                    break;
                default:
                    text.insert(at, text.substr(random() % text.size(), random() % 60));
                    break;
                }
            }
            const auto result = readProject(text, "f", m_catalog);
            if (!result) {
                QVERIFY(!result.error().what.empty() && !result.error().where.empty());
                continue;
            }
            ++survivors;
            const auto again = readProject(writeProject(*result->project), "f", m_catalog);
            QVERIFY2(again.ok(), text.c_str());
            QVERIFY2(*again->project == *result->project, text.c_str());
        }
        QVERIFY(survivors > 10 && survivors < 590);
    }
};

HEADROOM_TEST(QCoreApplication, BadInputTest)

} // namespace headroom::tst_bad_input

#include "tst_bad_input.moc"
