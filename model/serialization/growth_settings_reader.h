#pragma once

#include "model/serialization/json_reader.h"

namespace headroom::serialization {

/// The member "plan" of a design; nothing where it is absent.
[[nodiscard]] std::optional<project::GrowthPlan> readPlan(JsonReader &reader, const nlohmann::json &root);

/// The member "uncertainties" of a design; none where it is absent.
[[nodiscard]] std::vector<project::Uncertainty> readUncertainties(JsonReader &reader, const nlohmann::json &root);

} // namespace headroom::serialization
