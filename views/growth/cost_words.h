#pragma once

#include "model/cost/takeovers.h"

#include <QString>

namespace headroom::growth_views {

/// What it means that another stage became cheaper: "from 3.24 k users on: stage 2 (Two servers) costs less than …". Empty
/// where it does so for a few users only, which shown numbers do not tell apart.
[[nodiscard]] QString takeoverText(const cost::Takeover &takeover, const cost::Growth &growth);
/// From how many users on many small machines cost less than large ones.
[[nodiscard]] QString scaleOutText(double users);
/// Where larger machines alone end, and why; empty: within these users they do not.
[[nodiscard]] QString ceilingText(const cost::Growth &growth);
/// "compute", "transfer" … as the bill is split.
[[nodiscard]] QString categoryText(const std::string &category);

} // namespace headroom::growth_views
