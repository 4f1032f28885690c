#include "model/queueing/mmc.h"

#include <boost/math/special_functions/gamma.hpp>

#include <cassert>
#include <limits>

namespace headroom::queueing {

namespace {

constexpr double kNothingOfOne = 1e-18; // of a sum that is at least 1

/// Where no digits are left the answer is 0 or infinite, which is what its limit is.
using Quietly
    = boost::math::policies::policy<boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
                                    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;

} // namespace

double inverseErlangB(int servers, double offeredLoad)
{
    assert(servers > 0 && offeredLoad > 0);
    if (offeredLoad > servers) { // both of the quotient may be too small for a number; the terms fall from the first on
        double sum = 0;
        double term = 1;
        for (int k = servers; k >= 0 && term > kNothingOfOne; --k) {
            sum += term;
            term *= k / offeredLoad;
        }
        return sum;
    }
    const double full = boost::math::gamma_p_derivative(servers + 1.0, offeredLoad, Quietly());
    const double upTo = boost::math::gamma_q(servers + 1.0, offeredLoad, Quietly());
    return full > 0 ? upTo / full : std::numeric_limits<double>::infinity();
}

double erlangB(int servers, double offeredLoad)
{
    assert(servers >= 1 && offeredLoad >= 0);
    if (servers > kMostRecursed)
        return offeredLoad > 0 ? 1 / inverseErlangB(servers, offeredLoad) : 0;
    double blocking = 1;
    for (int k = 1; k <= servers; ++k)
        blocking = offeredLoad * blocking / (k + offeredLoad * blocking);
    return blocking;
}

double erlangC(double servers, double offeredLoad)
{
    assert(servers > 0 && offeredLoad >= 0);
    if (offeredLoad >= servers)
        return 1;
    const int whole = static_cast<int>(servers);
    const double blocking = whole > 0 ? erlangB(whole, offeredLoad) : 1;
    if (const double fraction = servers - whole; fraction > 0) {
        const double free = servers - offeredLoad;
        return (servers - fraction * free) * blocking / (free + offeredLoad * blocking);
    }
    const double utilization = offeredLoad / servers;
    return blocking / (1 - utilization * (1 - blocking));
}

std::optional<Seconds> meanWait(Rate arrivalRate, Seconds serviceTime, int servers)
{
    const double offeredLoad = arrivalRate * serviceTime;
    if (offeredLoad >= servers)
        return std::nullopt;
    return serviceTime * (erlangC(servers, offeredLoad) / (servers - offeredLoad));
}

} // namespace headroom::queueing
