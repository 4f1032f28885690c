#pragma once

#include "model/analysis/report.h"

#include <nlohmann/json_fwd.hpp>

namespace headroom::serialization {

// Parts of the results file, as resources/schema/results.schema.json has them.

[[nodiscard]] nlohmann::ordered_json overloadJson(const analysis::OverloadReport &overload);
[[nodiscard]] nlohmann::ordered_json trafficJson(const analysis::TrafficReport &traffic, const std::string &currency);
[[nodiscard]] nlohmann::ordered_json placesJson(const analysis::PlacesReport &places);

} // namespace headroom::serialization
