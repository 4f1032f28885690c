#pragma once

#include "model/latency/attempts.h"
#include "model/latency/request.h"

#include <functional>
#include <span>

namespace headroom::latency {

/// Whether one call is made at a time: the join waits for that alone.
[[nodiscard]] inline bool isOneCall(const Join &join)
{
    return join.arms.size() == 1 && join.arms.front().isOneCall();
}

/// What one of the ways takes, as a spectrum.
/// @param waiting  per component. @param joinOf  the spectrum of a join, which must outlive the call.
/// O(stops · counts · n).
[[nodiscard]] Spectrum spectrumOf(std::span<const Way> ways, std::span<const Waiting> waiting,
                                  const std::function<const Spectrum &(const Join &)> &joinOf, Grid grid,
                                  const Circle &circle);

/// The probabilities that a spectrum stands for.
[[nodiscard]] Distribution distributionOf(const Spectrum &spectrum, Grid grid, const Circle &circle);

} // namespace headroom::latency
