#include "model/queueing/finite_queue.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace headroom::queueing {

namespace {

constexpr double kLarge = 1e200;

} // namespace

FiniteQueue finiteQueue(Rate arrivalRate, Seconds serviceTime, int servers, int places)
{
    assert(servers >= 1 && places >= servers && serviceTime.value() > 0);
    FiniteQueue queue;
    queue.response = serviceTime;
    const double offeredLoad = arrivalRate * serviceTime;
    if (offeredLoad <= 0)
        return queue;
    double term = 1;
    double sum = 1;
    double population = 0;
    double busy = 0;
    for (int n = 1; n <= places; ++n) {
        term *= offeredLoad / std::min(n, servers);
        sum += term;
        population += n * term;
        busy += std::min(n, servers) * term;
        if (sum > kLarge) { // the terms to come dwarf those that vanish
            term /= sum;
            population /= sum;
            busy /= sum;
            sum = 1;
        }
    }
    queue.blocking = term / sum;
    queue.population = population / sum;
    // What is carried is what the servers finish: λ(1 − p_K) has no digits left far above saturation.
    queue.carried = Rate(busy / sum / serviceTime.value());
    if (queue.carried.value() > 0)
        queue.response = Seconds(queue.population / queue.carried.value());
    return queue;
}

} // namespace headroom::queueing
