#include "model/edits/edit.h"
#include "tests/views/canvas/canvas_design.h"
#include "views/canvas/canvas_view.h"
#include "views/canvas/edge_router.h"

#include <QAccessible>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QTest>
#include <QWheelEvent>

#include <memory>
#include <optional>

using namespace headroom;

using tests::component;
using tests::design;

/// Real mouse and key events go in, edits come out.
class CanvasTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void clickSelectsTheCard();
    void shiftClickAddsToTheSelection();
    void clickOnFreeGroundSelectsNothing();
    void clickOnALineSelectsTheConnection();
    void dragMovesTheCardOnceToTheGrid();
    void dragIntoAPlaceBelongsToIt();
    void draggingAPlaceTakesItsContentsAlong();
    void escapeDropsADrag();
    void pullingAHandleConnects();
    void pullingAHandleToNothingDoesNothing();
    void pullingACornerResizesThePlace();
    void rubberBandSelectsWhatItTouches();
    void deleteRemovesTheSelection();
    void f2RenamesInPlace();
    void escapeKeepsTheName();
    void arrowsNudgeInOneGesture();
    void tabStepsThroughTheCards();
    void droppedKindIsAddedUnderThePointer();
    void secondOfAKindGetsAnotherIdAndName();
    void controlWheelKeepsThePointUnderThePointer();
    void middleDragPans();
    void theSelectionOutlivesAnEdit();
    void aReportForAnotherStageIsIgnored();
    void everythingIsInSightAtFirst();
    void routesGoAroundACardBetween();
    void cardsAreToldToScreenReaders();

private:
    [[nodiscard]] QPoint centerOf(const char *id) const { return m_view->cardRect(id).center().toPoint(); }
    /// Presses, moves in two steps and keeps the button down.
    void pull(QPoint from, QPoint to);
    void drag(QPoint from, QPoint to);
    void drop(const char *kind, QPointF where);
    template <typename Kind>
    [[nodiscard]] const Kind *onlyEdit() const
    {
        return m_edits.size() == 1 ? std::get_if<Kind>(&m_edits.front()) : nullptr;
    }

    const catalog::Catalog *m_catalog = nullptr;
    std::unique_ptr<canvas::CanvasView> m_view;
    std::vector<edits::Edit> m_edits;
};

void CanvasTest::initTestCase()
{
    m_catalog = &test::theCatalog();
}

void CanvasTest::init()
{
    m_view = std::make_unique<canvas::CanvasView>(*m_catalog);
    m_view->setMotion(false);
    m_view->resize(1200, 700);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->setSnapshot(design(), 0);
    QCOMPARE(m_view->zoom(), 1.0);
    m_edits.clear();
    connect(m_view.get(), &canvas::CanvasView::editRequested, this,
            [this](const edits::Edit &edit) { m_edits.push_back(edit); });
}

void CanvasTest::cleanup()
{
    m_view.reset();
}

void CanvasTest::pull(QPoint from, QPoint to)
{
    QTest::mouseMove(m_view.get(), from);
    QTest::mousePress(m_view.get(), Qt::LeftButton, {}, from);
    QTest::mouseMove(m_view.get(), (from + to) / 2);
    QTest::mouseMove(m_view.get(), to);
}

void CanvasTest::drag(QPoint from, QPoint to)
{
    pull(from, to);
    QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, to);
}

void CanvasTest::drop(const char *kind, QPointF where)
{
    QMimeData data;
    data.setData(QStringLiteral("application/x-headroom-kind"), kind);
    QDragEnterEvent enter(where.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_view.get(), &enter);
    QDropEvent event(where, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_view.get(), &event);
}

void CanvasTest::clickSelectsTheCard()
{
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, centerOf("db"));
    QCOMPARE(m_view->selection(), std::vector<std::string> { "db" });
    QVERIFY(m_edits.empty());
}

void CanvasTest::shiftClickAddsToTheSelection()
{
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, centerOf("db"));
    QTest::mouseClick(m_view.get(), Qt::LeftButton, Qt::ShiftModifier, centerOf("users"));
    QCOMPARE(m_view->selection(), (std::vector<std::string> { "db", "users" }));
    QTest::mouseClick(m_view.get(), Qt::LeftButton, Qt::ShiftModifier, centerOf("db"));
    QCOMPARE(m_view->selection(), std::vector<std::string> { "users" });
}

