#include "tests/support/test_program.h"
#include "tests/views/canvas/canvas_bench.h"

#include <QApplication>
#include <QNativeGestureEvent>
#include <QScopeGuard>
#include <QWheelEvent>

namespace headroom::tst_canvas_camera {

/// What wheels, touchpads and fingers do to what is in sight.
class CanvasCameraTest final : public QObject, public tests::CanvasBench {
    Q_OBJECT

    static constexpr QPointF kAt { 500, 300 };

    void wheel(QPoint pixels, QPoint angle, Qt::KeyboardModifiers keys = {}, Qt::ScrollPhase phase = Qt::NoScrollPhase)
    {
        QWheelEvent event(kAt, m_view->mapToGlobal(kAt), pixels, angle, Qt::NoButton, keys, phase, false);
        QCoreApplication::sendEvent(m_view.get(), &event);
    }

    bool gesture(Qt::NativeGestureType type, double value, QPointF delta = {})
    {
        QNativeGestureEvent event(type, QPointingDevice::primaryPointingDevice(), 2, kAt, kAt, m_view->mapToGlobal(kAt),
                                  value, delta);
        return QCoreApplication::sendEvent(m_view.get(), &event);
    }

    static bool areNear(QPointF a, QPointF b, double most) { return (a - b).manhattanLength() <= most; }

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    /// A touchpad tells pixels, and the canvas goes along with the fingers, not by notches.
    void aTouchpadScrollsByPixels()
    {
        const QPointF before = m_view->toScene(kAt);
        wheel({ 0, -7 }, { 0, -10 }, {}, Qt::ScrollUpdate);
        wheel({ 13, 0 }, { 20, 0 }, {}, Qt::ScrollUpdate);
        QCOMPARE(m_view->toScene(kAt), before + QPointF(-13, 7));
        QCOMPARE(m_view->zoom(), 1.0);
    }

    void aNotchIsTheSameEverywhere()
    {
        const QPointF before = m_view->toScene(kAt);
        wheel({}, { 0, -120 });
        const QPointF way = m_view->toScene(kAt) - before;
        QVERIFY(way.x() == 0 && way.y() > 40);
        wheel({}, { 0, -120 }, Qt::ShiftModifier);
        QCOMPARE(m_view->toScene(kAt) - before, QPointF(way.y(), way.y()));
    }

    /// The scene point under the pointer stays there, by whatever it is zoomed.
    void whatIsUnderThePointerStaysThere()
    {
        const QPointF fixed = m_view->toScene(kAt);
        const auto zooms = [&](const std::function<void()> &act, bool in) {
            const double before = m_view->zoom();
            act();
            QVERIFY(in ? m_view->zoom() > before : m_view->zoom() < before);
            QVERIFY(areNear(m_view->toScene(kAt), fixed, 0.01));
        };
        zooms([&] { wheel({}, { 0, 120 }, Qt::ControlModifier); }, true);
        zooms([&] { wheel({ 0, -30 }, { 0, -40 }, Qt::ControlModifier, Qt::ScrollUpdate); }, false);
        zooms([&] { wheel({ 0, 30 }, {}, Qt::ControlModifier, Qt::ScrollUpdate); }, true);
        zooms([&] { QVERIFY(gesture(Qt::ZoomNativeGesture, 0.05)); }, true);
        zooms([&] { QVERIFY(gesture(Qt::ZoomNativeGesture, -0.2)); }, false);
    }

    /// Each event of a pinch says by how much more; there and back is the same again.
    void aPinchOnATouchpadFollowsTheFingers()
    {
        QVERIFY(gesture(Qt::BeginNativeGesture, 0));
        for (int i = 0; i < 10; ++i)
            QVERIFY(gesture(Qt::ZoomNativeGesture, 0.03));
        QVERIFY(std::abs(m_view->zoom() - std::pow(1.03, 10)) < 1e-9);
        QVERIFY(gesture(Qt::EndNativeGesture, 0));
        QVERIFY(gesture(Qt::ZoomNativeGesture, 1 / m_view->zoom() - 1));
        QVERIFY(std::abs(m_view->zoom() - 1) < 1e-9);
        QVERIFY(gesture(Qt::ZoomNativeGesture, -5)); // no device may turn it inside out
        QVERIFY(m_view->zoom() >= canvas::kLeastZoom);
        QVERIFY(gesture(Qt::SmartZoomNativeGesture, 0));
        QCOMPARE(m_view->zoom(), 1.0);
    }

    void whereNothingStandsIsSeenAsLargeAsItIs()
    {
        m_view->zoomBy(0.5);
        add({ edits::RemoveElements { 0, { "users", "app", "db", "zone" } } });
        m_view->fitAll();
        QCOMPARE(m_view->zoom(), 1.0);
    }

    void allIsShownHoweverFarApart()
    {
        add({ edits::MoveComponents { 0, { { "db", { 400, 30000 }, "" } }, 0 } });
        m_view->fitAll();
        for (const char *id : { "users", "db" })
            QVERIFY(QRectF(m_view->rect()).contains(m_view->cardRect(id)));
    }

