#include "model/analysis/effects.h"

#include "model/analysis/compile_like.h"
#include "model/analysis/compiled_stage.h"
#include "model/analysis/rules/inspection.h"
#include "model/analysis/solve_asking.h"
#include "model/analysis/solve_figures.h"
#include "model/core/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::analysis {

namespace {

constexpr std::size_t kMostWithPercentiles = 64; // components of the stage
constexpr std::size_t kMostSolved = 200'000;     // components, of all edited designs together
constexpr double kLeastLoss = 1e-3;              // of users at saturation, that counts
constexpr double kLeastDowntime = 1e-9;          // below it one design is as available as another
constexpr double kMostMoreFailing = 5e-3;        // of the requests: what timeouts give up that are long enough
constexpr double kLeastHealed = 0.1;             // of what fails

/// By how much, in logarithms, the cure betters the design; what does not exist on one side counts as no change.
double gainOf(const Finding &finding)
{
    if (!finding.effect)
        return 0;
    const auto better = [](double after, double before) {
        return after > 0 && before > 0 && std::isfinite(after) && std::isfinite(before) ? std::log(after / before) : 0;
    };
    const auto &[before, after] = *finding.effect;
    double gain = better(after.usersAtSaturation, before.usersAtSaturation);
    if (before.leastAvailability && after.leastAvailability)
        gain += better(1 - *before.leastAvailability + kLeastDowntime, 1 - *after.leastAvailability + kLeastDowntime);
    if (before.meanLatency && after.meanLatency)
        gain += better(*before.meanLatency, *after.meanLatency);
    return gain + 0.1 * better(before.costPerMonth, after.costPerMonth);
}

/// Whether a design that carries its users less than before is all that comes of a cure: slots, say, that the other side
/// does not have; or one that answers fewer requests; or that fails more often, as a tier that is full needs all of its
/// instances, of what is to last.
bool isHarmful(const Finding &finding, bool isForAvailability, double users)
{
    constexpr double kNoLess = 1 - 1e-12;
    const Figures &before = finding.effect->before;
    const Figures &after = finding.effect->after;
    if (after.usersAtSaturation < std::min(users, before.usersAtSaturation * (1 - kLeastLoss)))
        return true;
    if (before.failing && after.failing && *after.failing > *before.failing + kMostMoreFailing)
        return true;
    return isForAvailability && before.leastAvailability && after.leastAvailability
        && *after.leastAvailability < *before.leastAvailability * kNoLess;
}

/// A job or the backlog of a component, as the metric of a finding names it.
struct Work {
    std::string id;
    bool isJob = false;
};

std::optional<Work> workOf(const Finding &finding)
{
    constexpr std::string_view kJob = "job.";
    constexpr std::string_view kTime = ".time";
    constexpr std::string_view kAge = ".backlog_age";
    const std::string_view metric = finding.metric;
    if (metric.starts_with(kJob) && metric.ends_with(kTime) && metric.size() > kJob.size() + kTime.size())
        return Work { std::string(metric.substr(kJob.size(), metric.size() - kJob.size() - kTime.size())), true };
    if (metric.ends_with(kAge))
        return Work { std::string(metric.substr(0, metric.size() - kAge.size())), false };
    return std::nullopt;
}

/// Nothing: it is never done, or there is none of it.
std::optional<double> timeOf(const Work &work, const Report &report)
{
    if (work.isJob) {
        const auto job = std::find_if(report.jobs.begin(), report.jobs.end(),
                                      [&](const JobReport &each) { return each.id == work.id; });
        return job == report.jobs.end() ? std::nullopt : job->time;
    }
    const ComponentReport *component = report.findComponent(work.id);
    return component && component->backlog ? component->backlog->age : std::nullopt;
}

/// What a deadline waits for longest; nothing when nothing has a deadline, or it is never done.
std::optional<double> slowestJob(const Report &report)
{
    double slowest = -1;
    const auto note = [&slowest](const std::optional<double> &time) {
        slowest = std::max(slowest, time.value_or(std::numeric_limits<double>::infinity()));
    };
    for (const ComponentReport &component : report.components)
        if (component.backlog && component.backlog->deadline > 0)
            note(component.backlog->age);
    for (const JobReport &job : report.jobs)
        if (job.deadline > 0)
            note(job.time);
    return slowest >= 0 && std::isfinite(slowest) ? std::optional(slowest) : std::nullopt;
}

} // namespace

Figures figuresOf(const Report &report)
{
    Figures figures;
    figures.usersAtSaturation = report.usersAtSaturation;
    figures.meanLatency = report.meanLatency;
    if (report.serverTime)
        figures.p99 = report.serverTime->value.p99;
    figures.availability = report.availability;
    for (const ClassReport &line : report.classes)
        if (line.availability)
            figures.leastAvailability = std::min(figures.leastAvailability.value_or(1), line.availability->value);
    figures.costPerMonth = report.costPerMonth;
    figures.slowestJob = slowestJob(report);
    if (report.state == State::Fine)
        figures.failing = report.timedOut;
    return figures;
}

bool isAboutWork(const Finding &finding)
{
    return workOf(finding).has_value();
}

