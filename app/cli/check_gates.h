#pragma once

#include "app/cli/output.h"
#include "model/analysis/report.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::app {

/// What a stage is held to; what is absent is not checked.
struct Limits {
    std::optional<double> p99;          ///< s, server time of the mix of all classes, at most
    std::optional<double> availability; ///< of the read path, 0..1, at least
    std::optional<double> costPerMonth; ///< at most
    std::optional<double> headroom;     ///< users at saturation over users, at least
    bool noSinglePoints = false;
};

/// One objective and what became of it.
struct Gate {
    std::string id; ///< "p99"
    bool holds = false;
    std::optional<double> measured; ///< in the unit of the limit; absent when there is nothing to measure
    double limit = 0;
    std::string message; ///< one line: what was measured against what
    std::string subject; ///< id of the component to look at; empty: the stage
};

/// The gates that were asked for, in a fixed order. What cannot be measured (latency past saturation) fails.
[[nodiscard]] std::vector<Gate> judge(const analysis::Report &report, const Limits &limits);

/// @param format  text, json, junit or sarif (2.1.0). Ends with LF. Nothing in it depends on time or machine.
[[nodiscard]] std::string printGates(const std::vector<Gate> &gates, const analysis::Report &report,
                                     const Design &design, const std::string &format);

} // namespace headroom::app
