#pragma once

#include "model/analysis/report.h"

#include <string>
#include <vector>

namespace headroom::reporting {

/// A caption and what is said beside it.
struct WayLine {
    std::string caption;
    std::string text;
};

/// What overload leaves, what goes between zones and regions, and what components refuse; empty where there is no such.
[[nodiscard]] std::vector<WayLine> waysText(const analysis::Report &report);

/// What reaches a level without any user, its files and jobs alone; the first of several.
/// @param level  usersAt070, usersAt085 or usersAtSaturation.
[[nodiscard]] analysis::ResourceRef fullWithoutUsers(const analysis::Report &report,
                                                     double analysis::ResourceReport::*level);

} // namespace headroom::reporting
