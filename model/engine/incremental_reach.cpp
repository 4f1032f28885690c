#include "model/engine/incremental.h"

#include "model/core/at.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>

namespace headroom::engine {

namespace {

constexpr std::size_t kManyParts = 40; // beyond a fortieth of the components everything is done at once
constexpr std::size_t kDraws = 16;     // random numbers a row, for the estimate of what it reaches

} // namespace

/// Whether so much has changed that everything anew is quicker.
bool IncrementalSolve::isMuch() const
{
    return m_touched.size() > m_columns.stations.size() / kManyParts + 16;
}

/// The least of n exponential numbers has the mean 1/n: the leasts of several draws tell how many rows follow each.
/// Loops count as what they lead to. Source: Cohen 1997, size-estimation framework.  O(edges · draws).
void IncrementalSolve::estimateReach()
{
    const Flow &flow = *m_flow;
    const std::size_t rows = flow.order.rows();
    std::mt19937_64 random(1);
    std::vector<std::array<float, kDraws>> least(rows);
    m_reach.assign(rows, 0);
    for (std::size_t row = rows; row-- > 0;) {
        for (float &each : least[row])
            each = -std::log((static_cast<float>(random() >> 40) + 0.5F) * 0x1p-24F);
        for (int o = flow.firstOut[row]; o < flow.firstOut[row + 1]; ++o) {
            const std::size_t to = at(flow.order.targets()[at(flow.out[at(o)])]);
            for (std::size_t draw = 0; draw < kDraws && to > row; ++draw)
                least[row][draw] = std::min(least[row][draw], least[to][draw]);
        }
        const float sum = std::accumulate(least[row].begin(), least[row].end(), 0.0F);
        m_reach[row] = static_cast<float>(kDraws - 1) / sum;
    }
}

/// Whether an edit of its calls is likely to change so much that looking for it would be in vain.
bool IncrementalSolve::reachesMuch(std::size_t connection) const
{
    const float most = 2 * static_cast<float>(m_columns.stations.size() / kManyParts + 16);
    return std::any_of(m_edgesOf[connection].begin(), m_edgesOf[connection].end(),
                       [&](int edge) { return m_reach[at(m_flow->order.targets()[at(edge)])] > most; });
}

} // namespace headroom::engine
