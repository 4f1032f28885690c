#include "model/layout/looks.h"
#include "tests/support/canvas_mesh.h"
#include "tests/views/canvas/canvas_bench.h"
#include "views/canvas/badges.h"
#include "views/canvas/line_handles.h"
#include "views/canvas/preview_bar.h"

using namespace headroom;

/// What is drawn over a diagram leaves what is written there to be read.
class CanvasOverlapsTest final : public QObject, private tests::CanvasBench {
    Q_OBJECT

    canvas::Viewport seen() const { return { m_view->toScene({ 0, 0 }), m_view->zoom() }; }

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void handlesOfALineKeepOffItsLabel_data()
    {
        QTest::addColumn<QString>("way");
        QTest::newRow("no point") << QString();
        QTest::newRow("a point in the middle") << QStringLiteral("250,60");
        QTest::newRow("two points") << QStringLiteral("190,200 330,200");
    }
    void handlesOfALineKeepOffItsLabel()
    {
        QFETCH(QString, way);
        project::Project changed = *m_design;
        project::Stage stage = *changed.stages.front();
        stage.connections.front().name = "asks";
        changed.stages.front() = std::make_shared<project::Stage>(std::move(stage));
        show(std::make_shared<project::Project>(std::move(changed)));
        if (!way.isEmpty())
            add({ edits::SetParameter { 0, "c1", layout::kWaypoints, way.toStdString() } });
        const canvas::ConnectionFace &face = m_view->faces().connections().front();
        QCOMPARE(face.label, QStringLiteral("asks"));
        QVERIFY(!face.labelRect.isNull());
        const canvas::LineHandles handles = canvas::handlesOfLine(face, seen(), { face.labelRect });
        QCOMPARE(handles.waypoints.isEmpty(), way.isEmpty());
        const QRectF label = seen().toWidget(face.labelRect);
        for (const QPolygonF &points : { handles.waypoints, handles.between })
            for (const QPointF &point : points)
                QVERIFY(!label.adjusted(-4, -4, 4, 4).contains(point));
    }

    /// However small cards are, as long as there are labels.
    void badgesKeepOffLabels()
    {
        const auto project = std::make_shared<project::Project>(test::canvasMesh(60));
        auto report = std::make_shared<analysis::Report>();
        for (const project::Connection &each : project->stages.front()->connections) {
            analysis::ConnectionReport one;
            one.id = each.id;
            one.requestsPerSecond = 1000;
            report->connections.push_back(one);
        }
        canvas::Scene scene(test::theCatalog());
        scene.setStage(project->stages.front());
        scene.setReport(report.get());
        for (const double zoom : { 0.46, 0.6, 0.8, 1.5 }) {
            const canvas::Viewport view { {}, zoom };
            const canvas::BadgePainter painter(scene, view, theme::Theme::light());
            const auto covers = [&](const QRectF &badge, const canvas::ConnectionFace &line) {
                return !line.labelRect.isNull() && view.toWidget(line.labelRect).intersects(badge);
            };
            for (const canvas::ComponentFace &card : scene.components()) {
                const QRectF badge = painter.rectOf({ card.id, canvas::Badge::What::Changed, "×2 → ×3" });
                QVERIFY(badge.isValid());
                for (const canvas::ConnectionFace &line : scene.connections())
                    QVERIFY2(!covers(badge, line), qPrintable(QStringLiteral("at zoom %1").arg(zoom)));
            }
            int lines = 0, covered = 0;
            for (const canvas::ConnectionFace &line : scene.connections()) {
                const QRectF badge = painter.rectOf({ line.id, canvas::Badge::What::Changed, "Kind" });
                lines += !badge.isNull();
                covered += covers(badge, line);
            }
            QVERIFY(lines > 50);
            QVERIFY2(covered * 6 < lines, // of short lines a label leaves nothing
                     qPrintable(QStringLiteral("%1 of %2 at zoom %3").arg(covered).arg(lines).arg(zoom)));
        }
    }

    /// A sign alone leaves a name to be read, where cards are small, too.
    void signsLeaveNames()
    {
        const auto project = std::make_shared<project::Project>(test::canvasMesh(20));
        canvas::Scene scene(test::theCatalog());
        scene.setStage(project->stages.front());
        for (const double zoom : { 0.25, 0.35, 0.44, 0.5, 0.7 }) {
            const canvas::Viewport view { {}, zoom };
            const canvas::BadgePainter painter(scene, view, theme::Theme::light());
            for (const canvas::ComponentFace &card : scene.components()) {
                const QRectF shown = view.toWidget(card.rect);
                const QRectF badge = painter.rectOf({ card.id, canvas::Badge::What::Changed, "Size" });
                // The name begins beside the icon, 52 units in; far out it stands in the middle of the height.
                const QRectF name = zoom < canvas::kFullDetail
                    ? shown.adjusted(0, shown.height() / 4, 0, -shown.height() / 4)
                    : shown.adjusted(52 * zoom, 9 * zoom, 0, -39 * zoom);
                QVERIFY2(!badge.intersects(name), qPrintable(QString::number(zoom)));
            }
        }
    }

    /// The bar with Apply and Cancel covers nothing of what it is about.
    void theBarOfAPreviewCoversNoCard()
    {
        const canvas::Viewport before = seen();
        m_view->showPreview(edits::RenameElement { 0, "app", "Another name" }, QStringLiteral("Rename"),
                            QStringLiteral("App: another name"));
        QVERIFY(m_view->hasPreview());
        const QRectF bar(m_view->previewBar()->geometry());
        for (const char *id : { "users", "app", "db" })
            QVERIFY2(!m_view->cardRect(id).intersects(bar), id);
        m_view->cancelPreview();
        QCOMPARE(seen(), before);
    }
};

QTEST_MAIN(CanvasOverlapsTest)
#include "tst_canvas_overlaps.moc"
