#include "model/analysis/analyze.h"
#include "model/serialization/project_json.h"
#include "model/serialization/report_json.h"
#include "tests/model/edits/sample_project.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <nlohmann/json.hpp>

#include <limits>

namespace headroom::tst_report_json {

using namespace serialization;
using nlohmann::json;

/// The results document: the right keys, and never a number that does not exist.
class ReportJsonTest final : public QObject {
    Q_OBJECT

private:
    const catalog::Catalog m_catalog = tests::loadCatalog();

    static analysis::Report report()
    {
        analysis::Report made;
        made.design = "D";
        made.stageIndex = 4;
        made.stageName = "Shards";
        made.users = 1.4e6;
        made.requestsPerSecond = 7780;
        made.meanLatency = 0.0885;
        made.availability = 0.999;
        made.costPerMonth = 9480;
        made.currency = "USD";
        made.usersAt070 = 1e6;
        made.usersAt085 = 1.2e6;
        made.usersAtSaturation = 1.5e6;
        made.bottleneck = { 0, 0 };
        analysis::ComponentReport component;
        component.id = "db";
        component.kind = "k";
        component.name = "Database";
        component.resources
            = { { { 6.4, 8, 0.8, analysis::Band::Watch, false, 1e6, 1.2e6, 1.5e6 }, "cpu", "CPU", "vCPU" } };
        component.utilization = 0.8;
        component.serviceTime = 0.002;
        component.wait = 0.003;
        component.isSinglePoint = true;
        made.components = { component };
        made.connections = { { "c", "app", "db", 100, 1000, 400, true, false } };
        made.findings = { { "CAP-01", analysis::Severity::Warning, { "db" }, "Full", "Buy more.", 0.8, 0.7, "1" } };
        return made;
    }

    static std::vector<std::string> keysOf(const nlohmann::ordered_json &value)
    {
        std::vector<std::string> keys;
        for (const auto &[key, inside] : value.items())
            keys.push_back(key);
        return keys;
    }

    static void findNulls(const json &value, int &count)
    {
        count += value.is_null();
        if (value.is_structured())
            for (const json &each : value)
                findNulls(each, count);
    }

private Q_SLOTS:
    void theKeysAreThoseOfTheSchemaInOrder()
    {
        const auto out = nlohmann::ordered_json::parse(writeReport(report()));
        QCOMPARE(keysOf(out),
                 (std::vector<std::string> { "format", "version", "design", "stage", "users", "system", "classes",
                                             "components", "connections", "traffic", "findings" }));
        QCOMPARE(keysOf(out["findings"][0]),
                 (std::vector<std::string> { "rule", "severity", "subjects", "message", "measured", "threshold" }));
        QCOMPARE(keysOf(out["connections"][0]),
                 (std::vector<std::string> { "id", "from", "to", "requests_per_second", "bytes_per_second",
                                             "request_bytes_per_second" }));
        const auto schema = json::parse(tests::sourceText(QStringLiteral("resources/schema/results.schema.json")));
        for (const char *part : { "system", "component", "finding", "connection" }) {
            const auto &shown = std::string_view(part) == "system" ? out["system"] : out[std::string(part) + "s"][0];
            for (const std::string &key : keysOf(shown))
                QVERIFY2(schema["$defs"][part]["properties"].contains(key), key.c_str());
        }
    }

    void valuesAreInTheUnitsOfTheirKeys()
    {
        const json out = json::parse(writeReport(report()));
        QCOMPARE(out["stage"]["index"].get<int>(), 5);
        QCOMPARE(out["system"]["latency_ms"]["mean"].get<double>(), 88.5);
        QCOMPARE(out["system"]["latency_ms"]["state"].get<std::string>(), std::string("steady"));
        QCOMPARE(out["system"]["bottleneck"]["component"].get<std::string>(), std::string("db"));
        QCOMPARE(out["components"][0]["latency_ms"]["mean"].get<double>(), 5.0);
        QCOMPARE(out["components"][0]["resources"]["cpu"]["unit"].get<std::string>(), std::string("vCPU"));
        QCOMPARE(out["findings"][0]["severity"].get<std::string>(), std::string("warning"));
    }

    void whatDoesNotExistIsAbsentAndAStateSaysWhy()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        analysis::Report broken = report();
        broken.meanLatency.reset();
        broken.state = analysis::State::Saturated;
        broken.availability.reset();
        broken.usersAt070 = broken.usersAt085 = broken.usersAtSaturation = infinity;
        broken.bottleneck = {};
        broken.components[0].state = analysis::State::Unreachable;
        broken.components[0].wait = std::numeric_limits<double>::quiet_NaN();
        broken.components[0].resources[0].usersAtSaturation = infinity;
        broken.findings[0].measured = infinity;
        const json out = json::parse(writeReport(broken));
        int nulls = 0;
        findNulls(out, nulls);
        QCOMPARE(nulls, 0);
        const json &system = out["system"];
        for (const char *key : { "availability", "users_at_070", "users_at_085", "users_at_saturation", "bottleneck" })
            QVERIFY2(!system.contains(key), key);
        QVERIFY(!system["latency_ms"].contains("mean"));
        QCOMPARE(system["latency_ms"]["state"].get<std::string>(), std::string("saturated"));
        QCOMPARE(system["capacity_state"].get<std::string>(), std::string("unbounded"));
        QVERIFY(!out["components"][0]["latency_ms"].contains("mean"));
        QCOMPARE(out["components"][0]["state"].get<std::string>(), std::string("unreachable"));
        QVERIFY(!out["findings"][0].contains("measured"));
    }

    void everyStageOfEveryExampleGivesADocumentWithoutNulls_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *name : { "social-feed", "web-shop", "video-site" })
            QTest::newRow(name) << QStringLiteral("examples/%1.headroom").arg(QLatin1String(name));
    }
    void everyStageOfEveryExampleGivesADocumentWithoutNulls()
    {
        QFETCH(QString, path);
        const auto read = readProject(tests::sourceText(path), "example", m_catalog);
        QVERIFY(read.ok());
        for (std::size_t stage = 0; stage < (*read).project->stages.size(); ++stage)
            for (const double users : { 0.0, 1000.0, 1e9 }) {
                const json out = json::parse(writeReport(analysis::analyze(*(*read).project, stage, users, m_catalog)));
                int nulls = 0;
                findNulls(out, nulls);
                QCOMPARE(nulls, 0);
                QCOMPARE(out["components"].size(), (*read).project->stages[stage]->components.size());
            }
    }
};

HEADROOM_TEST(QCoreApplication, ReportJsonTest)

} // namespace headroom::tst_report_json

#include "tst_report_json.moc"
