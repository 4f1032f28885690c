#include "model/catalog/fit.h"
#include "model/edits/arrange.h"
#include "model/edits/copies.h"
#include "model/edits/fresh_names.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <set>

namespace headroom::tst_copies {

/// Copies, free names, lines and gaps, and what fits behind what.
class CopiesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void copyTakesContentsAndInnerConnections();
    void pasteGivesNewIdsAndFreeNames();
    void pasteKeepsTheNesting();
    void wholeDesignPastedIntoItselfIsSound();
    void numbersGoOnFromTheStem();
    void flushWithTheOutermost();
    void gapsAreEqual();
    void oneBoxStays();
    void fittingKindsDoSomethingWithIt();
};

namespace {

project::Project sample()
{
    return test::ProjectBuilder()
        .component("users", "client_population")
        .component("eu", "region")
        .component("app", "web_app_server", {}, "eu")
        .component("db", "rdb_primary", {}, "eu")
        .link("users", "app", "call")
        .link("app", "db", "query")
        .build();
}

std::vector<std::string> names(const project::Stage &stage)
{
    std::vector<std::string> out;
    for (const project::Component &each : stage.components)
        out.push_back(each.name);
    return out;
}

const edits::PlaceOf kNowhere = [](const project::Component &) { return std::string(); };

} // namespace

void CopiesTest::copyTakesContentsAndInnerConnections()
{
    const project::Project copies = edits::copyOf(sample(), 0, { "eu", "nobody" });
    QCOMPARE(names(*copies.stages.front()), (std::vector<std::string> { "eu", "app", "db" }));
    QCOMPARE(copies.stages.front()->connections.size(), std::size_t(1));
    QCOMPARE(copies.stages.front()->connections.front().from, std::string("app"));
    const project::Project alone = edits::copyOf(sample(), 0, { "app" });
    QVERIFY(alone.stages.front()->components.front().place.empty());
    QVERIFY(alone.stages.front()->connections.empty());
}

void CopiesTest::pasteGivesNewIdsAndFreeNames()
{
    const project::Project project = sample();
    const project::Project copies = edits::copyOf(project, 0, { "app", "db" });
    const edits::Batch batch = edits::pasteOf(project, 0, *copies.stages.front(), { 10, 20 }, kNowhere, "Paste");
    const auto pasted = edits::apply(project, batch, test::theCatalog());
    QVERIFY2(pasted.ok(), pasted ? "" : pasted.error().message().c_str());
    const project::Stage &stage = *pasted.value()->stages.front();
    QCOMPARE(stage.components.size(), std::size_t(6));
    QCOMPARE(names(stage)[4], std::string("app 2"));
    QCOMPARE(stage.components[4].position.x, project.stages.front()->components[2].position.x + 10);
    QCOMPARE(stage.connections.size(), std::size_t(3));
    QCOMPARE(stage.connections.back().from, stage.components[4].id);
    QCOMPARE(edits::addedBy(batch), (std::vector<std::string> { stage.components[4].id, stage.components[5].id }));
    QCOMPARE(project.stages.front()->components.size(), std::size_t(4));
}

void CopiesTest::pasteKeepsTheNesting()
{
    const project::Project project = sample();
    project::Project copies = edits::copyOf(project, 0, { "eu" });
    auto turned = std::make_shared<project::Stage>(*copies.stages.front());
    std::reverse(turned->components.begin(), turned->components.end()); // the place comes last
    const edits::Batch batch = edits::pasteOf(project, 0, *turned, { 0, 0 }, kNowhere, "Paste");
    const auto pasted = edits::apply(project, batch, test::theCatalog());
    QVERIFY2(pasted.ok(), pasted ? "" : pasted.error().message().c_str());
    const auto &components = pasted.value()->stages.front()->components;
    const std::string place = components[4].id;
    QCOMPARE(components[4].kind, std::string("region"));
    QCOMPARE(components[5].place, place);
    QCOMPARE(components[6].place, place);
}

