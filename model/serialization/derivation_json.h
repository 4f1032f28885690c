#pragma once

#include "model/derivation/derivation.h"

#include <span>
#include <string>

namespace headroom::serialization {

/// What a derivation was asked about.
struct DerivationHeading {
    std::string design;
    std::size_t stageIndex = 0; ///< from 0
    std::string stageName;
    double users = 0;
};

/// The answer of `headroom explain --format json` (resources/schema/derivation.schema.json). Ends with LF.
/// What does not exist is absent, and a note says why.
/// @param depth  levels below the root that are written, ≥ 0.
[[nodiscard]] std::string writeDerivation(const DerivationHeading &heading, const std::string &path,
                                          const derivation::Derivation &root,
                                          std::span<const derivation::Sensitivity> sensitivities, int depth);

/// The list of what can be explained. Ends with LF.
[[nodiscard]] std::string writeMetrics(const DerivationHeading &heading, std::span<const derivation::Metric> metrics);

} // namespace headroom::serialization
