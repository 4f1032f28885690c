#pragma once

#include <cstddef>
#include <vector>

namespace headroom::engine {

/// What background jobs bring besides the requests of users, as straight lines in users: base + perUser·U, at the hour
/// the component is judged at. All columns are empty in a stage without jobs.
struct Jobs {
    std::vector<double> visits; ///< station visits per second at all instances together, per component, then per holder
    std::vector<double> visitsPerUser;
    std::vector<double> work; ///< s per second at all instances together
    std::vector<double> workPerUser;
    std::vector<double> squares; ///< mean services squared, s² per second at all instances together
    std::vector<double> squaresPerUser;
    std::vector<double> arrivalScv; ///< of a station that varies as the mix of its visits; −1: its variation is stated
    std::vector<double> instances;  ///< worth of load at the target utilization; 0 where the tier does not grow
    std::vector<double> instancesPerUser;
    std::vector<double> dayInstances; ///< the same, daily mean
    std::vector<double> dayInstancesPerUser;
    std::vector<double> used; ///< of a resource at all instances together, per row of the resources
    std::vector<double> usedPerUser;
    [[nodiscard]] bool exist() const { return !visits.empty(); }
};

/// One value of a line.
[[nodiscard]] inline double lineAt(const std::vector<double> &base, const std::vector<double> &perUser, std::size_t row,
                                   double users)
{
    return base[row] + perUser[row] * users;
}

} // namespace headroom::engine
