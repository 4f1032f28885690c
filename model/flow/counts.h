#pragma once

#include <vector>

namespace headroom::flow {

/// A number of times and how likely it is. Numbers need not be whole where only a mean is known.
struct Count {
    double times = 0;
    double probability = 1;
    bool operator==(const Count &) const = default;
};

/// The distribution of a number of times: ascending, probabilities sum to 1, the unlikely (below 1e-9) left out.
/// Beyond 128 different numbers the mean stands for them all.
using Counts = std::vector<Count>;

[[nodiscard]] double meanOf(const Counts &counts);

/// The distribution of a number of which only the mean ≥ 0 is known: the whole numbers next to it.
[[nodiscard]] Counts around(double mean);

/// The sum of two independent numbers. O(a·b).
[[nodiscard]] Counts sum(const Counts &a, const Counts &b);

/// How many of `calls` ≥ 0 tries, made each of so many times, succeed: binomial with this chance in 0..1.
[[nodiscard]] Counts thin(const Counts &times, double calls, double chance);

} // namespace headroom::flow
