#pragma once

#include "model/analysis/rules/inspection.h"

#include <optional>

namespace headroom::analysis {

/// What the station of a component bears when an instance of its tier is gone.
struct LossOfOne {
    double utilization = 0;
    double fixed = 0;  ///< of one instance, in units of the resource: what each bears whatever their number
    double factor = 1; ///< of the rest, which those that are left divide among them
    std::optional<std::size_t> other; ///< the card that is gone; absent: one of its own instances
};

/// The worst of them: a loss among its own instances, of the same partition where it has some, or of a card of one
/// instance beside it, whose calls go to the others. Nothing where nobody stands in.  @pre it has a station
[[nodiscard]] std::optional<LossOfOne> worstLoss(const Inspection &in, std::size_t component);

} // namespace headroom::analysis
