#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace headroom::engine {

/// A sum over blocks of 64 numbers: a change costs its block and the number of blocks, and nothing drifts.
class BlockSums {
public:
    void resize(std::size_t count)
    {
        m_count = count;
        m_sums.assign((count + kBlock - 1) / kBlock, 0.0);
        m_isStale.assign(m_sums.size(), 1);
        m_stale.resize(m_sums.size());
        for (std::size_t block = 0; block < m_sums.size(); ++block)
            m_stale[block] = block;
    }

    /// The number at `index` has changed.
    void touch(std::size_t index)
    {
        const std::size_t block = index / kBlock;
        if (m_isStale[block])
            return;
        m_isStale[block] = 1;
        m_stale.push_back(block);
    }

    /// The sum of valueAt(0), valueAt(1) …; asks for those in touched blocks only.
    template <typename Value>
    [[nodiscard]] double total(Value valueAt)
    {
        for (const std::size_t block : m_stale) {
            double sum = 0;
            for (std::size_t i = block * kBlock; i < std::min((block + 1) * kBlock, m_count); ++i)
                sum += valueAt(i);
            m_sums[block] = sum;
            m_isStale[block] = 0;
        }
        m_stale.clear();
        double sum = 0;
        for (const double each : m_sums)
            sum += each;
        return sum;
    }

private:
    static constexpr std::size_t kBlock = 64;
    std::size_t m_count = 0;
    std::vector<double> m_sums;
    std::vector<char> m_isStale;
    std::vector<std::size_t> m_stale; ///< blocks
};

} // namespace headroom::engine
