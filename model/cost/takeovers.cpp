#include "model/cost/takeovers.h"

namespace headroom::cost {

namespace {

constexpr double kSoon = 2; // times the users

} // namespace

std::vector<Takeover> takeoversOf(const std::vector<Crossover> &crossovers)
{
    std::vector<Takeover> found;
    for (const Crossover &each : crossovers) {
        if (!each.isStage)
            continue;
        Takeover *last = found.empty() ? nullptr : &found.back();
        const std::size_t partner = !last ? 0 : last->to == last->from ? last->other : last->from;
        if (last && each.from == last->to && each.to == partner && each.users < kSoon * last->settled) {
            last->settled = each.users;
            last->to = each.to;
            ++last->turns;
        } else {
            found.push_back({ each.users, each.users, each.from, each.to, each.to, 1 });
        }
    }
    return found;
}

} // namespace headroom::cost
