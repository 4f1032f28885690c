#pragma once

#include "tests/benchmarks/plain_loop.h"

namespace headroom::bench {

/// Solves the same open network with `qnos` of GNU Octave's queueing package, and prints how long that takes beside
/// the engine and by how much the mean response times differ. Says so when Octave or the package is not installed.
/// @param core      ms of the engine; @param response  s, of the plain loop.
void compareOctave(const PlainLoop &network, double rate, double core, double response);

} // namespace headroom::bench
