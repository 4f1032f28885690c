#include "model/analysis/analyze.h"
#include "model/layout/looks.h"
#include "tests/support/test_program.h"
#include "tests/views/canvas/canvas_bench.h"
#include "views/canvas/guides.h"

#include <QApplication>
#include <QSignalSpy>

#include <set>

namespace headroom::tst_canvas_arrange {

/// Moving in line with others, locking, order, and choosing by what things have in common.
class CanvasArrangeTest : public QObject, private tests::CanvasBench {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void edgesAndMiddlesHold();
    void equalGapsHold();
    void nothingNearIsTheGrid();
    void guidesTellWhatIsTrue();
    void aDragComesToRestInLine();
    void nameOfThePlaceBelowIsNotStruckThrough();
    void controlLetsGo();
    void shiftGoesStraight();
    void altPressedDuringTheDragCopies();
    void bandToTheRightEncloses();
    void bandToTheLeftTouches();
    void lockedStays();
    void lockIsSwitched();
    void orderIsChanged();
    void placesGetOneSize();
    void sameFindingSelects();
};

void CanvasArrangeTest::edgesAndMiddlesHold()
{
    const canvas::Guides guides({ QRectF(100, 100, 100, 50) });
    QCOMPARE(guides.rest(QRectF(103, 300, 60, 20), 5), QPointF(100, 304)); // left edges
    QCOMPARE(guides.rest(QRectF(137, 300, 60, 20), 5), QPointF(140, 304)); // right edges: 140 + 60
    QCOMPARE(guides.rest(QRectF(118, 300, 60, 20), 5), QPointF(120, 304)); // middles: 150
    QCOMPARE(guides.rest(QRectF(400, 103, 60, 20), 5), QPointF(400, 100)); // tops
}

void CanvasArrangeTest::equalGapsHold()
{
    // Two cards with a gap of 37; the third of 50 goes on at 337, or stands between two others in the middle.
    const canvas::Guides row({ QRectF(100, 100, 100, 50), QRectF(237, 100, 100, 50) });
    QCOMPARE(row.rest(QRectF(371, 113, 50, 50), 5).x(), 374.0);
    QCOMPARE(row.rest(QRectF(16, 113, 50, 50), 5).x(), 13.0);
    const canvas::Guides pair({ QRectF(0, 100, 100, 50), QRectF(301, 100, 100, 50) });
    QCOMPARE(pair.rest(QRectF(174, 113, 50, 50), 5).x(), 175.5); // (100 + 301) / 2 − 25
}

void CanvasArrangeTest::nothingNearIsTheGrid()
{
    QCOMPARE(canvas::Guides().rest(QRectF(13, 21, 60, 20), 5), QPointF(16, 24));
    const canvas::Guides far({ QRectF(100, 100, 100, 50) });
    QCOMPARE(far.rest(QRectF(13, 21, 50, 22), 5), QPointF(16, 24));
}

void CanvasArrangeTest::guidesTellWhatIsTrue()
{
    const canvas::Guides guides({ QRectF(100, 100, 100, 50), QRectF(240, 100, 100, 50) });
    const std::vector<canvas::Guide> lines = guides.at(QRectF(380, 120, 60, 50));
    QCOMPARE(std::count_if(lines.begin(), lines.end(), [](const auto &each) { return each.isGap; }), 2);
    QVERIFY(std::find(lines.begin(), lines.end(), canvas::Guide { QLineF(340, 135, 380, 135), true }) != lines.end());
    const std::vector<canvas::Guide> edges = guides.at(QRectF(100, 300, 60, 50));
    QVERIFY(std::find(edges.begin(), edges.end(), canvas::Guide { QLineF(100, 100, 100, 350), false }) != edges.end());
    QVERIFY(guides.at(QRectF(1003, 707, 61, 51)).empty());
}

void CanvasArrangeTest::aDragComesToRestInLine()
{
    // app is at (400, 80), so that 404 holds at 400 while the grid alone would say 408.
    drag(centerOf("db"), centerOf("db") + QPoint(404 - 800, 300));
    const auto *move = onlyEdit<edits::MoveComponents>();
    QVERIFY(move);
    QCOMPARE(move->moves.front().position, (project::Point { 400, 384 }));
}

/// The frame of the place where a card would be dropped ends at the name that stands on it.
void CanvasArrangeTest::nameOfThePlaceBelowIsNotStruckThrough()
{
    const QRectF zone = m_view->cardRect("zone");
    const QRect name((zone.topLeft() + QPointF(24, -4)).toPoint(), QSize(16, 8));
    const QRect frame((zone.center() + QPointF(zone.width() / 2 - 4, 0)).toPoint(), QSize(8, 8));
    const auto seen = [this](const QRect &part) { return m_view->grab(part).toImage(); };
    pull(centerOf("db"), centerOf("db") + QPoint(30, 250));
    const QImage nameBefore = seen(name);
    const QImage frameBefore = seen(frame);
    QTest::mouseMove(m_view.get(), (zone.bottomRight() - QPointF(50, 30)).toPoint());
    QVERIFY(seen(frame) != frameBefore);
    QCOMPARE(seen(name), nameBefore);
}

void CanvasArrangeTest::controlLetsGo()
{
    const QPoint from = centerOf("db");
    pull(from, from + QPoint(43, 101));
    QTest::keyPress(m_view.get(), Qt::Key_Control);
    QTest::mouseRelease(m_view.get(), Qt::LeftButton, Qt::ControlModifier, from + QPoint(43, 101));
    const auto *move = onlyEdit<edits::MoveComponents>();
    QVERIFY(move);
    QCOMPARE(move->moves.front().position, (project::Point { 843, 181 }));
}

void CanvasArrangeTest::shiftGoesStraight()
{
    const QPoint from = centerOf("db");
    pull(from, from + QPoint(120, 30));
    QTest::keyPress(m_view.get(), Qt::Key_Shift);
    QTest::mouseRelease(m_view.get(), Qt::LeftButton, Qt::ShiftModifier, from + QPoint(120, 30));
    const auto *move = onlyEdit<edits::MoveComponents>();
    QVERIFY(move);
    QCOMPARE(move->moves.front().position, (project::Point { 920, 80 }));
}

void CanvasArrangeTest::altPressedDuringTheDragCopies()
{
    const QPoint from = centerOf("db");
    pull(from, from + QPoint(0, 160));
    QTest::keyPress(m_view.get(), Qt::Key_Alt);
    QTest::mouseRelease(m_view.get(), Qt::LeftButton, Qt::AltModifier, from + QPoint(0, 160));
    QVERIFY(onlyEdit<edits::Batch>());
    obey();
    QCOMPARE(stage().components.size(), std::size_t(5));
    QCOMPARE(stage().findComponent("db")->position, (project::Point { 800, 80 }));
}

void CanvasArrangeTest::bandToTheRightEncloses()
{
    const QRectF card = m_view->cardRect("db");
    drag((card.topLeft() - QPointF(30, 30)).toPoint(), card.center().toPoint());
    QVERIFY(m_view->selection().empty());
    drag((card.topLeft() - QPointF(30, 30)).toPoint(), (card.bottomRight() + QPointF(9, 9)).toPoint());
    QCOMPARE(m_view->selection(), std::vector<std::string> { "db" });
}

void CanvasArrangeTest::bandToTheLeftTouches()
{
    const QRectF card = m_view->cardRect("db");
    drag((card.topRight() + QPointF(30, -30)).toPoint(), card.center().toPoint());
    QCOMPARE(m_view->selection(), std::vector<std::string> { "db" });
}

void CanvasArrangeTest::lockedStays()
{
    add({ edits::SetParameter { 0, "db", "locked", true } });
    drag(centerOf("db"), centerOf("db") + QPoint(80, 80));
    QCOMPARE(m_view->selection(), std::vector<std::string> { "db" });
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QSignalSpy refused(m_view.get(), &canvas::CanvasView::refused);
    QTest::keyClick(m_view.get(), Qt::Key_Delete);
    QVERIFY(m_edits.empty());
    QCOMPARE(refused.size(), 1);
    m_view->setSelection({ "users", "db" });
    drag(centerOf("users"), centerOf("users") + QPoint(80, 80)); // the other one goes alone
    const auto *move = onlyEdit<edits::MoveComponents>();
    QVERIFY(move);
    QCOMPARE(move->moves.size(), std::size_t(1));
}

void CanvasArrangeTest::lockIsSwitched()
{
    m_view->setSelection({ "users", "db" });
    QVERIFY(!m_view->isSelectionLocked());
    m_view->toggleLock();
    obey();
    QVERIFY(layout::isLocked(*stage().findComponent("db")) && layout::isLocked(*stage().findComponent("users")));
    QVERIFY(m_view->isSelectionLocked());
    m_view->toggleLock();
    obey();
    QVERIFY(!layout::isLocked(*stage().findComponent("db")));
}

void CanvasArrangeTest::orderIsChanged()
{
    const QPoint middle = centerOf("db");
    const auto top = [&] {
        m_view->setSelection({});
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, middle);
        return m_view->selection().front();
    };
    add({ edits::MoveComponents { 0, { { "users", { 800, 80 }, "" } }, 0 } });
    QCOMPARE(top(), std::string("db")); // it is later in the file
    m_view->setSelection({ "users" });
    m_view->bringSelection(true);
    obey();
    QCOMPARE(top(), std::string("users"));
    m_view->bringSelection(false);
    obey();
    QCOMPARE(top(), std::string("db"));
    m_view->setSelection({ "users" });
    m_view->bringSelection(false); // it is there already: back among the others
    obey();
    QVERIFY(stage().findComponent("users")->parameters.empty());
}

