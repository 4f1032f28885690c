#include "model/queueing/mmc.h"

#include <cassert>

namespace headroom::queueing {

double erlangB(int servers, double offeredLoad)
{
    assert(servers >= 1 && offeredLoad >= 0);
    double blocking = 1;
    for (int k = 1; k <= servers; ++k)
        blocking = offeredLoad * blocking / (k + offeredLoad * blocking);
    return blocking;
}

double erlangC(int servers, double offeredLoad)
{
    if (offeredLoad >= servers)
        return 1;
    const double blocking = erlangB(servers, offeredLoad);
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
