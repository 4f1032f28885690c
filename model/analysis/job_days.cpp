#include "model/analysis/job_days.h"
#include "model/core/quantity.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

constexpr double kSameMoment = 1e-6; // s
constexpr double kTouching = 1e-9;   // of a run's distance: a window that ends where the next begins is open

/// The moments at which the load may change, from midnight to midnight.
std::vector<double> edgesOf(const std::vector<const CompiledJob *> &jobs, std::size_t hours)
{
    std::vector<double> edges;
    for (std::size_t hour = 0; hour <= hours; ++hour)
        edges.push_back(static_cast<double>(hour) * kSecondsPerDay / static_cast<double>(hours));
    for (const CompiledJob *job : jobs)
        for (const double begin : job->begins)
            for (const double edge : { begin, std::fmod(begin + job->window, kSecondsPerDay) })
                edges.push_back(edge);
    std::sort(edges.begin(), edges.end());
    return edges;
}

} // namespace

std::vector<double> momentsOf(const std::vector<const CompiledJob *> &jobs, std::size_t hours)
{
    const std::vector<double> edges = edgesOf(jobs, hours);
    std::vector<double> moments;
    for (std::size_t e = 0; e + 1 < edges.size(); ++e)
        if (edges[e + 1] - edges[e] >= kSameMoment)
            moments.push_back((edges[e] + edges[e + 1]) / 2);
    return moments;
}

Line jobRateAt(const CompiledStage &stage, const CompiledJob &job, double second)
{
    const std::size_t hour = std::min(stage.day.size() - 1, static_cast<std::size_t>(second / kSecondsPerHour));
    const Line rate = job.flat + job.shaped * stage.day[hour];
    if (job.begins.empty())
        return rate;
    const double every = kSecondsPerDay / static_cast<double>(job.begins.size());
    const double since = std::fmod(second - job.begins.front() + kSecondsPerDay, every);
    return since < job.window * (1 + kTouching) ? rate + job.windowed : rate;
}

JobRates ratesOf(const CompiledStage &stage, const CompiledJob &job)
{
    const double open = static_cast<double>(job.begins.size()) * job.window / kSecondsPerDay;
    JobRates out;
    out.mean = job.flat + job.shaped * stage.meanShare + job.windowed * open;
    out.highest = job.flat + job.shaped + job.windowed;
    bool meetsPeak = false;
    for (std::size_t hour = 0; hour < stage.day.size(); ++hour)
        for (const double begin : job.begins) {
            const double first = static_cast<double>(hour) * kSecondsPerHour;
            for (const double shift : { 0.0, kSecondsPerDay }) // a window may reach into the next day
                meetsPeak = meetsPeak
                    || (stage.day[hour] >= 1 && begin < first + shift + kSecondsPerHour
                        && begin + job.window > first + shift);
        }
    out.peak = job.flat + job.shaped + job.windowed * (meetsPeak ? 1 : 0);
    return out;
}

bool hasUsers(const CompiledComponent &component)
{
    return std::any_of(component.arrivals.begin(), component.arrivals.end(), [](double each) { return each > 0; });
}

Line busiestJobRate(const CompiledStage &stage, const CompiledComponent &component, const CompiledJob &job,
                    const JobRates &rates)
{
    if (hasUsers(component))
        return rates.peak;
    return component.jobs && component.jobs->busiest ? jobRateAt(stage, job, *component.jobs->busiest) : rates.highest;
}

Line judgedJobRate(const CompiledStage &stage, const CompiledComponent &component, const CompiledJob &job,
                   const JobRates &rates)
{
    return component.isDeferred ? rates.mean : busiestJobRate(stage, component, job, rates);
}

const JobStop *stopOf(const CompiledJob &job, std::size_t component)
{
    const auto found = std::lower_bound(job.stops.begin(), job.stops.end(), static_cast<int>(component),
                                        [](const JobStop &stop, int index) { return stop.component < index; });
    return found != job.stops.end() && found->component == static_cast<int>(component) ? &*found : nullptr;
}

ResourceDay dayOf(const CompiledStage &stage, std::size_t component, std::size_t resource, double users,
                  double instances)
{
    const CompiledComponent &owner = stage.components[component];
    const CompiledResource &given = owner.resources[resource];
    std::vector<std::pair<const CompiledJob *, double>> jobs;
    for (const CompiledJob &job : stage.jobs)
        if (const JobStop *stop = stopOf(job, component); stop && stop->demand[resource] > 0)
            jobs.emplace_back(&job, stop->demand[resource]);
    const double peak = users * stage.ratePerUser * (given.spread + given.broadcast * instances / owner.partitions);
    ResourceDay out;
    std::vector<const CompiledJob *> coming;
    for (const auto &[job, demand] : jobs)
        coming.push_back(job);
    const std::vector<double> edges = edgesOf(coming, stage.day.size());
    for (std::size_t e = 0; e + 1 < edges.size(); ++e) {
        const double length = edges[e + 1] - edges[e];
        if (length < kSameMoment)
            continue;
        const double middle = edges[e] + length / 2;
        const std::size_t hour = std::min(stage.day.size() - 1, static_cast<std::size_t>(middle / kSecondsPerHour));
        double rate = peak * stage.day[hour];
        for (const auto &[job, demand] : jobs)
            rate += demand * jobRateAt(stage, *job, middle).at(users);
        out.parts.push_back({ length, rate });
        out.mean += rate * length / kSecondsPerDay;
    }
    double standing = (given.standing + given.perUser * users) * (given.isShared ? 1 / instances : 1);
    if (given.countsPools)
        standing += poolsAt(stage, owner, users, false);
    out.pace = instances * (given.capacity - standing) / owner.hotShare;
    return out;
}

} // namespace headroom::analysis
