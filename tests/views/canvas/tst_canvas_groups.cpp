#include "model/analysis/analyze.h"
#include "tests/support/test_program.h"
#include "tests/views/canvas/canvas_bench.h"
#include "views/canvas/mini_map.h"
#include "views/canvas/place_toggle.h"
#include "views/canvas/preview_bar.h"
#include "views/theme/letters.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>

#include <QWheelEvent>

namespace headroom::tst_canvas_groups {

/// Subsystems, layout, previews, the overview map, and what the palette adds beside the selection.
class CanvasGroupsTest : public QObject, private tests::CanvasBench {
    Q_OBJECT

    const project::Component &last() const { return stage().components.back(); }

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void groupingPutsAPlaceAround();
    void groupingAcrossPlacesIsRefused();
    void ungroupingLeavesTheContents();
    void collapsingHidesAndShowsTotals();
    void theButtonAtTheNameFolds();
    void tidyingIsOneStep();
    void layoutIsPreviewedAndApplied();
    void escapeLeavesThePreview();
    void aPreviewTakesNoEdits();
    void anotherSnapshotEndsThePreview();
    void whatCannotBeDoneIsNotPreviewed();
    void theMapShowsWhenSomethingIsOutOfSight();
    void theMapOfAPreviewIsOfWhatWouldBe();
    void aClickOnTheMapGoesThere();
    void theWheelOverTheMapZooms();
    void showingSeveralBringsAllIntoSight();
    void enterAddsBesideAndJoins();
    void aCallerIsAddedBefore();
    void whatDoesNotFitStandsBesideUnjoined();
    void whatOnlyAnswersPassesNothingOn();
};

void CanvasGroupsTest::groupingPutsAPlaceAround()
{
    m_view->setSelection({ "users", "db" });
    m_view->groupSelection();
    obey();
    QVERIFY(m_view->faces().component(m_view->faces().findComponent(last().id)).isPlace);
    QCOMPARE(stage().findComponent("users")->place, last().id);
    QCOMPARE(stage().findComponent("db")->place, last().id);
    QCOMPARE(last().position, (project::Point { -24, -40 }));
    QCOMPARE(*last().size, (project::Size { 974 + 48, 146 + 64 }));
    QCOMPARE(m_view->selection(), std::vector<std::string> { last().id });
}

void CanvasGroupsTest::groupingAcrossPlacesIsRefused()
{
    QSignalSpy refused(m_view.get(), &canvas::CanvasView::refused);
    m_view->setSelection({ "app", "db" });
    m_view->groupSelection();
    QCOMPARE(refused.size(), 1);
    QVERIFY(m_edits.empty());
    m_view->setSelection({ "zone", "app", "db" }); // the server comes along in its zone
    m_view->groupSelection();
    obey();
    QCOMPARE(stage().findComponent("app")->place, std::string("zone"));
    QCOMPARE(stage().findComponent("zone")->place, last().id);
}

void CanvasGroupsTest::ungroupingLeavesTheContents()
{
    m_view->setSelection({ "users", "db" });
    m_view->groupSelection();
    obey();
    m_view->ungroupSelection();
    obey();
    QCOMPARE(stage().components.size(), std::size_t(4));
    QCOMPARE(stage().findComponent("db")->place, std::string());
    QSignalSpy refused(m_view.get(), &canvas::CanvasView::refused);
    m_view->setSelection({ "zone" }); // a zone says something to the model
    m_view->ungroupSelection();
    QCOMPARE(refused.size(), 1);
    QVERIFY(m_edits.empty());
}

void CanvasGroupsTest::collapsingHidesAndShowsTotals()
{
    m_view->setSelection({ "zone" });
    m_view->toggleCollapsed();
    obey();
    auto report = std::make_shared<analysis::Report>(analysis::analyze(*m_design, 0, 500, test::theCatalog()));
    m_view->setReport(report);
    const canvas::ComponentFace &card = m_view->faces().component(m_view->faces().findComponent("zone"));
    QVERIFY(card.isCollapsed);
    QVERIFY2(card.subtitle.contains(QStringLiteral("1")) && card.subtitle.contains(QLatin1Char('$')),
             qPrintable(card.subtitle));
    const double room = canvas::kCardWidth - 62; // beside the icon
    QVERIFY2(QFontMetricsF(theme::drawnFont(11)).horizontalAdvance(card.subtitle) <= room, qPrintable(card.subtitle));
    QVERIFY(card.hasBar); // of the server inside
    m_view->selectAll();
    QCOMPARE(m_view->selection().size(), std::size_t(3)); // not what is hidden
    QTest::mouseDClick(m_view.get(), Qt::LeftButton, {}, m_view->cardRect("zone").center().toPoint());
    obey();
    QVERIFY(m_view->faces().component(m_view->faces().findComponent("zone")).isPlace);
}

void CanvasGroupsTest::theButtonAtTheNameFolds()
{
    const auto button = [this] {
        const canvas::Scene &scene = m_view->faces();
        return canvas::toggleButton(scene.component(scene.findComponent("zone")),
                                    { m_view->toScene({}), m_view->zoom() });
    };
    QVERIFY(canvas::toggleButton(m_view->faces().component(m_view->faces().findComponent("db")),
                                 { m_view->toScene({}), m_view->zoom() })
                .isNull());
    const QPoint open = button().center().toPoint();
    drag(open, open + QPoint(200, 60)); // let go elsewhere
    QVERIFY(m_edits.empty());
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, open);
    QVERIFY(onlyEdit<edits::Batch>());
    obey();
    QVERIFY(m_view->faces().component(m_view->faces().findComponent("zone")).isCollapsed);
    QVERIFY(m_view->selection().empty()); // it is no click on the card
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, button().center().toPoint());
    obey();
    QVERIFY(m_view->faces().component(m_view->faces().findComponent("zone")).isPlace);
}