void CanvasTest::clickOnFreeGroundSelectsNothing()
{
    m_view->setSelection({ "db" });
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, QPoint(20, 20));
    QVERIFY(m_view->selection().empty());
}

void CanvasTest::clickOnALineSelectsTheConnection()
{
    // The line is smooth and symmetric: it passes through the middle between the two facing edges.
    const QRectF line = m_view->connectionRect("c1");
    const canvas::ConnectionFace &face = m_view->faces().connections().front();
    QVERIFY(!face.route.isEmpty());
    const QPointF middle = face.route[face.route.size() / 2] - m_view->toScene({ 0, 0 });
    QVERIFY(line.adjusted(-1, -1, 1, 1).contains(middle));
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, middle.toPoint());
    QCOMPARE(m_view->selection(), std::vector<std::string> { "c1" });
}

void CanvasTest::dragMovesTheCardOnceToTheGrid()
{
    drag(centerOf("db"), centerOf("db") + QPoint(43, 101)); // 843 and 181: nearest multiples of 8 are 840 and 184
    const auto *move = onlyEdit<edits::MoveComponents>();
    QVERIFY(move);
    QCOMPARE(move->moves.size(), std::size_t(1));
    QCOMPARE(move->moves.front(), (edits::Move { "db", { 840, 184 }, "" }));
    QVERIFY(move->gesture > 0);
}

void CanvasTest::dragIntoAPlaceBelongsToIt()
{
    drag(centerOf("db"), centerOf("db") - QPoint(400, 0) + QPoint(40, 60));
    const auto *move = onlyEdit<edits::MoveComponents>();
    QVERIFY(move);
    QCOMPARE(move->moves.front().place, std::string("zone"));
}

void CanvasTest::draggingAPlaceTakesItsContentsAlong()
{
    const QPoint frame = m_view->cardRect("zone").topLeft().toPoint() + QPoint(140, 0);
    drag(frame, frame + QPoint(0, 160));
    const auto *move = onlyEdit<edits::MoveComponents>();
    QVERIFY(move);
    QCOMPARE(move->moves.size(), std::size_t(2));
    QCOMPARE(move->moves[0], (edits::Move { "zone", { 360, 200 }, "" }));
    QCOMPARE(move->moves[1], (edits::Move { "app", { 400, 240 }, "zone" }));
}

void CanvasTest::escapeDropsADrag()
{
    const QPoint from = centerOf("db");
    pull(from, from + QPoint(60, 60));
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, from + QPoint(60, 60));
    QVERIFY(m_edits.empty());
    QCOMPARE(centerOf("db"), from);
}

void CanvasTest::pullingAHandleConnects()
{
    const QPoint handle = m_view->handlePoint("app").toPoint();
    drag(handle, centerOf("db"));
    const auto *added = onlyEdit<edits::AddConnection>();
    QVERIFY(added);
    QCOMPARE(added->connection.from, std::string("app"));
    QCOMPARE(added->connection.to, std::string("db"));
    QCOMPARE(added->connection.kind,
             m_catalog->connectionKindBetween(m_catalog->kind("web_app_server"), m_catalog->kind("rdb_primary")).id);
    QCOMPARE(added->connection.id, std::string("c2")); // c1 is taken
}

void CanvasTest::pullingAHandleToNothingDoesNothing()
{
    const QPoint handle = m_view->handlePoint("app").toPoint();
    drag(handle, QPoint(20, 680));
    drag(handle, centerOf("app"));
    QVERIFY(m_edits.empty());
}

void CanvasTest::pullingACornerResizesThePlace()
{
    m_view->setSelection({ "zone" });
    const QPoint corner = m_view->cardRect("zone").bottomRight().toPoint();
    drag(corner, corner + QPoint(40, 80));
    const auto *resize = onlyEdit<edits::ResizePlace>();
    QVERIFY(resize);
    QCOMPARE(resize->position, (project::Point { 360, 40 }));
    QCOMPARE(resize->size, (project::Size { 320, 240 }));
}

