#pragma once

#include "model/reliability/gates.h"

#include <cstdint>
#include <span>
#include <stop_token>

namespace headroom::reliability {

/// The mean of the last gate's value over random states.
struct Sampled {
    double mean = 1;
    double low = 0; ///< Wilson's 99 % interval
    double high = 1;
    std::uint64_t drawn = 0;
};

/// Draws `samples` states of independent events, up with these probabilities by event index.
/// 64 states at a time where the formula is binary; one by one, and only those with a failure, where it is not.
/// O(samples · gates / 64), O(samples · gates) with shares. Stops early, with what it has, when asked to.
[[nodiscard]] Sampled sample(const Gates &gates, std::span<const double> up, std::uint64_t samples, std::uint64_t seed,
                             std::stop_token stop = {});

} // namespace headroom::reliability