void CanvasArrangeTest::placesGetOneSize()
{
    project::Component other = tests::component("other", "az", 0, 300);
    other.size = project::Size { 200, 100 };
    add({ edits::AddComponent { 0, other } });
    m_view->setSelection({ "zone", "other" });
    m_view->equalizeSelection();
    obey();
    QCOMPARE(*stage().findComponent("other")->size, (project::Size { 280, 160 }));
    QSignalSpy refused(m_view.get(), &canvas::CanvasView::refused);
    m_view->setSelection({ "users", "db" });
    m_view->equalizeSelection();
    QCOMPARE(refused.size(), 1);
    QVERIFY(m_edits.empty());
}

void CanvasArrangeTest::sameFindingSelects()
{
    auto report = std::make_shared<analysis::Report>();
    const auto about = [](const char *rule, std::vector<std::string> ids) {
        analysis::Finding finding;
        finding.rule = rule;
        finding.subjects = std::move(ids);
        return finding;
    };
    report->findings = { about("A", { "app", "db" }), about("A", { "users" }), about("B", { "c1" }) };
    m_view->setReport(report);
    m_view->setSelection({ "db" });
    m_view->selectSameFinding();
    const std::vector<std::string> chosen = m_view->selection();
    QCOMPARE(std::set<std::string>(chosen.begin(), chosen.end()), (std::set<std::string> { "app", "db", "users" }));
    m_view->setSelection({ "zone" });
    QSignalSpy refused(m_view.get(), &canvas::CanvasView::refused);
    m_view->selectSameFinding();
    QCOMPARE(refused.size(), 1);
}

HEADROOM_TEST(QApplication, CanvasArrangeTest)

} // namespace headroom::tst_canvas_arrange

#include "tst_canvas_arrange.moc"