void CanvasTest::rubberBandSelectsWhatItTouches()
{
    const QRectF card = m_view->cardRect("db");
    drag((card.bottomRight() + QPointF(40, 40)).toPoint(), card.center().toPoint());
    QCOMPARE(m_view->selection(), std::vector<std::string> { "db" });
    QVERIFY(m_edits.empty());
}

void CanvasTest::deleteRemovesTheSelection()
{
    m_view->setSelection({ "db", "c1" });
    QTest::keyClick(m_view.get(), Qt::Key_Delete);
    const auto *removed = onlyEdit<edits::RemoveElements>();
    QVERIFY(removed);
    QCOMPARE(removed->ids, (std::vector<std::string> { "db", "c1" }));
}

void CanvasTest::f2RenamesInPlace()
{
    m_view->setSelection({ "db" });
    QTest::keyClick(m_view.get(), Qt::Key_F2);
    auto *box = m_view->findChild<QLineEdit *>();
    QVERIFY(box);
    QTest::keyClicks(box, QStringLiteral("Orders"));
    QTest::keyClick(box, Qt::Key_Return);
    const auto *renamed = onlyEdit<edits::RenameElement>();
    QVERIFY(renamed);
    QCOMPARE(*renamed, (edits::RenameElement { 0, "db", "Orders" }));
}

void CanvasTest::escapeKeepsTheName()
{
    m_view->setSelection({ "db" });
    QTest::keyClick(m_view.get(), Qt::Key_F2);
    auto *box = m_view->findChild<QLineEdit *>();
    QVERIFY(box);
    QTest::keyClicks(box, QStringLiteral("Orders"));
    QTest::keyClick(box, Qt::Key_Escape);
    QVERIFY(m_edits.empty());
    QCOMPARE(m_view->selection(), std::vector<std::string> { "db" }); // hiding the box must not step on to another card
}

void CanvasTest::arrowsNudgeInOneGesture()
{
    m_view->setSelection({ "db" });
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_edits.size(), std::size_t(2));
    const auto *first = std::get_if<edits::MoveComponents>(&m_edits[0]);
    const auto *second = std::get_if<edits::MoveComponents>(&m_edits[1]);
    QVERIFY(first && second);
    QCOMPARE(first->moves.front().position, (project::Point { 808, 80 }));
    QCOMPARE(second->moves.front().position, (project::Point { 800, 160 })); // nobody applied the first one
    QVERIFY(edits::continues(m_edits[1], m_edits[0]));
}

void CanvasTest::tabStepsThroughTheCards()
{
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Tab);
    QCOMPARE(m_view->selection(), std::vector<std::string> { "users" });
    QTest::keyClick(m_view.get(), Qt::Key_Tab);
    QCOMPARE(m_view->selection(), std::vector<std::string> { "app" });
    QTest::keyClick(m_view.get(), Qt::Key_Tab, Qt::ShiftModifier);
    QCOMPARE(m_view->selection(), std::vector<std::string> { "users" });
}

void CanvasTest::droppedKindIsAddedUnderThePointer()
{
    const QPointF where = m_view->cardRect("zone").center();
    drop("distributed_cache", where);
    const auto *added = onlyEdit<edits::AddComponent>();
    QVERIFY(added);
    QCOMPARE(added->component.kind, std::string("distributed_cache"));
    QCOMPARE(added->component.name, m_catalog->kind("distributed_cache").title);
    QCOMPARE(added->component.place, std::string("zone"));
    const QRectF card(added->component.position.x, added->component.position.y, 174, 66);
    QVERIFY(card.contains(m_view->toScene(where)));
    const auto after = edits::apply(*design(), m_edits.front(), *m_catalog);
    QVERIFY(after.ok());
    m_view->setSnapshot(after.value(), 0);
    QCOMPARE(m_view->selection(), std::vector<std::string> { added->component.id });
}

void CanvasTest::secondOfAKindGetsAnotherIdAndName()
{
    m_view->addKind(QStringLiteral("dns"));
    const auto first = std::get<edits::AddComponent>(m_edits.at(0)).component;
    m_view->setSnapshot(edits::apply(*design(), m_edits.front(), *m_catalog).value(), 0);
    m_view->addKind(QStringLiteral("dns"));
    const auto second = std::get<edits::AddComponent>(m_edits.at(1)).component;
    QVERIFY(first.id != second.id);
    QCOMPARE(second.name, first.name + " 2");
    QVERIFY(first.position != second.position);
    drop("no such kind", { 100, 100 });
    QCOMPARE(m_edits.size(), std::size_t(2));
}