std::optional<Effect> effectOf(const project::Project &project, std::size_t stage, double users,
                               const catalog::Catalog &catalog, const edits::Edit &edit)
{
    const Result<project::Snapshot> edited = edits::apply(project, edit, catalog);
    if (!edited || stage >= (*edited)->stages.size())
        return std::nullopt;
    return Effect { figuresOf(analyze(project, stage, users, catalog)),
                    figuresOf(analyze(**edited, stage, users, catalog)) };
}

namespace {

/// Percentiles only where convolutions are cheap enough to be made for every cure.
bool isSmall(const project::Project &project, std::size_t stage)
{
    return project.stages[stage]->components.size() <= kMostWithPercentiles;
}

/// The share of requests that a finding is about, where it is about those that fail; of a class or a journey.
std::optional<double> failingOf(const Finding &finding, const Report &report)
{
    const auto shareOf = [&](const char *owner, const auto &lines) -> std::optional<double> {
        for (const auto &each : lines)
            if (finding.metric == owner + each.id + ".timed_out")
                return each.timedOut;
        return std::nullopt;
    };
    const std::optional<double> ofClass = shareOf("class.", report.classes);
    return ofClass ? ofClass : shareOf("journey.", report.journeys);
}

/// How far a finding is beyond its threshold, on the side where it is bad.
std::optional<double> excessOf(const Finding &finding, double side)
{
    return finding.measured && finding.threshold ? std::optional((*finding.measured - *finding.threshold) * side)
                                                 : std::nullopt;
}

/// Whether one says the same as another about one of the same elements, and has measured nothing better.
bool isAsBad(const Finding &before, const Finding &after)
{
    if (before.rule != after.rule || before.metric != after.metric)
        return false;
    const double side = before.measured.value_or(0) < before.threshold.value_or(0) ? -1 : 1;
    const std::optional<double> was = excessOf(before, side);
    const std::optional<double> is = excessOf(after, side);
    if (was && is && *is < *was - 1e-9)
        return false;
    return std::find_first_of(before.subjects.begin(), before.subjects.end(), after.subjects.begin(),
                              after.subjects.end())
        != before.subjects.end()
        || (before.subjects.empty() && after.subjects.empty());
}

/// Whether the finding stays as it is with the cure: something else than it sets decides; or the same share fails, as
/// others refuse it than those that the cure is about.
/// @param after  with what its rule finds there
bool isVain(const Finding &finding, const Report &report, const Report &after)
{
    const std::optional<double> now = failingOf(finding, report);
    const std::optional<double> then = failingOf(finding, after);
    if (now && then)
        return *then > (1 - kLeastHealed) * *now;
    return std::any_of(after.findings.begin(), after.findings.end(),
                       [&](const Finding &left) { return isAsBad(finding, left); });
}

/// Those of the report, with p99 just where those of the cures have one.
Figures figuresBefore(const Report &report, const CompiledStage &stage, bool percentiles)
{
    if (percentiles && report.meanLatency && !report.serverTime)
        return figuresOf(solveFigures(stage, report.users, { .percentiles = true }));
    Figures before = figuresOf(report);
    if (!percentiles)
        before.p99.reset();
    return before;
}

} // namespace

bool withEffects(Report &report, const project::Project &project, const catalog::Catalog &catalog,
                 const std::stop_token &stop, const std::shared_ptr<const CompiledStage> &compiled)
{
    const auto stage = compiled ? compiled : compile(project, report.stageIndex, catalog);
    const bool percentiles = isSmall(project, report.stageIndex);
    const Figures before = figuresBefore(report, *stage, percentiles);
    std::vector<Finding *> cured;
    for (Finding &finding : report.findings)
        if (finding.cure && cured.size() * stage->components.size() < kMostSolved)
            cured.push_back(&finding);
    std::vector<char> isNone(cured.size(), 0); // vain or harmful
    inParallel(cured.size(), [&](std::size_t i) {
        if (stop.stop_requested())
            return;
        const Result<project::Snapshot> edited = edits::apply(project, *cured[i]->cure, catalog);
        if (!edited || report.stageIndex >= (*edited)->stages.size())
            return;
        const std::optional<Work> work = workOf(*cured[i]);
        const catalog::RuleSpec *rule = catalog.rule(cured[i]->rule);
        const Report after = solveAsking(*compileLike(*stage, **edited, report.stageIndex, catalog), report.users,
                                         { .percentiles = percentiles }, cured[i]->rule);
        Effect effect { before, figuresOf(after) };
        if (work) {
            effect.before.slowestJob = timeOf(*work, report);
            effect.after.slowestJob = timeOf(*work, after);
        }
        cured[i]->effect = std::move(effect);
        isNone[i]
            = isVain(*cured[i], report, after) || isHarmful(*cured[i], rule && rule->isForAvailability, report.users);
    });
    if (stop.stop_requested())
        return false;
    for (std::size_t i = 0; i < cured.size(); ++i)
        if (isNone[i]) {
            cured[i]->cure.reset();
            cured[i]->effect.reset();
        }
    std::stable_sort(report.findings.begin(), report.findings.end(), [&report](const Finding &a, const Finding &b) {
        if (a.acknowledged.has_value() != b.acknowledged.has_value())
            return b.acknowledged.has_value();
        if (a.severity != b.severity)
            return a.severity > b.severity;
        const auto overA = overloadIn(a, report);
        const auto overB = overloadIn(b, report);
        return overA != overB ? overA > overB : gainOf(a) > gainOf(b);
    });
    return true;
}

} // namespace headroom::analysis
