#include "model/queueing/threaded_machine.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace headroom::queueing {

namespace {

constexpr double kRescaledFrom = 1e200;

/// Sums over the states from T on, p(T + j) ∝ r^j for j = 0…q, divided by `unit`, as well near r = 1 as far from it.
struct Tail {
    double states = 1; ///< Σ r^j
    double waits = 0;  ///< Σ j·r^j
    double last = 1;   ///< r^q
    double unit = 1;   ///< the largest of the r^j
};

Tail tailOf(double ratio, double places)
{
    if (places == std::numeric_limits<double>::infinity())
        return { 1 / (1 - ratio), ratio / ((1 - ratio) * (1 - ratio)), 0, 1 };
    Tail tail;
    const double off = 1 - ratio;
    const double power = places * std::log(ratio);
    tail.unit = std::exp(std::max(0.0, power));
    tail.last = std::exp(std::min(0.0, power)); // over the unit
    const double first = std::exp(-std::max(0.0, power));
    if (std::abs(off) * places < 1e-4) { // the closed forms have no digits left there
        tail.states = (places + 1) * (1 - off * places / 2) * first;
        tail.waits = places * (places + 1) / 2 * (1 - off * (2 * places + 1) / 3) * first;
        return tail;
    }
    tail.states = (first - tail.last * ratio) / off;
    tail.waits = ratio * (tail.states - (places + 1) * tail.last) / off;
    return tail;
}

} // namespace

ThreadedMachine threadedMachine(Rate arrivalRate, std::span<const double> rates, int threads, double places)
{
    assert(!rates.empty() && threads >= 1 && places >= threads && arrivalRate.value() > 0);
    const auto rateWith = [&](int n) { return rates[std::min(static_cast<std::size_t>(n), rates.size()) - 1]; };
    const double most = rateWith(threads);
    const double ratio = arrivalRate.value() / most;
    ThreadedMachine out;
    if (ratio >= 1 && places == std::numeric_limits<double>::infinity()) {
        out.response = out.threadWait = Seconds(places);
        out.waits = 1;
        return out;
    }
    double term = 1; // of n inside, n = 0…T − 1; then of T
    double below = 0;
    double inside = 0;
    for (int n = 0; n < threads; ++n) {
        below += term;
        inside += n * term;
        term *= arrivalRate.value() / rateWith(n + 1);
        if (term > kRescaledFrom) {
            below /= term;
            inside /= term;
            term = 1;
        }
    }
    const Tail tail = tailOf(ratio, places - threads);
    below /= tail.unit;
    inside /= tail.unit;
    const double all = below + term * tail.states;
    const double entering = all - term * tail.last;
    const double waiting = term * tail.waits;
    out.refused = term * tail.last / all;
    out.waits = term * std::max(0.0, tail.states - tail.last) / entering;
    out.threadWait = Seconds(waiting / (arrivalRate.value() * entering));
    out.response = Seconds((inside + term * tail.states * threads + waiting) / (arrivalRate.value() * entering));
    return out;
}

} // namespace headroom::queueing
