#pragma once

#include "model/analysis/report.h"

#include <string>
#include <string_view>

namespace headroom::reporting {

/// "error", "warning", "info".
[[nodiscard]] const char *severityWord(analysis::Severity severity);

/// What a cure changes, for people: "3,971 → 12,400 users at saturation · p99 412 ms → 230 ms · $1,396 → $1,516 a month".
/// Only what changes by more than a thousandth (unavailability) or half a thousandth (the rest) of itself; when nothing
/// does: "no figure changes".
[[nodiscard]] std::string effectText(const analysis::Effect &effect, std::string_view currency);

} // namespace headroom::reporting
