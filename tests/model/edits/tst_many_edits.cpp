#include "model/edits/copies.h"
#include "model/edits/edit.h"
#include "model/project/element_index.h"
#include "tests/model/edits/sample_project.h"
#include "tests/support/dice.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

namespace headroom::tst_many_edits {

using namespace edits;
using tests::component;
using tests::connection;

constexpr int kRounds = 300;
constexpr int kSteps = 60;

/// Steps that mostly can be done one after the other: ids come from a small stock, so that some are taken or gone.
class RandomSteps {
public:
    explicit RandomSteps(std::uint64_t seed)
        : m_dice(seed)
    {
    }

    Step next()
    {
        switch (m_dice.below(12)) {
        case 0:
            return RemoveElements { stage(), { id() } };
        case 1:
            return RenameElement { stage(), id(), "Renamed" };
        case 2:
            return SetParameter { stage(), id(), "instances", 3.0 };
        case 3:
            return SetConnectionKind { stage(), line(), m_dice.chance(0.5) ? "query" : "call" };
        case 4:
            return SetNotes { stage(), id(), "A note" };
        case 5:
            return RenameProject { "Another name" };
        case 6:
            return MoveComponents { stage(), { { id(), { 10, 20 }, m_dice.chance(0.5) ? "region" : "" } } };
        case 7:
        case 8:
            return AddComponent { stage(),
                                  component(id().c_str(), "web_app_server", m_dice.chance(0.3) ? "region" : "") };
        default:
            return AddConnection {
                stage(), connection(line().c_str(), id().c_str(), id().c_str(), m_dice.chance(0.5) ? "query" : "call")
            };
        }
    }

private:
    std::size_t stage() { return m_dice.chance(0.9) ? 0 : 1; }
    std::string id() { return m_dice.chance(0.3) ? m_names[m_dice.below(4)] : "n" + std::to_string(m_dice.below(40)); }
    std::string line() { return m_dice.chance(0.2) ? "users-app" : "l" + std::to_string(m_dice.below(60)); }

    const std::vector<std::string> m_names { "app", "db", "users", "region" };
    test::Dice m_dice;
};

/// Long batches look elements up in an index; nothing else may be different.
class ManyEditsTest final : public QObject {
    Q_OBJECT

private:
    const catalog::Catalog m_catalog = tests::loadCatalog();

    /// Keeps of the steps those that can be done after one another.
    std::vector<Step> possibleOf(RandomSteps &steps)
    {
        std::vector<Step> possible;
        auto project = std::make_shared<const project::Project>(tests::sampleProject());
        for (int i = 0; i < 4 * kSteps && static_cast<int>(possible.size()) < kSteps; ++i) {
            const Step step = steps.next();
            const auto after = std::visit([&](const auto &each) { return apply(*project, each, m_catalog); }, step);
            if (!after)
                continue;
            project = after.value();
            possible.push_back(step);
        }
        return possible;
    }

private Q_SLOTS:
    void aLongBatchDoesWhatItsStepsDo()
    {
        for (int round = 0; round < kRounds; ++round) {
            RandomSteps random(static_cast<std::uint64_t>(round));
            const std::vector<Step> steps = possibleOf(random);
            QVERIFY(steps.size() > 20);
            project::Project stepped = tests::sampleProject();
            for (const Step &step : steps)
                stepped = *std::visit([&](const auto &each) { return apply(stepped, each, m_catalog); }, step).value();
            const auto batched = apply(tests::sampleProject(), Batch { "All", steps }, m_catalog);
            QVERIFY2(batched.ok(), qPrintable(QStringLiteral("seed %1").arg(round)));
            QVERIFY2(*batched.value() == stepped, qPrintable(QStringLiteral("seed %1").arg(round)));
        }
    }

    void aLongBatchIsRefusedAsItsStepsAre()
    {
        int refused = 0;
        for (int round = 0; round < kRounds; ++round) {
            RandomSteps random(static_cast<std::uint64_t>(round) + kRounds);
            std::vector<Step> steps = possibleOf(random);
            project::Project stepped = tests::sampleProject();
            for (const Step &step : steps)
                stepped = *std::visit([&](const auto &each) { return apply(stepped, each, m_catalog); }, step).value();
            const Step last = random.next();
            const auto alone = std::visit([&](const auto &each) { return apply(stepped, each, m_catalog); }, last);
            steps.push_back(last);
            const auto batched = apply(tests::sampleProject(), Batch { "All", steps }, m_catalog);
            QCOMPARE(batched.ok(), alone.ok());
            if (alone)
                continue;
            ++refused;
            QCOMPARE(batched.error().message(), alone.error().message());
        }
        QVERIFY(refused > kRounds / 10);
    }

    void theIndexFindsWhatTheStageHas()
    {
        const project::Project sample = tests::sampleProject();
        const project::Stage &stage = *sample.stages.front();
        project::ElementIndex index(stage);
        for (std::size_t i = 0; i < stage.components.size(); ++i)
            QCOMPARE(index.component(stage.components[i].id), static_cast<std::ptrdiff_t>(i));
        QCOMPARE(index.connection("app-db"), std::ptrdiff_t(1));
        QCOMPARE(index.component("app-db"), std::ptrdiff_t(-1));
        QVERIFY(index.knows("app-db") && !index.knows("nothing"));
        index.addComponent("late", stage.components.size());
        QCOMPARE(index.component("late"), static_cast<std::ptrdiff_t>(stage.components.size()));
    }

    /// Copies of copies: each name and id is the next that is free, and none is tried twice.
    void manyCopiesGetNamesInARow()
    {
        project::Project project = tests::sampleProject();
        for (int i = 2; i <= 40; ++i) {
            const project::Project copies = copyOf(project, 0, { "app" });
            const Batch batch = pasteOf(
                project, 0, *copies.stages.front(), {}, [](const auto &) { return ""; }, "Paste");
            const auto &added = std::get<AddComponent>(batch.steps.front()).component;
            QCOMPARE(added.name, "app " + std::to_string(i));
            QCOMPARE(added.id, "web_app_server" + std::to_string(i - 1));
            project = *apply(project, batch, m_catalog).value();
        }
        const project::Project all = copyOf(project, 0, { "app", "web_app_server7", "web_app_server39" });
        const Batch batch = pasteOf(
            project, 0, *all.stages.front(), {}, [](const auto &) { return ""; }, "Paste");
        std::vector<std::string> names;
        for (const Step &step : batch.steps)
            names.push_back(std::get<AddComponent>(step).component.name);
        QCOMPARE(names, (std::vector<std::string> { "app 41", "app 42", "app 43" }));
    }
};

HEADROOM_TEST(QCoreApplication, ManyEditsTest)

} // namespace headroom::tst_many_edits

#include "tst_many_edits.moc"
