#include "tests/support/canvas_mesh.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/canvas/scene.h"
#include "views/canvas/scene_painter.h"

#include <QApplication>
#include <QImage>
#include <QTest>

namespace headroom::tst_canvas_work {

/// How much is done for a picture of a large design. Times are those of ./dev bench; here work is counted.
class CanvasWorkTest final : public QObject {
    Q_OBJECT

    const project::Snapshot m_project = std::make_shared<project::Project>(test::canvasMesh(2000));
    canvas::Scene m_scene { test::theCatalog() };
    canvas::ScenePainter m_painter;

    /// A report by which each card shows another number in each round.
    analysis::Report report(int round) const
    {
        analysis::Report made;
        for (const project::Component &each : m_project->stages.front()->components) {
            analysis::ComponentReport one;
            one.id = each.id;
            one.isReached = true;
            one.utilization = 0.2 + 0.01 * round;
            one.fullestResource = 0;
            one.resources.push_back({ { one.utilization, 1, one.utilization }, "cpu", "CPU", "vCPU" });
            made.components.push_back(one);
        }
        for (const project::Connection &each : m_project->stages.front()->connections) {
            analysis::ConnectionReport one;
            one.id = each.id;
            one.requestsPerSecond = 40 + 100.0 * static_cast<double>(made.connections.size() % 61) + round;
            made.connections.push_back(one);
        }
        return made;
    }

    /// Paints what a window of 1200 × 800 shows at that zoom. @return cards painted anew.
    int paint(double zoom, bool inMotion, QPointF origin = {})
    {
        QImage image(1200, 800, QImage::Format_RGB32);
        QPainter painter(&image);
        canvas::Scenery scenery;
        scenery.view = { origin, zoom };
        scenery.visible = QRectF(image.rect());
        scenery.inMotion = inMotion;
        m_painter.paint(painter, m_scene, scenery);
        if (!inMotion)
            m_painter.settle(zoom);
        return m_painter.cards().painted();
    }

    project::Snapshot moved(std::size_t component) const
    {
        auto next = std::make_shared<project::Project>(*m_project);
        project::Stage stage = *next->stages.front();
        stage.components[component].position.x += 8;
        next->stages.front() = std::make_shared<project::Stage>(std::move(stage));
        return next;
    }

private Q_SLOTS:
    void init()
    {
        m_painter.setTheme(theme::Theme::light());
        m_scene.setStage(m_project->stages.front());
        m_scene.setReport(nullptr);
    }

    void aSecondPictureOfTheSamePaintsNothingAnew()
    {
        for (const double zoom : { 1.0, 0.5, 0.3 }) {
            QVERIFY(paint(zoom, false) > 10);
            QCOMPARE(paint(zoom, false), 0);
        }
    }

    void motionPaintsFewCardsAnew()
    {
        paint(0.3, false);
        for (const double zoom : { 0.31, 0.4, 0.5, 0.7, 0.25 })
            QVERIFY(paint(zoom, true) <= 12);
        QVERIFY(paint(0.3, true, { 3000, 2000 }) <= 12);
    }

    /// From afar cards show no numbers, so that other numbers are no reason to paint them.
    void numbersOutOfSightPaintNothing()
    {
        const analysis::Report before = report(1);
        const analysis::Report after = report(2);
        m_scene.setReport(&before);
        paint(0.3, false);
        m_scene.setReport(&after);
        QCOMPARE(paint(0.3, false), 0);
        paint(0.6, false);
        m_scene.setReport(&before);
        QVERIFY(paint(0.6, false) > 10);
    }

    void aDroppedCardLeadsFewLinesAnew()
    {
        QVERIFY(m_scene.routed() > 1000);
        m_scene.setStage(moved(1000)->stages.front());
        QVERIFY2(m_scene.routed() > 0 && m_scene.routed() < 150, qPrintable(QString::number(m_scene.routed())));
        m_scene.setStage(std::make_shared<project::Stage>(*m_scene.stage()));
        QCOMPARE(m_scene.routed(), 0);
    }

    /// Kept ways are those that would be found.
    void keptWaysAreTheSame()
    {
        const project::Snapshot next = moved(777);
        m_scene.setStage(next->stages.front());
        canvas::Scene fresh(test::theCatalog());
        fresh.setStage(next->stages.front());
        for (std::size_t i = 0; i < fresh.connections().size(); ++i)
            QCOMPARE(m_scene.connections()[i].route, fresh.connections()[i].route);
    }

    void otherNumbersMoveNoLabel()
    {
        const analysis::Report before = report(1);
        const analysis::Report after = report(2);
        m_scene.setReport(&before);
        QVERIFY(m_scene.labelsSought() > 1000);
        m_scene.setReport(&after);
        QCOMPARE(m_scene.labelsSought(), 0);
    }

    void aDroppedCardPlacesFewLabelsAnew()
    {
        const analysis::Report shown = report(1);
        m_scene.setReport(&shown);
        m_scene.setStage(moved(1000)->stages.front());
        QVERIFY2(m_scene.labelsSought() > 0 && m_scene.labelsSought() < 250,
                 qPrintable(QString::number(m_scene.labelsSought())));
        QVERIFY(!m_scene.isBare());
    }

    void aDroppedCardChangesLittleOfThePicture()
    {
        (void)m_scene.takeDamage();
        m_scene.setStage(moved(1000)->stages.front());
        const canvas::Damage damage = m_scene.takeDamage();
        QVERIFY(!damage.isAll(1));
        QVERIFY(!damage.areas(1).empty());
        m_scene.setStage(std::make_shared<project::Stage>(*m_scene.stage()));
        QVERIFY(m_scene.takeDamage().areas(1).empty());
    }

    /// Numbers that nobody sees at a zoom are no reason to paint anything there.
    void otherNumbersAreSeenWhereTheyAreWritten()
    {
        analysis::Report shown = report(1);
        shown.connections.clear();
        m_scene.setReport(&shown);
        (void)m_scene.takeDamage();
        shown.components[7].utilization += 0.02;
        m_scene.setReport(&shown);
        const canvas::Damage damage = m_scene.takeDamage();
        QVERIFY(damage.areas(0.1).empty() && damage.areas(0.3).empty());
        QCOMPARE(damage.areas(1).size(), std::size_t(1));
        QCOMPARE(damage.areas(1).front(), m_scene.component(7).rect);
    }
};

HEADROOM_TEST(QApplication, CanvasWorkTest)

} // namespace headroom::tst_canvas_work

#include "tst_canvas_work.moc"
