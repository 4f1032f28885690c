#include "model/growth/story.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <limits>

namespace headroom::tst_story {

using growth::Story;
using growth::StoryEvent;

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

growth::StageMove stage(std::size_t index, double trigger, double saturation, bool serves = true)
{
    growth::StageMove move;
    move.index = index;
    move.serves = serves;
    move.usersAtSaturation = serves ? saturation : 0;
    if (trigger > 0)
        move.trigger = growth::MoveTrigger { trigger, "db", 0.7, "CPU of Database", false };
    growth::Filling filling { "db",       "Database",       "cpu",
                              "CPU",      saturation * 0.7, saturation * 0.85,
                              saturation, saturation * 0.7, saturation * 0.85 };
    if (serves)
        move.resources = { filling };
    return move;
}

project::Project stagesFor(const std::vector<project::UserRange> &ranges, std::size_t empty = 99)
{
    project::Project project;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        project::Stage stage;
        stage.users = ranges[i];
        if (i != empty) {
            project::Component component;
            component.id = "app";
            stage.components.push_back(component);
        }
        project.stages.push_back(std::make_shared<project::Stage>(stage));
    }
    return project;
}

} // namespace

/// What happens while users grow, and which stage is in force.
class StoryTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eventsComeInTheOrderOfUsers()
    {
        growth::StageMap map;
        map.stages = { stage(0, 700, 1000) };
        growth::Filling later = map.stages[0].resources[0];
        later.componentName = "Cache";
        later.usersAtAmber = 800;
        later.usersAtRed = 900;
        later.usersAtSaturation = kInfinite;
        map.stages[0].resources.push_back(later);
        const Story story = growth::storyOf(map);
        QVERIFY(!story.latest(0, 699));
        QCOMPARE(story.latest(0, 700)->what, StoryEvent::What::Amber);
        QCOMPARE(story.latest(0, 820)->componentName, std::string("Cache"));
        QVERIFY(story.latest(0, 820)->what == StoryEvent::What::Amber && !story.latest(0, 820)->isFirst);
        QCOMPARE(story.latest(0, 1e9)->what, StoryEvent::What::Saturated);
        QVERIFY(story.latest(0, 1e9)->isFirst);
        QVERIFY(!story.latest(7, 1e9));
        QCOMPARE(story.next(0, 700), std::optional(800.0));
        QCOMPARE(story.next(0, 1000), std::nullopt);
    }

    void stagesTakeOverAtTheTrigger()
    {
        growth::StageMap map;
        map.stages = { stage(0, 700, 1000), stage(1, 0, 0, false), stage(2, 7000, 10'000), stage(3, 0, kInfinite) };
        const Story story = growth::storyOf(map);
        QCOMPARE(story.takeovers.size(), std::size_t(3));
        QCOMPARE(story.stageAt(1), std::optional<std::size_t>(0));
        QCOMPARE(story.stageAt(699), std::optional<std::size_t>(0));
        QCOMPARE(story.stageAt(700), std::optional<std::size_t>(2)); // the one between serves nobody
        QCOMPARE(story.stageAt(7000), std::optional<std::size_t>(3));
        QCOMPARE(story.stageAt(1e12), std::optional<std::size_t>(3));
    }

    void whatWouldNotLastLongerIsPassedOver()
    {
        growth::StageMap map;
        map.stages = { stage(0, 7000, 10'000), stage(1, 700, 1000), stage(2, 70'000, 100'000) };
        const Story story = growth::storyOf(map);
        QCOMPARE(story.stageAt(7000), std::optional<std::size_t>(2));
        QCOMPARE(story.takeovers.size(), std::size_t(2));
    }

    void aStageThatIsNeverFullIsKept()
    {
        growth::StageMap map;
        map.stages = { stage(0, 0, kInfinite), stage(1, 7000, 10'000) };
        QCOMPARE(growth::storyOf(map).stageAt(1e9), std::optional<std::size_t>(0));
    }

    void withoutStagesThatServeNothingHappens()
    {
        growth::StageMap map;
        map.stages = { stage(0, 0, 0, false) };
        const Story story = growth::storyOf(map);
        QCOMPARE(story.stageAt(1000), std::nullopt);
        QVERIFY(!story.latest(0, 1e9));
        QCOMPARE(story.next(0, 1), std::nullopt);
    }

    void theExampleSaysWhatGivesWay()
    {
        const auto design
            = growth::compileDesign(test::openDesign("examples/social-feed.headroom"), test::theCatalog());
        const growth::StageMap map = growth::stageMapOf(design);
        const Story story = growth::storyOf(map);
        QVERIFY(story.takeovers.size() > 3);
        for (std::size_t i = 0; i < map.stages.size(); ++i) {
            const StoryEvent *last = story.latest(i, map.stages[i].usersAtSaturation * (1 + 1e-9));
            QVERIFY(last && last->what == StoryEvent::What::Saturated);
        }
        for (std::size_t i = 1; i < story.takeovers.size(); ++i)
            QVERIFY(story.takeovers[i].users > story.takeovers[i - 1].users
                    && story.takeovers[i].stage > story.takeovers[i - 1].stage);
    }

    void theRangeThatHoldsTheUsersDecides()
    {
        const project::Project project = stagesFor({ { 0, 1000 }, { 1000, 5000 }, { 20'000, 50'000 } });
        QCOMPARE(growth::stageForUsers(project, 500, 2), std::size_t(0));
        QCOMPARE(growth::stageForUsers(project, 1000, 0), std::size_t(1));
        QCOMPARE(growth::stageForUsers(project, 10'000, 0), std::size_t(1)); // a gap: the one before it
        QCOMPARE(growth::stageForUsers(project, 1e9, 0), std::size_t(2));
    }

    void overlapsKeepThePresentStage()
    {
        const project::Project project = stagesFor({ { 0, 5000 }, { 1000, 9000 } });
        QCOMPARE(growth::stageForUsers(project, 2000, 1), std::size_t(1));
        QCOMPARE(growth::stageForUsers(project, 2000, 0), std::size_t(0));
    }

    void orderDoesNotMatterAndEmptyStagesDoNotCount()
    {
        const project::Project project = stagesFor({ { 10'000, 50'000 }, { 100, 1000 }, { 1000, 10'000 } }, 2);
        QCOMPARE(growth::stageForUsers(project, 50, 0), std::size_t(1));
        QCOMPARE(growth::stageForUsers(project, 5000, 0), std::size_t(1)); // its own stage has nothing in it
        const project::Project bare = stagesFor({ { 0, 1000 } }, 0);
        QCOMPARE(growth::stageForUsers(bare, 1e6, 0), std::size_t(0));
    }
};

HEADROOM_TEST(QCoreApplication, StoryTest)

} // namespace headroom::tst_story

#include "tst_story.moc"