    /// Only who pans or zooms chooses what is in sight.
    void aClickLeavesTheCameraFree()
    {
        m_view->resetZoom();
        m_view->fitAll();
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, m_view->cardRect("app").center().toPoint());
        m_view->resize(m_view->width() / 2, m_view->height() / 2);
        for (const char *id : { "users", "db" })
            QVERIFY(QRectF(m_view->rect()).contains(m_view->cardRect(id)));
        m_view->zoomBy(2);
        const double chosen = m_view->zoom();
        m_view->resize(m_view->width() * 2, m_view->height() * 2);
        QCOMPARE(m_view->zoom(), chosen);
    }

    /// What is dragged beyond an edge is followed there, and comes to rest where the pointer then is.
    void aDragBeyondTheEdgeIsFollowed()
    {
        const QRectF before = m_view->cardRect("app");
        const QPointF scene = m_view->faces().component(m_view->faces().findComponent("app")).rect.topLeft();
        const QPoint from = before.center().toPoint();
        const QPoint beyond(m_view->width() + 30, from.y());
        const QPointF seen = m_view->toScene({ 0, 0 });
        pull(from, beyond);
        QTRY_VERIFY(m_view->toScene({ 0, 0 }).x() > seen.x() + 200);
        QCOMPARE(m_view->toScene({ 0, 0 }).y(), seen.y()); // it is beyond one edge alone
        const QPoint back(m_view->width() / 2, from.y());
        QTest::mouseMove(m_view.get(), back);
        const QPointF rest = m_view->toScene({ 0, 0 });
        QTest::qWait(120);
        QCOMPARE(m_view->toScene({ 0, 0 }), rest);
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, back);
        const auto *move = onlyEdit<edits::MoveComponents>();
        QVERIFY(move);
        const double went = (back.x() - from.x()) + (rest.x() - seen.x());
        QVERIFY(std::abs(move->moves.front().position.x - scene.x() - went) <= canvas::kGrid);
    }

    /// A band is held by what it began at, not by where that was seen.
    void aBandBeyondTheEdgeKeepsItsBegin()
    {
        const QPoint from(20, 20);
        const QPointF begin = m_view->toScene(from);
        pull(from, QPoint(m_view->width() / 2, m_view->height() + 60));
        const QRectF card = m_view->cardRect("users");
        QTRY_VERIFY(m_view->toScene({ 0, 0 }).y() > begin.y() + card.bottom() + 100); // it is above what is seen now
        QCOMPARE(m_view->selection(), std::vector<std::string> { "users" });
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QVERIFY(m_view->selection().empty());
        const QPointF rest = m_view->toScene({ 0, 0 });
        QTest::qWait(120);
        QCOMPARE(m_view->toScene({ 0, 0 }), rest);
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, from);
    }

    void twoFingersPan()
    {
        const QPointF before = m_view->toScene(kAt);
        QVERIFY(gesture(Qt::PanNativeGesture, 0, { 20, -30 }));
        QCOMPARE(m_view->toScene(kAt), before + QPointF(-20, 30));
    }

    void fingersOnTheScreenZoomAndMoveIt()
    {
        QWidget window; // Qt recognizes gestures twice in a widget that is a window itself
        window.resize(m_view->size());
        m_view->setParent(&window);
        const auto letGo = qScopeGuard([this] { m_view->setParent(nullptr); });
        window.show();
        m_view->show();
        const std::unique_ptr<QPointingDevice> screen(QTest::createTouchDevice());
        const QPoint left(400, 300), right(600, 300);
        QTest::touchEvent(m_view.get(), screen.get()).press(1, left).press(2, right);
        for (int i = 1; i <= 10; ++i)
            QTest::touchEvent(m_view.get(), screen.get())
                .move(1, left - QPoint(10 * i, 0))
                .move(2, right + QPoint(10 * i, 0));
        QVERIFY2(m_view->zoom() > 1.4 && m_view->zoom() < 2.2, qPrintable(QString::number(m_view->zoom())));
        const QPointF before = m_view->toScene(kAt);
        const double zoom = m_view->zoom();
        for (int i = 1; i <= 5; ++i)
            QTest::touchEvent(m_view.get(), screen.get())
                .move(1, QPoint(300, 300 + 10 * i))
                .move(2, QPoint(700, 300 + 10 * i));
        QVERIFY(areNear(m_view->toScene(kAt + QPointF(0, 50)), before, 4));
        QVERIFY(std::abs(m_view->zoom() - zoom) < 1e-6);
        QTest::touchEvent(m_view.get(), screen.get()).release(1, QPoint(300, 350)).release(2, QPoint(700, 350));
        QVERIFY(m_edits.empty());
        QVERIFY(m_view->selection().empty());
    }
};

HEADROOM_TEST(QApplication, CanvasCameraTest)

} // namespace headroom::tst_canvas_camera

#include "tst_canvas_camera.moc"
