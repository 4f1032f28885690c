#include "model/latency/distribution.h"

#include "model/latency/fft.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

namespace headroom::latency {

namespace {

/// The distribution whose cumulative shares are given.
Distribution fromCumulative(double step, std::vector<double> shares)
{
    for (std::size_t i = shares.size() - 1; i > 0; --i)
        shares[i] -= shares[i - 1];
    return Distribution(step, std::move(shares));
}

} // namespace

Grid gridFor(const std::function<double(double)> &tail)
{
    Grid grid;
    constexpr double kLongest = 1e15; // s: a bound that never falls ends there
    while (tail(grid.end()) >= kLostTail && grid.end() < kLongest)
        grid.step *= 2;
    return grid;
}

Distribution::Distribution(double step, std::vector<double> probabilities)
    : m_step(step)
    , m_probabilities(std::move(probabilities))
    , m_cumulative(m_probabilities.size())
{
    assert(step > 0 && !m_probabilities.empty());
    double total = 0;
    for (std::size_t i = 0; i < m_probabilities.size(); ++i)
        m_cumulative[i] = total += m_probabilities[i];
}

Distribution Distribution::of(Grid grid, const std::function<double(double)> &cdf, Rounding rounding)
{
    const double offset = rounding == Rounding::Up ? 0 : rounding == Rounding::Nearest ? 0.5 : 1;
    std::vector<double> shares(grid.size);
    for (std::size_t i = 0; i < grid.size; ++i)
        shares[i] = cdf((static_cast<double>(i) + offset) * grid.step);
    return fromCumulative(grid.step, std::move(shares));
}

Distribution Distribution::constant(Grid grid, double time, Rounding rounding)
{
    constexpr double kExact = 1e-9; // a time on a point, but for rounding of the division, stays there
    const double point = time / grid.step;
    const double rounded = rounding == Rounding::Down ? std::floor(point + kExact)
        : rounding == Rounding::Nearest               ? std::round(point)
                                                      : std::ceil(point - kExact);
    std::vector<double> probabilities(grid.size, 0.0);
    if (rounded < static_cast<double>(grid.size))
        probabilities[static_cast<std::size_t>(rounded)] = 1;
    return Distribution(grid.step, std::move(probabilities));
}

double Distribution::mean() const
{
    double sum = 0;
    for (std::size_t i = 0; i < m_probabilities.size(); ++i)
        sum += static_cast<double>(i) * m_probabilities[i];
    return sum * m_step;
}

double Distribution::cumulative(double time) const
{
    const double point = std::round(time / m_step);
    return m_cumulative[static_cast<std::size_t>(std::clamp(point, 0.0, static_cast<double>(m_cumulative.size() - 1)))];
}

std::optional<double> Distribution::quantile(double p) const
{
    const auto found = std::lower_bound(m_cumulative.begin(), m_cumulative.end(), p);
    if (found == m_cumulative.end())
        return std::nullopt;
    return m_step * static_cast<double>(found - m_cumulative.begin());
}

Distribution sum(const Distribution &a, const Distribution &b)
{
    assert(a.grid() == b.grid());
    const std::size_t size = a.grid().size;
    std::vector<std::complex<double>> packed(std::bit_ceil(2 * size));
    for (std::size_t i = 0; i < size; ++i)
        packed[i] = { a.probabilities()[i], b.probabilities()[i] };
    // (A + iB)² = A² − B² + 2i·AB: the imaginary part of the square is twice the product of two real signals.
    transform(packed, false);
    for (std::complex<double> &each : packed)
        each *= each;
    transform(packed, true);
    std::vector<double> probabilities(size);
    for (std::size_t i = 0; i < size; ++i)
        probabilities[i] = std::max(0.0, packed[i].imag() / 2);
    return Distribution(a.grid().step, std::move(probabilities));
}

Distribution mixture(double share, const Distribution &a, const Distribution &b)
{
    assert(a.grid() == b.grid() && share >= 0 && share <= 1);
    std::vector<double> probabilities(a.grid().size);
    for (std::size_t i = 0; i < probabilities.size(); ++i)
        probabilities[i] = share * a.probabilities()[i] + (1 - share) * b.probabilities()[i];
    return Distribution(a.grid().step, std::move(probabilities));
}

Distribution join(const Distribution &a, const Distribution &b)
{
    assert(a.grid() == b.grid());
    std::vector<double> shares(a.grid().size);
    double before = 0;
    double other = 0;
    for (std::size_t i = 0; i < shares.size(); ++i)
        shares[i] = (before += a.probabilities()[i]) * (other += b.probabilities()[i]);
    return fromCumulative(a.grid().step, std::move(shares));
}

Distribution join(const Distribution &a, int copies)
{
    assert(copies >= 1);
    std::vector<double> shares(a.grid().size);
    double before = 0;
    for (std::size_t i = 0; i < shares.size(); ++i)
        shares[i] = std::pow(before += a.probabilities()[i], copies);
    return fromCumulative(a.grid().step, std::move(shares));
}

} // namespace headroom::latency
