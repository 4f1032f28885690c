#include "model/layout/looks.h"
#include "tests/support/test_program.h"
#include "tests/views/canvas/canvas_bench.h"

#include <QApplication>

namespace headroom::tst_canvas_lines {

/// The selected connection: its ends and points are pulled, its shape is switched.
class CanvasLinesTest : public QObject, private tests::CanvasBench {
    Q_OBJECT

    /// A point of the only connection, from caller (0) to callee (1), in widget pixels.
    QPoint along(double share) const
    {
        const QPolygonF &route = m_view->faces().connections().front().route;
        const QPointF scene = route[static_cast<qsizetype>(share * static_cast<double>(route.size() - 1))];
        return (scene - m_view->toScene({ 0, 0 })).toPoint();
    }
    QPoint onScreen(project::Point point) const
    {
        return (QPointF(point.x, point.y) - m_view->toScene({ 0, 0 })).toPoint();
    }

    std::vector<project::Point> points() const { return layout::waypointsOf(stage().connections.front()); }
    void lead(const char *way)
    {
        add({ edits::SetParameter { 0, "c1", layout::kWaypoints, std::string(way) } });
        m_view->setSelection({ "c1" });
    }

private Q_SLOTS:
    void init()
    {
        open();
        m_view->setSelection({ "c1" });
    }
    void cleanup() { close(); }

    void pullingTheHeadLeadsItElsewhere();
    void pullingTheTailLeadsItFromElsewhere();
    void anEndLetGoOverNothingGoesBack();
    void pullingTheMiddleMakesAPoint();
    void aPointIsMovedAndGivenUp();
    void doubleClickRemovesAPoint();
    void shapesAreSwitched();
    void pointsAreGivenUpTogether();
    void unselectedLinesHaveNoHandles();
    void pointsGoAlongWithBothEnds();
    void copiesAreLedAlike();
    void noLabelLiesUnderAHandle_data();
    void noLabelLiesUnderAHandle();
    void noLabelLiesUnderTheHandleOfAnotherLine();
};

void CanvasLinesTest::pullingTheHeadLeadsItElsewhere()
{
    drag(along(1), centerOf("db"));
    obey();
    QCOMPARE(stage().connections.size(), std::size_t(1));
    QCOMPARE(stage().connections.front().id, std::string("c1"));
    QCOMPARE(stage().connections.front().from, std::string("users"));
    QCOMPARE(stage().connections.front().to, std::string("db"));
}

void CanvasLinesTest::pullingTheTailLeadsItFromElsewhere()
{
    drag(along(0), centerOf("db"));
    obey();
    QCOMPARE(stage().connections.size(), std::size_t(1));
    QCOMPARE(stage().connections.front().id, std::string("c1"));
    QCOMPARE(stage().connections.front().from, std::string("db"));
    QCOMPARE(stage().connections.front().to, std::string("app"));
}

void CanvasLinesTest::anEndLetGoOverNothingGoesBack()
{
    drag(along(1), QPoint(600, 600));
    QVERIFY(m_edits.empty());
    pull(along(1), centerOf("db"));
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, centerOf("db"));
    QVERIFY(m_edits.empty());
}

void CanvasLinesTest::pullingTheMiddleMakesAPoint()
{
    drag(along(0.5), along(0.5) + QPoint(0, 160));
    obey();
    QCOMPARE(points().size(), std::size_t(1));
    const QPolygonF &route = m_view->faces().connections().front().route;
    QVERIFY(route.boundingRect().bottom() > 180); // the line goes there
    QVERIFY(route.contains(QPointF(points().front().x, points().front().y)));
}

void CanvasLinesTest::aPointIsMovedAndGivenUp()
{
    lead("280,240");
    drag(onScreen({ 280, 240 }), onScreen({ 240, 320 }));
    obey();
    QCOMPARE(points(), (std::vector<project::Point> { { 240, 320 } }));
    // Half way between the middles of both cards it is where the line would be anyway.
    drag(onScreen({ 240, 320 }), onScreen({ (87 + 487) / 2.0, (33 + 113) / 2.0 }));
    obey();
    QVERIFY(points().empty());
}

