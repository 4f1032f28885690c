#pragma once

#include "app/analysis/report_pool.h"
#include "model/analysis/analyze.h"
#include "model/growth/stage_figures.h"
#include "model/growth/when_to_move.h"
#include "views/charts/cost_chart.h"
#include "views/charts/latency_chart.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace headroom::app {

/// Analyzes the latest snapshot off the interface's thread; the one place with threads.
/// A request replaces the one that waits, so that a fast slider never queues up work.
class AnalysisRunner final : public QObject {
    Q_OBJECT

public:
    /// @param catalog  must outlive the runner.
    explicit AnalysisRunner(const catalog::Catalog &catalog, QObject *parent = nullptr);
    ~AnalysisRunner() override;

    /// Asks for a report, unless the last one answers this too, as no look or note changes a result; curves and summaries
    /// follow when more than positions or the stage is another one, at last the findings that compare it with other
    /// designs, and what the findings' cures would do.
    void request(project::Snapshot snapshot, std::size_t stage, double users);
    /// Answers the last request once more: what is written of the same numbers has changed.
    void again();
    /// Whether anybody looks at what else could be built; without that it is not computed.
    void setWantsOthers(bool isWanted);
    /// Leaves out what takes long and would be out of date at once, while users change with every frame.
    void setHurried(bool isHurried);

Q_SIGNALS:
    void reportReady(std::shared_ptr<const headroom::analysis::Report> report);
    void curvesReady(std::shared_ptr<const headroom::analysis::Curves> curves);
    void summariesReady(const std::vector<headroom::analysis::StageSummary> &summaries);
    /// When to move from each stage to the next; comes after the summaries.
    void mapReady(std::shared_ptr<const headroom::growth::StageMap> map);
    /// Bill and availability of every stage; comes with the map.
    void figuresReady(const std::vector<headroom::growth::StageFigures> &stages);
    /// Percentiles at ever more users; takes ten times as long as the rest, so it comes late.
    void latencyReady(std::shared_ptr<const headroom::charts::LatencyCurves> curves);
    /// The same report with the findings that compare it with what else could be built, and the effects of all cures;
    /// its findings are sorted by them.
    void effectsReady(std::shared_ptr<const headroom::analysis::Report> report);
    /// The last of all, where it is wanted and the stage is not too large for it.
    void othersReady(std::shared_ptr<const headroom::charts::OtherBills> others);
    void idle(); ///< everything asked for has been answered

private:
    enum class Task { Report, Curves, Summaries, Map, Effects, Latency, Others };
    struct Job {
        Task task = Task::Report;
        project::Snapshot snapshot;
        std::size_t stage = 0;
        double users = 0;
        std::shared_ptr<const analysis::CompiledStage> compiled; ///< of this snapshot and stage, when known
        std::shared_ptr<const analysis::Report> report;          ///< whose effects are asked for
        std::shared_ptr<const analysis::Report> before;          ///< of the stage before its last edit, when known
        double saturation = 0;                                   ///< users, of the curves, when known
    };
    struct Answer {
        Job job;
        std::shared_ptr<const analysis::Report> report; ///< without effects or with them
        std::shared_ptr<const analysis::Curves> curves;
        std::shared_ptr<const charts::LatencyCurves> latency;
        std::shared_ptr<const charts::OtherBills> others;
        std::shared_ptr<const std::vector<analysis::StageSummary>> summaries;
        std::shared_ptr<const growth::StageMap> map;
        std::shared_ptr<const std::vector<growth::StageFigures>> figures; ///< beside the map
        bool isComplete = true;
    };
    [[nodiscard]] static Answer work(Job job, const catalog::Catalog &catalog, const ReportPool &reports,
                                     const std::stop_token &stop);
    /// What is still missing, the most urgent first.
    [[nodiscard]] std::optional<Task> nextTask() const;
    void start();
    /// Sets about what is missing next. @return whether there is something. @pre nothing is at work
    bool begin();
    void finish();
    /// Keeps what still answers the last request. @return whether it is about the stage that was asked for
    bool keep(const Answer &answer);
    void tell(const Answer &answer, bool isOfStage);

    const catalog::Catalog &m_catalog;
    ReportPool m_reports;
    QThreadPool m_pool;
    QFutureWatcher<Answer> m_watcher;
    std::stop_source m_stop;
    project::Snapshot m_snapshot;
    std::size_t m_stage = 0;
    double m_users = 0;
    std::shared_ptr<const analysis::CompiledStage> m_compiled;
    std::shared_ptr<const analysis::Report> m_report; ///< of what was asked for last; none yet: absent
    std::shared_ptr<const analysis::Report> m_shown;  ///< told last, of m_snapshot and m_stage
    std::shared_ptr<const analysis::Report> m_before; ///< m_shown of the snapshot before, of the same stage
    bool m_hasEffects = false;
    bool m_hasCurves = false;
    bool m_hasSummaries = false;
    bool m_hasMap = false;
    bool m_hasLatency = false;
    bool m_hasOthers = false;
    bool m_wantsOthers = false;
    bool m_isAtWork = false; ///< until its answer has been taken: a future that has ended may not be replaced before
    bool m_isHurried = false;
    double m_saturation = 0; ///< users, of the curves told last
};

} // namespace headroom::app
