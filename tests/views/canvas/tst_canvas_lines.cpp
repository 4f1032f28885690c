#include "tests/views/canvas/canvas_bench.h"

using namespace headroom;

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
    void unselectedLinesHaveNoHandles();
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

void CanvasLinesTest::unselectedLinesHaveNoHandles()
{
    m_view->setSelection({});
    drag(along(1) - QPoint(3, 0), centerOf("db"));
    QVERIFY(!onlyEdit<edits::Batch>());
}

QTEST_MAIN(CanvasLinesTest)
#include "tst_canvas_lines.moc"
