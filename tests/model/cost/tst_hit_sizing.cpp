#include "model/cost/sizing.h"
#include "model/growth/cheapest.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_hit_sizing {

using namespace test;

namespace {

/// A cache whose hits follow from its memory, and a database that answers the rest.
ProjectBuilder cached(const std::string &cache, double shards, const std::string &database)
{
    return ProjectBuilder()
        .onlyClass({ { "page", 1, 0.003, 0 },
                     { "resolve", 0, 0, 0 },
                     { "read", 4, 0.005, 1000 },
                     { "write", 0.02, 0.003, 0 } })
        .upTo(6e5)
        .component("clients", "client_population")
        .component("lb", "lb_l7")
        .component("app", "web_app_server", { { "size", std::string("m7g.large") }, { "instances", 30.0 } })
        .component("cache", "distributed_cache",
                   { { "population", 2e8 }, { "entry_size", 1000.0 }, { "size", cache }, { "shards", shards } })
        .component("db", "rdb_primary", { { "size", database }, { "max_connections", 5000.0 } })
        .link("clients", "lb", "call")
        .link("lb", "app", "split")
        .link("app", "cache", "cache_lookup")
        .link("cache", "db", "cache_miss")
        .link("app", "db", "query");
}

bool holds(const analysis::Report &report)
{
    return report.state == analysis::State::Fine && cost::obstaclesIn(report, {}).empty();
}

} // namespace

/// Sizing where a larger cache leaves less to the database behind it.
class HitSizingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Shrinking the cache to what its load needs left the database with more than any size can do.
    void whatHoldsAsItIsIsFeasible()
    {
        const project::Project design = cached("cache.r7g.4xlarge", 1, "db.r6g.4xlarge").build();
        const auto sized = cost::sizeStage(design, 0, 3e5, theCatalog());
        QVERIFY2(sized.sizing.isFeasible(),
                 sized.sizing.isFeasible() ? "" : cost::textOf(sized.sizing.obstacles.front()).c_str());
        QVERIFY(holds(sized.after));
        QVERIFY(sized.after.costPerMonth < sized.before.costPerMonth);
    }

    /// From either side of it, nothing on a grid of cache sizes, shards and databases is cheaper by more than 1 %.
    void theCheapestIsFoundFromEitherSide()
    {
        const auto fromSmall
            = cost::sizeStage(cached("cache.t4g.small", 1, "db.r6g.4xlarge").build(), 0, 6e5, theCatalog());
        const auto fromLarge
            = cost::sizeStage(cached("cache.r7g.4xlarge", 2, "db.r6g.4xlarge").build(), 0, 6e5, theCatalog());
        QVERIFY(fromSmall.sizing.isFeasible() && fromLarge.sizing.isFeasible());
        double best = 1e9;
        for (const char *cache : { "cache.t4g.small", "cache.t4g.medium", "cache.r7g.large", "cache.r7g.xlarge" })
            for (const double shards : { 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0 })
                for (const char *database : { "db.t4g.medium", "db.t4g.large", "db.r6g.large", "db.r6g.xlarge",
                                              "db.r6g.2xlarge", "db.r6g.4xlarge" }) {
                    project::Project design = *fromSmall.project;
                    auto stage = std::make_shared<project::Stage>(*design.stages[0]);
                    for (project::Component &each : stage->components) {
                        if (each.id == "cache") {
                            each.parameters.set("size", std::string(cache));
                            each.parameters.set("shards", shards);
                        }
                        if (each.id == "db")
                            each.parameters.set("size", std::string(database));
                    }
                    design.stages[0] = stage;
                    if (const auto report = analysis::analyze(design, 0, 6e5, theCatalog()); holds(report))
                        best = std::min(best, report.costPerMonth);
                }
        QVERIFY2(fromSmall.after.costPerMonth <= best * 1.01,
                 qPrintable(QStringLiteral("%1 instead of %2").arg(fromSmall.after.costPerMonth).arg(best)));
        QVERIFY2(fromLarge.after.costPerMonth <= best * 1.01,
                 qPrintable(QStringLiteral("%1 instead of %2").arg(fromLarge.after.costPerMonth).arg(best)));
    }

    void nothingIsCalledProvenThere()
    {
        growth::Goal goal;
        goal.users = 6e5;
        const auto found = growth::cheapestSizing(cached("cache.t4g.small", 1, "db.r6g.4xlarge").build(), 0, goal,
                                                  theCatalog(), {}, {});
        QVERIFY(found.best.has_value());
        QVERIFY(!found.isProven);
    }

    /// A stated ratio follows nothing: as before, the smallest cache that carries the load.
    void aStatedRatioIsKept()
    {
        project::Project design = cached("cache.r7g.4xlarge", 1, "db.r6g.4xlarge").build();
        auto stage = std::make_shared<project::Stage>(*design.stages[0]);
        for (project::Component &each : stage->components)
            if (each.id == "cache")
                each.parameters.set("hit_ratio", 0.9);
        design.stages[0] = stage;
        const auto sized = cost::sizeStage(design, 0, 3e5, theCatalog());
        const auto *size = sized.project->stages[0]->findComponent("cache")->parameters.find("size");
        QVERIFY(size && *size == project::Value(std::string("cache.t4g.small")));
    }
};

HEADROOM_TEST(QCoreApplication, HitSizingTest)

} // namespace headroom::tst_hit_sizing

#include "tst_hit_sizing.moc"
