#include "model/layout/looks.h"
#include "tests/support/canvas_mesh.h"
#include "tests/support/test_program.h"
#include "tests/views/canvas/canvas_bench.h"
#include "views/canvas/badges.h"
#include "views/canvas/line_handles.h"
#include "views/canvas/place_painter.h"
#include "views/canvas/preview_bar.h"
#include "views/theme/letters.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QScopeGuard>
#include <QWheelEvent>

namespace headroom::tst_canvas_overlaps {

/// What is drawn over a diagram leaves what is written there to be read.
class CanvasOverlapsTest final : public QObject, private tests::CanvasBench {
    Q_OBJECT

    canvas::Viewport seen() const { return { m_view->toScene({ 0, 0 }), m_view->zoom() }; }

    /// The small design, but the server of another kind and name.
    static project::Snapshot withServer(const char *kind, const char *name)
    {
        project::Project changed = *tests::design();
        project::Stage stage = *changed.stages.front();
        for (project::Component &each : stage.components)
            if (each.id == "app") {
                each.kind = kind;
                each.name = name;
            }
        changed.stages.front() = std::make_shared<project::Stage>(std::move(stage));
        return std::make_shared<project::Project>(std::move(changed));
    }

    /// Turns the wheel until cards are below that size.
    void zoomOutTo(double zoom)
    {
        const QPointF at(QRectF(m_view->rect()).center());
        while (m_view->zoom() > zoom) {
            QWheelEvent out(at, m_view->mapToGlobal(at), {}, { 0, -40 }, Qt::NoButton, Qt::ControlModifier,
                            Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(m_view.get(), &out);
        }
    }

    /// What is seen of the server and around it.
    QImage serverSeen()
    {
        const QRect card = m_view->cardRect("app").toAlignedRect();
        return m_view->grab(card.adjusted(-5, -5, 5, 5)).toImage().convertToFormat(QImage::Format_RGB32);
    }

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
                const QRectF icon
                    = zoom < canvas::kFullDetail // where it is at the largest: a corner, or all of the left
                    ? QRectF(shown.topLeft() - QPointF(14, 14) * zoom, QSizeF(1, 1) * std::max(11.0, 40 * zoom))
                    : QRectF();
                QVERIFY2(!badge.intersects(icon), qPrintable(QString::number(zoom)));
            }
        }
    }

    /// Kinds of one family differ by their icon alone, down to where cards become blocks.
    void farOutIconsTellKindsApart()
    {
        for (const double zoom : { 0.44, 0.33, 0.25 }) {
            zoomOutTo(zoom);
            QVERIFY(m_view->zoom() > canvas::kBlocks);
            QImage pictures[2];
            for (const int i : { 0, 1 }) {
                show(withServer(i ? "serverless_function" : "web_app_server", "app"));
                QTRY_VERIFY(m_view->isSharp());
                pictures[i] = serverSeen();
            }
            QCOMPARE(pictures[0].size(), pictures[1].size());
            QRect differing;
            for (int y = 0; y < pictures[0].height(); ++y)
                for (int x = 0; x < pictures[0].width(); ++x)
                    if (pictures[0].pixel(x, y) != pictures[1].pixel(x, y))
                        differing |= QRect(x, y, 1, 1);
            QVERIFY2(differing.width() >= 6 && differing.height() >= 6, qPrintable(QString::number(m_view->zoom())));
            QVERIFY(differing.right() < pictures[0].width() / 2); // the name is the same
        }
    }

    /// A name of two words is written whole, one above the other, before it is cut.
    void farOutNamesStandOnTwoLines()
    {
        const auto linesOf = [this](const char *name) {
            show(withServer("web_app_server", name));
            for (int i = 0; i < 100 && !m_view->isSharp(); ++i)
                QTest::qWait(10);
            const QImage seen = serverSeen();
            int lines = 0;
            bool wasInk = false;
            for (int y = 5; y < seen.height() - 6; ++y) {
                bool isInk = false; // letters are by far the darkest right of the icon
                for (int x = seen.width() * 2 / 5; x < seen.width() - 7; ++x)
                    isInk = isInk || qGray(seen.pixel(x, y)) < 110;
                lines += isInk && !wasInk;
                wasInk = isInk;
            }
            return lines;
        };
        for (const double zoom : { 0.44, 0.33, 0.25 }) {
            zoomOutTo(zoom);
            QCOMPARE(linesOf("menace"), 1);
            QVERIFY2(linesOf("nervous menace") == 2, qPrintable(QString::number(m_view->zoom())));
        }
    }

    /// On a canvas as low as large letters leave it, the words give way: the buttons are whole and can be pressed.
    void theBarOfAPreviewFitsALowCanvas()
    {
        const auto usual = qScopeGuard([] { theme::setLetterScale(1); });
        theme::setLetterScale(2);
        m_view->resize(420, 130);
        m_view->showPreview(edits::RenameElement { 0, "app", "Another name" },
                            QStringLiteral("Give the server a name that says what it does in this design"),
                            QStringLiteral("Headroom 1.2 M → 1.4 M users, p99 214 ms → 180 ms, cost $9,480 → $9,900"));
        const canvas::PreviewBar *bar = m_view->previewBar();
        QVERIFY(m_view->rect().contains(bar->geometry()));
        const auto buttons = bar->findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 2);
        for (const QPushButton *each : buttons) {
            QVERIFY(bar->rect().contains(each->geometry()));
            QVERIFY(each->height() >= each->sizeHint().height() && each->width() >= each->sizeHint().width());
        }
        QVERIFY(bar->toolTip().contains(QStringLiteral("1.4\u00a0M"))); // what is not shown is told there
        QTest::mouseClick(buttons.front(), Qt::LeftButton);
        QVERIFY(onlyEdit<edits::RenameElement>());
        QVERIFY(!m_view->hasPreview());
    }

    /// Letters of twice the size are no reason to keep what a cure does to oneself: they shrink, and the title is cut.
    void theBarOfAPreviewSaysItsFiguresInLargeLetters_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("most"); // of the canvas
        QTest::newRow("1280x720 with all panels") << QSize(540, 208) << 0.6;
        QTest::newRow("lower") << QSize(420, 130) << 1.0;
    }
    void theBarOfAPreviewSaysItsFiguresInLargeLetters()
    {
        const auto usual = qScopeGuard([] { theme::setLetterScale(1); });
        theme::setLetterScale(2);
        QFETCH(const QSize, size);
        QFETCH(const double, most);
        m_view->resize(size);
        m_view->showPreview(
            edits::RenameElement { 0, "app", "Another name" },
            QStringLiteral("Anfragen warten auf einen fremden Dienst: Feed API → Push and e-mail"),
            QStringLiteral("Ihn später über eine Warteschlange aufrufen oder ohne ihn antworten, wenn er ausfällt.\n"
                           "Headroom 1,4 M → 1,6 M · p99 214 ms → 180 ms · 99,87 % → 99,976 % · $9.480 → $9.900"));
        const canvas::PreviewBar *bar = m_view->previewBar();
        QVERIFY(m_view->rect().contains(bar->geometry()));
        QVERIFY2(bar->height() <= most * size.height(), qPrintable(QString::number(bar->height())));
        const QList<QLabel *> labels = bar->findChildren<QLabel *>();
        QCOMPARE(labels.size(), 2);
        for (const QLabel *each : labels) {
            QVERIFY(each->isVisibleTo(bar));
            QVERIFY2(each->height() >= each->heightForWidth(each->width()), qPrintable(each->text()));
        }
        QVERIFY(labels.first()->text().startsWith(QStringLiteral("Anfragen")));
        QVERIFY2(labels.last()->text().contains(QStringLiteral("9.900")), qPrintable(labels.last()->text()));
    }

    /// Looking at one cure after another does not make what is seen smaller and smaller.
    void aPreviewAfterAnotherStartsFromWhatWasSeen()
    {
        m_view->resize(900, 230);
        m_view->fitAll();
        const canvas::Viewport before = seen();
        const edits::RenameElement edit { 0, "app", "Another name" };
        m_view->showPreview(edit, QStringLiteral("Rename"), QStringLiteral("One\nTwo\nThree\nFour"));
        QVERIFY(m_view->zoom() < before.zoom); // it had to make room for the bar
        const canvas::Viewport first = seen();
        m_view->showPreview(edit, QStringLiteral("Rename"), QStringLiteral("One\nTwo\nThree\nFour"));
        QCOMPARE(seen(), first);
        QTest::keyClick(m_view->previewBar()->cancelButton(), Qt::Key_Escape);
        QCOMPARE(seen(), before);
    }

    /// From far out frames are close to each other, and the name of each place is still whole.
    void namesOfPlacesDoNotLieOnEachOther()
    {
        canvas::Scene scene(test::theCatalog());
        scene.setStage(test::openDesign("examples/social-feed.headroom")->stages[4]);
        int pairs = 0;
        for (const double zoom : { 0.25, 0.26, 0.3, 0.34, 0.4, 0.45, 0.5, 0.6, 0.75, 1.0, 1.5 })
            for (const int one : scene.places())
                for (const int other : scene.places()) {
                    const auto label = [&](int place) {
                        const canvas::ComponentFace &face = scene.component(place);
                        return canvas::PlacePainter::labelRect(face, face.rect, { {}, zoom });
                    };
                    if (one >= other)
                        continue;
                    ++pairs;
                    QVERIFY2(!label(one).intersects(label(other)), qPrintable(QString::number(zoom)));
                }
        QVERIFY(pairs > 20);
    }

    /// What is looked at keeps more than half of the canvas; of the words the figures stay.
    void theBarOfAPreviewLeavesRoomForIt()
    {
        m_view->resize(420, 320);
        m_view->showPreview(
            edits::RenameElement { 0, "app", "Another name" },
            QStringLiteral("Requests wait for somebody else's service: Feed API in the first zone and Feed API in the "
                           "second zone wait for what sends push messages and letters to all of the users"),
            QStringLiteral("Call it later through a queue, or answer without it when it fails, which takes it out of "
                           "the way of whoever waits\nHeadroom 1.2 M → 1.4 M users"));
        const canvas::PreviewBar *bar = m_view->previewBar();
        QVERIFY2(bar->height() <= m_view->height() * 0.45, qPrintable(QString::number(bar->height())));
        QStringList shown;
        for (const QLabel *each : bar->findChildren<QLabel *>())
            if (!each->isHidden())
                shown.append(each->text());
        QVERIFY2(shown.join(QLatin1Char('\n')).contains(QStringLiteral("1.4")),
                 qPrintable(shown.join(QLatin1Char('|'))));
        QVERIFY(bar->text().contains(QStringLiteral("through a queue"))); // all of it is told
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

HEADROOM_TEST(QApplication, CanvasOverlapsTest)

} // namespace headroom::tst_canvas_overlaps

#include "tst_canvas_overlaps.moc"
