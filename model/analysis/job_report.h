#pragma once

#include "model/analysis/state.h"

#include <optional>
#include <string>

namespace headroom::analysis {

/// What waits in front of a component that a buffer feeds, over a day that repeats itself: a fluid with steady rates
/// between the hours and the edges of windows. Source: domain spec 8.6, B(t) = ∫(λ − μ)⁺.
struct BacklogReport {
    int resource = -1;           ///< index in the component's resources: what holds it up longest
    double arriving = 0;         ///< items/s, daily mean
    double pace = 0;             ///< items/s that the instances at work can do
    std::optional<double> most;  ///< items that wait at most; absent when it grows from day to day, as the two below
    std::optional<double> age;   ///< s that the last of them waits: most / pace
    std::optional<double> drain; ///< s from the moment of most until none waits
    double deadline = 0;         ///< s: the shortest of the queue in front and of the jobs that come here; 0: none
    [[nodiscard]] bool isLate() const { return deadline > 0 && (!age || *age > deadline); }
};

/// Work that no user waits for, at the users of the report. Source: domain spec 1.2, 8.6.
struct JobReport {
    std::string id;
    std::string name;
    bool isBatch = true;        ///< else an event: items come one by one
    double items = 0;           ///< of one run; of an event: of a day
    double itemsPerSecond = 0;  ///< daily mean
    double peakPerSecond = 0;   ///< at the time of day when most come
    State state = State::Fine;  ///< unreachable: it enters nowhere, or nobody does a part of it; saturated: never done
    int slowest = -1;           ///< component that holds it up longest; −1: none
    std::optional<double> time; ///< s from the beginning of a run to its last item, or of an event's slowest item
    double deadline = 0;        ///< s; 0: none
    std::optional<bool> holds;  ///< time ≤ deadline; absent without a deadline
};

} // namespace headroom::analysis
