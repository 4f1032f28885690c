#include "views/numbers/screen_units.h"

#include <algorithm>

namespace headroom::screen {

namespace {

constexpr double kMemoryWatch = 0.10;
constexpr double kMemoryCritical = 0.05;
constexpr double kMost = 0.99;

Units chosen;
thread_local int forFiles = 0;

} // namespace

const Units &units()
{
    static const Units plain;
    return ForFiles::isActive() ? plain : chosen;
}

void setUnits(const Units &units)
{
    chosen = units;
    chosen.watch = std::clamp(units.watch, 0.30, 0.98);
    chosen.critical = std::clamp(units.critical, chosen.watch + 0.01, kMost);
}

analysis::Band bandOf(double utilization, bool isMemory)
{
    const Units &limits = units();
    if (utilization >= 1)
        return analysis::Band::Saturated;
    if (utilization > (isMemory ? std::min(limits.critical + kMemoryCritical, kMost) : limits.critical))
        return analysis::Band::Critical;
    const double watch = isMemory ? std::min(limits.watch + kMemoryWatch, kMost) : limits.watch;
    return utilization > watch ? analysis::Band::Watch : analysis::Band::Fine;
}

analysis::Band bandOf(const analysis::ComponentReport &component)
{
    if (component.fullestResource < 0)
        return component.band;
    const auto &fullest = component.resources[static_cast<std::size_t>(component.fullestResource)];
    return bandOf(fullest.utilization, fullest.id == "memory");
}

ForFiles::ForFiles()
{
    ++forFiles;
}

ForFiles::~ForFiles()
{
    --forFiles;
}

bool ForFiles::isActive()
{
    return forFiles > 0;
}

} // namespace headroom::screen
