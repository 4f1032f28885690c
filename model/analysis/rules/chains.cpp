#include "model/analysis/rules/links.h"

#include <algorithm>

namespace headroom::analysis {

std::vector<std::size_t> deepestChain(const Inspection &in)
{
    enum class Visit : char { New, Open, Done };
    const std::size_t count = in.stage.components.size();
    std::vector<std::vector<std::size_t>> callees(count);
    for (const std::size_t c : in.calls())
        callees[caller(in, c)].push_back(callee(in, c));
    const auto works = [&](std::size_t i) { return in.stage.components[i].station >= 0 ? 1 : 0; };
    std::vector<int> depth(count, 0);
    std::vector<int> next(count, -1);
    std::vector<Visit> state(count, Visit::New);
    std::vector<std::pair<std::size_t, std::size_t>>
        open; // component, callee to look at: no recursion, chains are long
    for (std::size_t root = 0; root < count; ++root) {
        if (state[root] == Visit::New)
            open.emplace_back(root, 0);
        while (!open.empty()) {
            const std::size_t i = open.back().first;
            state[i] = Visit::Open;
            if (open.back().second < callees[i].size()) {
                const std::size_t to = callees[i][open.back().second++];
                if (state[to] == Visit::New)
                    open.emplace_back(to, 0);
                continue;
            }
            for (const std::size_t to : callees[i])
                if (state[to] == Visit::Done && (next[i] < 0 || depth[to] > depth[static_cast<std::size_t>(next[i])]))
                    next[i] = static_cast<int>(to);
            depth[i] = works(i) + (next[i] < 0 ? 0 : depth[static_cast<std::size_t>(next[i])]);
            state[i] = Visit::Done;
            open.pop_back();
        }
    }
    const auto deepest = std::max_element(depth.begin(), depth.end());
    std::vector<std::size_t> chain;
    for (int i = deepest == depth.end() ? -1 : static_cast<int>(deepest - depth.begin()); i >= 0;
         i = next[static_cast<std::size_t>(i)])
        if (works(static_cast<std::size_t>(i)) > 0)
            chain.push_back(static_cast<std::size_t>(i));
    return chain;
}

} // namespace headroom::analysis
