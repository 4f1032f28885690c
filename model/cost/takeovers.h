#pragma once

#include "model/cost/growth.h"

#include <vector>

namespace headroom::cost {

/// Crossovers as one tells them: list prices come in steps, so two stages may change places several times in a row.
struct Takeover {
    double users = 0;   ///< from here on another stage may cost less
    double settled = 0; ///< from here on `to` does; `users` where the two change places once
    std::size_t from = 0;
    std::size_t to = 0;    ///< `from` where it costs least again at the end
    std::size_t other = 0; ///< the stage that `from` changes places with
    int turns = 1;         ///< how often they do
    bool operator==(const Takeover &) const = default;
};

/// Of stages alone, ascending. Two that change places again before the users have doubled are told once.
[[nodiscard]] std::vector<Takeover> takeoversOf(const std::vector<Crossover> &crossovers);

} // namespace headroom::cost
