#pragma once

#include <span>

namespace headroom::queueing {

/// Quantiles of the sojourn at many M/M/m stations at once: the same as Sojourn::quantile, to 1e-12 of itself, at an
/// eighth of its time. Every station takes the same steps side by side; the few that need more care are asked alone.
/// O(stations).
/// @param waitProbability  C in 0..1, per station.
/// @param spare            m − a > 0, per station.
/// @param p                0..1, 1 excluded: the share of the visits that take no longer.
/// @param times            per station: the quantile in units of its mean service time.
void sojournQuantiles(std::span<const double> waitProbability, std::span<const double> spare, double p,
                      std::span<double> times);

} // namespace headroom::queueing
