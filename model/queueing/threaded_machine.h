#pragma once

#include "model/core/quantity.h"

#include <span>

namespace headroom::queueing {

/// What a machine makes of visits that first need one of its threads and then share its cores.
struct ThreadedMachine {
    double refused = 0; ///< share of the visits that find all places taken, 0..1
    Seconds response;   ///< of those that get in, from there to the end; infinite where there is no steady state
    double waits = 0;   ///< share of those that get in that wait for a thread, 0..1
    Seconds threadWait; ///< mean over all that get in
};

/// Birth-death process of what is inside: with n ≤ threads the machine finishes rates[n − 1], with more what all threads
/// do; the rest waits for a thread.
/// @param arrivalRate  λ > 0
/// @param rates    1/s, as flowEquivalentRates(); beyond its end the last one
/// @param threads  T ≥ 1
/// @param places   K ≥ T threads and places to wait together; infinite: nobody is refused
/// O(T), whatever K is.
/// Source: Gross et al., 4th ed., sections 2.2 and 2.5; flow-equivalent server: Lazowska et al. 1984, chapter 9.
[[nodiscard]] ThreadedMachine threadedMachine(Rate arrivalRate, std::span<const double> rates, int threads,
                                              double places);

} // namespace headroom::queueing
