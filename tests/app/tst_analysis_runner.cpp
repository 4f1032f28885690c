#include "app/analysis/analysis_runner.h"
#include "model/edits/edit.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <optional>

namespace headroom::tst_analysis_runner {

using namespace test;

/// What the runner tells about edits (rule CAP-05).
class AnalysisRunnerTest final : public QObject {
    Q_OBJECT

    static constexpr std::size_t kStage = 2;
    static constexpr double kUsers = 100e3;
    app::AnalysisRunner m_runner { theCatalog() };
    const project::Snapshot m_design = openDesign("resources/templates/seven-stages.headroom");

    static project::Snapshot withAppServers(const project::Project &design, double most)
    {
        return *edits::apply(design, edits::SetParameter { kStage, "app", "n_max", most }, theCatalog());
    }

    /// Whether the report that answers the request says that capacity was added in vain; nothing: no answer came.
    std::optional<bool> isInVain(const project::Snapshot &design, double users = kUsers)
    {
        std::shared_ptr<const analysis::Report> told;
        const auto link = connect(&m_runner, &app::AnalysisRunner::reportReady, this,
                                  [&told](const std::shared_ptr<const analysis::Report> &report) { told = report; });
        m_runner.request(design, kStage, users);
        const bool isAnswered = QTest::qWaitFor([&told] { return told != nullptr; }, 10000);
        disconnect(link);
        return isAnswered ? std::optional(hasFinding(*told, "CAP-05")) : std::nullopt;
    }

    /// Waits until everything asked for has been answered.
    bool isIdle()
    {
        QSignalSpy idle(&m_runner, &app::AnalysisRunner::idle);
        return idle.wait(20000);
    }

private Q_SLOTS:
    /// While users grow with every frame, the latency of a new stage still comes, a piece between two reports at a time.
    void growthIsFollowedByLatency()
    {
        app::AnalysisRunner runner(theCatalog());
        runner.setHurried(true);
        QSignalSpy latency(&runner, &app::AnalysisRunner::latencyReady);
        double users = 1000;
        int reports = 0;
        connect(&runner, &app::AnalysisRunner::reportReady, this, [&] {
            ++reports;
            QTimer::singleShot(0, &runner, [&] { runner.request(m_design, kStage, users *= 1.001); });
        });
        runner.request(m_design, kStage, users);
        QVERIFY(QTest::qWaitFor([&] { return latency.count() > 0 || reports > 300; }, 60000));
        QCOMPARE(latency.count(), 1);
        const auto curves = latency.first().first().value<std::shared_ptr<const charts::LatencyCurves>>();
        QCOMPARE(curves->percentiles.size(), curves->users.size());
        QVERIFY(disconnect(&runner, &app::AnalysisRunner::reportReady, this, nullptr));
    }

    void anEditInVainIsToldUntilTheNext()
    {
        QCOMPARE(isInVain(m_design), std::optional(false));
        const project::Snapshot more = withAppServers(*m_design, 16);
        QCOMPARE(isInVain(more), std::optional(true));
        QCOMPARE(isInVain(more, 90e3), std::optional(true)); // the slider is no edit
        QCOMPARE(isInVain(m_design), std::optional(false));  // undone
    }

    /// Another file that happens to have the same ids is not an edit of the one before.
    void anotherDesignIsNoEdit()
    {
        QCOMPARE(isInVain(m_design, 99e3), std::optional(false));
        project::Project other = *withAppServers(*m_design, 16);
        other.name = "Another design";
        QCOMPARE(isInVain(std::make_shared<project::Project>(other)), std::optional(false));
    }

    /// A lock, a waypoint or a note changes no result, so that nothing is computed again.
    void looksAskForNoAnalysis()
    {
        m_runner.request(m_design, kStage, 50e3);
        QVERIFY(isIdle());
        QSignalSpy reports(&m_runner, &app::AnalysisRunner::reportReady);
        const std::string line = m_design->stages[kStage]->connections.front().id;
        project::Snapshot design = m_design;
        for (const edits::Edit &edit : std::initializer_list<edits::Edit> {
                 edits::SetParameter { kStage, "app", "locked", true },
                 edits::SetParameter { kStage, line, "line", std::string("square") },
                 edits::SetParameter { kStage, line, "waypoints", std::string("10,10") },
                 edits::SetParameter { kStage, line, "note", std::string("why") },
                 edits::SetNotes { kStage, "app", "why" } }) {
            design = *edits::apply(*design, edit, theCatalog());
            m_runner.request(design, kStage, 50e3);
            QVERIFY(isIdle());
        }
        QCOMPARE(reports.count(), 0);
        m_runner.request(*edits::apply(*design, edits::SetParameter { kStage, "app", "n_max", 9.0 }, theCatalog()),
                         kStage, 50e3);
        QVERIFY(isIdle());
        QVERIFY(reports.count() > 0);
    }

    /// The row of stages marks an empty stage among others; a design that is all empty is only begun.
    void anEmptyStageAmongOthersIsMarked()
    {
        std::vector<analysis::StageSummary> told;
        connect(&m_runner, &app::AnalysisRunner::summariesReady, this,
                [&told](const std::vector<analysis::StageSummary> &summaries) { told = summaries; });
        auto hole = std::make_shared<project::Project>(*m_design);
        project::Stage empty = *hole->stages[3];
        empty.components.clear();
        empty.connections.clear();
        hole->stages[3] = std::make_shared<project::Stage>(std::move(empty));
        m_runner.request(hole, kStage, 40e3);
        QVERIFY(isIdle());
        QCOMPARE(told.size(), std::size_t(7));
        for (std::size_t i = 0; i < 7; ++i)
            QCOMPARE(told[i].failsInRange, i == 3);
        m_runner.request(openDesign("resources/templates/empty.headroom"), 0, 1000);
        QVERIFY(isIdle());
        QVERIFY(told.size() == 1 && !told[0].failsInRange);
        disconnect(&m_runner, &app::AnalysisRunner::summariesReady, this, nullptr);
    }

    /// Cures say where what they add is put, so positions ask for a report, but for no curve.
    void positionsAskForAReportAlone()
    {
        m_runner.request(m_design, kStage, 40e3);
        QVERIFY(isIdle());
        QSignalSpy reports(&m_runner, &app::AnalysisRunner::reportReady);
        QSignalSpy curves(&m_runner, &app::AnalysisRunner::curvesReady);
        QSignalSpy summaries(&m_runner, &app::AnalysisRunner::summariesReady);
        auto moved = std::make_shared<project::Project>(*m_design);
        project::Stage stage = *moved->stages[kStage];
        stage.components.back().position.x += 8;
        moved->stages[kStage] = std::make_shared<project::Stage>(std::move(stage));
        m_runner.request(moved, kStage, 40e3);
        QVERIFY(isIdle());
        QCOMPARE(reports.count(), 1);
        QCOMPARE(curves.count(), 0);
        QCOMPARE(summaries.count(), 0);
    }
};

HEADROOM_TEST(QCoreApplication, AnalysisRunnerTest)

} // namespace headroom::tst_analysis_runner

#include "tst_analysis_runner.moc"
