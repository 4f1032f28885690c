#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace headroom::latency {

constexpr double kStep = 0.0005;            ///< s, the grid of the domain spec, 4.7
constexpr std::size_t kGridSize = 1U << 13; ///< points
constexpr double kLostTail = 1e-5;          ///< probability beyond the grid that still counts as none

/// Times 0, step, 2·step … of a distribution.
struct Grid {
    double step = kStep; ///< s
    std::size_t size = kGridSize;
    [[nodiscard]] double end() const { return step * static_cast<double>(size); } ///< s
    bool operator==(const Grid &) const = default;
};

/// The first of the grids with 0.5, 1, 2 … ms that leaves less than 1e-5 beyond its end.
/// @param tail  P(T > t), non-increasing to 0.
[[nodiscard]] Grid gridFor(const std::function<double(double)> &tail);

/// Where a time between two points of the grid goes.
enum class Rounding { Down, Nearest, Up };

/// The distribution of a time ≥ 0 as probabilities on a grid; what lies beyond its end is lost.
/// Sums made of parts rounded down and up enclose the exact quantile of the sum, within (number of parts)·step.
/// Source: domain spec 4.7.
class Distribution {
public:
    /// Differences of a distribution function P(T ≤ t) around the points. O(size).
    [[nodiscard]] static Distribution of(Grid grid, const std::function<double(double)> &cdf,
                                         Rounding rounding = Rounding::Nearest);
    /// Always the same time ≥ 0.
    [[nodiscard]] static Distribution constant(Grid grid, double time, Rounding rounding = Rounding::Nearest);
    /// Probabilities that are known already, one per point of the grid.
    Distribution(double step, std::vector<double> probabilities);

    [[nodiscard]] Grid grid() const { return { m_step, m_probabilities.size() }; }
    [[nodiscard]] const std::vector<double> &probabilities() const { return m_probabilities; }
    [[nodiscard]] double total() const { return m_cumulative.back(); } ///< 1 − what is lost
    [[nodiscard]] double mean() const;                                 ///< s, of what is on the grid
    [[nodiscard]] double cumulative(double time) const;                ///< share up to the point nearest to a time
    /// The first point up to which a share p in 0..1 lies, in s; nothing when it is beyond the end of the grid.
    [[nodiscard]] std::optional<double> quantile(double p) const;

private:
    double m_step = kStep;
    std::vector<double> m_probabilities;
    std::vector<double> m_cumulative;
};

/// A + B, independent, on the grid of both. FFT on twice the points, O(n log n).
[[nodiscard]] Distribution sum(const Distribution &a, const Distribution &b);

/// A with probability `share`, else B: an optional branch with B = 0.
[[nodiscard]] Distribution mixture(double share, const Distribution &a, const Distribution &b);

/// The later of A and B, independent: a parallel join, F = F_A·F_B.
[[nodiscard]] Distribution join(const Distribution &a, const Distribution &b);

/// The latest of n independent copies of A, n ≥ 1.
[[nodiscard]] Distribution join(const Distribution &a, int copies);

} // namespace headroom::latency
