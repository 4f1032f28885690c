#include "model/layout/looks.h"
#include "tests/support/test_program.h"
#include "tests/views/canvas/canvas_bench.h"
#include "views/canvas/rename_box.h"

#include <QApplication>
#include <QMouseEvent>
#include <QSignalSpy>

namespace headroom::tst_canvas_collapsed {

/// What stands in a place: hidden by a collapsed one, cut with it, joining it, and led along with it.
class CanvasCollapsedTest final : public QObject, private tests::CanvasBench {
    Q_OBJECT

    void collapse() { add({ edits::SetParameter { 0, "zone", layout::kCollapsed, true } }); }
    [[nodiscard]] const canvas::ComponentFace &face(const char *id) const
    {
        return m_view->faces().component(m_view->faces().findComponent(id));
    }
    void addRegion(const char *id, double x, double y, project::Size size, const char *place = "")
    {
        project::Component region = tests::component(id, "region", x, y, place);
        region.size = size;
        add({ edits::AddComponent { 0, region } });
    }
    void addLineInZone(const char *way)
    {
        project::Connection line;
        line.id = "inner";
        line.from = "app";
        line.to = "second";
        line.kind = "call";
        line.parameters.set(layout::kWaypoints, std::string(way));
        add({ edits::AddComponent { 0, tests::component("second", "web_app_server", 420, 120, "zone") },
              edits::AddConnection { 0, line } });
    }
    [[nodiscard]] project::Point waypoint() const
    {
        const auto way = layout::waypointsOf(*stage().findConnection("inner"));
        return way.empty() ? project::Point {} : way.front();
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void cuttingAPlaceTakesItsContents()
    {
        m_view->setSelection({ "zone" });
        m_view->cutSelection();
        obey();
        QVERIFY(!stage().findComponent("zone"));
        QVERIFY(!stage().findComponent("app"));
        m_view->paste();
        obey();
        QCOMPARE(stage().components.size(), std::size_t(4));
    }

    void deletingACollapsedPlaceTakesItsContentsAndSaysHowMany()
    {
        collapse();
        m_view->setSelection({ "zone" });
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        QCOMPARE(m_edits.size(), std::size_t(1));
        QVERIFY(edits::describe(m_edits.front(), *m_design, test::theCatalog()).find('2') != std::string::npos);
        obey();
        QVERIFY(!stage().findComponent("app"));
    }

    void deletingAnOpenPlaceKeepsItsContents()
    {
        m_view->setSelection({ "zone" });
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        obey();
        QVERIFY(!stage().findComponent("zone"));
        QVERIFY(stage().findComponent("app"));
    }

    void aHiddenCardStaysWhereItIs()
    {
        collapse();
        QSignalSpy refused(m_view.get(), &canvas::CanvasView::refused);
        m_view->showElement("app");
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QCOMPARE(refused.size(), 1);
        QVERIFY(refused.first().first().toString().contains(QStringLiteral("zone")));
        m_view->renameSelected();
        QCOMPARE(refused.size(), 2);
        QVERIFY(!m_view->findChild<canvas::RenameBox *>());
        m_view->setSelection({ "app", "users", "db" });
        m_view->arrangeSelection(edits::Arrangement::Right);
        for (const edits::Edit &edit : m_edits)
            if (const auto *batch = std::get_if<edits::Batch>(&edit))
                for (const edits::Step &step : batch->steps)
                    if (const auto *moved = std::get_if<edits::MoveComponents>(&step))
                        for (const edits::Move &each : moved->moves)
                            QVERIFY(each.id != "app");
    }

    void theCardOfTheCollapsedPlaceIsRinged()
    {
        collapse();
        m_view->setSelection({});
        const QRect card = m_view->cardRect("zone").toAlignedRect().adjusted(-8, -8, 8, 8);
        QTRY_VERIFY(m_view->isSharp());
        const QImage before = m_view->grab(card).toImage();
        m_view->setSelection({ "app" });
        QTRY_VERIFY(m_view->grab(card).toImage() != before);
    }

    void aLargePlaceDoesNotGoIntoASmallOne()
    {
        addRegion("large", 0, 300, { 900, 300 });
        addRegion("small", 400, 620, { 240, 200 });
        m_view->setSelection({ "large" });
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
            obey();
        }
        m_view->setSelection({ "large" });
        const QPointF middle = face("large").rect.center();
        QVERIFY(!stage().findComponent("large")->place.size());
        QVERIFY2(middle.y() > 450, "it was moved");
        QRectF over = face("large").rect;
        over.moveCenter(face("small").rect.center());
        QVERIFY(m_view->faces().placeOf(face("large"), over) < 0);
        const QRectF within(face("large").rect.topLeft() + QPointF(40, 40), face("small").rect.size());
        QVERIFY(m_view->faces().placeOf(face("small"), within) >= 0);
    }

    void whatIsDroppedOnACollapsedPlaceJoinsIt()
    {
        collapse();
        QSignalSpy said(m_view.get(), &canvas::CanvasView::remarked);
        const int members = face("zone").members;
        drop("web_app_server", m_view->cardRect("zone").center());
        obey();
        QCOMPARE(face("zone").members, members + 1);
        QCOMPARE(said.size(), 1);
        drag(centerOf("db"), centerOf("zone"));
        QCOMPARE(said.size(), 2);
        obey();
        QCOMPARE(stage().findComponent("db")->place, std::string("zone"));
        QCOMPARE(face("zone").members, members + 2);
        m_view->setSelection({ "users" });
        m_view->copySelection();
        QTest::mouseMove(m_view.get(), centerOf("zone"));
        m_view->paste();
        obey();
        QCOMPARE(face("zone").members, members + 3);
        QCOMPARE(said.size(), 3);
    }