void CanvasGroupsTest::tidyingIsOneStep()
{
    m_view->setSelection({ "users", "db" });
    m_view->tidySelection();
    QVERIFY(onlyEdit<edits::Batch>());
    obey();
    QCOMPARE(stage().findComponent("app")->position, (project::Point { 400, 80 }));
}

void CanvasGroupsTest::layoutIsPreviewedAndApplied()
{
    m_view->previewLayout();
    QVERIFY(m_view->hasPreview());
    QVERIFY(m_edits.empty());
    QVERIFY(m_view->previewBar()->isVisible());
    QTest::keyClick(m_view->previewBar()->applyButton(), Qt::Key_Return);
    QVERIFY(!m_view->hasPreview());
    QVERIFY(onlyEdit<edits::Batch>());
    obey();
    QVERIFY(stage().findComponent("users")->position.x + 174 < stage().findComponent("zone")->position.x);
    QSignalSpy refused(m_view.get(), &canvas::CanvasView::refused);
    m_view->previewLayout();
    QCOMPARE(refused.size(), 1); // it is laid out already
}

void CanvasGroupsTest::escapeLeavesThePreview()
{
    m_view->previewLayout();
    QTest::keyClick(m_view->previewBar()->applyButton(), Qt::Key_Escape);
    QVERIFY(!m_view->hasPreview());
    QVERIFY(!m_view->previewBar()->isVisible());
    m_view->previewLayout();
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QVERIFY(!m_view->hasPreview());
    QVERIFY(m_edits.empty());
}

void CanvasGroupsTest::aPreviewTakesNoEdits()
{
    m_view->setSelection({ "db" });
    m_view->previewLayout();
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Delete);
    drag(centerOf("db"), centerOf("db") + QPoint(0, 200)); // only looks around
    QVERIFY(m_edits.empty());
    QVERIFY(m_view->hasPreview());
}

void CanvasGroupsTest::anotherSnapshotEndsThePreview()
{
    m_view->previewLayout();
    add({ edits::RenameElement { 0, "db", "Store" } });
    QVERIFY(!m_view->hasPreview());
}

void CanvasGroupsTest::whatCannotBeDoneIsNotPreviewed()
{
    QSignalSpy refused(m_view.get(), &canvas::CanvasView::refused);
    m_view->showPreview(edits::RemoveElements { 0, { "nobody" } }, QStringLiteral("Fix"), {});
    QVERIFY(!m_view->hasPreview());
    QCOMPARE(refused.size(), 1);
}

void CanvasGroupsTest::theMapShowsWhenSomethingIsOutOfSight()
{
    QVERIFY(!m_view->miniMap()->isVisible());
    add({ edits::MoveComponents { 0, { { "db", { 4000, 80 }, "" } }, 0 } });
    QVERIFY(m_view->miniMap()->isVisible());
    m_view->setMiniMap(false);
    QVERIFY(!m_view->miniMap()->isVisible());
    m_view->setMiniMap(true);
    m_view->fitAll();
    QVERIFY(!m_view->miniMap()->isVisible());
}

/// During a preview the map is of what would be: its frame is where the frame of the map afterwards is.
void CanvasGroupsTest::theMapOfAPreviewIsOfWhatWouldBe()
{
    add({ edits::MoveComponents { 0, { { "db", { 3000, 80 }, "" } }, 0 } });
    const edits::Edit further = edits::MoveComponents { 0, { { "db", { 9000, 80 }, "" } }, 0 };
    m_view->showPreview(further, QStringLiteral("Move"), {});
    QVERIFY(m_view->miniMap()->scene().bounds().right() >= 9000);
    m_view->cancelPreview();
    QVERIFY(m_view->miniMap()->scene().bounds().right() < 9000);
    QVERIFY(!m_view->miniMap()->frame().isEmpty());
}

