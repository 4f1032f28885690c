#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/canvas/slide.h"

#include <QApplication>
#include <QTest>

namespace headroom::tst_slide {

namespace {

std::shared_ptr<const project::Stage> stageOf(const std::vector<std::pair<std::string, project::Point>> &cards)
{
    auto stage = std::make_shared<project::Stage>();
    for (const auto &[id, position] : cards) {
        project::Component component;
        component.id = id;
        component.name = id;
        component.kind = "custom";
        component.position = position;
        stage->components.push_back(component);
    }
    return stage;
}

} // namespace

/// The way of cards from one stage to the next.
class SlideTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cardsGoAppearAndVanish()
    {
        canvas::Scene scene(test::theCatalog());
        canvas::Slide slide;
        const canvas::Viewport view { { 0, 0 }, 0.5 };
        scene.setStage(stageOf({ { "stays", { 0, 0 } }, { "goes", { 400, 0 } } }));
        slide.start(scene, view);
        scene.setStage(stageOf({ { "stays", { 100, 200 } }, { "comes", { 400, 0 } } }));
        QVERIFY(slide.aim(scene, view));
        const int stays = scene.findComponent("stays");
        const int comes = scene.findComponent("comes");
        slide.setProgress(0);
        QCOMPARE(slide.rectOf(scene, stays).topLeft(), QPointF(0, 0));
        QCOMPARE(slide.opacityOf(stays), 1.0);
        QCOMPARE(slide.opacityOf(comes), 0.0);
        QCOMPARE(slide.gone().size(), std::size_t(1));
        QCOMPARE(slide.gone().front().id, std::string("goes"));
        QCOMPARE(slide.gone().front().rect.topLeft(), QPointF(400, 0));
        slide.setProgress(1);
        QCOMPARE(slide.rectOf(scene, stays).topLeft(), QPointF(100, 200));
        QCOMPARE(slide.opacityOf(comes), 1.0);
        slide.stop();
        QVERIFY(slide.gone().empty() && !slide.isRunning());
    }

    void whatIsGoneKeepsItsPlaceInTheWidget()
    {
        canvas::Scene scene(test::theCatalog());
        canvas::Slide slide;
        scene.setStage(stageOf({ { "goes", { 400, 100 } } }));
        slide.start(scene, { { 0, 0 }, 1 });
        scene.setStage(stageOf({ { "comes", { 0, 0 } } }));
        QVERIFY(slide.aim(scene, { { 100, 100 }, 2 }));
        QCOMPARE(slide.gone().front().rect.topLeft(), QPointF(300, 150)); // (400, 100) in the widget, as before
    }
};

HEADROOM_TEST(QApplication, SlideTest)

} // namespace headroom::tst_slide

#include "tst_slide.moc"
