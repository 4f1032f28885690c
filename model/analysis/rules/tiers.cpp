#include "model/analysis/rules/tiers.h"

#include <numeric>
#include <tuple>

namespace headroom::analysis {

namespace {

/// Per component the next of its tier, after the last the first; itself when it is alone.
/// O(connections · log connections).
RuleFacts::List rings(const CompiledStage &stage)
{
    using Division = std::tuple<int, const catalog::ConnectionKind *, const catalog::Kind *, std::size_t>;
    std::vector<Division> divisions;
    for (const CompiledLink &link : stage.links)
        if (link.from >= 0 && link.to >= 0 && link.kind->routing == catalog::Routing::Share)
            if (const auto to = static_cast<std::size_t>(link.to); stage.components[to].isReached)
                divisions.emplace_back(link.from, link.kind, stage.components[to].kind, to);
    std::sort(divisions.begin(), divisions.end());
    RuleFacts::List first(stage.components.size()); // one of the same tier before it, itself for the first
    std::iota(first.begin(), first.end(), std::size_t(0));
    const auto head = [&first](std::size_t i) {
        while (first[i] != i)
            i = first[i] = first[first[i]];
        return i;
    };
    for (std::size_t d = 1; d < divisions.size(); ++d) {
        const auto &[from, link, kind, to] = divisions[d];
        const auto &[fromBefore, linkBefore, kindBefore, other] = divisions[d - 1];
        if (from != fromBefore || link != linkBefore || kind != kindBefore)
            continue;
        const std::size_t left = head(to);
        const std::size_t right = head(other);
        first[std::max(left, right)] = std::min(left, right);
    }
    RuleFacts::List next(first.size());
    RuleFacts::List last(first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        const std::size_t of = head(i); // comes before the others
        next[i] = of;
        if (of != i)
            next[last[of]] = i;
        last[of] = i;
    }
    return next;
}

} // namespace

const RuleFacts::List &nextInTier(const Inspection &in)
{
    return in.stage.ruleFacts->list("next in tier", [&] { return rings(in.stage); });
}

std::vector<std::size_t> tierOf(const Inspection &in, std::size_t component)
{
    const RuleFacts::List &next = nextInTier(in);
    std::vector<std::size_t> tier;
    if (next[component] == component)
        return tier;
    std::size_t each = component;
    do {
        tier.push_back(each);
        each = next[each];
    } while (each != component);
    std::sort(tier.begin(), tier.end());
    return tier;
}

bool isSeveral(const Inspection &in, std::size_t component)
{
    return in.n(component) >= 2 || in.most(component) >= 2 || nextInTier(in)[component] != component;
}

} // namespace headroom::analysis