    void aligningTakesWaypointsAlong()
    {
        addLineInZone("480,60");
        const project::Point before = waypoint();
        QVERIFY(before.x > 0);
        m_view->setSelection({ "zone", "db" });
        m_view->arrangeSelection(edits::Arrangement::Top);
        const double y = stage().findComponent("zone")->position.y;
        obey();
        const double by = stage().findComponent("zone")->position.y - y;
        m_view->setSelection({ "zone", "db" });
        m_view->arrangeSelection(edits::Arrangement::Right);
        const double x = stage().findComponent("zone")->position.x;
        obey();
        const double across = stage().findComponent("zone")->position.x - x;
        QVERIFY(across != 0 || by != 0);
        QCOMPARE(waypoint(), (project::Point { before.x + across, before.y + by }));
    }

    void arrowKeysAreOneStepWithWaypoints()
    {
        addLineInZone("480,60");
        m_view->setSelection({ "zone" });
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QCOMPARE(m_edits.size(), std::size_t(1));
        const edits::Edit first = m_edits.front();
        QVERIFY(std::holds_alternative<edits::Batch>(first));
        obey();
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QVERIFY(edits::continues(m_edits.front(), first));
        obey();
        m_view->setSelection({});
        m_view->setSelection({ "zone" });
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QVERIFY(!edits::continues(m_edits.front(), first));
    }

    void aReconnectedLineGetsTheKindOfItsNewTarget()
    {
        add({ edits::AddComponent { 0, tests::component("store", "rdb_primary", 800, 300) } });
        m_view->setSelection({ "c1" });
        const QRectF app = m_view->cardRect("app");
        drag(QPointF(app.left() - 1, app.center().y()).toPoint(), centerOf("store"));
        obey();
        const project::Connection *line = stage().findConnection("c1");
        QVERIFY(line);
        QCOMPARE(line->to, std::string("store"));
        const catalog::Catalog &catalog = test::theCatalog();
        QCOMPARE(line->kind,
                 catalog.connectionKindBetween(catalog.kind("client_population"), catalog.kind("rdb_primary")).id);
    }

    void aLongNameOfALineKeepsItsFlow()
    {
        add({ edits::RenameElement { 0, "c1", "Everything that phones and browsers of customers ask for" } });
        auto report = std::make_shared<analysis::Report>();
        analysis::ConnectionReport flow;
        flow.id = "c1";
        flow.requestsPerSecond = 120;
        report->connections.push_back(flow);
        m_view->setReport(report);
        const canvas::ConnectionFace &line = m_view->faces().connections().front();
        QVERIFY2(line.label.startsWith(QStringLiteral("120")), qPrintable(line.label));
        QVERIFY(!line.labelRect.isNull());
        add({ edits::MoveComponents { 0, { { "users", { 150, 80 }, "" } }, 0 } }); // less room
        m_view->setReport(report);
        QVERIFY(!m_view->faces().connections().front().labelRect.isNull());
    }

    void copiesOfLockedCardsAreShownWhileTheyAreDragged()
    {
        add({ edits::SetParameter { 0, "users", layout::kLocked, true } });
        m_view->setSelection({ "users", "db" });
        QTRY_VERIFY(m_view->isSharp());
        const QRect there = m_view->cardRect("users").toAlignedRect().translated(0, 240);
        const QImage before = m_view->grab(there).toImage();
        const QPoint from = centerOf("db");
        QTest::keyPress(m_view.get(), Qt::Key_Alt);
        QTest::mousePress(m_view.get(), Qt::LeftButton, Qt::AltModifier, from);
        for (const int way : { 120, 240 }) {
            QMouseEvent move(QEvent::MouseMove, QPointF(from + QPoint(0, way)),
                             m_view->mapToGlobal(QPointF(from + QPoint(0, way))), Qt::NoButton, Qt::LeftButton,
                             Qt::AltModifier);
            QCoreApplication::sendEvent(m_view.get(), &move);
        }
        QVERIFY(m_view->grab(there).toImage() != before);
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, Qt::AltModifier, from + QPoint(0, 240));
        QTest::keyRelease(m_view.get(), Qt::Key_Alt);
        obey();
        QCOMPARE(stage().components.size(), std::size_t(6));
    }

    void marksThatTurnTheDirectionAreSeen()
    {
        const std::string name = "Line\u202Eevil";
        add({ edits::RenameElement { 0, "db", name } });
        QCOMPARE(face("db").name, QStringLiteral("Line\\u{202E}evil"));
        m_view->setSelection({ "db" });
        m_view->renameSelected();
        auto *box = m_view->findChild<canvas::RenameBox *>();
        QVERIFY(box);
        QCOMPARE(box->text(), QString::fromStdString(name));
    }
};

} // namespace headroom::tst_canvas_collapsed

using headroom::tst_canvas_collapsed::CanvasCollapsedTest;

HEADROOM_TEST(QApplication, CanvasCollapsedTest)

#include "tst_canvas_collapsed.moc"
