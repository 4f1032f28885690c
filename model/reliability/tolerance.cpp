#include "model/reliability/tolerance.h"

#include <algorithm>

namespace headroom::reliability {

const std::array<Tier, 5> &tiers()
{
    using enum Tier::SinglePoints;
    static constexpr std::array<Tier, 5> kTiers { {
        { "hobby", 0.99, Any, false, false, "up to 1,000 users" },
        { "startup", 0.995, Info, false, false, "before the product has found its market" },
        { "standard", 0.999, Writes, true, false, "a business of stages 3 to 5" },
        { "high", 0.9995, Own, true, false, "stages 5 and 6" },
        { "critical", 0.9999, None, true, true, "payments" },
    } };
    return kTiers;
}

bool protectsEverything(const Tier &tier)
{
    return tier.singlePoints == Tier::SinglePoints::Own || tier.singlePoints == Tier::SinglePoints::None;
}

const Tier &tierOf(std::string_view id)
{
    const auto named = [id](const Tier &tier) { return tier.id == id; };
    const auto found = std::find_if(tiers().begin(), tiers().end(), named);
    return found == tiers().end() ? tiers()[2] : *found;
}

} // namespace headroom::reliability
