#include "model/analysis/rules/links.h"

#include <algorithm>

namespace headroom::analysis {

namespace {

/// Who calls whom, and who is called by whom, as lists one after another.
struct Calls {
    std::vector<std::size_t> first; ///< per component, one more than there are
    std::vector<std::size_t> ends;

    Calls(const Inspection &in, std::size_t (*from)(const Inspection &, std::size_t),
          std::size_t (*to)(const Inspection &, std::size_t))
        : first(in.stage.components.size() + 1, 0)
        , ends(in.calls().size())
    {
        for (const std::size_t c : in.calls())
            ++first[from(in, c) + 1];
        for (std::size_t i = 0; i + 1 < first.size(); ++i)
            first[i + 1] += first[i];
        std::vector<std::size_t> next(first.begin(), first.end() - 1);
        for (const std::size_t c : in.calls())
            ends[next[from(in, c)]++] = to(in, c);
    }
    [[nodiscard]] std::span<const std::size_t> of(std::size_t component) const
    {
        return std::span(ends).subspan(first[component], first[component + 1] - first[component]);
    }
};

std::vector<std::size_t> findDeepestChain(const Inspection &in)
{
    const std::size_t count = in.stage.components.size();
    const Calls callees(in, caller, callee);
    const Calls callers(in, callee, caller);
    std::vector<std::size_t> left(count); // callees that are not done
    std::vector<std::size_t> done;        // callees before their callers
    for (std::size_t i = 0; i < count; ++i)
        if ((left[i] = callees.of(i).size()) == 0)
            done.push_back(i);
    for (std::size_t at = 0; at < done.size(); ++at)
        for (const std::size_t i : callers.of(done[at]))
            if (--left[i] == 0)
                done.push_back(i);
    for (std::size_t i = 0; i < count; ++i)
        if (left[i] > 0)
            done.push_back(i); // in a loop, or leading into one: counts what it calls besides
    std::vector<int> depth(count, 0);
    std::vector<int> next(count, -1);
    const auto isDeeper = [&](std::size_t a, int b) { // of two alike the one with the smaller id, in whatever order
        const auto other = static_cast<std::size_t>(b);
        return b < 0 || depth[a] > depth[other] || (depth[a] == depth[other] && in.id(a) < in.id(other));
    };
    int deepest = -1;
    for (const std::size_t i : done) {
        for (const std::size_t to : callees.of(i))
            if (left[to] == 0 && isDeeper(to, next[i]))
                next[i] = static_cast<int>(to);
        depth[i] = (in.stage.components[i].station >= 0 ? 1 : 0)
            + (next[i] < 0 ? 0 : depth[static_cast<std::size_t>(next[i])]);
        if (isDeeper(i, deepest))
            deepest = static_cast<int>(i);
    }
    std::vector<std::size_t> chain;
    for (int i = deepest; i >= 0; i = next[static_cast<std::size_t>(i)])
        if (const auto each = static_cast<std::size_t>(i); in.stage.components[each].station >= 0)
            chain.push_back(each);
    return chain;
}

} // namespace

const std::vector<std::size_t> &deepestChain(const Inspection &in)
{
    return in.stage.ruleFacts->list("deepest chain", [&] { return findDeepestChain(in); });
}

int regionOf(const Inspection &in, std::size_t component)
{
    int place = in.stage.components[component].place;
    for (int depth = 0; place >= 0 && depth < 64; ++depth) {
        if (in.is(static_cast<std::size_t>(place), catalog::Role::Region))
            return place;
        place = in.stage.components[static_cast<std::size_t>(place)].place;
    }
    return -1;
}

} // namespace headroom::analysis
