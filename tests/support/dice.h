#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace headroom::test {

/// Random choices that are the same on every machine: of the standard library only the bits are.
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : m_random(seed * 0x9e3779b97f4a7c15ULL + 1)
    {
    }

    double between(double low, double high)
    {
        return low + (high - low) * static_cast<double>(m_random() >> 11) * 0x1p-53;
    }
    /// Even on a logarithmic scale. @pre 0 < low ≤ high
    double spread(double low, double high) { return std::exp(between(std::log(low), std::log(high))); }
    /// 0 … end − 1; 0 when there are none.
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(m_random() % std::max<std::size_t>(end, 1)); }
    /// low … high, both included.
    double whole(int low, int high)
    {
        return low + static_cast<double>(below(static_cast<std::size_t>(high - low + 1)));
    }
    bool chance(double probability) { return between(0, 1) < probability; }

    template <typename T>
    void shuffle(std::vector<T> &list)
    {
        for (std::size_t i = list.size(); i > 1; --i)
            std::swap(list[i - 1], list[below(i)]);
    }

private:
    std::mt19937_64 m_random;
};

} // namespace headroom::test
