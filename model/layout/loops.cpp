#include "model/layout/loops.h"

#include <algorithm>
#include <numeric>

namespace headroom::layout {

std::vector<std::pair<int, int>> withoutLoops(std::size_t count, const std::vector<std::pair<int, int>> &arrows)
{
    enum class Mark : char { New, Open, Done };
    const auto index = [](int i) { return static_cast<std::size_t>(i); };
    std::vector<std::vector<int>> out(count);
    std::vector<bool> isReached(count, false);
    for (const auto &[from, to] : arrows)
        if (from != to) {
            out[index(from)].push_back(to);
            isReached[index(to)] = true;
        }
    std::vector<int> order(count);
    std::iota(order.begin(), order.end(), 0);
    std::stable_partition(order.begin(), order.end(), [&](int i) { return !isReached[index(i)]; });
    std::vector<Mark> marks(count, Mark::New);
    std::vector<std::pair<int, int>> kept;
    struct Visit {
        int vertex;
        std::size_t next;
    };
    for (const int root : order) {
        if (marks[index(root)] != Mark::New)
            continue;
        std::vector<Visit> way { { root, 0 } };
        marks[index(root)] = Mark::Open;
        while (!way.empty()) {
            const int from = way.back().vertex;
            if (way.back().next == out[index(from)].size()) {
                marks[index(from)] = Mark::Done;
                way.pop_back();
                continue;
            }
            const int to = out[index(from)][way.back().next++];
            kept.push_back(marks[index(to)] == Mark::Open ? std::pair(to, from) : std::pair(from, to));
            if (marks[index(to)] == Mark::New) {
                marks[index(to)] = Mark::Open;
                way.push_back({ to, 0 });
            }
        }
    }
    std::sort(kept.begin(), kept.end());
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    return kept;
}

} // namespace headroom::layout
