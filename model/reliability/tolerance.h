#pragma once

#include <array>
#include <string_view>

namespace headroom::reliability {

/// What a tier of criticality forgives. Source: domain spec 5.7.
struct Tier {
    std::string_view id;       ///< as a project names it: "standard"
    double targetAvailability; ///< 0..1
    enum class SinglePoints {
        Any,    ///< none of them matters
        Info,   ///< worth a note
        Writes, ///< none on the way of a read
        Own,    ///< none
        None    ///< none, nor one that a provider runs: DNS, vendor, region
    } singlePoints;
    bool survivesZoneLoss;    ///< the loss of one zone must not stop a class that the tier protects
    bool survivesRegionLoss;  ///< nor that of one region
    std::string_view typical; ///< whom it is for
};

/// Whether the tier judges every class of requests, not the read path alone.
[[nodiscard]] bool protectsEverything(const Tier &tier);

/// All of them, the most forgiving first.
[[nodiscard]] const std::array<Tier, 5> &tiers();

/// The tier of that name; "standard" for a name that is none.
[[nodiscard]] const Tier &tierOf(std::string_view id);

} // namespace headroom::reliability
