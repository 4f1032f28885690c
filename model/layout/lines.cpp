#include "model/layout/lines.h"

namespace headroom::layout {

std::vector<double> spaced(const std::vector<Item> &items, double gap)
{
    struct Pool {
        double weight = 0;
        double sum = 0; ///< weighted, of what its items want less their offsets
        std::size_t first = 0;
        [[nodiscard]] double middle() const { return sum / weight; }
    };
    std::vector<double> offsets(items.size(), 0); // of each middle when all are packed
    for (std::size_t i = 1; i < items.size(); ++i)
        offsets[i] = offsets[i - 1] + (items[i - 1].length + items[i].length) / 2 + gap;
    std::vector<Pool> pools;
    for (std::size_t i = 0; i < items.size(); ++i) {
        pools.push_back({ items[i].weight, items[i].weight * (items[i].wanted - offsets[i]), i });
        while (pools.size() > 1 && pools[pools.size() - 2].middle() >= pools.back().middle()) {
            const Pool last = pools.back();
            pools.pop_back();
            pools.back().weight += last.weight;
            pools.back().sum += last.sum;
        }
    }
    std::vector<double> middles(items.size());
    for (std::size_t p = 0; p < pools.size(); ++p) {
        const std::size_t end = p + 1 < pools.size() ? pools[p + 1].first : items.size();
        for (std::size_t i = pools[p].first; i < end; ++i)
            middles[i] = pools[p].middle() + offsets[i];
    }
    return middles;
}

} // namespace headroom::layout
