#pragma once

#include "model/cost/growth.h"

#include <string>

namespace headroom::reporting {

/// CSV (RFC 4180, CRLF, UTF-8): a record per number of users with every cost of `headroom curves` in the catalog's
/// currency a month. A cell is empty where nothing can be had for these users; `reason` says why, `crossover` what
/// became cheaper since the record before.
[[nodiscard]] std::string growthTable(const cost::Growth &growth);

/// "from 3,240 users: stage 2 (Two servers) instead of stage 1 (One server)", for a reader.
[[nodiscard]] std::string crossoverText(const cost::Crossover &crossover, const cost::Growth &growth);

} // namespace headroom::reporting
