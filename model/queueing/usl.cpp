#include "model/queueing/usl.h"

#include <cassert>
#include <cmath>
#include <limits>

namespace headroom::queueing {

double uslCapacity(double units, double contention, double coherency)
{
    assert(units >= 1 && contention >= 0 && contention <= 1 && coherency >= 0);
    return units / (1 + contention * (units - 1) + coherency * units * (units - 1));
}

double uslPeak(double contention, double coherency)
{
    assert(contention >= 0 && contention <= 1 && coherency >= 0);
    return coherency > 0 ? std::sqrt((1 - contention) / coherency) : std::numeric_limits<double>::infinity();
}

} // namespace headroom::queueing
