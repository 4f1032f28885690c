#pragma once

#include "model/engine/columns.h"
#include "model/engine/results.h"

#include <algorithm>
#include <span>

namespace headroom::engine {

/// Of a list of ascending rows, those in the range.
[[nodiscard]] inline std::span<const int> within(const std::vector<int> &list, Range rows)
{
    const auto first = std::lower_bound(list.begin(), list.end(), static_cast<int>(rows.first));
    return { first, std::lower_bound(first, list.end(), static_cast<int>(rows.last)) };
}

constexpr std::size_t kBlock = 256; ///< components whose rows a core's own cache holds through all steps

/// Calls each(Range) for one block of the range after the other; blocks begin at multiples of kBlock.
template <typename Each>
void inBlocks(Range components, const Each &each)
{
    for (std::size_t first = components.first; first < components.last;) {
        const std::size_t last = std::min((first / kBlock + 1) * kBlock, components.last);
        each(Range { first, last });
        first = last;
    }
}

/// Everything about a stage at these users (≥ 0): instances, use, waits, means of the classes, bills.
/// O(resources + stations · servers + visits), no allocation once `out` has its size.
void solve(const Columns &columns, double users, Results &out);

/// What of its station an instance of an autoscaled tier has at the target for load that is divided, > 0.
[[nodiscard]] double roomAtTarget(const Columns &columns, std::size_t component);

/// Instances' worth of load at the target per judged request/s; 0 where their number is fixed.
[[nodiscard]] double perRateOf(const Columns &columns, std::size_t component);

/// The same and findLimits(), both of a block of components while its rows are at hand.
void solve(const Columns &columns, double users, Limits &limits, Results &out);

/// Users at which each resource, each component and the whole fill up.
/// O(resources); those that count the pools of autoscaled callers take some 240 evaluations each.
void findLimits(const Columns &columns, Limits &out);

/// Puts components of a block with equally many servers together, after their servers have changed.  O(n log n).
void groupByServers(Columns &columns);

/// Factor of the mean wait of a station at these users, whatever is in its mix: (c_a² + c_s²)/2.
/// @param part  of the spread load that an instance gets: 1/n.
[[nodiscard]] double variabilityAt(const Columns &columns, std::size_t station, double users, double part);

/// Factors of the mean waits, per station, as found at these users.
[[nodiscard]] inline const std::vector<double> &variabilities(const Columns &columns, const Results &out)
{
    return columns.jobs.exist() ? out.variability : columns.stations.variability;
}

/// The steps of both, for a range of components, in this order.
void resize(const Columns &columns, Results &out);
void resize(const Columns &columns, Limits &out);
void findInstances(const Columns &columns, Range components, Results &out);
void findPools(const Columns &columns, Results &out); ///< needs the instances of all callers
void findUse(const Columns &columns, Range components, Results &out);
void findWait(const Columns &columns, std::size_t component, Results &out); ///< of one
void findWaits(const Columns &columns, Range block, Results &out);          ///< of a block, grouped by servers
/// Utilization up to which a machine is hardly ever full, whatever its threads wait for; 0: none is known.
[[nodiscard]] double lightLoad(double places, double cores, double threads);
/// Where threads are short or places few: one process of both instead of two queues. @pre findWaits() of both rows.
void findMachineWait(const Columns &columns, const Machine &machine, Results &out);
void findMachineWaits(const Columns &columns, Range components, Results &out); ///< where nobody waits for threads
void findMachineWaits(const Columns &columns, Results &out);                   ///< of all others
void findPooledWaits(const Columns &columns, Results &out);                    ///< of stations that serve one line
void findLatencies(const Columns &columns, Results &out);
void findBills(const Columns &columns, Results &out);
void findBills(const Columns &columns, std::size_t component, Range lines, Results &out); ///< of one, no sums
void addOverheads(const Columns &columns, Results &out);           ///< to a total of everything else
void findLimits(const Columns &columns, Range block, Limits &out); ///< of one block
void bind(const Columns &columns, Range components, Limits &out);  ///< the last step of it: what fills first
void findBottleneck(const Columns &columns, Limits &out);

/// Load of a resource on the hottest instance at any number of users.
[[nodiscard]] double usedAt(const Columns &columns, std::size_t resource, double users, bool atMaximum);

} // namespace headroom::engine
