#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_catalog {

using namespace test;

/// The data in resources/catalog: complete, checked, and the only place that knows kinds.
class CatalogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfTheSpecificationIsThere()
    {
        for (const char *id : { "client_population",
                                "dns",
                                "gslb",
                                "cdn",
                                "waf_api_gateway",
                                "rate_limiter",
                                "lb_l4",
                                "lb_l7",
                                "allinone_server",
                                "web_app_server",
                                "microservice",
                                "serverless_function",
                                "inprocess_cache",
                                "distributed_cache",
                                "session_store",
                                "rdb_primary",
                                "rdb_standby",
                                "read_replica",
                                "shard_router",
                                "shard_group",
                                "connection_pooler",
                                "wide_column_store",
                                "search_index",
                                "object_storage",
                                "message_queue",
                                "log_broker",
                                "worker_pool",
                                "scheduler",
                                "notification_service",
                                "third_party_api",
                                "analytics_sink",
                                "read_model",
                                "monitoring",
                                "az",
                                "region",
                                "subsystem",
                                "custom" })
            QVERIFY2(theCatalog().knowsKind(id), id);
    }

    void everyKindSaysWhatItIs()
    {
        for (const catalog::Kind &kind : theCatalog().kinds()) {
            QVERIFY2(!kind.title.empty() && !kind.summary.empty() && !kind.icon.empty(), kind.id.c_str());
            QVERIFY2(std::any_of(theCatalog().families().begin(), theCatalog().families().end(),
                                 [&](const auto &family) { return family.id == kind.family; }),
                     kind.id.c_str());
            for (const catalog::ParameterSpec &spec : kind.parameters) {
                const std::string where = kind.id + "." + spec.id;
                QVERIFY2(!spec.title.empty(), where.c_str());
                QVERIFY2(!spec.source.empty(), where.c_str()); // every default says where it comes from
                QVERIFY2(catalog::checkValue(spec, spec.fallback).ok(), where.c_str());
                QVERIFY2(spec.type != catalog::ParameterType::Number || spec.minimum < spec.maximum, where.c_str());
            }
        }
    }

    void everyFormulaKnowsItsNames()
    {
        const std::vector<std::string> given { "users",          "pools",         "time",      "n",
                                               "day_n",          "rate",          "mean_rate", "requests",
                                               "gb_in",          "gb_out",        "gb_total",  "others_cost",
                                               "hours",          "mean_share",    "mean_work", "mean_published",
                                               "mean_delivered", "mean_entering", "mean_held", "standby_drawn",
                                               "needed" };
        for (const catalog::Kind &kind : theCatalog().kinds()) {
            const auto check = [&](const catalog::Formula &formula) {
                for (const std::string &name : formula.names()) {
                    bool isKnown
                        = kind.findParameter(name) || std::find(given.begin(), given.end(), name) != given.end();
                    for (const auto &[derived, unused] : kind.derived)
                        isKnown = isKnown || derived == name;
                    for (const catalog::Operation &operation : theCatalog().operations())
                        isKnown = isKnown || name == "rate_" + operation.id || name == "mean_rate_" + operation.id;
                    QVERIFY2(isKnown, (kind.id + ": " + name).c_str());
                }
            };
            for (const catalog::ResourceSpec &resource : kind.resources) {
                check(resource.capacity);
                check(resource.servers);
                check(resource.standing);
                check(resource.queue);
            }
            for (const catalog::HandledOperation &handled : kind.handles) {
                check(handled.time);
                check(handled.parts);
                check(handled.slowest);
                check(handled.latency);
                check(handled.hit);
            }
            for (const catalog::CostItem &cost : kind.costs)
                check(cost.perMonth);
            check(kind.hotShare);
            check(kind.readers);
            check(kind.failure.instanceAvailability);
            check(kind.failure.groupAvailability);
            check(kind.failure.quorum);
            check(kind.failure.redundant);
        }
    }

    void anUnknownKindIsAPlaceholder()
    {
        QVERIFY(!theCatalog().knowsKind("flux_capacitor"));
        for (const catalog::ParameterSpec &spec : theCatalog().kind("flux_capacitor").parameters)
            QCOMPARE(spec.group, std::string("Look")); // it can be locked, and lies above or below others
    }

    void valuesComeFromTheUserThenTheSizeThenTheDefault()
    {
        project::Component component;
        component.kind = "rdb_primary";
        component.parameters.set("size", std::string("db.r6g.2xlarge"));
        QCOMPARE(*catalog::numberOf(theCatalog(), component, "vcpu"), 8.0);
        component.parameters.set("vcpu", 3.0);
        QCOMPARE(*catalog::numberOf(theCatalog(), component, "vcpu"), 3.0);
        QCOMPARE(*catalog::numberOf(theCatalog(), component, "max_connections"), 500.0);
        QVERIFY(!catalog::numberOf(theCatalog(), component, "no_such_thing"));
    }

    void valuesOutsideTheirRangeAreRefusedWithTheRange()
    {
        const catalog::ParameterSpec &hit = *theCatalog().kind("distributed_cache").findParameter("hit_ratio");
        QVERIFY(catalog::checkValue(hit, 0.5).ok());
        for (const project::Value &wrong : { project::Value(1.5), project::Value(-0.1), project::Value(std::nan("")),
                                             project::Value(std::string("half")), project::Value(true) }) {
            const Result<Done> check = catalog::checkValue(hit, wrong);
            QVERIFY(!check);
            QVERIFY(!check.error().mend.empty());
        }
        const catalog::ParameterSpec &count = *theCatalog().kind("web_app_server").findParameter("instances");
        QVERIFY(!catalog::checkValue(count, 2.5));
    }

    void aNewKindIsDataAlone()
    {
        std::string kinds = sourceText("resources/catalog/kinds.json");
        const std::string added
            = R"({"id": "abacus", "title": "Abacus", "family": "compute", "behavior": "station", "summary": "Counts.",
            "handles": {"page": {"time": "beads * 0.001"}}, "parameters": [{"id": "beads", "title": "Beads", "default": 10, "min": 1, "max": 100, "source": "test"}],
            "resources": [{"id": "cpu", "title": "CPU", "unit": "vCPU", "kind": "time", "capacity": "1"}]},)";
        kinds.insert(kinds.find("\"kinds\": [") + 10, added);
        std::vector<catalog::CatalogText> texts { { "kinds.json", kinds } };
        for (const char *name : { "connections.json", "locations.json", "prices.json", "workload.json" })
            texts.push_back({ name, sourceText(std::string("resources/catalog/") + name) });
        const Result<catalog::Catalog> extended = catalog::Catalog::parse(texts);
        QVERIFY2(extended, extended ? "" : extended.error().message().c_str());
        const project::Project project = ProjectBuilder()
                                             .onlyClass({ { "page", 1, 0, 0 } })
                                             .component("clients", "client_population")
                                             .component("abacus", "abacus")
                                             .link("clients", "abacus", "call")
                                             .build();
        const auto report = analysis::analyze(project, 0, 50000, *extended);
        QVERIFY(std::abs(resourceOf(report, "abacus", "cpu").utilization - 0.5) < 1e-9); // 50/s · 10 ms
    }

    void brokenCatalogsAreRefusedWithTheirPlace_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("a formula that is none") << "interference * time"
                                                << "interference * * time";
        QTest::newRow("an operation nobody knows") << "\"resolve\": {}"
                                                   << "\"levitate\": {}";
        QTest::newRow("a kind that is there twice") << "\"id\": \"dns\""
                                                    << "\"id\": \"client_population\"";
        QTest::newRow("not JSON") << "\"kinds\""
                                  << "kinds";
    }
    void brokenCatalogsAreRefusedWithTheirPlace()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        std::string kinds = sourceText("resources/catalog/kinds.json");
        const std::size_t at = kinds.find(from.toStdString());
        QVERIFY(at != std::string::npos);
        kinds.replace(at, from.toStdString().size(), to.toStdString());
        std::vector<catalog::CatalogText> texts { { "kinds.json", kinds } };
        for (const char *name : { "connections.json", "locations.json", "prices.json", "workload.json" })
            texts.push_back({ name, sourceText(std::string("resources/catalog/") + name) });
        const Result<catalog::Catalog> broken = catalog::Catalog::parse(texts);
        QVERIFY(!broken);
        QVERIFY(broken.error().where.find("kinds.json") != std::string::npos);
    }
};

HEADROOM_TEST(QCoreApplication, CatalogTest)

} // namespace headroom::tst_catalog

#include "tst_catalog.moc"