void CanvasLinesTest::doubleClickRemovesAPoint()
{
    lead("280,240 320,280");
    QTest::mouseDClick(m_view.get(), Qt::LeftButton, {}, onScreen({ 280, 240 }));
    obey();
    QCOMPARE(points(), (std::vector<project::Point> { { 320, 280 } }));
}

void CanvasLinesTest::shapesAreSwitched()
{
    m_view->toggleSquare();
    obey();
    QVERIFY(layout::isSquare(stage().connections.front()));
    QVERIFY(m_view->isSelectionSquare());
    m_view->toggleSquare();
    obey();
    QVERIFY(stage().connections.front().parameters.empty());
}

void CanvasLinesTest::pointsAreGivenUpTogether()
{
    m_view->freeSelectedLines();
    QVERIFY(m_edits.empty());
    lead("280,240");
    m_view->freeSelectedLines();
    obey();
    QVERIFY(points().empty());
}

void CanvasLinesTest::unselectedLinesHaveNoHandles()
{
    m_view->setSelection({});
    drag(along(1) - QPoint(3, 0), centerOf("db"));
    QVERIFY(!onlyEdit<edits::Batch>());
}

void CanvasLinesTest::pointsGoAlongWithBothEnds()
{
    lead("280,240");
    m_view->setSelection({ "users", "zone" });
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    obey();
    QCOMPARE(points(), (std::vector<project::Point> { { 280, 248 } }));
    m_view->setSelection({ "users" });
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    obey();
    QCOMPARE(points(), (std::vector<project::Point> { { 280, 248 } }));
}

void CanvasLinesTest::copiesAreLedAlike()
{
    lead("280,240");
    m_view->setSelection({ "users", "app" });
    m_view->duplicateSelection();
    obey();
    QCOMPARE(layout::waypointsOf(stage().connections.back()), (std::vector<project::Point> { { 304, 264 } }));
}

void CanvasLinesTest::noLabelLiesUnderAHandle_data()
{
    QTest::addColumn<QByteArray>("way");
    QTest::newRow("half way") << QByteArray("280,80");
    QTest::newRow("twice") << QByteArray("240,80 320,90");
    QTest::newRow("often") << QByteArray("200,60 250,80 300,90 340,100");
    QTest::newRow("below") << QByteArray("280,300");
}

/// A label on its line would be where the handle of the only point is; it gives way.
void CanvasLinesTest::noLabelLiesUnderAHandle()
{
    QFETCH(QByteArray, way);
    lead(way.constData());
    m_view->setReport(std::make_shared<analysis::Report>(analysis::analyze(*m_design, 0, 1000, test::theCatalog())));
    const canvas::ConnectionFace &face = m_view->faces().connections().front();
    QVERIFY(!face.label.isEmpty());
    QVERIFY(!face.labelRect.isNull());
    for (const QPointF &point : face.waypoints)
        QVERIFY(!face.labelRect.adjusted(-9, -9, 9, 9).contains(point));
    const canvas::LineHandles handles = canvas::handlesOfLine(face, { {}, 1 }, { face.labelRect });
    for (const QPointF &point : handles.between)
        QVERIFY(!face.labelRect.contains(point));
}

void CanvasLinesTest::noLabelLiesUnderTheHandleOfAnotherLine()
{
    project::Connection other;
    other.id = "c2";
    other.from = "users";
    other.to = "db";
    other.kind = "call";
    add({ edits::AddConnection { 0, other } });
    m_view->setReport(std::make_shared<analysis::Report>(analysis::analyze(*m_design, 0, 1000, test::theCatalog())));
    const QPointF middle = m_view->faces().connections().front().labelRect.center();
    QVERIFY(!m_view->faces().connections().front().labelRect.isNull());
    const std::string way = std::to_string(qRound(middle.x())) + ',' + std::to_string(qRound(middle.y()));
    add({ edits::SetParameter { 0, "c2", layout::kWaypoints, way } });
    for (const canvas::ConnectionFace &face : m_view->faces().connections())
        for (const canvas::ConnectionFace &led : m_view->faces().connections())
            for (const QPointF &point : led.waypoints)
                QVERIFY(!face.labelRect.adjusted(-9, -9, 9, 9).contains(point));
}

HEADROOM_TEST(QApplication, CanvasLinesTest)

} // namespace headroom::tst_canvas_lines

#include "tst_canvas_lines.moc"
