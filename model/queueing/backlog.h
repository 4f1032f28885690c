#pragma once

#include <optional>
#include <span>
#include <vector>

namespace headroom::queueing {

/// What waits after a time of steady rates: (in − out)⁺ · duration. Source: domain spec 8.6, B = ∫(λ − μ)⁺.
/// @param in, out  in units of work per second; @param duration  s.
[[nodiscard]] double backlogAfter(double in, double out, double duration);

/// Seconds until a backlog is worked off, B/(μ − λ); 0 without one, nothing when it never is.
[[nodiscard]] std::optional<double> drainTime(double backlog, double in, double out);

/// Consumers, or partitions, that carry a rate at a utilization: ⌈λ·S/ρ⌉.
/// @param rate  ≥ 0; @param serviceTime  of one, at one of them; @param utilization  > 0
[[nodiscard]] double consumersNeeded(double rate, double serviceTime, double utilization);

/// A part of a day with a steady rate.
struct DayPart {
    double duration = 0; ///< s, > 0
    double rate = 0;     ///< units of work per second that arrive
};

/// The backlog of a day that repeats itself, as a fluid.
struct DayBacklog {
    double highest = 0;   ///< units of work that wait at most
    double oldest = 0;    ///< s that the last of them waits: highest / out
    double drainTime = 0; ///< s from the last moment of the highest backlog until none waits
    double highestAt = 0; ///< s since the begin of the day before: that moment
    /// The part of a day in which it gets empty again.
    struct Emptying {
        double began = 0; ///< s since the begin of the day before
        double left = 0;  ///< units of work that waited then
        double rate = 0;  ///< that arrive meanwhile
    } emptying;           ///< without a backlog: all 0
};

/// Exact: between the edges of the parts the backlog is a straight line, which stays at 0 where it meets it.
/// @param in  the parts of a day, in order; @param out  units of work done per second while there is any, > 0.
/// Nothing when a day brings as much as is done in one, or more: then the backlog grows from day to day.
/// O(parts). Source: domain spec 8.6.
[[nodiscard]] std::optional<DayBacklog> backlogOfDay(std::span<const DayPart> in, double out);

/// The parts of the day, from where the line was last empty, that make the backlog at a moment: Σ (rate − out)·duration
/// is what waits then. Empty where nothing waits.
/// @param end  s since the begin of a day at which the line was empty, all days alike. O(parts · days).
[[nodiscard]] std::vector<DayPart> pilingUp(std::span<const DayPart> in, double out, double end);

/// s from `from` (s after the day's begin) until all that has arrived by `until` is done, first come, first served; at
/// least until − from. Nothing as above.  @pre from ≤ until; both may lie in the next days.
[[nodiscard]] std::optional<double> doneAfter(std::span<const DayPart> in, double out, double from, double until);

} // namespace headroom::queueing
