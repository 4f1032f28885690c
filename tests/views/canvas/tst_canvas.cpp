#include "model/edits/edit.h"
#include "tests/support/test_program.h"
#include "tests/views/canvas/canvas_bench.h"

#include <QApplication>

#include <optional>

namespace headroom::tst_canvas {

/// Real mouse events go in, edits come out.
class CanvasTest : public QObject, private tests::CanvasBench {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

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
};

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
    QCOMPARE(
        added->connection.kind,
        test::theCatalog()
            .connectionKindBetween(test::theCatalog().kind("web_app_server"), test::theCatalog().kind("rdb_primary"))
            .id);
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

HEADROOM_TEST(QApplication, CanvasTest)

} // namespace headroom::tst_canvas

#include "tst_canvas.moc"
