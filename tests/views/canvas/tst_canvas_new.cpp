#include "tests/support/test_program.h"
#include "tests/views/canvas/canvas_bench.h"
#include "views/canvas/drop_ghost.h"

#include <QApplication>

namespace headroom::tst_canvas_new {

using namespace tests;

/// What is added to the canvas stands where one sees it, on nothing else and across no frame.
class CanvasNewTest final : public QObject, private CanvasBench {
    Q_OBJECT

    /// What the only edit adds, alone or with what goes with it.
    [[nodiscard]] project::Component addition() const
    {
        const auto *alone = onlyEdit<edits::AddComponent>();
        if (const auto *batch = onlyEdit<edits::Batch>(); batch && !alone && !batch->steps.empty())
            alone = std::get_if<edits::AddComponent>(&batch->steps.front());
        return alone ? alone->component : project::Component {};
    }
    [[nodiscard]] QRectF added() const
    {
        const project::Component made = addition();
        if (made.id.empty())
            return {};
        const project::Size size = made.size.value_or(project::Size { 174, 66 });
        return { made.position.x, made.position.y, size.width, size.height };
    }
    [[nodiscard]] std::string placeOf(const char *id) const { return stage().findComponent(id)->place; }
    [[nodiscard]] project::Point positionOf(const char *id) const { return stage().findComponent(id)->position; }
    [[nodiscard]] std::string kindOf(const std::string &id) const
    {
        const project::Component *found = stage().findComponent(id);
        return found ? found->kind : std::string();
    }
    void carryTo(const char *kind, QPointF where)
    {
        QMimeData data;
        data.setData(QStringLiteral("application/x-headroom-kind"), kind);
        QDragEnterEvent enter(where.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_view.get(), &enter);
        QDragMoveEvent move(where.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_view.get(), &move);
        QVERIFY(move.isAccepted());
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void aPlaceDroppedIntoAnotherFitsInIt()
    {
        const QRectF zone(360, 40, 280, 160);
        drop("host", m_view->cardRect("zone").topLeft() + QPointF(30, 30));
        QCOMPARE(addition().place, std::string("zone"));
        QVERIFY(zone.contains(added()) && zone != added());
        m_edits.clear();
        drop("host", m_view->cardRect("db").bottomRight() + QPointF(60, 160));
        QCOMPARE(added().size(), QSizeF(360, 240)); // nothing around it
    }

    /// What is seen inside of a frame belongs to it, whichever of the two was there first.
    void aPlaceDroppedAroundCardsTakesThemIn()
    {
        const std::string around = placeOf("users");
        const project::Point before = positionOf("users");
        drop("az", m_view->cardRect("users").center() + QPointF(20, 10));
        QVERIFY(onlyEdit<edits::Batch>());
        obey();
        QCOMPARE(kindOf(placeOf("users")), std::string("az"));
        QCOMPARE(positionOf("users"), before);
        QVERIFY(placeOf("db") != placeOf("users"));
        QCOMPARE(stage().findComponent(placeOf("users"))->place, around);
    }

    void aPlaceMadeSmallerOrLargerLetsGoAndTakesIn()
    {
        m_view->setSelection({ "zone" });
        const QRectF zone = m_view->cardRect("zone");
        const QPoint small = (zone.topLeft() + QPointF(90, 90)).toPoint(); // the middle of "app" is outside
        const project::Point before = positionOf("app");
        drag(zone.bottomRight().toPoint(), small);
        QVERIFY(onlyEdit<edits::Batch>());
        obey();
        QCOMPARE(placeOf("app"), std::string());
        QCOMPARE(positionOf("app"), before);
        drag(m_view->cardRect("zone").bottomRight().toPoint(), zone.bottomRight().toPoint());
        obey();
        QCOMPARE(placeOf("app"), std::string("zone"));
        QCOMPARE(positionOf("app"), before);
    }

    void whatIsAddedStandsAcrossNoFrame()
    {
        for (int i = 0; i < 12; ++i) {
            m_view->addKind(QString::fromLatin1(i % 4 == 3 ? "az" : "dns"));
            const QRectF rect = added();
            QVERIFY(!rect.isNull());
            for (const project::Component &each : stage().components) {
                const QRectF other(each.position.x, each.position.y, each.size ? each.size->width : 174,
                                   each.size ? each.size->height : 66);
                QVERIFY2(!other.intersects(rect) || (each.size && other.contains(rect)), each.id.c_str());
            }
            obey();
        }
    }

    void whatIsDraggedHereIsShownWhereItWillStand()
    {
        const QPointF where = m_view->cardRect("db").center() + QPointF(0, 150);
        const auto shown = [this] { return canvas::DropGhost::of(*m_view).shown(); };
        QVERIFY(shown().isNull());
        carryTo("dns", where);
        QCOMPARE(shown().size(), QSizeF(174, 66));
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(m_view.get(), &leave);
        QVERIFY(shown().isNull());
        QVERIFY(m_edits.empty());
    }
};

HEADROOM_TEST(QApplication, CanvasNewTest)

} // namespace headroom::tst_canvas_new

#include "tst_canvas_new.moc"
