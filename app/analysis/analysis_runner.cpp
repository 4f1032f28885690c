#include "app/analysis/analysis_runner.h"

#include <QtConcurrent/QtConcurrentRun>

namespace headroom::app {

namespace {

constexpr double kLeastUsers = 1e2;
constexpr double kMostUsers = 1e9;
constexpr std::size_t kCurvePoints = 200;

} // namespace

AnalysisRunner::AnalysisRunner(const catalog::Catalog &catalog, QObject *parent)
    : QObject(parent)
    , m_catalog(catalog)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_watcher, &QFutureWatcher<Answer>::finished, this, &AnalysisRunner::finish);
}

AnalysisRunner::~AnalysisRunner()
{
    m_watcher.disconnect(this);
    m_stop.request_stop();
    m_pool.waitForDone();
}

void AnalysisRunner::request(project::Snapshot snapshot, std::size_t stage, double users)
{
    if (!snapshot || stage >= snapshot->stages.size())
        return;
    if (snapshot != m_snapshot)
        m_hasSummaries = false;
    if (snapshot != m_snapshot || stage != m_stage) {
        m_snapshot = snapshot;
        m_stage = stage;
        m_compiled.reset();
        m_hasCurves = false;
    }
    m_wanted = { std::move(snapshot), stage, users, m_compiled, false, false };
    m_isWanted = true;
    m_stop.request_stop(); // curves under way give way to the report
    start();
}

void AnalysisRunner::start()
{
    if (m_watcher.isRunning())
        return;
    if (!m_isWanted) {
        if (!m_snapshot || (m_hasCurves && m_hasSummaries)) {
            Q_EMIT idle();
            return;
        }
        m_wanted.snapshot = m_snapshot;
        m_wanted.stage = m_stage;
        m_wanted.wantsCurves = !m_hasCurves;
        m_wanted.wantsSummaries = m_hasCurves && !m_hasSummaries;
    }
    const bool isQuick = m_isWanted;
    m_wanted.compiled = m_compiled;
    m_isWanted = false;
    m_stop = std::stop_source();
    m_watcher.setFuture(
        QtConcurrent::run(&m_pool, &AnalysisRunner::work, m_wanted, std::cref(m_catalog), isQuick, m_stop.get_token()));
}

AnalysisRunner::Answer AnalysisRunner::work(Job job, const catalog::Catalog &catalog, bool isQuick,
                                            std::stop_token stop)
{
    Answer answer;
    if (!job.compiled)
        job.compiled = analysis::compile(*job.snapshot, job.stage, catalog);
    if (isQuick)
        answer.report
            = std::make_shared<analysis::Report>(analysis::solve(*job.compiled, job.users, { .percentiles = true }));
    else if (job.wantsCurves)
        answer.curves = std::make_shared<analysis::Curves>(
            analysis::sweep(*job.compiled, analysis::logarithmicUsers(kLeastUsers, kMostUsers, kCurvePoints), stop));
    else if (job.wantsSummaries)
        answer.summaries
            = std::make_shared<std::vector<analysis::StageSummary>>(analysis::summarizeStages(*job.snapshot, catalog));
    answer.isComplete = !answer.curves || answer.curves->users.size() == kCurvePoints;
    answer.job = std::move(job);
    return answer;
}

void AnalysisRunner::finish()
{
    const Answer answer = m_watcher.result();
    const bool isCurrent = answer.job.snapshot == m_snapshot && answer.job.stage == m_stage;
    if (isCurrent)
        m_compiled = answer.job.compiled;
    if (isCurrent && answer.report)
        Q_EMIT reportReady(answer.report);
    if (isCurrent && answer.curves && answer.isComplete) {
        m_hasCurves = true;
        Q_EMIT curvesReady(answer.curves);
    }
    if (answer.summaries && answer.job.snapshot == m_snapshot) {
        m_hasSummaries = true;
        Q_EMIT summariesReady(*answer.summaries);
    }
    start();
}

} // namespace headroom::app
