#include "app/analysis/analysis_runner.h"
#include "model/edits/edit.h"
#include "tests/support/model_support.h"

#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace headroom;
using namespace headroom::test;

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

private Q_SLOTS:
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
        QCOMPARE(isInVain(m_design), std::optional(false));
        project::Project other = *withAppServers(*m_design, 16);
        other.name = "Another design";
        QCOMPARE(isInVain(std::make_shared<project::Project>(other)), std::optional(false));
    }
};

QTEST_GUILESS_MAIN(AnalysisRunnerTest)
#include "tst_analysis_runner.moc"
