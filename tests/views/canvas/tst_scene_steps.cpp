#include "tests/support/canvas_mesh.h"
#include "tests/support/dice.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/canvas/scene.h"

#include <QApplication>
#include <QTest>

namespace headroom::tst_scene_steps {

/// A scene that was made step by step is the one that is made at once: whatever is kept is what would be found.
class SceneStepsTest final : public QObject {
    Q_OBJECT

    static std::shared_ptr<project::Stage> copyOf(const canvas::Scene &scene)
    {
        return std::make_shared<project::Stage>(*scene.stage());
    }

    static analysis::Report reportOf(const project::Stage &stage, test::Dice &dice)
    {
        analysis::Report made;
        for (const project::Connection &each : stage.connections) {
            analysis::ConnectionReport one;
            one.id = each.id;
            one.requestsPerSecond = dice.chance(0.1) ? 0 : static_cast<double>(dice.below(90'000));
            made.connections.push_back(one);
        }
        return made;
    }

    /// One thing that people do to a design.
    static void change(project::Stage &stage, test::Dice &dice)
    {
        project::Component &card = stage.components[dice.below(stage.components.size())];
        project::Connection &line = stage.connections[dice.below(stage.connections.size())];
        switch (dice.below(7)) {
        case 0:
            card.name += " and more";
            break;
        case 1:
            line.name = line.name.empty() ? "A name of its own" : "";
            break;
        case 2:
            line.parameters.set("line", std::string("square"));
            break;
        case 3:
            line.parameters.set("waypoints", std::string("100,100 300,240"));
            break;
        case 4:
            stage.connections.erase(stage.connections.begin()
                                    + static_cast<std::ptrdiff_t>(dice.below(stage.connections.size())));
            break;
        default:
            card.position.x += 40.0 * static_cast<double>(dice.below(9)) - 160;
            card.position.y += 24.0 * static_cast<double>(dice.below(9)) - 96;
        }
    }

    static void compare(const canvas::Scene &made, const canvas::Scene &fresh)
    {
        QCOMPARE(made.bounds(), fresh.bounds());
        for (std::size_t i = 0; i < fresh.components().size(); ++i) {
            QCOMPARE(made.components()[i].rect, fresh.components()[i].rect);
            QCOMPARE(made.components()[i].look, fresh.components()[i].look);
            QCOMPARE(made.components()[i].parent, fresh.components()[i].parent);
        }
        for (std::size_t i = 0; i < fresh.connections().size(); ++i) {
            const canvas::ConnectionFace &a = made.connections()[i];
            const canvas::ConnectionFace &b = fresh.connections()[i];
            QCOMPARE(a.route, b.route);
            QCOMPARE(a.label, b.label);
            QCOMPARE(a.labelRect, b.labelRect);
            std::vector<int> near;
            made.connectionsIn(b.bounds.adjusted(-2, -2, 2, 2), near);
            QVERIFY(std::binary_search(near.begin(), near.end(), static_cast<int>(i)));
        }
    }

    static void play(std::size_t components, int steps, std::uint64_t seed)
    {
        test::Dice dice(seed);
        canvas::Scene made(test::theCatalog());
        made.setStage(test::canvasMesh(components, seed).stages.front());
        analysis::Report report = reportOf(*made.stage(), dice);
        made.setReport(&report);
        for (int step = 0; step < steps; ++step) {
            if (dice.chance(0.2)) {
                report = reportOf(*made.stage(), dice);
                made.setReport(&report);
            } else {
                const auto next = copyOf(made);
                for (int i = 0; i < (dice.chance(0.1) ? 20 : 1); ++i)
                    change(*next, dice);
                made.setStage(next);
                if (made.isBare())
                    made.setReport(&report);
            }
            canvas::Scene fresh(test::theCatalog());
            fresh.setStage(made.stage());
            fresh.setReport(&report);
            compare(made, fresh);
            if (QTest::currentTestFailed())
                qFatal("step %d of seed %llu", step, static_cast<unsigned long long>(seed));
        }
    }

private Q_SLOTS:
    void smallDesigns()
    {
        for (const std::uint64_t seed : { 1U, 2U, 3U })
            play(60, 60, seed);
    }
    /// A folded place is a card in the way; opened it is none, and lines that went around it run as before.
    void linesDoNotAvoidWhatWasOpened()
    {
        project::Project project = test::ProjectBuilder()
                                       .component("a", "web_app_server")
                                       .component("b", "rdb_primary")
                                       .component("p", "az")
                                       .component("c", "worker_pool", {}, "p")
                                       .link("a", "b", "query")
                                       .build();
        project::Stage stage = *project.stages.front();
        stage.components[0].position = { 0, 200 };
        stage.components[1].position = { 900, 200 };
        stage.components[2].position = { 400, 200 };
        stage.components[2].size = project::Size { 300, 2600 };
        stage.components[3].position = { 450, 2600 };
        canvas::Scene made(test::theCatalog());
        made.setStage(std::make_shared<project::Stage>(stage));
        const QPolygonF direct = made.connections()[0].route;
        stage.components[2].parameters.set("collapsed", true);
        made.setStage(std::make_shared<project::Stage>(stage));
        QVERIFY(made.connections()[0].route != direct);
        stage.components[2].parameters.set("collapsed", false);
        made.setStage(std::make_shared<project::Stage>(stage));
        QCOMPARE(made.connections()[0].route, direct);
    }
    /// So many labels that lines under them do not count.
    void largeDesign() { play(1500, 12, 4); }
};

HEADROOM_TEST(QApplication, SceneStepsTest)

} // namespace headroom::tst_scene_steps

#include "tst_scene_steps.moc"