void CanvasTest::controlWheelKeepsThePointUnderThePointer()
{
    const QPointF pointer(300, 200);
    const QPointF before = m_view->toScene(pointer);
    QWheelEvent wheel(pointer, m_view->mapToGlobal(pointer), {}, { 0, 240 }, Qt::NoButton, Qt::ControlModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_view.get(), &wheel);
    QVERIFY(m_view->zoom() > 1.1);
    const QPointF after = m_view->toScene(pointer);
    QVERIFY(std::abs(after.x() - before.x()) < 1e-6 && std::abs(after.y() - before.y()) < 1e-6);
}

void CanvasTest::middleDragPans()
{
    const QPointF before = m_view->cardRect("db").topLeft();
    QTest::mousePress(m_view.get(), Qt::MiddleButton, {}, { 50, 50 });
    QTest::mouseMove(m_view.get(), { 80, 110 });
    QTest::mouseRelease(m_view.get(), Qt::MiddleButton, {}, { 80, 110 });
    QCOMPARE(m_view->cardRect("db").topLeft(), before + QPointF(30, 60));
    QVERIFY(m_edits.empty());
}

void CanvasTest::theSelectionOutlivesAnEdit()
{
    m_view->setSelection({ "db", "users" });
    const auto after = edits::apply(*design(), edits::RemoveElements { 0, { "users" } }, *m_catalog);
    QVERIFY(after.ok());
    m_view->setSnapshot(after.value(), 0);
    QCOMPARE(m_view->selection(), std::vector<std::string> { "db" });
    QVERIFY(m_view->cardRect("users").isNull());
}

void CanvasTest::aReportForAnotherStageIsIgnored()
{
    auto report = std::make_shared<analysis::Report>();
    analysis::ComponentReport fact;
    fact.id = "db";
    fact.resources = { { "cpu", "CPU", "vCPU", 127, 100, 1.27, analysis::Band::Saturated, 0, 0, 0 } };
    fact.fullestResource = 0;
    fact.utilization = 1.27;
    fact.band = analysis::Band::Saturated;
    report->components = { fact };
    auto elsewhere = std::make_shared<analysis::Report>(*report);
    elsewhere->stageIndex = 1;
    const auto face = [this] { return m_view->faces().component(m_view->faces().findComponent("db")); };
    m_view->setReport(elsewhere);
    QVERIFY(face().value.isEmpty());
    m_view->setReport(report);
    QCOMPARE(face().value, QStringLiteral("127 %"));
    QCOMPARE(face().state, canvas::CardState::Critical);
}

void CanvasTest::everythingIsInSightAtFirst()
{
    for (const char *id : { "zone", "users", "app", "db" })
        QVERIFY(QRectF(m_view->rect()).contains(m_view->cardRect(id)));
    m_view->resize(700, 500);
    QTRY_VERIFY(QRectF(m_view->rect()).contains(m_view->cardRect("db")));
}

void CanvasTest::routesGoAroundACardBetween()
{
    // from ── obstacle ── to, all on one line
    const QRectF from(0, 0, 174, 66);
    const QRectF to(800, 0, 174, 66);
    const std::vector<QRectF> between { QRectF(400, 0, 174, 66) };
    const auto obstacles = [&](const QRectF &, std::vector<QRectF> &cards) { cards = between; };
    QCOMPARE(canvas::crossings(canvas::route(from, to, {}), between), 1);
    const QPolygonF around = canvas::route(from, to, obstacles);
    QCOMPARE(canvas::crossings(around, between), 0);
    QCOMPARE(around.front(), QPointF(174, 33));
    QCOMPARE(around.back(), QPointF(800, 33));
}

void CanvasTest::cardsAreToldToScreenReaders()
{
    QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(canvas);
    QCOMPARE(canvas->childCount(), 4);
    QCOMPARE(canvas->child(3)->text(QAccessible::Name), QStringLiteral("db"));
    QCOMPARE(canvas->child(3)->rect().size(), m_view->cardRect("db").toAlignedRect().size());
}

QTEST_MAIN(CanvasTest)
#include "tst_canvas.moc"
