#include "tests/views/canvas/canvas_bench.h"
#include "views/canvas/drop_ghost.h"

using namespace headroom;
using namespace headroom::tests;

/// What is added to the canvas stands where one sees it, on nothing else and across no frame.
class CanvasNewTest final : public QObject, private CanvasBench {
    Q_OBJECT

    [[nodiscard]] QRectF added()
    {
        const auto *edit = onlyEdit<edits::AddComponent>();
        if (!edit)
            return {};
        const project::Component &made = edit->component;
        const project::Size size = made.size.value_or(project::Size { 174, 66 });
        return { made.position.x, made.position.y, size.width, size.height };
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
        QCOMPARE(onlyEdit<edits::AddComponent>()->component.place, std::string("zone"));
        QVERIFY(zone.contains(added()) && zone != added());
        m_edits.clear();
        drop("host", m_view->cardRect("db").bottomRight() + QPointF(60, 160));
        QCOMPARE(added().size(), QSizeF(360, 240)); // nothing around it
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

QTEST_MAIN(CanvasNewTest)
#include "tst_canvas_new.moc"
