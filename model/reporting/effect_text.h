#pragma once

#include "model/analysis/report.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::reporting {

/// "error", "warning", "info".
[[nodiscard]] const char *severityWord(analysis::Severity severity);
/// A figure that a cure changes.
enum class Changed { Users, MeanLatency, P99, Availability, LeastAvailability, SlowestJob, Work, Cost, Failing };
struct FigureChange {
    Changed figure = Changed::Users;
    std::optional<double> before; ///< in the unit of analysis::Figures; nothing: there is none
    std::optional<double> after;
};

/// What the cure of a finding changes by more than a thousandth (unavailability) or half a thousandth (the rest) of itself, in the order of
/// the enumeration; shares of failing requests, first of all, by one of 10,000. Nothing without an effect.
[[nodiscard]] std::vector<FigureChange> visibleChanges(const analysis::Finding &finding);

/// Decimals of a percentage with which the better of two availabilities shows its first two digits that are no nines.
[[nodiscard]] int availabilityDecimals(const FigureChange &change);

/// The words around a change of that figure wherever one is told: "full at " and " users" around "3,971 → 12,400" or
/// "12,400 instead of 3,971".
struct ChangeWords {
    std::string_view before;
    std::string_view after;
};
[[nodiscard]] ChangeWords changeWords(Changed figure);

/// What a cure changes, for people: "full at 3.97 k → 12.4 k users · p99 412 ms → 230 ms · $1,396 → $1,516 a month".
/// Only visibleChanges(); empty when there are none.
[[nodiscard]] std::string effectText(const analysis::Finding &finding, std::string_view currency);

} // namespace headroom::reporting