void CanvasGroupsTest::aClickOnTheMapGoesThere()
{
    add({ edits::MoveComponents { 0, { { "db", { 4000, 80 }, "" } }, 0 } });
    canvas::MiniMap *map = m_view->miniMap();
    QTest::mouseClick(map, Qt::LeftButton, {}, QPoint(map->width() - 14, map->height() / 2));
    QVERIFY(QRectF(m_view->rect()).contains(m_view->cardRect("db")));
    QVERIFY(m_edits.empty());
}

/// What is pointed at on the map comes nearer and stays where it is seen.
void CanvasGroupsTest::theWheelOverTheMapZooms()
{
    add({ edits::MoveComponents { 0, { { "db", { 4000, 80 }, "" } }, 0 } });
    canvas::MiniMap *map = m_view->miniMap();
    QVERIFY(map->isVisible());
    QTest::mouseClick(map, Qt::LeftButton, {}, QPoint(map->width() - 14, map->height() / 2));
    const double before = m_view->zoom();
    const QPointF seen = m_view->cardRect("db").center();
    const QPointF at(map->width() - 14, map->height() / 2.0);
    QWheelEvent nearer(at, map->mapToGlobal(at), {}, { 0, 240 }, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(map, &nearer);
    QVERIFY(m_view->zoom() > before * 1.3);
    QVERIFY((m_view->cardRect("db").center() - seen).manhattanLength() < 200);
}

void CanvasGroupsTest::showingSeveralBringsAllIntoSight()
{
    add({ edits::MoveComponents { 0, { { "db", { 4000, 80 }, "" } }, 0 } });
    m_view->showElements({ "users", "db" });
    QCOMPARE(m_view->selection(), (std::vector<std::string> { "users", "db" }));
    for (const char *id : { "users", "db" })
        QVERIFY(QRectF(m_view->rect()).contains(m_view->cardRect(id)));
}

void CanvasGroupsTest::enterAddsBesideAndJoins()
{
    m_view->setSelection({ "app" });
    m_view->addBeside(QStringLiteral("distributed_cache"));
    obey();
    QCOMPARE(last().kind, std::string("distributed_cache"));
    QVERIFY(last().position.x > 400 + 174);
    QCOMPARE(stage().connections.back().from, std::string("app"));
    QCOMPARE(stage().connections.back().to, last().id);
    for (const project::Component &each : stage().components)
        if (each.id != last().id && each.id != "zone")
            QVERIFY(!m_view->cardRect(last().id).intersects(m_view->cardRect(each.id)));
}

void CanvasGroupsTest::aCallerIsAddedBefore()
{
    m_view->setSelection({ "app" });
    m_view->addBeside(QStringLiteral("lb_l7"));
    obey();
    QCOMPARE(stage().connections.back().to, std::string("app"));
    QVERIFY(last().position.x + 174 < 400);
}

void CanvasGroupsTest::whatDoesNotFitStandsBesideUnjoined()
{
    m_view->setSelection({ "db" });
    m_view->addBeside(QStringLiteral("cdn"));
    QVERIFY(onlyEdit<edits::AddComponent>());
    obey();
    QCOMPARE(stage().connections.size(), std::size_t(1));
    m_view->setSelection({});
    m_view->addBeside(QStringLiteral("cdn"));
    QVERIFY(onlyEdit<edits::AddComponent>());
}

/// Clients ask for a name and then the balancer; servers look up in a cache what they would ask the database.
void CanvasGroupsTest::whatOnlyAnswersPassesNothingOn()
{
    const auto addBeside = [this](const std::string &chosen, const char *kind) {
        m_view->setSelection({ chosen });
        m_view->addBeside(QString::fromLatin1(kind));
        obey();
        return last().id;
    };
    const auto callerOf = [this](const std::string &id) {
        return stage().connections.back().to == id ? stage().connections.back().from : std::string();
    };
    const std::string dns = addBeside("users", "dns");
    QCOMPARE(callerOf(dns), std::string("users"));
    const std::string balancer = addBeside(dns, "lb_l7");
    QCOMPARE(callerOf(balancer), std::string("users"));
    project::Connection query;
    query.id = "app-db";
    query.from = "app";
    query.to = "db";
    query.kind = "query";
    add({ edits::AddConnection { 0, query } });
    const std::string cache = addBeside("db", "distributed_cache");
    QCOMPARE(callerOf(cache), std::string("app"));
}

HEADROOM_TEST(QApplication, CanvasGroupsTest)

} // namespace headroom::tst_canvas_groups

#include "tst_canvas_groups.moc"
