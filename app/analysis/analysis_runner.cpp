#include "app/analysis/analysis_runner.h"

#include "app/analysis/curve_range.h"
#include "model/analysis/effects.h"
#include "model/analysis/solve_figures.h"
#include "model/analysis/sweep_percentiles.h"
#include "model/cost/comparisons.h"
#include "model/cost/scale_out.h"
#include "model/cost/sizing.h"
#include "model/layout/looks.h"

#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>
#include <cmath>

namespace headroom::app {

namespace {

constexpr std::size_t kCurvePoints = 200;
constexpr std::size_t kOtherPoints = 29; ///< four a decade: each sizes the stage anew
constexpr std::size_t kMostSized = 1000; ///< components; sizing more would keep a report waiting

/// Where percentiles are worth their time: three decades up to saturation, dense just below it, where they rise.
std::vector<double> latencyUsers(double saturation)
{
    if (!std::isfinite(saturation) || saturation <= 0)
        return analysis::logarithmicUsers(kLeastUsers, kMostUsers, 22);
    std::vector<double> users { std::min(kLeastUsers, saturation / 2e3) };
    for (const double each : analysis::logarithmicUsers(saturation / 1e3, saturation * 0.7, 14))
        users.push_back(each);
    for (const double share : { 0.76, 0.81, 0.85, 0.89, 0.92, 0.945, 0.965, 0.98, 0.99 })
        users.push_back(saturation * share);
    return users;
}

bool isSame(double a, double b)
{
    return !(a < b) && !(a > b);
}

/// An empty stage among others answers nobody within its range; a design that is all empty is only begun.
void markHoles(std::vector<analysis::StageSummary> &summaries, const project::Project &project)
{
    const auto isEmpty = [](const auto &stage) { return stage->components.empty(); };
    if (std::all_of(project.stages.begin(), project.stages.end(), isEmpty))
        return;
    for (std::size_t i = 0; i < summaries.size(); ++i)
        summaries[i].failsInRange = summaries[i].failsInRange || isEmpty(project.stages[i]);
}

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
    using layout::Change;
    if (!snapshot || stage >= snapshot->stages.size())
        return;
    const Change change = !m_snapshot ? Change::Model
        : snapshot == m_snapshot      ? Change::None
                                      : layout::changeBetween(*m_snapshot, *snapshot);
    const bool isOtherStage = stage != m_stage;
    if (change <= Change::Looks && !isOtherStage && isSame(users, m_users)) {
        QMetaObject::invokeMethod(this, &AnalysisRunner::start, Qt::QueuedConnection); // says that it is idle, if so
        return;
    }
    if (change == Change::Model)
        m_hasSummaries = m_hasMap = false;
    if (change == Change::Model || isOtherStage) {
        m_before = m_snapshot && snapshot->name == m_snapshot->name && !isOtherStage ? m_shown : nullptr;
        m_shown.reset();
        m_hasCurves = false;
        m_hasLatency = false;
        m_hasOthers = false;
    }
    if (change > Change::Looks || isOtherStage)
        m_compiled.reset();
    if (change > Change::Looks) // of versions with the same results the first stays, and with it what is known of it
        m_snapshot = std::move(snapshot);
    m_stage = stage;
    m_users = users;
    m_report.reset();
    m_hasEffects = false;
    m_stop.request_stop(); // what is less urgent gives way to the report
    start();
}

void AnalysisRunner::again()
{
    m_report.reset();
    m_hasEffects = m_hasCurves = m_hasSummaries = m_hasMap = m_hasLatency = m_hasOthers = false;
    m_stop.request_stop();
    start();
}

void AnalysisRunner::setWantsOthers(bool isWanted)
{
    m_wantsOthers = isWanted;
    if (isWanted && m_snapshot)
        start();
}

void AnalysisRunner::setHurried(bool isHurried)
{
    m_isHurried = isHurried;
    if (!isHurried)
        start();
}

std::optional<AnalysisRunner::Task> AnalysisRunner::nextTask() const
{
    if (!m_snapshot)
        return std::nullopt;
    return !m_report                    ? std::optional(Task::Report)
        : !m_hasCurves                  ? std::optional(Task::Curves)
        : !m_hasSummaries               ? std::optional(Task::Summaries)
        : !m_hasMap                     ? std::optional(Task::Map)
        : !m_hasLatency                 ? std::optional(Task::Latency)
        : m_isHurried                   ? std::nullopt
        : !m_hasEffects                 ? std::optional(Task::Effects)
        : m_wantsOthers && !m_hasOthers ? std::optional(Task::Others)
                                        : std::nullopt;
}

void AnalysisRunner::start()
{
    if (!m_isAtWork && !begin())
        Q_EMIT idle();
}

bool AnalysisRunner::begin()
{
    const std::optional<Task> task = nextTask();
    if (!task)
        return false;
    m_stop = std::stop_source();
    m_isAtWork = true;
    // in a hurry users change before anything of the stage is there, which then is waited for, once
    const std::stop_token stop = m_isHurried ? std::stop_token() : m_stop.get_token();
    m_watcher.setFuture(
        QtConcurrent::run(&m_pool, &AnalysisRunner::work,
                          Job { *task, m_snapshot, m_stage, m_users, m_compiled, m_report, m_before, m_saturation },
                          std::cref(m_catalog), m_reports, stop));
    return true;
}

AnalysisRunner::Answer AnalysisRunner::work(Job job, const catalog::Catalog &catalog, const ReportPool &reports,
                                            const std::stop_token &stop)
{
    Answer answer;
    if (!job.compiled)
        job.compiled = analysis::compile(*job.snapshot, job.stage, catalog);
    switch (job.task) {
    case Task::Report: {
        const std::shared_ptr<analysis::Report> report = reports.take();
        analysis::solveInto(*job.compiled, job.users, { .percentiles = true, .before = job.before.get() }, *report);
        answer.report = report;
        break;
    }
    case Task::Curves:
        answer.curves = std::make_shared<analysis::Curves>(
            analysis::sweep(*job.compiled, analysis::logarithmicUsers(kLeastUsers, kMostUsers, kCurvePoints), stop));
        answer.isComplete = answer.curves->users.size() == kCurvePoints;
        break;
    case Task::Summaries: {
        auto summaries
            = std::make_shared<std::vector<analysis::StageSummary>>(analysis::summarizeStages(*job.snapshot, catalog));
        markHoles(*summaries, *job.snapshot);
        answer.summaries = std::move(summaries);
        break;
    }
    case Task::Map: {
        const growth::CompiledDesign design = growth::compileDesign(job.snapshot, catalog, stop);
        answer.map = std::make_shared<growth::StageMap>(growth::stageMapOf(design, stop));
        answer.figures
            = std::make_shared<std::vector<growth::StageFigures>>(growth::stageFigures(design, std::nullopt, stop));
        const std::size_t stages = job.snapshot->stages.size();
        answer.isComplete = answer.map->stages.size() == stages && answer.figures->size() == stages;
        break;
    }
    case Task::Effects: {
        auto report = std::make_shared<analysis::Report>(*job.report);
        answer.isComplete = cost::withComparisons(*report, *job.snapshot, catalog, stop, job.compiled)
            && analysis::withEffects(*report, *job.snapshot, catalog, stop, job.compiled);
        answer.report = std::move(report);
        break;
    }
    case Task::Others: {
        auto others = std::make_shared<charts::OtherBills>();
        if (job.snapshot->stages[job.stage]->components.size() <= kMostSized) {
            const cost::Sizer larger(*job.snapshot, job.stage, catalog, { .keepsCounts = true });
            const cost::IdealScaleOut smaller(*job.snapshot, job.stage, catalog);
            for (const double users : analysis::logarithmicUsers(kLeastUsers, kMostUsers, kOtherPoints)) {
                if (stop.stop_requested())
                    break;
                const cost::Sizing up = larger.at(users);
                others->users.push_back(users);
                others->scaleUp.push_back(up.isFeasible() ? std::optional(up.costPerMonth) : std::nullopt);
                others->scaleOut.push_back(smaller.at(users).cost);
            }
            answer.isComplete = others->users.size() == kOtherPoints;
        }
        answer.others = std::move(others);
        break;
    }
    case Task::Latency: {
        auto latency = std::make_shared<charts::LatencyCurves>();
        latency->users = latencyUsers(job.saturation);
        latency->saturation = job.saturation;
        latency->percentiles = analysis::sweepPercentiles(*job.compiled, latency->users, stop);
        answer.isComplete = latency->percentiles.size() == latency->users.size();
        answer.latency = std::move(latency);
        break;
    }
    }
    answer.job = std::move(job);
    return answer;
}

void AnalysisRunner::finish()
{
    m_isAtWork = false;
    const Answer answer = m_watcher.result();
    const bool isOfStage = keep(answer);
    (void)begin(); // goes on with the rest while the window takes in this
    tell(answer, isOfStage);
    start();
}

bool AnalysisRunner::keep(const Answer &answer)
{
    if (!answer.isComplete || answer.job.snapshot != m_snapshot)
        return false;
    m_hasSummaries = m_hasSummaries || answer.summaries;
    m_hasMap = m_hasMap || answer.map;
    if (answer.job.stage != m_stage)
        return false;
    m_compiled = answer.job.compiled;
    if (answer.curves) {
        m_hasCurves = true;
        m_saturation = answer.curves->saturation;
    }
    m_hasLatency = m_hasLatency || answer.latency;
    m_hasOthers = m_hasOthers || answer.others;
    m_hasEffects = m_hasEffects || (answer.job.task == Task::Effects && answer.job.report == m_report);
    if (answer.job.task == Task::Report) {
        if (isSame(answer.job.users, m_users))
            m_report = answer.report;
        m_shown = answer.report;
    }
    return true;
}

void AnalysisRunner::tell(const Answer &answer, bool isOfStage)
{
    if (!answer.isComplete)
        return;
    if (answer.summaries && answer.job.snapshot == m_snapshot)
        Q_EMIT summariesReady(*answer.summaries);
    if (answer.map && answer.job.snapshot == m_snapshot)
        Q_EMIT mapReady(answer.map);
    if (answer.figures && answer.job.snapshot == m_snapshot)
        Q_EMIT figuresReady(*answer.figures);
    if (!isOfStage)
        return;
    if (answer.curves)
        Q_EMIT curvesReady(answer.curves);
    if (answer.latency)
        Q_EMIT latencyReady(answer.latency);
    if (answer.others)
        Q_EMIT othersReady(answer.others);
    if (answer.job.task == Task::Effects && answer.job.report == m_report)
        Q_EMIT effectsReady(answer.report);
    if (answer.job.task == Task::Report)
        Q_EMIT reportReady(answer.report); // of other users too: a slider that moves on is followed
}

} // namespace headroom::app
