#pragma once

#include "model/serialization/json_reader.h"

namespace headroom::serialization {

/// Reads one element of the list "stages"; problems and notes end up in the reader.
[[nodiscard]] project::Stage readStage(JsonReader &reader, const nlohmann::json &value,
                                       const catalog::Catalog &catalog);

} // namespace headroom::serialization
