#pragma once

#include "model/analysis/report.h"

#include <string>

namespace headroom::screen {

/// How the user wants figures to be shown. Never that of files, exports and the command line.
struct Units {
    bool hasBinaryBytes = false; ///< KiB, MiB, GiB instead of KB, MB, GB
    bool isPerMinute = false;    ///< rates per minute instead of per second
    std::string currency;        ///< stands for the design's currency, unconverted: "€", "CHF"; empty: the design's
    double watch = 0.70;         ///< utilization above which a resource is amber, 0.30..0.98
    double critical = 0.85;      ///< … and red, above `watch`, at most 0.99
    bool operator==(const Units &) const = default;
};

/// Those of the present thread's work: the user's, or the plain ones while a ForFiles lives.
[[nodiscard]] const Units &units();

/// Sets the user's; call in the thread of the windows. Limits outside their ranges are moved into them.
void setUnits(const Units &units);

/// How full something is, by the limits of units(); those of memory are 0.10 and 0.05 above the others, below 1.
[[nodiscard]] analysis::Band bandOf(double utilization, bool isMemory);
/// The same of a component's fullest resource; fine where nothing can fill up.
[[nodiscard]] analysis::Band bandOf(const analysis::ComponentReport &component);

/// While it lives, everything in this thread is written as in files: decimal points, plain units and limits.
class ForFiles {
public:
    ForFiles();
    ~ForFiles();
    ForFiles(const ForFiles &) = delete;
    ForFiles &operator=(const ForFiles &) = delete;
    [[nodiscard]] static bool isActive();
};

} // namespace headroom::screen