void CopiesTest::wholeDesignPastedIntoItselfIsSound()
{
    for (const std::string &path : test::allDesigns()) {
        const project::Snapshot design = test::openDesign(path);
        const std::size_t last = design->stages.size() - 1;
        std::vector<std::string> ids;
        for (const project::Component &each : design->stages[last]->components)
            ids.push_back(each.id);
        const project::Project copies = edits::copyOf(*design, last, ids);
        QVERIFY(copies.stages.front()->components == design->stages[last]->components);
        QVERIFY(copies.stages.front()->connections == design->stages[last]->connections);
        const auto pasted = edits::apply(
            *design, edits::pasteOf(*design, last, *copies.stages.front(), { 0, 900 }, kNowhere, "Paste"),
            test::theCatalog());
        QVERIFY2(pasted.ok(), path.c_str());
        std::set<std::string> seen;
        for (const project::Component &each : pasted.value()->stages[last]->components)
            QVERIFY2(seen.insert(each.id).second, each.id.c_str());
        QCOMPARE(seen.size(), 2 * ids.size());
    }
}

void CopiesTest::numbersGoOnFromTheStem()
{
    project::Stage stage;
    for (const char *name : { "Cache", "Cache 2", "API v 7" }) {
        project::Component made;
        made.name = name;
        stage.components.push_back(made);
    }
    edits::FreshNames fresh(stage);
    QCOMPARE(fresh.next("Cache 2"), std::string("Cache 3"));
    QCOMPARE(fresh.next("Cache"), std::string("Cache 4"));
    QCOMPARE(fresh.next("Queue"), std::string("Queue"));
    QCOMPARE(fresh.next("Queue"), std::string("Queue 2"));
}

void CopiesTest::flushWithTheOutermost()
{
    const std::vector<edits::Box> boxes { { "a", 10, 0, 100, 50 }, { "b", 40, 80, 60, 20 } };
    using enum edits::Arrangement;
    QCOMPARE(edits::arranged(boxes, Left)[1], (project::Point { 10, 80 }));
    QCOMPARE(edits::arranged(boxes, Right)[1], (project::Point { 50, 80 }));
    QCOMPARE(edits::arranged(boxes, Center)[1], (project::Point { 30, 80 }));
    QCOMPARE(edits::arranged(boxes, Top)[1], (project::Point { 40, 0 }));
    QCOMPARE(edits::arranged(boxes, Bottom)[0], (project::Point { 10, 50 }));
    QCOMPARE(edits::arranged(boxes, Middle)[0], (project::Point { 10, 25 }));
}

void CopiesTest::gapsAreEqual()
{
    const std::vector<edits::Box> boxes { { "c", 300, 0, 100, 50 }, { "a", 0, 0, 100, 50 }, { "b", 110, 9, 20, 50 } };
    const auto points = edits::arranged(boxes, edits::Arrangement::SpreadAcross);
    QCOMPARE(points[0].x, 300.0);
    QCOMPARE(points[1].x, 0.0);
    QCOMPARE(points[2], (project::Point { 190, 9 })); // 90 on either side
}

void CopiesTest::oneBoxStays()
{
    QCOMPARE(edits::arranged({ { "a", 3, 4, 10, 10 } }, edits::Arrangement::Left).front(), (project::Point { 3, 4 }));
    QVERIFY(edits::arranged({}, edits::Arrangement::SpreadDown).empty());
}

void CopiesTest::fittingKindsDoSomethingWithIt()
{
    const catalog::Catalog &catalog = test::theCatalog();
    const auto fits = [&](const char *from, const char *to) {
        const auto kinds = catalog::fittingKinds(catalog, catalog.kind(from));
        return std::any_of(kinds.begin(), kinds.end(), [&](const catalog::Kind *kind) { return kind->id == to; });
    };
    QVERIFY(fits("client_population", "lb_l7"));
    QVERIFY(fits("client_population", "cdn"));
    QVERIFY(!fits("client_population", "rdb_primary"));
    QVERIFY(fits("lb_l7", "web_app_server"));
    QVERIFY(fits("web_app_server", "rdb_primary"));
    QVERIFY(fits("web_app_server", "distributed_cache"));
    QVERIFY(fits("web_app_server", "message_queue"));
    QVERIFY(fits("distributed_cache", "rdb_primary"));
    QVERIFY(fits("message_queue", "worker_pool"));
    QVERIFY(fits("rdb_primary", "rdb_standby"));
    QVERIFY(!fits("rdb_primary", "lb_l7"));
    QVERIFY(!fits("dns", "lb_l7")); // it answers, and nobody goes through it
    QVERIFY(!fits("lb_l7", "dns"));
    QVERIFY(fits("client_population", "dns"));
    QVERIFY(!fits("web_app_server", "region"));
    QVERIFY(!fits("web_app_server", "client_population"));
}

HEADROOM_TEST(QCoreApplication, CopiesTest)

} // namespace headroom::tst_copies

#include "tst_copies.moc"
