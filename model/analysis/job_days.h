#pragma once

#include "model/analysis/compiled_stage.h"
#include "model/queueing/backlog.h"

namespace headroom::analysis {

/// A resource of a component through the day, all of its instances at work together.
struct ResourceDay {
    std::vector<queueing::DayPart> parts; ///< in its unit: users' requests hour by hour, and jobs with their windows
    double pace = 0;                      ///< what the hottest instance leaves of all for requests; may be ≤ 0
    double mean = 0;                      ///< of the parts
};

/// @param instances  at work.  O(hours + windows of the jobs that come here, times those jobs).
[[nodiscard]] ResourceDay dayOf(const CompiledStage &stage, std::size_t component, std::size_t resource, double users,
                                double instances);

/// s from the begin of the job's worst run until its last item is done, or that an event's last item waits; infinite
/// where it is never done.
[[nodiscard]] double timeOf(const CompiledJob &job, const ResourceDay &day);

/// Items of the job per second at a time of the day.
/// @param second  after midnight
[[nodiscard]] Line jobRateAt(const CompiledStage &stage, const CompiledJob &job, double second);

/// A moment, in s after midnight, of every stretch of the day in which no rate of the jobs changes. Ascending.
[[nodiscard]] std::vector<double> momentsOf(const std::vector<const CompiledJob *> &jobs, std::size_t hours);

[[nodiscard]] JobRates ratesOf(const CompiledStage &stage, const CompiledJob &job);

/// Whether requests of users come to a component.
[[nodiscard]] bool hasUsers(const CompiledComponent &component);

/// Items of the job per second when most is to be done at a component: in the users' peak hour, and where no user comes,
/// at the moment at which all jobs together bring most, as far as there is one for all that they bring.
/// @param rates  of the job, as ratesOf() says.
[[nodiscard]] Line busiestJobRate(const CompiledStage &stage, const CompiledComponent &component,
                                  const CompiledJob &job, const JobRates &rates);

/// The one that a component is judged at: behind a buffer the daily mean, else the busiest.
[[nodiscard]] Line judgedJobRate(const CompiledStage &stage, const CompiledComponent &component, const CompiledJob &job,
                                 const JobRates &rates);

/// The job's way through the component; null: it does nothing there.
[[nodiscard]] const JobStop *stopOf(const CompiledJob &job, std::size_t component);

} // namespace headroom::analysis
