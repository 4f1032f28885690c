#pragma once

#include <vector>

namespace headroom::charts {

/// How values are laid along the upright axis of a chart.
struct ValueScale {
    double least = 0; ///< > 0 when logarithmic
    double most = 1;  ///< > least
    bool isLogarithmic = false;
    std::vector<double> ticks; ///< ascending, within least..most

    /// 0 at the bottom, 1 at the top; beyond them outside. Values that a logarithm cannot show lie at the bottom.
    [[nodiscard]] double shareOf(double value) const;
    bool operator==(const ValueScale &) const = default;
};

/// From zero up to `most`, > 0, or a little more, in about four steps of 1, 2, 2.5 or 5 times a power of ten.
[[nodiscard]] ValueScale linearScale(double most);
/// The same up to exactly `most` with steps of `tick`.
[[nodiscard]] ValueScale linearScale(double most, double tick);
/// Whole decades around least..most, both > 0; at most six of them, the upper ones.
[[nodiscard]] ValueScale logarithmicScale(double least, double most);

} // namespace headroom::charts
