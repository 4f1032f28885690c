#pragma once

#include "model/serialization/json_reader.h"

namespace headroom::serialization {

/// Reads the member "workload"; problems and notes end up in the reader.
[[nodiscard]] project::Workload readWorkload(JsonReader &reader, const nlohmann::json &value,
                                             const catalog::Catalog &catalog);

} // namespace headroom::serialization
