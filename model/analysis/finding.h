#pragma once

#include "model/edits/edit.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::analysis {

/// How full something is, by the bands of the project (0.70 / 0.85 / 1; memory 0.80 / 0.90 / 1).
enum class Band { Fine, Watch, Critical, Saturated };

/// Where the bands begin, of a resource with this id (domain spec 0).
[[nodiscard]] constexpr double watchedFrom(std::string_view resource)
{
    return resource == "memory" ? 0.80 : 0.70;
}
[[nodiscard]] constexpr double criticalFrom(std::string_view resource)
{
    return resource == "memory" ? 0.90 : 0.85;
}

/// How bad a finding is.
enum class Severity { Info, Warning, Error };

/// What a cure changes, at the users of the report.
struct Figures {
    double usersAtSaturation = 0;                 ///< infinite when nothing ever fills
    std::optional<double> meanLatency = {};       ///< s; absent when saturated or unreachable
    std::optional<double> p99 = {};               ///< s, where percentiles are known
    std::optional<double> availability = {};      ///< of the read path
    std::optional<double> leastAvailability = {}; ///< of the class that is least available
    std::optional<double> slowestJob = {}; ///< s: of backlogs and jobs with a deadline; absent: none, or never done
    double costPerMonth = 0;
    /// Share of the requests that fail with all components up, as calls are given up or refused, 0..1; absent when
    /// saturated or unreachable.
    std::optional<double> failing = {};
    bool operator==(const Figures &) const = default;
};

/// The figures without a cure and with it, both solved.
struct Effect {
    Figures before;
    Figures after;
    bool operator==(const Effect &) const = default;
};

/// Something the model noticed: with what it measured, against which threshold, in words.
struct Finding {
    std::string rule; ///< "CAP-01"
    Severity severity = Severity::Info;
    std::vector<std::string> subjects; ///< ids of components and connections, most important first
    std::string title;                 ///< one line
    std::string message;               ///< a sentence or two: why it matters
    std::optional<double> measured;
    std::optional<double> threshold;
    std::string unit;
    std::string fix = {};                         ///< what to do about it; empty: nothing needs to be done
    std::optional<edits::Edit> cure = {};         ///< does it, where it can be done mechanically
    std::optional<Effect> effect = {};            ///< of the cure; only withEffects() fills it in
    std::optional<std::string> acknowledged = {}; ///< why the owner of the design lives with it
    std::string metric = {}; ///< unfolds `measured`, as `explain` takes it: "web.cpu.utilization"; empty: counted
    bool operator==(const Finding &) const = default;
};

} // namespace headroom::analysis
